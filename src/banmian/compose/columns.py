"""Vertical setting: which way characters stand in a column, and how items become column items.

Inputs:  copy and items as they are for level lines.
Outputs: copy with the quotes of columns; items measured down the column.
Units:   em of the paragraph's size; distances down the column are positive.
Source:  R37: CLREQ "Vertical Writing Mode", "Mixed Text Composition in Vertical Writing Mode";
         GB/T 15834—2011 5.2 (quotes, brackets and dashes in columns).
"""

from dataclasses import replace

import regex

from banmian.compose.classes import BLANK_AFTER, BLANK_BEFORE, HALF_EM, CharClass
from banmian.compose.items import EM, HALF, Item, Part
from banmian.compose.shaping import is_hidden
from banmian.compose.style import Copy
from banmian.compose.turn import Turn
from banmian.house.grid import IDEOGRAPHIC_ASCENT

_QUOTES = str.maketrans({"“": "『", "”": "』", "‘": "「", "’": "」"})
_APOSTROPHE = regex.compile(r"(?<=\p{Latin})’(?=\p{Latin})")
_HELD = "\ue000"  # stands for an apostrophe while the quotes are changed; never printed

_JOINED = regex.compile(r"(?=.*[0-9+])[0-9A-Za-z.+%]{2,3}")
_ACRONYM = regex.compile(r"[A-Z]{2,6}|[0-9A-Za-z]")
# Turned with the column: by the face's forms for columns or, where it has none, as a word is.
_TURNS = BLANK_BEFORE | {
    CharClass.CLOSE,
    CharClass.SOLIDUS,
    CharClass.CONNECTOR,
    CharClass.DASH,
    CharClass.ELLIPSIS,
    CharClass.NARROW_OPEN,
    CharClass.NARROW_CLOSE,
}
FIXED_IN_COLUMNS = frozenset("：；？！")  # centred in their em, never squeezed


def for_columns(copy: Copy) -> Copy:
    """Copy with 『』「」 for curly quotes; every character keeps its place."""
    return Copy(tuple(replace(run, text=_quotes(run.text)) for run in copy.runs))


def _quotes(text: str) -> str:
    held = _APOSTROPHE.sub(_HELD, text)
    return held.translate(_QUOTES).replace(_HELD, "’")


def in_columns(items: list[Item]) -> list[Item]:
    """Turn items that were made for a level line into those of a column."""
    return [_western(item) if item.klass == CharClass.WESTERN else _chinese(item) for item in items]


def _western(item: Item) -> Item:
    """A word as it stands in a column: upright, joined in one em, or turned."""
    box = EM * item.scale
    if _ACRONYM.fullmatch(item.text) and len(item.origins) == len(item.text):
        pens = tuple(box * number for number in range(len(item.text)))
        return item._replace(
            klass=CharClass.FULL_FORM,
            width=box * len(item.text),
            origins=pens,
            parts=tuple(Part(1, 1, box) for _ in pens) if len(pens) > 1 else (),
            turn=Turn.UPRIGHT,
            crosses=tuple(-width / 2 for width in _widths(item)),
        )
    if _JOINED.fullmatch(item.text):
        squash = min(1.0, box / item.width)
        return item._replace(
            klass=CharClass.FULL_FORM,
            width=box,
            origins=tuple(0.0 for _ in item.origins),
            parts=(),
            turn=Turn.JOINED,
            crosses=tuple((origin - item.width / 2) * squash for origin in item.origins),
            squash=squash,
        )
    return item._replace(turn=Turn.TURNED)


def _widths(item: Item) -> tuple[float, ...]:
    """The advance of each glyph of a word."""
    edges = (*item.origins, item.width)
    return tuple(edges[n + 1] - edges[n] for n in range(len(item.origins)))


def _chinese(item: Item) -> Item:
    """A character or mark by its form for columns, its ink placed in its body."""
    scale = item.scale
    glyphs = [
        glyph
        for glyph in item.face.shape(item.text, vertical=True)
        if not is_hidden(item.text[glyph.cluster])
    ]
    if item.klass in _TURNS and [glyph.gid for glyph in glyphs] == _level_forms(item):
        return item._replace(turn=Turn.TURNED)
    if item.klass == CharClass.HAN and not any(glyph.gid for glyph in glyphs):
        glyphs = glyphs[:1]  # an emoji no face has: one box
    advances = [glyph.advance * scale for glyph in glyphs]
    width, at = _body(item, sum(advances))
    pens, crosses = [], []
    for glyph, advance in zip(glyphs, advances, strict=True):
        # HarfBuzz sets a glyph of a column from the top of its em; we paint it from its baseline.
        pens.append(at - (glyph.y_offset + IDEOGRAPHIC_ASCENT) * scale)
        crosses.append(glyph.x_offset * scale)
        at += advance
    return item._replace(
        width=width,
        origins=tuple(pens),
        parts=item.parts if len(pens) == len(item.origins) else (),
        turn=Turn.COLUMN,
        crosses=tuple(crosses),
        squash=1.0,
    )


def _level_forms(item: Item) -> list[int]:
    """The glyphs of a mark on a level line."""
    return [
        glyph.gid for glyph in item.face.shape(item.text) if not is_hidden(item.text[glyph.cluster])
    ]


def _body(item: Item, advance: float) -> tuple[float, float]:
    """The length of a body down the column, and where in it the glyph begins."""
    half, whole = HALF * item.scale, EM * item.scale
    if item.text in FIXED_IN_COLUMNS:
        return whole, (whole - advance) / 2
    if item.klass in BLANK_BEFORE:
        return half, half - advance
    if item.klass in BLANK_AFTER:
        return half, 0.0
    if item.klass in HALF_EM:
        return half, (half - advance) / 2
    if item.klass in {CharClass.DASH, CharClass.ELLIPSIS} and len(item.text) > 1:
        cell = len(item.text) * whole
        return cell, (cell - advance) / 2
    box = max(whole, advance)
    return box, (box - advance) / 2
