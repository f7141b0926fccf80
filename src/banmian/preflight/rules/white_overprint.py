"""Nothing white overprints.

What it does: Looks for things without any ink that are set to overprint.
Why:          White that overprints is not there on the plate: reversed type vanishes, though a
              screen may show it.
Example:      White text on a blue panel, overprint left on from the black.
Source:       docs/preflight.md; ISO 32000-1, 8.6.7.
"""

from collections.abc import Iterator

from banmian.preflight.painted import Kind
from banmian.preflight.rule import FAILURE, Job, Remark, Rule


def check(job: Job) -> Iterator[Remark]:
    """Colours of no ink, overprinting."""
    for page in job.file.pages:
        seen = [
            (thing, f"white {thing.kind} overprints and will not be seen")
            for thing in page.inside
            if thing.look.overprint
            and thing.kind is not Kind.IMAGE
            and thing.colour is not None
            and thing.colour.inks is not None
            and max(thing.colour.inks) < 0.001
        ]
        yield from job.told(page, seen, hint="let white knock out")


RULE = Rule("white-overprint", FAILURE, check)
