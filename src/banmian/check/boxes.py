"""Where ink stands: the em boxes of lines, and what rectangles do to each other.

Inputs:  `TextBlock`s with placed lines; `Rect`s.
Outputs: `Rect`s, lengths.
Units:   `Length`, from the trim's top left corner.
Source:  the ideographic em box (`banmian.house.grid`); a mark that hangs stands out of its measure
         and is not reckoned (R25).
"""

from collections.abc import Iterable

from banmian.geometry import Rect
from banmian.house.grid import IDEOGRAPHIC_ASCENT
from banmian.makeup.page import PlacedLine, TextBlock
from banmian.units import ZERO, Length


def line_box(placed: PlacedLine, block: TextBlock) -> Rect:
    """The em boxes of a line or a column, from its first cluster to its last."""
    size, line = block.style.size, placed.line
    if not line.clusters:
        return Rect(placed.x, placed.baseline, ZERO, ZERO)
    begin, length = size * line.clusters[0].x, size * (line.width - line.clusters[0].x)
    if block.style.vertical:
        return Rect(placed.x - size * 0.5, placed.baseline + begin, size, length)
    return Rect(placed.x + begin, placed.baseline - size * IDEOGRAPHIC_ASCENT, length, size)


def line_text(placed: PlacedLine) -> str:
    """The characters of a line."""
    return "".join(cluster.text for cluster in placed.line.clusters)


def union(rects: Iterable[Rect]) -> Rect:
    """The smallest rectangle round some others; there is at least one."""
    listed = tuple(rects)
    left, top = min(r.x for r in listed), min(r.y for r in listed)
    right, bottom = max(r.right for r in listed), max(r.bottom for r in listed)
    return Rect(left, top, right - left, bottom - top)


def across(one: Rect, other: Rect) -> Length:
    """How far two rectangles share columns; negative for the white between them."""
    return min(one.right, other.right) - max(one.x, other.x)


def down(one: Rect, other: Rect) -> Length:
    """How far two rectangles share lines; negative for the white between them."""
    return min(one.bottom, other.bottom) - max(one.y, other.y)


def depth(one: Rect, other: Rect) -> Length:
    """How deep two rectangles reach into each other; negative for the white between them."""
    return min(across(one, other), down(one, other))
