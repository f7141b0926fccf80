"""Dots and lines between the lines of text, as drawing operators.

Inputs:  `TextBlock`s whose lines have dots and proper-name lines.
Outputs: PDF operators that fill paths; the colour is the caller's.
Units:   CSS px from the trim's top left corner, y downwards.
Source:  ISO 32000-2, 8.5 (paths). R35: dots under the text or right of a column, lines under the
         text or left of a column. Drawn, not set: a dot is no character of the copy.
"""

from collections.abc import Iterator

from banmian.compose.finalise import ComposedLine
from banmian.house.grid import IDEOGRAPHIC_ASCENT
from banmian.makeup.page import PlacedLine, TextBlock

DESCENT = 1 - IDEOGRAPHIC_ASCENT  # em; foot of the em box under the baseline
_ROUND = 0.5522847498  # handle of a quarter circle drawn as one Bézier curve


def ink_of(block: TextBlock) -> Iterator[bytes]:
    """The dots and lines of a block."""
    for placed in block.lines:
        if placed.line.interlinear.dots or placed.line.interlinear.names:
            yield from _ink(placed, placed.line, block)


def _ink(placed: PlacedLine, line: ComposedLine, block: TextBlock) -> Iterator[bytes]:
    size, vertical = block.style.size.px, block.style.vertical
    x, y = placed.x.px, placed.baseline.px
    for dot in line.interlinear.dots:
        along = dot.middle * size
        if vertical:
            centre = x + (0.5 + dot.depth) * dot.scale * size, y + along
        else:
            centre = x + along, y + (DESCENT + dot.depth) * dot.scale * size
        yield disc(*centre, dot.radius * dot.scale * size)
    for name in line.interlinear.names:
        along, length = name.begin * size, (name.end - name.begin) * size
        weight = name.weight * name.scale * size
        if vertical:
            left = x - (0.5 + name.depth + name.weight / 2) * name.scale * size
            yield _filled_box(left, y + along, weight, length)
        else:
            top = y + (DESCENT + name.depth - name.weight / 2) * name.scale * size
            yield _filled_box(x + along, top, length, weight)


def disc(x: float, y: float, radius: float) -> bytes:
    """A filled circle round a point."""
    r, h = radius, radius * _ROUND
    path = (
        f"{_n(x + r, y)} m",
        f"{_n(x + r, y + h, x + h, y + r, x, y + r)} c",
        f"{_n(x - h, y + r, x - r, y + h, x - r, y)} c",
        f"{_n(x - r, y - h, x - h, y - r, x, y - r)} c",
        f"{_n(x + h, y - r, x + r, y - h, x + r, y)} c",
        "h f",
    )
    return "\n".join(path).encode()


def _filled_box(x: float, y: float, width: float, height: float) -> bytes:
    return f"{_n(x, y, width, height)} re f".encode()


def _n(*numbers: float) -> str:
    return " ".join(f"{number:.4f}".rstrip("0").rstrip(".") for number in numbers)
