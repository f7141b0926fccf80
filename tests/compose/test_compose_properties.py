"""What holds for any text, at any measure of two em or more, in every face and style."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from banmian.compose.breaking import alternatives, break_lines
from banmian.compose.breaks import FORBIDDEN
from banmian.compose.classes import MARKS, class_of
from banmian.compose.cluster import Cluster
from banmian.compose.columns import for_columns
from banmian.compose.finalise import ComposedLine, ComposedParagraph, finalise
from banmian.compose.gaps import LEVEL_BRACKET, LEVELS, Opens
from banmian.compose.justify import UNTOUCHED
from banmian.compose.paragraph import compose, compose_first_fit, prepare_copy
from banmian.compose.style import Copy, Measure, Setting, TypeRun
from banmian.house.punctuation import FULL_MARKS, MARK_STYLES, Blank, Marks, PunctuationStyle
from banmian.house.setting import Align
from banmian.typeface.catalogue import load_catalogue

EPS = 1e-6
CATALOGUE = load_catalogue(Path(__file__).resolve().parents[2] / "fonts")

HAN = "国人大代表工作会议履职为民常委一二三四五六七八九十〇學龘"
OPENING = "“‘《〈「『（【〔［｛〖"
CLOSING = "”’》〉」』）】〕］｝〗"
HAN_CHARACTERS = frozenset(HAN)
STOPS = "。，、：；？！．"
HIDDEN = regex.compile(r"\p{Default_Ignorable_Code_Point}")  # Pango paints none of these
DROPPED = frozenset("\u200b\u2060\ufeff\u00ad\n\t")
HYPHEN = "\u00ad"

SPECIAL_COPY = """
—— …… ……… ………… — ～ · ／ / - – ——— ⸺
30 1,250,000 26.05 3:2 50% ５０％ -5℃ −5℃ ￥12 №5 $30 7月1日 2024年11月13日 第5条 1.2万 10—20 3～5
in\u00adter\u00adna\u00adtion\u00adal a\u00adbe\u00ad国 \u00ad international
25°C 30°15′20″ don’t GDP 5G/6G COVID-19 naïve e\u0301te\u0301
https://www.hubei.gov.cn/hbfb/bmdt/202411/t20241113_5413021.shtml?id=1&x=2
Donaudampfschifffahrtsgesellschaftskapitän
他说"好"。 和/或 km/h (工) hello,world ＡＢＣ１２３ ① → ■ 々 ー ァ ‼ ？！ ！！！ ！！！！
𠮷𪚥 👨\u200d👩\u200d👧\u200d👦 🇨🇳 葛\U000e0100 ☺\ufe0f
。’” ）。 》《 ”“ （《 “‘ 》？ 〕： 」」」」」」」」 ，，，，，，
"""
SPECIAL = SPECIAL_COPY.split()
WHITE = ["Word Perfect", "a b  c", *" \u3000\u00a0\u200b\u2060\ufeff\u0301\n", "  "]
pieces = st.one_of(
    st.text(HAN, min_size=1, max_size=12),
    st.text(HAN + STOPS + OPENING + CLOSING, min_size=1, max_size=8),
    st.sampled_from(SPECIAL),
    st.sampled_from(WHITE),
)
texts = st.lists(pieces, max_size=14).map("".join)
measures = st.one_of(
    st.integers(2, 35).map(float), st.floats(2, 40, allow_nan=False, width=32).map(float)
)
styles = st.builds(
    lambda style, line_start, hanging: replace(
        style, line_start=Blank.FULL if style.cells else line_start, hanging=hanging
    ),
    st.sampled_from(list(MARK_STYLES.values())),
    st.sampled_from([Blank.TRIM, Blank.TRIM, Blank.FULL]),
    st.booleans(),
)
settings_ = st.builds(
    Setting,
    indent=st.sampled_from([0.0, 0.0, 2.0, 1.0, 7.0]),
    align=st.sampled_from([Align.JUSTIFY, Align.JUSTIFY, Align.JUSTIFY, *Align]),
    marks=styles,
    tracking=st.sampled_from([0.0, 0.0, 0.0, 0.05, -0.02]),
    breaks_by_sense=st.sampled_from([False, False, False, True]),
    blank=st.sampled_from([None, 0.0, 1.0]),
    vertical=st.sampled_from([False, False, False, True]),
    hyphenate=st.booleans(),
)
keys = st.sampled_from(list(CATALOGUE.keys))


@st.composite
def copies(draw: st.DrawFn) -> Copy:
    runs = draw(
        st.lists(
            st.tuples(texts, keys, st.sampled_from([1.0, 1.0, 0.8, 1.5])), min_size=1, max_size=3
        )
    )
    return Copy(tuple(TypeRun(text, CATALOGUE.chain(key), scale) for text, key, scale in runs))


def clusters(composed: ComposedParagraph) -> Iterator[Cluster]:
    for line in composed.lines:
        yield from line.clusters


def is_han(cluster: Cluster) -> bool:
    return cluster.text in HAN_CHARACTERS


def glyph_limit(line: ComposedLine) -> float:
    """A single glyph wider than the measure is the one thing that may overflow."""
    return max(line.measure, line.clusters[0].advance if len(line.clusters) == 1 else 0.0)


@given(copies(), measures, settings_)
def test_the_copy_is_covered_once_and_in_order(
    copy: Copy, measure: float, setting: Setting
) -> None:
    composed = compose(copy, Measure.of(measure), setting)
    text = for_columns(copy).text if setting.vertical else copy.text
    at = next((cluster.start for cluster in clusters(composed)), len(text))
    assert not text[:at].strip(" \u3000\u00a0\u200b\u2060\ufeff\u00ad\n\t")
    for cluster in clusters(composed):
        if cluster.text == HYPHEN:
            continue
        while text[at] in DROPPED:
            at += 1
        assert cluster.start == at
        for char in cluster.text:
            while text[at] == HYPHEN:
                at += 1
            assert char == text[at]
            at += 1
        for blank in cluster.blank:
            while text[at] in DROPPED:
                at += 1
            assert text[at] == blank
            at += 1
    assert set(text[at:]) <= DROPPED or not composed.lines


@given(copies(), measures, settings_)
def test_nothing_overflows_and_nothing_overlaps(
    copy: Copy, measure: float, setting: Setting
) -> None:
    for line in compose(copy, Measure.of(measure), setting).lines:
        assert line.clusters
        assert line.clusters[0].x >= -EPS
        inside = line.clusters[:-1] if line.hung else line.clusters
        end = max(cluster.x + cluster.advance for cluster in inside)
        assert end <= glyph_limit(line) + EPS
        assert line.width == pytest.approx(end, abs=EPS)
        for left, right in pairwise(line.clusters):
            assert right.x >= left.x + left.advance + min(setting.tracking, 0) * 2 - EPS


@given(copies(), measures, settings_)
def test_every_line_but_the_last_is_flush(copy: Copy, measure: float, setting: Setting) -> None:
    setting = replace(setting, align=Align.JUSTIFY)
    setting = setting if setting.justifies else replace(setting, marks=FULL_MARKS)
    broken = break_lines(prepare_copy(copy, setting), Measure.of(measure))
    lines = finalise(broken).lines
    assert [line.last for line in lines] == [False] * (len(lines) - 1) + [True] * bool(lines)
    for span, line in list(zip(broken.spans, lines, strict=True))[:-1]:
        gaps = broken.prepared.gaps[span.begin : span.end - 1 - span.hung]
        if any(gap.opens is not Opens.NEVER for gap in gaps):
            assert line.width == pytest.approx(line.measure, abs=EPS)


@given(copies(), measures, settings_)
@example(Copy.plain("a\u00ad\u0301", CATALOGUE.chain("song")), 20.0, Setting())
def test_pens_are_the_glyphs_the_painter_will_have(
    copy: Copy, measure: float, setting: Setting
) -> None:
    setting = replace(setting, vertical=False)
    composed = compose(copy, Measure.of(measure), setting)
    runs: list[tuple[Cluster, list[Cluster]]] = []
    for cluster in clusters(composed):
        if runs and (runs[-1][0].face, runs[-1][0].scale) == (cluster.face, cluster.scale):
            runs[-1][1].append(cluster)
        else:
            runs.append((cluster, [cluster]))
    for first, members in runs:
        text = "".join(cluster.text + cluster.blank for cluster in members).replace(HYPHEN, "-")
        glyphs = sum(len(cluster.pens) + len(cluster.blank) for cluster in members)
        shaped = [
            glyph for glyph in first.face.shape(text) if not HIDDEN.match(text[glyph.cluster])
        ]
        if any(glyph.gid == 0 for glyph in shaped):
            continue  # what no face has is not painted
        assert glyphs == len(shaped), text


@given(copies(), measures, settings_)
@example(Copy.plain("\u0301", CATALOGUE.chain("song")), 2.0, Setting(indent=2.0, align=Align.LEFT))
def test_composing_twice_gives_the_same(copy: Copy, measure: float, setting: Setting) -> None:
    once = compose(copy, Measure.of(measure), setting)
    assert once == compose(copy, Measure.of(measure), setting)


@given(copies(), measures, settings_, st.integers(-3, 3))
def test_looseness_and_alternatives_say_the_truth(
    copy: Copy, measure: float, setting: Setting, looseness: int
) -> None:
    prepared = prepare_copy(copy, setting)
    width = Measure.of(measure)
    best = break_lines(prepared, width)
    ways = alternatives(prepared, width)
    counts = [len(way.spans) for way in ways]
    assert counts == sorted(set(counts))
    assert len(best.spans) in counts
    assert min(way.cost for way in ways) == pytest.approx(best.cost)
    loose = break_lines(prepared, width, looseness)
    wanted = len(best.spans) + looseness
    assert abs(len(loose.spans) - wanted) == min(abs(count - wanted) for count in counts)
    assert loose.cost >= best.cost - EPS
    for way in ways:
        assert [span.begin for span in way.spans[1:]] == [span.end for span in way.spans[:-1]]
        for line in finalise(way).lines:
            assert line.width <= glyph_limit(line) + EPS


@given(copies(), measures, settings_)
def test_han_gaps_of_a_line_are_equal(copy: Copy, measure: float, setting: Setting) -> None:
    copy = Copy(tuple(replace(run, scale=1.0) for run in copy.runs))
    for line in compose(copy, Measure.of(measure), setting).lines:
        gaps = [
            right.x - left.x - left.advance
            for left, right in pairwise(line.clusters)
            if is_han(left) and is_han(right) and not left.blank
        ]
        assert not gaps or max(gaps) - min(gaps) <= EPS


@given(copies(), measures, settings_)
def test_first_fit_covers_the_same_text_and_fits(
    copy: Copy, measure: float, setting: Setting
) -> None:
    fitted = compose(copy, Measure.of(measure), setting)
    filled = compose_first_fit(copy, Measure.of(measure), setting)
    together = "".join(cluster.text + cluster.blank for cluster in clusters(fitted))
    filling = "".join(cluster.text + cluster.blank for cluster in clusters(filled))
    assert filling.replace(HYPHEN, "") == together.replace(HYPHEN, "")
    for line in filled.lines:
        assert line.width <= glyph_limit(line) + EPS


@given(texts, st.lists(st.integers(2, 20).map(float), min_size=1, max_size=6), keys)
def test_lines_of_many_measures_fit_their_own(text: str, widths: list[float], key: str) -> None:
    copy = Copy.plain(text, CATALOGUE.chain(key))
    lines = compose(copy, Measure(tuple(widths)), Setting()).lines
    for number, line in enumerate(lines):
        assert line.measure == widths[min(number, len(widths) - 1)]
        assert line.width <= glyph_limit(line) + EPS


# ---------------------------------------------------------------- rules

NEVER_FIRST = frozenset("。．，、：；！？‼⁇⁈⁉”’」』）》〉】〗〕］｝～–·‧・％‰℃°′″￠々")
NEVER_LAST = frozenset("“‘「『（《〈【〖〔［｛￥＄￡№")
groups = st.builds(
    lambda opening, core, closing: opening + core + closing,
    st.text(sorted(NEVER_LAST), max_size=2),
    st.sampled_from([*HAN, "30", "1.2万", "龘龘龘", "GDP", "国／国", "和/或", "京-沪", "京—沪"]),
    st.text(sorted(NEVER_FIRST), max_size=3),
)


grouped = st.lists(groups, min_size=3, max_size=40).map("".join)


@given(grouped, st.floats(9, 24), keys, styles)
def test_no_mark_stands_where_it_must_not(
    text: str, measure: float, key: str, style: PunctuationStyle
) -> None:
    """R1, R2: in groups of at most nine em every measure of nine has room."""
    copy = Copy.plain(text, CATALOGUE.chain(key))
    lines = compose(copy, Measure.of(measure), Setting(indent=2, marks=style)).lines
    for before, line in pairwise(lines):
        assert line.clusters[0].text[0] not in NEVER_FIRST | set("-/—／")
        assert before.clusters[-1].text[-1] not in NEVER_LAST | set("/／")


HANGING = frozenset("。．，、：；！？‼⁇⁈⁉")


@given(grouped, st.integers(9, 24), keys, styles)
def test_one_mark_hangs_where_the_line_is_full(
    text: str, measure: int, key: str, style: PunctuationStyle
) -> None:
    """R25: behind the measure stands one mark that meets no other, and nothing else."""
    copy = Copy.plain(text, CATALOGUE.chain(key))
    for line in compose(copy, Measure.of(measure), Setting(indent=2, marks=style)).lines:
        before, last = line.clusters[-2:] if len(line.clusters) > 1 else line.clusters * 2
        assert last.x + last.advance - line.hung <= measure + EPS
        if line.hung:
            assert style.hanging
            assert last.text in HANGING
            assert before.text[-1] not in NEVER_FIRST - set("％℃°′″￠々") | NEVER_LAST | set(
                "/／—-"
            )
            assert line.hung == pytest.approx(1.0 if style.cells else 0.5)
            assert last.x >= before.x + before.advance - EPS
            assert last.x + line.hung > measure + EPS, "it would have fitted"
            if not line.last and any(is_han(c) for c in line.clusters[1:-1]):
                assert last.x == pytest.approx(measure)


@given(grouped, st.integers(9, 24), keys)
def test_the_grid_holds_on_every_line(text: str, measure: int, key: str) -> None:
    """R33: every Han character in its cell; up to half an em on either side of a run."""
    copy = Copy.plain(text, CATALOGUE.chain(key))
    grid = Setting(indent=2, marks=MARK_STYLES[Marks.GRID])
    for line in compose(copy, Measure.of(measure), grid).lines:
        for left, right in pairwise(line.clusters):
            assert not is_han(right) or right.x % 1 == pytest.approx(round(right.x % 1), abs=EPS)
            assert -EPS <= right.x - left.x - left.advance <= 0.5 + EPS
        assert line.squeeze == UNTOUCHED


@given(texts, measures, keys)
def test_the_grid_is_filled(text: str, measure: float, key: str) -> None:
    """R33: what begins a line did not fit the line before, or must stand where it stands."""
    grid = Setting(marks=MARK_STYLES[Marks.GRID], min_last=0)
    broken = break_lines(
        prepare_copy(Copy.plain(text, CATALOGUE.chain(key)), grid), Measure.of(measure)
    )
    items, gaps, costs = broken.prepared.items, broken.prepared.gaps, broken.prepared.costs
    for span in broken.spans[:-1]:
        end = next(n for n in range(span.end + 1, len(items) + 1) if not costs[n - 1])
        width = span.before + sum(item.width for item in items[span.begin : end])
        width += sum(gap.natural for gap in gaps[span.begin : end - 1])
        assert width > measure - 0.5 - EPS, "more would have fitted"


@given(copies(), measures, settings_)
def test_a_rule_gives_way_only_where_its_group_fits_no_line(
    copy: Copy, measure: float, setting: Setting
) -> None:
    prepared = prepare_copy(copy, setting)
    justify = setting.align is Align.JUSTIFY
    group_of: dict[int, float] = {}
    begin = 0
    for index, cost in enumerate(prepared.costs):
        if cost < FORBIDDEN or index == len(prepared.items) - 1:
            gaps = prepared.gaps[begin:index]
            width = sum(item.width for item in prepared.items[begin : index + 1])
            width += sum(gap.space_min if justify else gap.natural for gap in gaps)
            hyphen = prepared.gaps[index].hyphen
            if hyphen and width + hyphen > measure:
                continue  # the hyphen is given up, and the pieces stay together
            width += hyphen
            first = prepared.items[begin].start
            last = prepared.items[index].start + len(prepared.items[index].text)
            width += 0.0 if begin else setting.indent  # a long word at the head gives way to it
            group_of.update((offset, width) for offset in range(first + 1, last))
            begin = index + 1
    lines = finalise(break_lines(prepared, Measure.of(measure))).lines
    for line in lines[1:]:
        start = line.clusters[0].start
        assert group_of.get(start, 1e9) > measure - EPS


@given(copies(), measures, settings_)
def test_white_keeps_its_bounds(copy: Copy, measure: float, setting: Setting) -> None:
    """R16, R21, R22, R27: marks never under 1 em for two, gaps between their least and most."""
    setting = replace(setting, tracking=0.0, vertical=False)
    copy = Copy(tuple(replace(run, scale=1.0) for run in copy.runs))
    for line in compose(copy, Measure.of(measure), setting).lines:
        for left, right in pairwise(line.clusters):
            white = right.x - left.x - left.advance
            if class_of(left.text) in MARKS and class_of(right.text) in MARKS:
                assert left.advance + right.advance >= 1 - EPS
            elif (
                is_western(left.text[-1])
                and is_western(right.text[0])
                and left.blank.strip("\u3000")
            ):
                assert white >= 0.25 * len(left.blank.strip("\u3000")) - EPS
            elif is_latin_gap(left, right) and setting.justifies:
                assert white >= 0.125 - EPS
                if not line.last and line.squeeze.even > EPS:
                    assert white >= 0.5 - EPS
                    assert white <= 0.5 + max(0, line.squeeze.even - 0.5) + EPS


def is_western(char: str) -> bool:
    return char.isascii() and char.isalnum()


def is_latin_gap(left: Cluster, right: Cluster) -> bool:
    if left.blank:
        return False
    return (is_han(left) and is_western(right.text[0])) or (
        is_western(left.text[-1]) and is_han(right)
    )


@given(copies(), measures, settings_)
def test_white_is_taken_and_put_in_order(copy: Copy, measure: float, setting: Setting) -> None:
    """R21, R22: no level gives before the one above it has given all; stretching likewise."""
    setting = replace(setting, align=Align.JUSTIFY)
    setting = setting if setting.justifies else replace(setting, marks=FULL_MARKS)
    broken = break_lines(prepare_copy(copy, setting), Measure.of(measure))
    for span, line in zip(broken.spans, finalise(broken).lines, strict=True):
        gaps = broken.prepared.gaps[span.begin : span.end - 1 - span.hung]
        room = [0.0] * LEVELS
        for gap in gaps:
            room[gap.space_level] += gap.space - gap.space_min
            room[gap.after_level] += gap.after
            room[LEVEL_BRACKET] += gap.before
        taken = line.squeeze.squeezed
        if gaps:
            assert sum(taken) == pytest.approx(max(-span.slack, 0.0), abs=EPS)
        for level, amount in enumerate(taken):
            if amount > EPS:
                assert list(taken[:level]) == pytest.approx(room[:level], abs=EPS)
        takes = sum(gap.space_max - gap.space for gap in gaps) + span.lead
        if line.squeeze.even > EPS:
            assert line.squeeze.opened == pytest.approx(takes, abs=EPS)
        assert line.squeeze.opened <= takes + EPS


@given(st.text(HAN + "，。、“”", min_size=20, max_size=200), st.integers(5, 30), keys)
def test_the_last_line_holds_two_characters(text: str, measure: int, key: str) -> None:
    """R31, wherever the text has a place to break before its last two characters."""
    copy = Copy.plain(text, CATALOGUE.chain(key))
    composed = compose(copy, Measure.of(measure), Setting(indent=2))
    han = [sum(is_han(cluster) for cluster in line.clusters) for line in composed.lines]
    if len(han) > 1 and han[-1] < 2:
        assert han[-2] + han[-1] < 4, "there were characters to bring down"


@given(copies(), measures, settings_)
def test_a_hyphen_stands_only_at_a_line_end_after_a_word(
    copy: Copy, measure: float, setting: Setting
) -> None:
    lines = compose(copy, Measure.of(measure), setting).lines
    for line in lines:
        for number, cluster in enumerate(line.clusters):
            if cluster.text == HYPHEN:
                assert number == len(line.clusters) - 1 > 0
                assert line is not lines[-1]
                assert line.clusters[number - 1].text[-1].isalpha()
                assert cluster.advance > 0


ADDRESSES = (
    "详见https://www.hubei.gov.cn/hbfb/bmdt/202411/t20241113_5413021.shtml?id=1&x=2。",
    "报道见（www.example.com/news/2024/11/13/index.html），请查阅和／或转发5G/6G、km/h、和/或的内容。",
)


@pytest.mark.parametrize("way", [compose, compose_first_fit])
@pytest.mark.parametrize("vertical", [False, True])
@pytest.mark.parametrize("text", ADDRESSES)
def test_a_solidus_begins_no_line(
    text: str, vertical: bool, way: Callable[[Copy, Measure, Setting], ComposedParagraph]
) -> None:
    copy = Copy.plain(text, CATALOGUE.chain("song"))
    for halves in range(4, 60):
        composed = way(copy, Measure.of(halves / 2), Setting(vertical=vertical))
        assert not [line for line in composed.lines if line.clusters[0].text[0] in "/／"], halves
