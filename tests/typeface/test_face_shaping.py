"""What Face tells about a text: every character accounted for, in order, in em."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.errors import FontError, Place
from banmian.typeface.catalogue import load_catalogue
from banmian.typeface.coverage import missing_characters, missing_glyph
from banmian.typeface.face import Face, FaceIdentity

SONG = load_catalogue(Path(__file__).resolve().parents[2] / "fonts").face("song")
copy = st.text(st.sampled_from("全省人大代表，。“”——……（）《》2024年AVfi·ǘ　 "), max_size=60)


@given(copy)
def test_clusters_rise_from_the_first_character_and_cover_the_text(text: str) -> None:
    clusters = [glyph.cluster for glyph in SONG.shape(text)]
    assert clusters == sorted(clusters)
    assert clusters[:1] == ([0] if text else [])
    swallowed = set(range(len(text))) - set(clusters)
    assert {text[index] for index in swallowed} <= {"—"}


@given(copy)
def test_han_keeps_one_em_whatever_stands_beside_it(text: str) -> None:
    for glyph in SONG.shape(text):
        if "\u4e00" <= text[glyph.cluster] <= "\u9fff":
            assert (glyph.advance, glyph.x_offset, glyph.y_offset) == (1.0, 0.0, 0.0)


@given(copy, copy)
def test_shaping_one_text_leaves_no_trace_in_the_next(first: str, second: str) -> None:
    before = SONG.shape(second, features=(("halt", 1),))
    SONG.shape(first, vertical=True)
    assert SONG.shape(second, features=(("halt", 1),)) == before


def test_a_character_beyond_the_basic_plane_is_one_character() -> None:
    assert [glyph.cluster for glyph in SONG.shape("𬭸𫔎国")] == [0, 1, 2]


def test_a_column_runs_downwards() -> None:
    first, second = SONG.shape("国，", vertical=True)
    assert first.advance == second.advance == 1.0
    left, bottom, right, top = SONG.ink(second.gid)
    assert second.x_offset + left > 0  # the comma of a column stands in the upper right
    assert second.y_offset + bottom > -0.5
    assert (left < right, bottom < top) == (True, True)


def test_measures_in_em() -> None:
    assert (SONG.units_per_em, SONG.ascent, SONG.descent) == (1000, 0.88, 0.12)
    assert SONG.advance("国") == 1.0
    assert 0.2 < SONG.advance("i") < SONG.advance("W") < 1.1
    (blank,) = SONG.shape("　")
    assert SONG.ink(blank.gid) == (0.0, 0.0, 0.0, 0.0)


def test_a_gap_in_the_face_is_told_with_the_first_index_and_joiners_need_no_glyph() -> None:
    assert SONG.covers("學")
    assert not SONG.covers("\U0001f600")
    assert missing_characters("国\U0001f600\ufe0f国\u200d\U0001f600č\n", (SONG,)) == (
        (1, "\U0001f600"),
        (6, "č"),
    )


def test_the_error_names_character_code_point_and_faces() -> None:
    place = Place("content/x/lead.md", 3, 14)
    text = str(missing_glyph("č", place, ("song", "kai")))
    assert text.startswith("content/x/lead.md:3:14: ")
    assert "'č' U+010D (LATIN SMALL LETTER C WITH CARON)" in text
    assert "song, kai" in text
    assert "[glyph-missing]" in text
    assert "U+F8FF (no Unicode name)" in str(missing_glyph("\uf8ff", None, ("song",)))


@pytest.mark.parametrize("data", [b"", b"not a font at all", b"ttcf" + bytes(40)])
def test_a_file_that_is_no_font_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "face.ttf"
    path.write_bytes(data)
    with pytest.raises(FontError) as caught:
        Face(FaceIdentity("x", "X", 400, path, "0" * 64))
    expected = {"font-damaged", "font-unreadable", "font-collection"}
    assert caught.value.diagnostics[0].code in expected


def test_what_a_face_can_compose_is_not_missing() -> None:
    assert not SONG.covers("\u0301") or not SONG.covers("\u3099")
    assert missing_characters("cafe\u0301か\u3099", (SONG,)) == ()
    assert missing_characters("国x\u0323", (SONG,)) == ((2, "\u0323"),)
