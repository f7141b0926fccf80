"""Glyphs in the order they are shown, gathered into lines.

Inputs:  the glyphs of a page.
Outputs: `Line`s; the box of a glyph.
Units:   PDF points of the user space; shares of the type size.
Source:  our choice: a line ends where the next glyph leaves the baseline or jumps; so how strings
         and arrays are split in the stream does not matter.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from banmian.snapshot.drawn import Bounds, Glyph

OFF_BASELINE = 0.3
JUMP_BACK = 0.6
JUMP_ON = 2.2


@dataclass(frozen=True, slots=True)
class Line:
    """Glyphs from `start` to `end` (not counted) of a page."""

    start: int
    end: int
    text: str


def lines_of(glyphs: Sequence[Glyph]) -> tuple[Line, ...]:
    """Gather glyphs into lines."""
    lines = []
    start = 0
    for index in range(1, len(glyphs) + 1):
        if index == len(glyphs) or _breaks(glyphs[index - 1], glyphs[index]):
            text = "".join(glyph.text for glyph in glyphs[start:index])
            lines.append(Line(start, index, text))
            start = index
    return tuple(lines) if glyphs else ()


def _breaks(one: Glyph, two: Glyph) -> bool:
    size = max(one.run.size, two.run.size) or 1.0
    dx, dy = (one.next_x - one.x), (one.next_y - one.y)
    gap_x, gap_y = two.x - one.next_x, two.y - one.next_y
    if abs(dx) >= abs(dy):
        along, off = (gap_x if dx >= 0 else -gap_x), gap_y
    else:
        along, off = (gap_y if dy >= 0 else -gap_y), gap_x
    return abs(off) > OFF_BASELINE * size or not -JUMP_BACK * size <= along <= JUMP_ON * size


def glyph_box(glyph: Glyph) -> Bounds:
    """About where a glyph's ink may be."""
    size, x, y = glyph.run.size, glyph.x, glyph.y
    dx, dy = glyph.next_x - x, glyph.next_y - y
    if glyph.run.face.vertical:
        return (x, y - 0.15 * size, x + size, y + 0.9 * size)
    if abs(dx) >= abs(dy):
        return (min(x, x + dx), y - 0.15 * size, max(x, x + dx), y + 0.9 * size)
    if dy < 0:
        return (x - 0.15 * size, y + dy, x + 0.9 * size, y)
    return (x - 0.9 * size, y, x + 0.15 * size, y + dy)
