"""Names of two characters match names of three, names stay whole, figures become half-width."""

import pytest

from banmian.compose.figures import half_width
from banmian.compose.finalise import ComposedParagraph
from banmian.compose.paragraph import compose
from banmian.compose.style import Copy, Measure, Setting, TypeRun
from banmian.house.setting import Align
from banmian.typeface.catalogue import Catalogue

BYLINE = (
    ("湖北日报记者", False), (" ", False), ("王婧", True), (" ", False), ("欧阳修", True),
    (" ", False), ("通讯员", False), (" ", False), ("仁轩", True),
)  # fmt: skip


def set_byline(
    catalogue: Catalogue, width: float, setting: Setting, pieces: tuple[tuple[str, bool], ...]
) -> ComposedParagraph:
    chain = catalogue.chain("kai")
    copy = Copy(tuple(TypeRun(text, chain, name=name) for text, name in pieces))
    return compose(copy, Measure.of(width), setting)


def texts(composed: ComposedParagraph) -> list[str]:
    return [
        "".join(cluster.text + cluster.blank for cluster in line.clusters).strip()
        for line in composed.lines
    ]


HEAD = Setting(align=Align.LEFT, breaks_by_sense=True)


def test_two_characters_stand_where_three_would(catalogue: Catalogue) -> None:
    setting = Setting(align=Align.LEFT, breaks_by_sense=True, match_names=True)
    (line,) = set_byline(catalogue, 30, setting, BYLINE).lines
    at = {cluster.text: cluster.x for cluster in line.clusters}
    assert at["婧"] - at["王"] == pytest.approx(2)
    assert at["轩"] - at["仁"] == pytest.approx(2)
    assert at["阳"] - at["欧"] == pytest.approx(1)
    assert "".join(cluster.text for cluster in line.clusters) == "湖北日报记者王婧欧阳修通讯员仁轩"
    assert {cluster.advance for cluster in line.clusters} == {1.0}


def test_names_are_as_typed_where_nothing_asks(catalogue: Catalogue) -> None:
    (line,) = set_byline(catalogue, 30, HEAD, BYLINE).lines
    at = {cluster.text: cluster.x for cluster in line.clusters}
    assert at["婧"] - at["王"] == pytest.approx(1)


@pytest.mark.parametrize("width", [9, 10, 12, 13, 15, 17, 18])
def test_neither_a_name_nor_a_title_from_its_name_is_divided(
    catalogue: Catalogue, width: float
) -> None:
    lines = texts(set_byline(catalogue, width, HEAD, BYLINE))
    for whole in ("湖北日报记者 王婧", "欧阳修", "通讯员 仁轩"):
        assert any(whole in line for line in lines), lines


@pytest.mark.parametrize("width", [5, 6, 7, 8, 9, 11])
def test_names_in_running_text_are_whole(catalogue: Catalogue, width: float) -> None:
    pieces = (
        ("据新华社记者", False), ("阿卜杜·拉", True), ("、", False), ("李明", True), ("报道", False)
    )  # fmt: skip
    lines = texts(set_byline(catalogue, width, Setting(), pieces))
    assert any("阿卜杜·拉" in line for line in lines)
    assert any("李明" in line for line in lines)


def test_a_name_wider_than_the_line_is_divided(catalogue: Catalogue) -> None:
    composed = set_byline(catalogue, 3, Setting(), (("阿卜杜热合曼", True),))
    assert texts(composed) == ["阿卜杜", "热合曼"]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("２０２４年１１月", "2024年11月"),
        ("１２．５％", "12.5％"),
        ("１．坚持", "1．坚持"),
        ("１，２，３", "1，2，3"),
        ("ＡＢ１", "ＡＢ1"),
        ("二〇二四", "二〇二四"),
    ],
)
def test_figures_become_half_width(typed: str, printed: str) -> None:
    assert half_width(typed) == printed
    assert len(printed) == len(typed)


@pytest.mark.parametrize("face", ["song", "song-black", "hei", "kai"])
def test_a_wide_solidus_keeps_its_ink_in_its_box(catalogue: Catalogue, face: str) -> None:
    composed = compose(Copy.plain("国／国", catalogue.chain(face)), Measure.of(9), Setting())
    solidus = composed.lines[0].clusters[1]
    (glyph,) = solidus.face.shape("／")
    left, _, right, _ = solidus.face.ink(glyph.gid)
    (pen,) = solidus.pens
    assert solidus.x <= pen + left * solidus.squash
    assert pen + right * solidus.squash <= solidus.x + solidus.advance
