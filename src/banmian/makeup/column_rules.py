"""The rules between the columns of a text.

Inputs:  the frames of a text, and what stands inside it.
Outputs: `RuleBlock`s in the middle of the white between neighbours.
Units:   lines of the grid; `Length` on the page.
Source:  newspaper.md N6, N20; a rule stops at whatever reaches over it.
"""

from collections.abc import Iterator, Sequence
from itertools import product

from banmian.geometry import Rect
from banmian.house.grid import Frame, PageGrid
from banmian.makeup.page import RuleBlock
from banmian.units import ZERO, Length

COLUMN_RULE = "column-rule"


def column_rules(
    frames: Sequence[Frame], inside: Sequence[Frame], grid: PageGrid
) -> tuple[RuleBlock, ...]:
    """The rules between frames that are neighbours; `inside` are places no rule runs through."""
    stretches: dict[Length, list[tuple[int, int]]] = {}
    for left, right in product(frames, frames):
        end = left.x + left.width
        if end < right.x <= end + grid.gutter * 2 and _side_by_side(left, right):
            foot = max(left.line + left.lines, right.line + right.lines)
            x = end + (right.x - end) * 0.5
            stretches.setdefault(x, []).append((max(left.line, right.line), foot))
    return tuple(
        RuleBlock(COLUMN_RULE, Rect(x, grid.y_of(top), ZERO, grid.leading * (foot - top)))
        for x, lines in stretches.items()
        for begin, stop in _joined(lines)
        for top, foot in _free(begin, stop, [f for f in (*frames, *inside) if _reaches_over(f, x)])
    )


def _side_by_side(one: Frame, other: Frame) -> bool:
    return one.line < other.line + other.lines and other.line < one.line + one.lines


def _joined(stretches: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches of lines that overlap made one."""
    begin, stop = min(stretches)
    for top, foot in sorted(stretches):
        if top > stop:
            yield begin, stop
            begin = top
        stop = max(stop, foot)
    yield begin, stop


def _reaches_over(frame: Frame, x: Length) -> bool:
    return frame.x < x < frame.x + frame.width


def _free(top: int, foot: int, obstacles: Sequence[Frame]) -> Iterator[tuple[int, int]]:
    """The stretches of some lines that no obstacle stands in."""
    for one in sorted(obstacles, key=lambda frame: frame.line):
        if top < one.line + one.lines and one.line < foot:
            if top < one.line:
                yield top, one.line
            top = max(top, one.line + one.lines)
    if top < foot:
        yield top, foot
