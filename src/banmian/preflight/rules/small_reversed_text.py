"""Reversed text is large enough not to fill in.

What it does: Looks for white text over an area or a picture: under 7 pt, and under 10 pt where
              the ground is of several inks.
Why:          Ink spreads into the thin strokes of white letters; out of several inks it does so
              from every plate.
Example:      A white caption of 6 pt on a photograph.
Source:       Our choice, from docs/preflight.md (multi-ink small text).
"""

from collections.abc import Iterator

from banmian.preflight.painted import Kind, Painted
from banmian.preflight.plane import Box
from banmian.preflight.rule import WARNING, Job, Remark, Rule

_GROUNDS = {Kind.FILL, Kind.IMAGE, Kind.SHADING, Kind.STENCIL}
_BROKEN = 0.02  # points


def check(job: Job) -> Iterator[Remark]:
    """White text, by what lies beneath it."""
    order = job.order
    for page in job.file.pages:
        seen: list[tuple[Painted, str]] = []
        grounds: list[Painted] = []
        for thing in page.inside:
            if thing.kind in _GROUNDS:
                grounds.append(thing)
            if thing.run is None or not _white(thing):
                continue
            size = thing.run.size + _BROKEN
            if size < order.small_text.pt:
                inks = _inks_beneath(thing.box, grounds)
                if inks > 1 or (inks and size < order.smallest_reversed.pt):
                    ground = "several inks" if inks > 1 else "one ink"
                    seen.append((thing, f"white text of {thing.run.size:.3g} pt in {ground}"))
        yield from job.told(page, seen, hint="set it larger or bolder, or on white")


def _white(thing: Painted) -> bool:
    inks = thing.colour.inks if thing.colour else None
    return inks is not None and max(inks) < 0.02


def _inks_beneath(box: Box, grounds: list[Painted]) -> int:
    """How many inks the uppermost ground under a box has."""
    x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    spot = Box(x - 0.01, y - 0.01, x + 0.01, y + 0.01)
    for ground in reversed(grounds):
        if not ground.box.overlaps(spot):
            continue
        if ground.raster is not None and ground.raster.space is not None:
            return 1 if ground.raster.space.components == 1 else 4
        inks = ground.colour.inks if ground.colour else None
        if inks is None:
            return 4
        if ground.solid or any(inks):
            return sum(ink > 0.02 for ink in inks)
    return 0


RULE = Rule("small-reversed-text", WARNING, check)
