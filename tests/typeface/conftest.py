"""The shipped faces, and a small font for what may not be tried on them."""

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from banmian.typeface.catalogue import Catalogue, load_catalogue

FONTS = Path(__file__).resolve().parents[2] / "fonts"


@pytest.fixture(scope="session")
def fonts_folder() -> Path:
    return FONTS


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue(FONTS)


@pytest.fixture(scope="session")
def small_font(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A TrueType font with narrow quotes, a plain dash, no features and metrics of its own."""
    boxes = {
        ".notdef": (500, 50, 0, 450, 700),
        "one": (1000, 100, 300, 900, 400),
        "comma": (1000, 80, -100, 300, 100),
        "bracket": (1000, 650, -50, 950, 850),
        "dash": (1000, 0, 350, 1000, 410),
        "dashes": (2000, 10, 350, 1990, 410),
        "left": (400, 60, 600, 340, 800),
        "right": (400, 70, 600, 330, 800),
        "opening": (300, 60, 600, 240, 800),
        "closing": (300, 60, 600, 240, 800),
        "standing": (1000, 650, -50, 950, 850),
    }
    characters = {
        "一": "one",
        "，": "comma",
        "（": "bracket",
        "—": "dash",
        "⸺": "dashes",
        "“": "left",
        "”": "right",
        "‘": "opening",
        "’": "closing",
    }
    outlines = {}
    for name, (_, left, bottom, right, top) in boxes.items():
        pen = TTGlyphPen(None)
        pen.moveTo((left, bottom))
        for corner in ((left, top), (right, top), (right, bottom)):
            pen.lineTo(corner)
        pen.closePath()
        outlines[name] = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(boxes))
    builder.setupCharacterMap({ord(char): name for char, name in characters.items()})
    builder.setupGlyf(outlines)
    builder.setupHorizontalMetrics({name: (box[0], box[1]) for name, box in boxes.items()})
    builder.setupHorizontalHeader(ascent=1100, descent=-300)
    builder.setupVerticalHeader(ascent=500, descent=-500)
    builder.setupVerticalMetrics({name: (1000, 880 - box[4]) for name, box in boxes.items()})
    builder.setupOS2(sTypoAscender=900, usWeightClass=700)
    builder.setupNameTable({"familyName": "Stranger", "styleName": "Bold", "copyright": "© Nobody"})
    builder.setupPost()
    builder.setupHead(unitsPerEm=1000, created=3_600_000_000, modified=3_700_000_000)
    path = tmp_path_factory.mktemp("small") / "small.ttf"
    builder.save(path)
    return path
