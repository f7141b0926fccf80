"""A newsroom's face may have ligatures: the composer measures the letters the painter will draw."""

from pathlib import Path

import pytest
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from banmian.typeface.face import Face, FaceIdentity


@pytest.fixture
def joining(tmp_path: Path) -> Face:
    """A font that joins f and i."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for corner in ((0, 500), (300, 500), (300, 0)):
        pen.lineTo(corner)
    pen.closePath()
    names = [".notdef", "f", "i", "f_i"]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord("f"): "f", ord("i"): "i"})
    builder.setupGlyf(dict.fromkeys(names, pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (300, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Joining", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    rule = "feature liga { sub f i by f_i; } liga;"
    addOpenTypeFeaturesFromString(builder.font, rule, tables=["GSUB"])
    path = tmp_path / "joining.ttf"
    builder.save(path)
    return Face(FaceIdentity("joining", "Joining", 400, path, ""))


def test_letters_are_not_joined(joining: Face) -> None:
    assert [glyph.cluster for glyph in joining.shape("fi")] == [0, 1]
    assert joining.advance("fi") == pytest.approx(0.6)


def test_the_font_would_join_them(joining: Face) -> None:
    assert len(joining.shape("fi", features=(("liga", 1),))) == 1
