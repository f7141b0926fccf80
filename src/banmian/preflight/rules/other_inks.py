"""A page for black alone has no other ink.

What it does: Where black was ordered as the only ink: looks for cyan, magenta, yellow and spot inks
              in anything that is painted, and for pictures that are not grey. Register marks are
              on every plate there is.
Why:          The press has one plate on; what stands on another plate is missing.
Example:      A red panel in a drawing on a page with `inks: black`.
Source:       docs/press.md, "Pages in black".
"""

from collections.abc import Iterator

from banmian.preflight.painted import Painted
from banmian.preflight.rule import FAILURE, Job, Remark, Rule

_GREYS = frozenset({"DeviceGray", "CalGray"})


def check(job: Job) -> Iterator[Remark]:
    """Everything that needs another plate than that of black."""
    if not job.order.black:
        return
    for page in job.file.pages:
        seen = [(thing, said) for thing in page.printed for said in _other(thing)]
        yield from job.told(page, seen, hint="give it a tint of black")


def _other(thing: Painted) -> Iterator[str]:
    space = thing.raster.space if thing.raster else None
    if space is not None and space.root.family not in _GREYS:
        yield f"the picture is in {space.described}, on a page for black alone"
    elif thing.colour is not None and space is None and "All" not in thing.colour.space.root.inks:
        inks = thing.colour.inks
        if inks is None or max(inks[:3]) > 0:
            yield f"{thing.kind} has other inks than black"


RULE = Rule("ink-not-black", FAILURE, check)
