"""Outlines turned to TrueType quadratics, with the metrics that depend on them.

Inputs:  a subset fontTools font with CFF outlines.
Outputs: the same font with glyf outlines, vertical metrics kept.
Units:   font units; 1000 to the em.
Source:  our choice: CID-keyed CFF keeps old CIDs when subset, which Ghostscript and veraPDF reject;
         glyf has no CIDs, and ReportLab can embed it. Error bound: half a unit of 1000.
"""

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

from banmian.typeface.full_forms import ORIGIN

MAX_ERROR = 0.5


def to_quadratic(font: TTFont) -> None:
    """Replace cubic CFF outlines by quadratic glyf outlines that stay within `MAX_ERROR`."""
    glyphs = font.getGlyphSet()
    outlines = {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
        outlines[name] = pen.glyph()
    tops = _vertical_origins(font)
    for tag in ("CFF ", "VORG"):
        if tag in font:
            del font[tag]
    font["loca"] = newTable("loca")
    font["glyf"] = table = newTable("glyf")
    table.glyphOrder = font.getGlyphOrder()
    table.glyphs = outlines
    font.sfntVersion = "\000\001\000\000"
    _size_tables(font)
    for name, outline in outlines.items():
        outline.recalcBounds(table)
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(outline, "xMin", 0))
        top = getattr(outline, "yMax", 0)
        # without VORG the renderer finds the vertical origin as top of ink + top side bearing
        font["vmtx"][name] = (font["vmtx"][name][0], tops.get(name, ORIGIN) - top)


def _vertical_origins(font: TTFont) -> dict[str, int]:
    if "VORG" not in font:
        return {}
    default = font["VORG"].defaultVertOriginY
    recorded = font["VORG"].VOriginRecords
    return {name: recorded.get(name, default) for name in font.getGlyphOrder()}


def _size_tables(font: TTFont) -> None:
    maximum = newTable("maxp")
    maximum.tableVersion = 0x00010000
    for field in (
        "maxTwilightPoints",
        "maxStorage",
        "maxFunctionDefs",
        "maxInstructionDefs",
        "maxStackElements",
        "maxSizeOfInstructions",
        "maxComponentElements",
        "maxComponentDepth",
        "maxPoints",
        "maxContours",
        "maxCompositePoints",
        "maxCompositeContours",
    ):
        setattr(maximum, field, 0)
    maximum.maxZones = 1
    maximum.numGlyphs = len(font.getGlyphOrder())
    font["maxp"] = maximum
    font["head"].glyphDataFormat = 0
