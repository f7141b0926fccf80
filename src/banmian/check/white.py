"""The largest empty rectangle of a part of the page.

Inputs:  a rectangle of the page, the rectangles that hold ink.
Outputs: the largest rectangle that holds none.
Units:   whole millimetres from the part's left top corner; `Length` outside.
Source:  the largest rectangle under a row of heights, by a stack, row for row; a cell that ink
         touches is taken, so that what is found is white to the last corner.
"""

from dataclasses import dataclass, field
from math import ceil, floor

import numpy
from numpy.typing import NDArray

from banmian.geometry import Rect
from banmian.units import mm

_ROUNDING = 1e-6


@dataclass(slots=True)
class Paper:
    """A part of the page by the millimetre."""

    part: Rect
    _taken: NDArray[numpy.bool_] = field(init=False)

    def __post_init__(self) -> None:
        rows, columns = floor(self.part.height.mm), floor(self.part.width.mm)
        self._taken = numpy.zeros((max(rows, 0), max(columns, 0)), dtype=bool)

    def mark(self, ink: Rect) -> None:
        """Take the cells that a rectangle touches; a rule of no thickness takes one."""
        left, top = (ink.x - self.part.x).mm, (ink.y - self.part.y).mm
        columns = _cells(left, left + ink.width.mm)
        self._taken[_cells(top, top + ink.height.mm), columns] = True

    def largest_white(self) -> Rect:
        """The largest rectangle of cells that nothing touches."""
        rows, columns = self._taken.shape
        heights = numpy.zeros(columns, dtype=int)
        best = (0, 0, 0, 0)
        for row in range(rows):
            heights = numpy.where(self._taken[row], 0, heights + 1)
            if int(heights.max(initial=0)) * columns <= best[2] * best[3]:
                continue
            found = _under(heights.tolist())
            if found[1] * found[2] > best[2] * best[3]:
                begin, width, height = found
                best = (begin, row + 1 - height, width, height)
        x, y, width, height = best
        return Rect(self.part.x + mm(x), self.part.y + mm(y), mm(width), mm(height))


def _cells(begin: float, end: float) -> slice:
    """The whole millimetres that a stretch touches, one at the least."""
    first = floor(begin + _ROUNDING)
    return slice(max(first, 0), max(ceil(end - _ROUNDING), first + 1, 0))


def _under(heights: list[int]) -> tuple[int, int, int]:
    """Begin, width and height of the largest rectangle under a row of heights."""
    best = (0, 0, 0)
    stack: list[tuple[int, int]] = []
    for at, height in enumerate([*heights, 0]):
        begin = at
        while stack and stack[-1][1] >= height:
            begin, high = stack.pop()
            if high * (at - begin) > best[1] * best[2]:
                best = (begin, at - begin, high)
        stack.append((begin, height))
    return best
