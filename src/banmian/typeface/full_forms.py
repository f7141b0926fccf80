"""The mainland full-width marks made the face's own default, and what trimming them needs.

Inputs:  a fontTools source font, its outlines still as the foundry drew them.
Outputs: the same font: cmap on the simplified Chinese forms, —— as one stroke, quotes in a
         1 em box, · in half an em, `pwid` for the narrow forms, `halt` and `vhal` where the
         source has none.
Units:   font units; the shipped faces have 1000 to the em.
Source:  CLREQ "Glyphs, Sizes and Positions of Punctuation Marks" and "Prohibition Rules for
         Unbreakable Marks"; the half-em trims are those of Noto Serif CJK's own
         `halt`, measured, so that all faces are trimmed alike.
"""

import copy
from typing import Any

from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from banmian.typeface.layout_rules import (
    LayoutRules,
    adjustment_lookup,
    ligature_lookup,
    read_rules,
    single_lookup,
    write_rules,
)

EM = 1000
HALF = EM // 2
ORIGIN = 880  # the top of the em box above the baseline, in every shipped face
QUOTE_MARGIN = 76  # the side bearing of Noto Serif CJK's full-width quotes
FULL_WIDTH = 900  # anything narrower is not a full-width form

OPENING = "〈《「『【〔〖〘〚〝（［｛｟‘“"
CLOSING = "、。〉》」』】〕〗〙〛〞〟），．］｝｠！：；？’”"
CENTRED = "•‧・"
UPRIGHT_IN_COLUMNS = "！：；？"  # keep their em in vertical setting (CLREQ)
NARROW_SUFFIX = ".narrow"
DASH, TWO_DASHES = 0x2014, 0x2E3A
INTERPUNCT, MIDDLE_DOT = 0x00B7, 0x30FB


def make_full_forms(font: TTFont) -> None:
    """Give the face the marks of mainland setting by default; see docs/fonts.md."""
    substitutions = read_rules(font, "GSUB")
    positions = read_rules(font, "GPOS")
    substitutions = _bake_simplified(font, substitutions)
    substitutions = _widen_quotes(font, substitutions)
    substitutions = _join_dashes(font, substitutions)
    if not positions.has("halt"):
        positions = _add_trims(font, positions, substitutions.singles("vert"))
    write_rules(font, substitutions)
    write_rules(font, positions)


