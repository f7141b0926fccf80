"""No text is cut off at the trim.

What it does: Looks for text that crosses the trim or stands in the bleed.
Why:          The knife goes through it.
Example:      A folio that hangs over the edge.
Source:       docs/preflight.md: text in the bleed warns.
"""

from collections.abc import Iterator

from banmian.preflight.document import PressPage
from banmian.preflight.painted import Kind, Painted
from banmian.preflight.rule import WARNING, Job, Remark, Rule


def check(job: Job) -> Iterator[Remark]:
    """Text between the trim and the edge of the bleed."""
    for page in job.file.pages:
        seen = [
            (thing, "text stands in the bleed")
            for thing in page.printed
            if thing.kind is Kind.TEXT and _in_bleed(thing, page)
        ]
        yield from job.told(page, seen, hint="move it into the page")


def _in_bleed(thing: Painted, page: PressPage) -> bool:
    if thing.run is not None and not thing.run.text.strip() and thing.run.text:
        return False  # blanks
    return thing.box.overlaps(page.bled) and not page.sheet.holds(thing.box, 0.5)


RULE = Rule("text-in-bleed", WARNING, check)
