"""R35, R36: where dots, names' lines and pinyin stand, and that text is set as without them."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.compose.finalise import ComposedLine, ComposedParagraph
from banmian.compose.interlinear import Reading
from banmian.compose.paragraph import compose
from banmian.compose.style import Beside, Copy, Measure, Setting, TypeRun
from banmian.typeface.catalogue import load_catalogue
from banmian.typeface.face import Face

FACES = load_catalogue(Path(__file__).resolve().parents[2] / "fonts")
SONG, HEI = FACES.chain("song"), FACES.chain("hei")
LONG = "zhuāng"
READ = {"镕": "róng", "庄": LONG, "庄庄": f"{LONG} {LONG}", "（庄）": LONG}
ROOM = 0.6  # em between lines: enough for pinyin at half size


def run(text: str, *, dots: bool = False, name: int = 0, pinyin: str = "") -> TypeRun:
    return TypeRun(text, SONG, beside=Beside(dots, name, tuple(pinyin.split()), HEI))


def set_(
    *runs: TypeRun, measure: float = 40, gap: float = ROOM, vertical: bool = False
) -> ComposedParagraph:
    return compose(Copy(runs), Measure.of(measure), Setting(line_gap=gap, vertical=vertical))


def middles(line: ComposedLine) -> dict[int, float]:
    return {cluster.start: cluster.x + cluster.advance / 2 for cluster in line.clusters}


def extent(reading: Reading) -> tuple[float, float]:
    return reading.cluster.x, reading.cluster.x + reading.cluster.advance


@pytest.mark.parametrize("vertical", [False, True])
def test_dots_stand_at_the_middle_of_han_characters_only(vertical: bool) -> None:
    marked = run("重，点 GDP12——〇々（是）", dots=True)
    (line,) = set_(run("国"), marked, run("国"), vertical=vertical).lines
    assert "".join(dot.text for dot in line.interlinear.dots) == "重点〇々是"
    centres = {c.text: c.x + c.advance / 2 for c in line.clusters}
    for dot in line.interlinear.dots:
        assert dot.middle == pytest.approx(centres[dot.text])
        assert dot.depth > dot.radius  # clear of the em box


def test_dots_fit_half_an_em_and_shrink_under_less() -> None:
    def edge(gap: float) -> float:
        (line,) = set_(run("甲", dots=True, name=1), gap=gap).lines
        (dot,) = line.interlinear.dots
        return dot.depth + dot.radius

    assert edge(0.5) == edge(1.0) < 0.5
    assert edge(0.3) < 0.3


def test_neighbouring_names_have_a_line_each_with_white_between() -> None:
    (line,) = set_(run("在"), run("何裕生", name=1), run("曾向阳", name=2), run("处")).lines
    first, second = line.interlinear.names
    assert (first.text, second.text) == ("何裕生", "曾向阳")
    assert 1 < first.begin < 1.15
    assert 3.85 < first.end < 4 < second.begin < 4.15
    assert first.begin - 1 == pytest.approx(4 - first.end)


def test_a_name_in_two_faces_has_one_line() -> None:
    bold = TypeRun("海", HEI, beside=Beside(name=1))
    (line,) = set_(run("李昌", name=1), bold).lines
    (name,) = line.interlinear.names
    assert name.text == "李昌海"


def test_a_name_over_two_lines_has_a_line_on_each() -> None:
    lines = set_(run("国国国"), run("欧阳修"), run("司马相如", name=1), measure=8).lines
    assert ["".join(n.text for n in line.interlinear.names) for line in lines] == ["司马", "相如"]


def test_a_names_line_grows_with_the_white_in_it() -> None:
    text = "国国国国国国国国国（国"
    lines = set_(run(text[:4]), run(text[4:8], name=1), run(text[8:]), measure=10).lines
    (name,) = lines[0].interlinear.names
    first, last = lines[0].clusters[4], lines[0].clusters[7]
    assert last.x - first.x > 3.05  # the line is stretched
    assert name.end - name.begin == pytest.approx(last.x + 1 - first.x, abs=0.15)


def test_a_line_is_nearer_to_the_text_than_dots() -> None:
    (line,) = set_(run("甲", dots=True, name=1), run("乙", dots=True)).lines
    (name,) = line.interlinear.names
    edges = {dot.depth - dot.radius for dot in line.interlinear.dots}
    assert len(edges) == 1, "dots of one line stand in a row"
    assert min(edges) > name.depth + name.weight / 2


def test_on_columns_dots_do_not_make_way_for_lines_at_the_other_side() -> None:
    (line,) = set_(run("甲", dots=True, name=1), vertical=True).lines
    (alone,) = set_(run("甲", dots=True), vertical=True).lines
    assert line.interlinear.dots == alone.interlinear.dots


@pytest.mark.parametrize("vertical", [False, True])
def test_pinyin_is_half_as_large_and_centred(vertical: bool) -> None:
    copy = run("国"), run("镕、基", pinyin="róng jī"), run("国")
    (line,) = set_(*copy, vertical=vertical).lines
    found = line.interlinear.readings
    assert [(r.over, r.cluster.text, r.cluster.scale) for r in found] == [
        ("镕", "róng", 0.5),
        ("基", "jī", 0.5),
    ]
    for reading in found:
        middle = reading.cluster.x + reading.cluster.advance / 2
        assert middle == pytest.approx(middles(line)[reading.cluster.start])
        assert reading.cluster.face is HEI[0]


def test_short_pinyin_moves_nothing_and_overhangs() -> None:
    (line,) = set_(run("在"), run("镕", pinyin="róng"), run("处")).lines
    assert [cluster.x for cluster in line.clusters] == [0, 1, 2]
    (reading,) = line.interlinear.readings
    assert reading.cluster.advance > 1


def test_characters_move_apart_for_long_pinyin() -> None:
    (line,) = set_(run("在"), run("庄庄", pinyin=f"{LONG} {LONG}"), run("处")).lines
    one, other = line.interlinear.readings
    assert other.cluster.x - extent(one)[1] == pytest.approx(0.25)
    assert line.clusters[1].x == 1
    assert line.clusters[2].x > 2.5


def test_long_pinyin_with_a_character_between() -> None:
    (line,) = set_(run("庄", pinyin=LONG), run("的"), run("庄", pinyin=LONG)).lines
    one, other = line.interlinear.readings
    assert other.cluster.x - extent(one)[1] == pytest.approx(0.25)


@given(
    st.lists(
        st.sampled_from(["国", "，", "（", "GDP", "镕", "庄", "庄庄", "（庄）"]),
        min_size=4,
        max_size=40,
    ),
    st.sampled_from([1.5, 3.0, 4.0, 7.5, 11.0]),
    st.booleans(),
)
def test_no_two_syllables_touch_and_each_keeps_to_its_character(
    words: list[str], measure: float, vertical: bool
) -> None:
    runs = [run(word, pinyin=READ.get(word, "")) for word in words]
    count = 0
    for line in set_(*runs, measure=measure, vertical=vertical).lines:
        placed = line.interlinear.readings
        on_line = {cluster.start for cluster in line.clusters}
        assert {reading.cluster.start for reading in placed} <= on_line
        for left, right in pairwise(placed):
            assert right.cluster.x - extent(left)[1] >= 0.25 - 1e-6
        for reading in placed[1:-1]:
            middle = sum(extent(reading)) / 2
            assert middle == pytest.approx(middles(line)[reading.cluster.start], abs=1e-6)
        count += len(placed)
    assert count == sum(len(READ.get(word, "").split()) for word in words)


@given(
    st.lists(st.sampled_from(["国会", "，", "“是”", "GDP", "12", " 名", "——"]), min_size=3),
    st.data(),
)
def test_dots_and_lines_change_nothing_in_the_text(words: list[str], data: st.DataObject) -> None:
    flags = data.draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    plain = [TypeRun(word, SONG) for word in words]
    marked = [
        run(word, dots=flag, name=number if flag else 0)
        for number, (word, flag) in enumerate(zip(words, flags, strict=True), 1)
    ]
    one, other = set_(*plain, measure=9), set_(*marked, measure=9)
    assert [line.clusters for line in one.lines] == [line.clusters for line in other.lines]


def test_at_the_lines_edges_pinyin_is_moved_inside_as_far_as_its_neighbour_allows() -> None:
    (line,) = set_(run("庄国", pinyin=f"{LONG} a"), measure=20).lines
    one, other = line.interlinear.readings
    assert other.cluster.x - extent(one)[1] == pytest.approx(0.25)
    (line,) = set_(run("庄", pinyin=LONG), run("国国"), measure=20).lines
    assert line.interlinear.readings[0].cluster.x == pytest.approx(0)
    (line,) = set_(run("国国"), run("庄", pinyin=LONG), measure=3).lines
    assert extent(line.interlinear.readings[0])[1] == pytest.approx(3)
    line, _ = set_(run("庄庄", pinyin=f"{LONG} {LONG}"), run("国国国"), measure=3.5).lines
    one, other = line.interlinear.readings
    assert one.cluster.x == pytest.approx(0)
    assert other.cluster.x - extent(one)[1] == pytest.approx(0.25)


def ink_top(face: Face, text: str) -> float:
    return max(face.ink(glyph.gid)[3] for glyph in face.shape(text))


@pytest.mark.parametrize("gap", [0.3, 0.43, 0.5, 0.7])
def test_pinyin_never_reaches_the_line_above(gap: float) -> None:
    (line,) = set_(run("女", pinyin="nǚ"), gap=gap).lines
    (reading,) = line.interlinear.readings
    top = reading.rise + ink_top(HEI[0], "nǚ") * reading.cluster.scale
    assert top <= gap + 0.03
    assert (reading.cluster.scale == 0.5) == (gap == 0.7)


def test_pinyin_under_dots_makes_way() -> None:
    upper = run("国国国国国国", dots=True)
    lines = set_(upper, run("女国", pinyin="nǚ a"), run("国国国国"), measure=6).lines
    dot, (reading, *_) = lines[0].interlinear.dots[0], lines[1].interlinear.readings
    top = reading.rise + ink_top(HEI[0], "nǚ") * reading.cluster.scale
    assert top + dot.depth + dot.radius <= ROOM + 0.03
    assert sum(extent(reading)) / 2 == pytest.approx(0.5)


def test_on_columns_pinyin_stands_outside_the_dots() -> None:
    (line,) = set_(run("女", dots=True, pinyin="nǚ"), vertical=True).lines
    (dot,), (reading,) = line.interlinear.dots, line.interlinear.readings
    foot = min(HEI[0].ink(glyph.gid)[1] for glyph in HEI[0].shape("g"))
    assert reading.rise + foot * reading.cluster.scale >= dot.depth + dot.radius - 0.03