def halve_interpunct(font: TTFont) -> None:
    """Draw · in half an em as the foundry's middle dot of a whole em (R13), by a glyph of its own.

    Its dot stands in the middle of its box by nature, with nothing left to be trimmed or moved.
    """
    middle_dot = font.getBestCmap().get(MIDDLE_DOT)
    if middle_dot is None:
        return
    dot = "interpunct.half"
    _copy_glyph(font, middle_dot, dot)
    _redraw(font, dot, (1, 0, 0, 1, -HALF // 2, 0))
    font["hmtx"][dot] = (HALF, font["glyf"][dot].xMin)
    for subtable in font["cmap"].tables:
        if subtable.isUnicode() and INTERPUNCT in subtable.cmap:
            subtable.cmap[INTERPUNCT] = dot


def _bake_simplified(font: TTFont, rules: LayoutRules) -> LayoutRules:
    """Map each character straight to its `locl` form; `pwid` leads back to the form it had.

    Only marks that grow to a full form get the way back: the others are the same mark, shifted.
    """
    local = rules.singles("locl")
    narrow = {}
    for subtable in font["cmap"].tables:
        if not subtable.isUnicode() or subtable.format == 14:
            continue
        for code, glyph in list(subtable.cmap.items()):
            if glyph in local:
                subtable.cmap[code] = local[glyph]
                if font["hmtx"][local[glyph]][0] >= FULL_WIDTH:
                    narrow[local[glyph]] = glyph
    return rules.with_lookup("pwid", single_lookup(narrow)) if narrow else rules


def _widen_quotes(font: TTFont, rules: LayoutRules) -> LayoutRules:
    """Set proportional curly quotes into a 1 em box, ink towards the text they enclose."""
    cmap = font.getBestCmap()
    narrow = {}
    for mark in "‘’“”":
        glyph = cmap[ord(mark)]
        if font["hmtx"][glyph][0] >= FULL_WIDTH:
            continue
        narrow[glyph] = glyph + NARROW_SUFFIX
        _copy_glyph(font, glyph, narrow[glyph])
        outline = font["glyf"][glyph]
        shift = EM - QUOTE_MARGIN - outline.xMax if mark in OPENING else QUOTE_MARGIN - outline.xMin
        _redraw(font, glyph, (1, 0, 0, 1, shift, 0))
        font["hmtx"][glyph] = (EM, font["glyf"][glyph].xMin)
    return rules.with_lookup("pwid", single_lookup(narrow)) if narrow else rules


def _join_dashes(font: TTFont, rules: LayoutRules) -> LayoutRules:
    """Draw —— as the one stroke of U+2E3A where the face does not do so by itself."""
    cmap = font.getBestCmap()
    dash, joined = cmap[DASH], cmap[TWO_DASHES]
    if not rules.has("ccmp"):
        rules = rules.with_lookup("ccmp", ligature_lookup({(dash, dash): joined}))
    upright = rules.singles("vert")
    if joined in upright:
        return rules
    standing = joined + ".vert"
    _copy_glyph(font, joined, standing)
    outline = font["glyf"][joined]
    axis = (outline.yMin + outline.yMax) // 2
    # a quarter turn clockwise about the em box: right becomes down, the stroke runs in mid-column
    _redraw(font, standing, (0, -1, 1, 0, HALF - axis, ORIGIN))
    font["hmtx"][standing] = (EM, font["glyf"][standing].xMin)
    font["vmtx"][standing] = (2 * EM, ORIGIN - font["glyf"][standing].yMax)
    turned = {joined: standing}
    if dash not in upright and 0xFE31 in cmap:
        turned[dash] = cmap[0xFE31]
    return rules.with_lookup("vert", single_lookup(turned))


def _add_trims(font: TTFont, rules: LayoutRules, upright: dict[str, str]) -> LayoutRules:
    """Let marks give up their blank half em, along the line and along the column."""
    cmap = font.getBestCmap()
    along_line: dict[str, dict[str, int]] = {}
    along_column: dict[str, dict[str, int]] = {}
    for marks, blank_first in ((OPENING, HALF), (CLOSING, 0), (CENTRED, HALF // 2)):
        for mark in marks:
            glyph = cmap.get(ord(mark))
            if glyph is None or font["hmtx"][glyph][0] != EM:
                continue
            along_line[glyph] = {"XPlacement": -blank_first, "XAdvance": -HALF}
            standing = upright.get(glyph)
            if standing is not None and mark not in UPRIGHT_IN_COLUMNS:
                along_column[standing] = {"YPlacement": blank_first, "YAdvance": -HALF}
    for feature, values in (("halt", along_line), ("vhal", along_column)):
        if values:
            rules = rules.with_lookup(feature, adjustment_lookup(sorted(values.items()), font))
    return rules


def _copy_glyph(font: TTFont, glyph: str, copied: str) -> None:
    outlines = font["glyf"]  # read first: it must not share the list that names the glyphs
    font.setGlyphOrder([*font.getGlyphOrder(), copied])
    outlines.setGlyphOrder(font.getGlyphOrder())
    outlines.glyphs[copied] = copy.deepcopy(outlines[glyph])
    font["hmtx"][copied] = font["hmtx"][glyph]
    font["vmtx"][copied] = font["vmtx"][glyph]


def _redraw(font: TTFont, glyph: str, matrix: tuple[int, ...]) -> None:
    pen = TTGlyphPen(None)
    outlines: Any = font["glyf"]
    outlines[glyph].draw(TransformPen(pen, matrix), outlines)
    outlines[glyph] = pen.glyph()
    outlines[glyph].recalcBounds(outlines)
