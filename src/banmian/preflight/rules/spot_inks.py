"""The page needs no ink that is not on the press.

What it does: Lists Separation and DeviceN inks other than the four, and All.
Why:          A newspaper press has four units; a fifth ink is converted, or its plate is left
              over.
Example:      A logo in PANTONE 485 C.
Source:       docs/preflight.md: spot inks warn.
"""

from collections.abc import Iterator

from banmian.preflight.painted import Painted
from banmian.preflight.rule import WARNING, Job, Remark, Rule

_PROCESS = {"Cyan", "Magenta", "Yellow", "Black", "All", "None"}


def check(job: Job) -> Iterator[Remark]:
    """Inks that are not the press's own."""
    for page in job.file.pages:
        seen = [(thing, f"the spot ink {ink}") for thing in page.printed for ink in _spots(thing)]
        yield from job.told(page, seen, hint="convert it to CMYK, or order the ink")


def _spots(thing: Painted) -> Iterator[str]:
    spaces = [thing.colour.space] if thing.colour else []
    if thing.raster is not None and thing.raster.space is not None:
        spaces.append(thing.raster.space)
    for space in spaces:
        yield from (ink for ink in space.root.inks if ink not in _PROCESS)


RULE = Rule("spot-ink", WARNING, check)
