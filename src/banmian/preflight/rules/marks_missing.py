"""Crop marks stand at all four corners, outside the bleed.

What it does: Looks at each corner of the trim for an upright and a level line in all inks, in
              line with the trim and outside the bleed box.
Why:          The plant cuts and registers by them.
Example:      A page whose MediaBox ends at the bleed.
Source:       docs/preflight.md: marks present; within half a point.
"""

from collections.abc import Iterator

from banmian.preflight.document import PressPage
from banmian.preflight.painted import Painted
from banmian.preflight.plane import Box
from banmian.preflight.rule import FAILURE, Job, Remark, Rule

_NEAR = 0.5  # points
_REACH = 60.0  # points from the corner
_THICK = 3.0  # points; what is thicker is no mark


def check(job: Job) -> Iterator[Remark]:
    """Both lines at each corner."""
    if not job.order.marks:
        return
    for page in job.file.pages:
        if page.trim is None:
            continue
        lines = [thing.box for thing in page.printed if _mark(thing, page)]
        trim = page.trim
        corners = {
            "upper left": (trim.left, trim.top),
            "upper right": (trim.right, trim.top),
            "lower left": (trim.left, trim.bottom),
            "lower right": (trim.right, trim.bottom),
        }
        bare = [where for where, corner in corners.items() if not _both(lines, *corner)]
        if bare:
            yield Remark(f"there are no crop marks at the corner {', '.join(bare)}", page)


def _mark(thing: Painted, page: PressPage) -> bool:
    colour, box = thing.colour, thing.box
    thin = min(box.width, box.height) <= _THICK < max(box.width, box.height)
    if not thin or colour is None or box.overlaps(page.bled.grown(-0.01)):
        return False
    return colour.inks is not None and min(colour.inks) > 0.99


def _both(lines: list[Box], x: float, y: float) -> bool:
    upright = any(
        line.width < line.height
        and abs((line.left + line.right) / 2 - x) < _NEAR
        and min(abs(line.top - y), abs(line.bottom - y)) < _REACH
        for line in lines
    )
    level = any(
        line.height < line.width
        and abs((line.top + line.bottom) / 2 - y) < _NEAR
        and min(abs(line.left - x), abs(line.right - x)) < _REACH
        for line in lines
    )
    return upright and level


RULE = Rule("marks-missing", FAILURE, check)
