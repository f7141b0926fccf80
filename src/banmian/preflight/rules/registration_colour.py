"""The colour of the register marks stays outside the page.

What it does: Looks for Separation All, or for all four inks in full, inside the trim.
Why:          It is 400 % of ink: it sets off on the next sheet and smears.
Example:      A rule in the colour [Registration].
Source:       docs/preflight.md; ISO 32000-1, 8.6.6.4.
"""

from collections.abc import Iterator

from banmian.preflight.painted import Painted
from banmian.preflight.rule import FAILURE, Job, Remark, Rule


def check(job: Job) -> Iterator[Remark]:
    """Registration colour that touches the trim."""
    for page in job.file.pages:
        inside = page.sheet.grown(-0.01)
        seen = [
            (thing, f"{thing.kind} in the registration colour inside the trim")
            for thing in page.printed
            if _registration(thing) and thing.box.overlaps(inside)
        ]
        yield from job.told(page, seen, hint="use black")


def _registration(thing: Painted) -> bool:
    colour = thing.colour
    if colour is None:
        return False
    if "All" in colour.space.root.inks:
        return max(colour.values, default=1.0) > 0
    return colour.inks is not None and min(colour.inks) > 0.99


RULE = Rule("registration-in-trim", FAILURE, check)
