"""R37: which way characters stand in a column, and what they take of it."""

from pathlib import Path

import pytest

from banmian.compose.paragraph import compose
from banmian.compose.style import Copy, Measure, Setting
from banmian.compose.turn import Turn
from banmian.typeface.catalogue import Catalogue, load_catalogue

KEYS = ("song", "song-black", "hei", "kai")


@pytest.fixture(scope="module")
def faces() -> Catalogue:
    return load_catalogue(Path("fonts"))


def column(faces: Catalogue, text: str, measure: float = 40, key: str = "song"):  # type: ignore[no-untyped-def]
    copy = Copy.plain(text, faces.chain(key))
    return compose(copy, Measure.of(measure), Setting(vertical=True)).lines


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(
    ("text", "turn", "advance"),
    [
        ("国", Turn.COLUMN, 1.0),
        ("——", Turn.COLUMN, 2.0),
        ("……", Turn.COLUMN, 2.0),
        ("5", Turn.UPRIGHT, 1.0),
        ("A", Turn.UPRIGHT, 1.0),
        ("GDP", Turn.UPRIGHT, 3.0),
        ("UNESCO", Turn.UPRIGHT, 6.0),
        ("12", Turn.JOINED, 1.0),
        ("120", Turn.JOINED, 1.0),
        ("3.0", Turn.JOINED, 1.0),
        ("A+", Turn.JOINED, 1.0),
        ("2B", Turn.JOINED, 1.0),
    ],
)
def test_how_it_stands(faces: Catalogue, key: str, text: str, turn: Turn, advance: float) -> None:
    ((cluster, *_),) = (column(faces, f"国{text}国", key=key)[0].clusters[1:2],)
    assert (cluster.text, cluster.turn) == (text, turn)
    assert cluster.advance == pytest.approx(advance)


@pytest.mark.parametrize("text", ["2024", "China", "100%", "26.05", "iPhone"])
def test_words_and_long_numbers_are_turned(faces: Catalogue, text: str) -> None:
    cluster = column(faces, f"国{text}国")[0].clusters[1]
    level = compose(Copy.plain(text, faces.chain("song")), Measure.of(40), Setting()).lines[0]
    assert (cluster.text, cluster.turn) == (text, Turn.TURNED)
    assert cluster.advance == pytest.approx(level.clusters[0].advance)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("“好‘一’”", "『好「一」』"), ("don’t", "don’t"), ("《》（）", "《》（）")],
)
def test_quotes_of_columns(faces: Catalogue, typed: str, printed: str) -> None:
    assert "".join(cluster.text for cluster in column(faces, typed)[0].clusters) == printed


@pytest.mark.parametrize("mark", "：；？！")
def test_centred_marks_keep_their_em(faces: Catalogue, mark: str) -> None:
    clusters = column(faces, f"国{mark}国")[0].clusters
    assert clusters[1].advance == pytest.approx(1.0)
    assert clusters[2].x == pytest.approx(2.0)


@pytest.mark.parametrize("mark", "，。、")
def test_a_mark_is_trimmed_at_the_foot(faces: Catalogue, mark: str) -> None:
    first, _ = column(faces, f"一二三四五{mark}六七", measure=6)
    assert first.clusters[-1].text == mark
    assert first.clusters[-1].advance == pytest.approx(0.5)
    assert first.width == pytest.approx(6)


def test_a_joined_number_fits_its_em(faces: Catalogue) -> None:
    for text in ("12", "120", "88"):
        cluster = column(faces, f"国{text}国")[0].clusters[1]
        assert min(cluster.crosses) >= -0.5 - 1e-9
        assert 0 < cluster.squash <= 1


def test_copy_is_covered_once_and_in_order(faces: Catalogue) -> None:
    text = "11月12日，全省GDP增长3.5%，共2200多名代表参加China Daily——《人民日报》……"
    printed = "".join(c.text + c.blank for line in column(faces, text, 9) for c in line.clusters)
    assert printed == text


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("mark", "“”‘’（）《》〈〉【】〖〗〔〕［］—–～－")
def test_brackets_and_connectors_turn(faces: Catalogue, key: str, mark: str) -> None:
    """By their forms for columns, or as words do where the face has none."""
    cluster = column(faces, f"国{mark}国", key=key)[0].clusters[1]
    level = cluster.face.shape(cluster.text)
    upright = cluster.face.shape(cluster.text, vertical=True)
    drawn_so = [glyph.gid for glyph in level] != [glyph.gid for glyph in upright]
    assert cluster.turn is (Turn.COLUMN if drawn_so else Turn.TURNED)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("mark", "，。、：；？！")
def test_points_stand_upright_at_the_right(faces: Catalogue, key: str, mark: str) -> None:
    """GB/T 15834: 点号 are not turned; the pauses and full stops stand in the upper right."""
    cluster = column(faces, f"国{mark}国", key=key)[0].clusters[1]
    assert cluster.turn is Turn.COLUMN
    (glyph,) = cluster.face.shape(mark, vertical=True)
    left, bottom, right, top = cluster.face.ink(glyph.gid)
    assert (left + right) / 2 + cluster.crosses[0] > 0  # right of the middle line
    if mark in "，。、":
        assert 0.88 + (cluster.pens[0] - cluster.x) - top >= 0
        assert 0.88 + (cluster.pens[0] - cluster.x) - bottom <= 0.5


@pytest.mark.parametrize("text", ["UNESCO", "……………………", "2024", "120"])
def test_what_is_longer_than_a_column_is_divided(faces: Catalogue, text: str) -> None:
    lines = column(faces, text, measure=2)
    assert "".join(c.text for line in lines for c in line.clusters) == text
    for line in lines:
        assert line.width <= 2 + 1e-6
        for cluster in line.clusters:
            assert cluster.turn is Turn.TURNED or len(cluster.crosses) == len(cluster.pens)
