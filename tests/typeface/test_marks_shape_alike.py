"""A mark alone, whatever script an engine takes it for, is the mark inside Han text."""

import unicodedata
from pathlib import Path
from typing import Any

import pytest
import uharfbuzz

from banmian.typeface import charset
from banmian.typeface.catalogue import Catalogue
from banmian.typeface.face import Face

KEYS = ("song", "song-black", "hei", "kai")
GUISES = (("Zyyy", ""), ("Zyyy", "zh-hans"), ("Latn", "en"), ("Latn", "zh-hans"), ("Hani", "ja"))
OPENING = "‘“〈《「『【〔〖（［｛"
CLOSING = "’”〉》」』】〕〗）］｝、。，．：；！？"


def _shaped(path: Path, text: str, script: str, language: str) -> list[tuple[int, ...]]:
    """Shape without Face, which knows one script only."""
    font: Any = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))))
    buffer: Any = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script = "ltr", script
    if language:
        buffer.language = language
    uharfbuzz.shape(font, buffer, {})
    pairs = zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    return [(info.codepoint, *placed.position) for info, placed in pairs]


@pytest.fixture(params=KEYS)
def face(request: pytest.FixtureRequest, catalogue: Catalogue) -> Face:
    return catalogue.face(request.param)


@pytest.mark.parametrize(("script", "language"), GUISES)
def test_each_mark_alone_is_the_mark_inside_han_text(
    face: Face, script: str, language: str
) -> None:
    signs = {c for c in charset.required() if not c.isalpha() and c.isprintable()} | {"——", "……"}
    spaced = "国".join(["", *sorted(signs), ""])
    inside = _shaped(face.path, spaced, "Hani", "zh-hans")
    alone = [_shaped(face.path, sign, script, language) for sign in sorted(signs)]
    han = inside[0]
    rebuilt = [han] + [glyph for sign in alone for glyph in (*sign, han)]
    assert rebuilt == inside


def test_two_dashes_are_one_stroke_of_two_ems(face: Face) -> None:
    for text in ("——", "国——国", "⸺"):
        glyph = next(g for g in face.shape(text) if g.advance == pytest.approx(2.0))
        left, _, right, _ = face.ink(glyph.gid)
        assert 0 <= left <= 0.1
        assert 1.9 <= right <= 2.0
    (upright,) = face.shape("——", vertical=True)
    left, bottom, right, top = face.ink(upright.gid)
    assert upright.advance == pytest.approx(2.0)
    assert upright.y_offset + bottom == pytest.approx(-2.0, abs=0.1)
    assert upright.y_offset + top == pytest.approx(0.0, abs=0.1)
    assert upright.x_offset + (left + right) / 2 == pytest.approx(0.0, abs=0.01)


def test_the_ellipsis_is_two_ems_and_centred(face: Face) -> None:
    first, second = face.shape("……")
    assert first.advance == second.advance == pytest.approx(1.0)
    _, bottom, _, top = face.ink(first.gid)
    assert (bottom + top) / 2 == pytest.approx(0.38, abs=0.06)


@pytest.mark.parametrize("mark", OPENING + CLOSING)
def test_a_mark_is_one_em_and_half_when_trimmed(face: Face, mark: str) -> None:
    (whole,) = face.shape(mark)
    (trimmed,) = face.shape(mark, features=(("halt", 1),))
    left, _, right, _ = face.ink(whole.gid)
    assert whole.advance == pytest.approx(1.0)
    assert whole.gid == trimmed.gid
    assert trimmed.advance == pytest.approx(0.5)
    assert trimmed.x_offset == pytest.approx(-0.5 if mark in OPENING else 0.0)
    assert left + trimmed.x_offset >= -0.02
    assert right + trimmed.x_offset <= 0.52


@pytest.mark.parametrize("mark", "〈《「『（〉》」』）、。，")
def test_a_mark_in_a_column_can_be_trimmed_too(face: Face, mark: str) -> None:
    (whole,) = face.shape(mark, vertical=True)
    (trimmed,) = face.shape(mark, vertical=True, features=(("vhal", 1),))
    _, bottom, _, top = face.ink(whole.gid)
    assert (whole.advance, trimmed.advance) == pytest.approx((1.0, 0.5))
    assert top + trimmed.y_offset <= 0.01
    assert bottom + trimmed.y_offset >= -0.51


@pytest.mark.parametrize("mark", "‘’“”")
def test_a_quote_has_a_narrow_form_for_western_text(face: Face, mark: str) -> None:
    (narrow,) = face.shape(mark, features=(("pwid", 1),))
    left, _, right, _ = face.ink(narrow.gid)
    assert 0.2 <= narrow.advance <= 0.6
    assert 0 <= left < right <= narrow.advance


def test_numbers_and_letters_are_not_spread(face: Face) -> None:
    assert sum(glyph.advance for glyph in face.shape("2024")) < 2.6
    assert unicodedata.normalize("NFC", "ǘ") == "ǘ"
    assert face.advance("ǘ") < 0.8
