"""Plane geometry in a PDF's own axes: boxes, matrices, thickness of shapes.

Inputs:  numbers from a PDF.
Outputs: `Box`, `Matrix`; `Rect` in the axes of the rest of the project.
Units:   points; the origin is the page's own, y grows upwards. `on_page` turns them over.
Source:  ISO 32000-1, 8.3.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from banmian.geometry import Rect
from banmian.units import pt

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
FAR = 1e7  # points; a PDF's axes end long before


@dataclass(frozen=True, slots=True)
class Box:
    """An upright box by its four sides."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From side to side."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From foot to head."""
        return self.top - self.bottom

    @property
    def empty(self) -> bool:
        """Whether nothing can be inside."""
        return self.right < self.left or self.top < self.bottom

    def meet(self, other: "Box") -> "Box":
        """What both cover; empty when they are apart."""
        return Box(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )

    def join(self, other: "Box") -> "Box":
        """The smallest box around both."""
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )

    def grown(self, by: float) -> "Box":
        """Moved out by the same distance on every side."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def holds(self, other: "Box", slack: float = 0.0) -> bool:
        """Whether `other` lies inside, or out by no more than the slack."""
        return (
            self.left - slack <= other.left
            and self.bottom - slack <= other.bottom
            and other.right <= self.right + slack
            and other.top <= self.top + slack
        )

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def on_page(self, trim: "Box") -> Rect:
        """The same from the trim's top left corner, y downwards."""
        left, right = max(self.left, -FAR), min(self.right, FAR)
        bottom, top = max(self.bottom, -FAR), min(self.top, FAR)
        return Rect(pt(left - trim.left), pt(trim.top - top), pt(right - left), pt(top - bottom))


EVERYWHERE = Box(-FAR, -FAR, FAR, FAR)
UNIT = Box(0, 0, 1, 1)


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does `first`, then `then`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def apply(matrix: Matrix, x: float, y: float) -> Point:
    """A point under a matrix."""
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def box_of(points: Iterable[Point]) -> Box:
    """The smallest box around some points; no points make an empty box."""
    known = list(points)
    if not known:
        return Box(0, 0, -1, -1)
    xs, ys = [x for x, _ in known], [y for _, y in known]
    return Box(min(xs), min(ys), max(xs), max(ys))


def box_under(box: Box, matrix: Matrix) -> Box:
    """The smallest box around a box that a matrix has moved."""
    corners = ((x, y) for x in (box.left, box.right) for y in (box.bottom, box.top))
    return box_of(apply(matrix, x, y) for x, y in corners)


def least_scale(matrix: Matrix) -> float:
    """How much the matrix shrinks what it shrinks most: its smaller singular value."""
    a, b, c, d, *_ = matrix
    square = a * a + b * b + c * c + d * d
    area = abs(a * d - b * c)
    rest = max(square * square - 4 * area * area, 0.0)
    return math.sqrt(max((square - math.sqrt(rest)) / 2, 0.0))


def thickness(points: Sequence[Point]) -> float:
    """The width of a long shape: twice its area by its outline; of a bar, nearly its width."""
    if len(points) < 2:
        return 0.0
    closed = [*points, points[0]]
    pairs = list(pairwise(closed))
    area = abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)) / 2
    around = sum(math.hypot(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairs)
    length = around / 2 - 2 * area / around if around else 0.0
    return area / length if length > 0 else 0.0
