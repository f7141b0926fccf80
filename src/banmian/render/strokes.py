"""Strokes: glyphs set one after the other, along a level line, a turned one, or down a column.

A column is painted by the writing mode PDF has for it: a font whose glyphs advance down the page
(Identity-V, default DW2: each glyph hangs centred under its pen, 0.88 em over its baseline, and the
next pen stands one em below). So a column is one stroke, as a line is, and programs that read the
page know it for one.

Inputs:  clusters with their pens, where their line stands, the size.
Outputs: `Stroke`s, and the PDF operators that paint them.
Units:   CSS px; y grows downwards.
Source:  ISO 32000-2, 9.4.3 (TJ: a number moves the next glyph left, or down, by thousandths of an
         em), 9.7.4.3 (vertical metrics), 9.7.5.2 (Identity-V).
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from banmian.compose.cluster import Cluster
from banmian.compose.turn import Turn
from banmian.house.grid import IDEOGRAPHIC_ASCENT
from banmian.makeup.page import PlacedLine

Matrix = tuple[float, float, float, float]
LEVEL: Matrix = (1, 0, 0, -1)
TURNED: Matrix = (0, 1, 1, 0)  # by 90° clockwise
MIDDLE = IDEOGRAPHIC_ASCENT - 0.5  # em; the middle of the em box over the baseline
HEADS = (-0.5, 0.0, 1.5, 2.0)  # em; pens of columns' first glyphs: with or without indent, quote
CLEAR = 0.7  # em; PDFium's own limit is half an em
DOWN = b"-V"  # what is added to a font's name for its glyphs to advance down


class Stroke(NamedTuple):
    """Glyphs set one after the other: from where, which way, and their pens from the first on.

    With `down` they stand upright under each other, centred on `x`, each pen at the top of its em.
    """

    matrix: Matrix
    x: float
    y: float
    pens: tuple[float, ...]
    down: bool = False


class PaintedWith(NamedTuple):
    """The font a run is painted with: its name in the page's resources, its size, its widths."""

    font: bytes
    size: float
    widths: Mapping[int, float]


def column(placed: PlacedLine, clusters: Sequence[Cluster], size: float) -> Iterator[Stroke]:
    """The clusters of a column: what stands upright in as few strokes as can be."""
    end = placed.line.clusters[-1]
    for upright, group in groupby(clusters, _is_upright):
        together = tuple(group)
        if upright:
            stroke = _down(placed, together, size)
            yield from _divided(stroke, placed, size) if together[-1] is end else (stroke,)
            continue
        for cluster in together:
            stroke = _across(placed, cluster, size)
            turned = cluster.turn is Turn.TURNED
            yield from _divided(stroke, placed, size) if turned and cluster is end else (stroke,)
            x, y = placed.x.px, placed.baseline.px + (cluster.x + cluster.advance) * size
            for _ in cluster.blank:
                yield Stroke(LEVEL, x, y, (0.0,))


def _divided(stroke: Stroke, placed: PlacedLine, size: float) -> tuple[Stroke, ...]:
    """A column's last stroke in two, if it begins as high as the next column may.

    PDFium takes strokes that begin at one height for one line, to be read from the left: the next
    column, which stands at the left, would be read first.
    """
    begin = (stroke.y - placed.baseline.px) / size
    pens = stroke.pens
    if _clearance(begin) == CLEAR or len(pens) == 1:
        return (stroke,)
    half = len(pens) // 2
    at = min(
        range(1, len(pens)),
        key=lambda place: (-_clearance(begin + pens[place] / size), abs(place - half)),
    )
    along = tuple(pen - pens[at] for pen in pens[at:])
    return stroke._replace(pens=pens[:at]), stroke._replace(y=stroke.y + pens[at], pens=along)


def _clearance(height: float) -> float:
    """How far a height is from where columns begin, as far as that matters."""
    return min(CLEAR, *(abs(height - head) for head in HEADS))


def _is_upright(cluster: Cluster) -> bool:
    return cluster.turn in {Turn.COLUMN, Turn.UPRIGHT}


def _down(placed: PlacedLine, clusters: Sequence[Cluster], size: float) -> Stroke:
    """Upright glyphs under each other."""
    pens: list[float] = []
    for cluster in clusters:
        pens.extend([pen * size for pen in cluster.pens])
        pens.extend([(cluster.x + cluster.advance) * size] * len(cluster.blank))
    first = pens[0]
    along = tuple([pen - first for pen in pens])
    return Stroke(LEVEL, placed.x.px, placed.baseline.px + first, along, down=True)


def _across(placed: PlacedLine, cluster: Cluster, size: float) -> Stroke:
    """A word turned by 90°, or a number joined in one em."""
    axis, top = placed.x.px, placed.baseline.px
    em = size * cluster.scale
    pens, crosses, squash = cluster.pens, cluster.crosses, cluster.squash
    if cluster.turn is Turn.TURNED:
        first = pens[0]
        along = tuple((pen - first) * size / squash for pen in pens)
        return Stroke((0, squash, 1, 0), axis - MIDDLE * em, top + first * size, along)
    across = tuple((cross - crosses[0]) * size / squash for cross in crosses)
    y = top + pens[0] * size + IDEOGRAPHIC_ASCENT * em
    return Stroke((squash, 0, 0, -1), axis + crosses[0] * size, y, across)


def lay(strokes: Sequence[Stroke], glyphs: Sequence[bytes], by: PaintedWith) -> Iterator[bytes]:
    """The operators that set a run's glyphs at their pens."""
    at = 0
    down = False
    for stroke in strokes:
        if stroke.down is not down:
            down = stroke.down
            yield _font(by, down=down)
        matrix = b" ".join(number(value, 5) for value in stroke.matrix)
        yield b"%s %s %s Tm" % (matrix, number(stroke.x, 4), number(stroke.y, 4))
        yield _shown(stroke, glyphs[at : at + len(stroke.pens)], by)
        at += len(stroke.pens)
    if down:
        yield _font(by, down=False)


def _font(by: PaintedWith, *, down: bool) -> bytes:
    return b"/%s%s %s Tf" % (by.font, DOWN if down else b"", number(by.size, 6))


def _shown(stroke: Stroke, glyphs: Sequence[bytes], by: PaintedWith) -> bytes:
    """A stroke's glyphs, with what TJ has to move the pen by between them."""
    scale = 1000 / by.size
    parts = [b"["]
    reached = 0.0
    chunk: list[bytes] = []
    for pen, glyph in zip(stroke.pens, glyphs, strict=True):
        kern = reached - pen * scale
        if kern > 0.05 or kern < -0.05:
            if chunk:
                parts.append(b"<%s>" % b"".join(chunk))
                chunk = []
            text = number(-kern if stroke.down else kern, 2)
            parts.append(text)
            reached += float(text) if stroke.down else -float(text)
        chunk.append(glyph)
        reached += 1000 if stroke.down else by.widths[int(glyph, 16)]
    parts.append(b"<%s>] TJ" % b"".join(chunk))
    return b"".join(parts)


def number(value: float, places: int) -> bytes:
    """A number as PDF writes it, as short as it can be."""
    text = f"{value:.{places}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return b"0" if text in {"-0", ""} else text.encode()
