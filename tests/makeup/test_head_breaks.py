"""Runs cases/heads.cases: where the lines of heads end; and that the search misses no way."""

from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.makeup.heads import HeadCopy, Wanted, break_head, shape_cost
from banmian.makeup.sense import LINE, MARK, Sense
from banmian.pipeline.words import Words

CASES = Path(__file__).resolve().parent / "cases" / "heads.cases"
WHOLE = frozenset({"李昌海", "段思远", "王婧", "顾成蹊", "欧阳明月", "全过程人民民主"})
HALF = frozenset("，。、；：？！“”《》")


class Case(NamedTuple):
    text: str
    measure: float
    lines: int | None
    wanted: str


def read_cases() -> Iterator[Case]:
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, measure, lines, wanted = line.split(" | ")
            yield Case(text, float(measure), None if lines == "-" else int(lines), wanted)


@pytest.fixture(scope="module")
def sense(tmp_path_factory: pytest.TempPathFactory) -> Sense:
    return Sense(Words(tmp_path_factory.mktemp("words")), WHOLE)


def em(char: str) -> float:
    return 0.5 if char.isascii() or char in HALF else 1.0


def lines_of(case: Case, sense: Sense) -> str:
    text = case.text.replace("/", MARK)
    shown = [index for index, char in enumerate(text) if char != MARK]
    plain = "".join(text[index] for index in shown)
    costs = {shown.index(joint.at): joint.cost for joint in sense.joints(text)}
    head = HeadCopy(
        len(plain), costs, lambda begin, end: sum(map(em, plain[begin:end])), case.measure
    )
    found = break_head(head, Wanted(case.lines))
    if found is None:
        return "none"
    return " / ".join(plain[begin:end] for begin, end in pairwise((0, *found.ends)))


@pytest.mark.parametrize(
    "case", tuple(read_cases()), ids=lambda case: f"{case.text}-{case.measure:g}"
)
def test_a_head_breaks_by_sense(case: Case, sense: Sense) -> None:
    assert lines_of(case, sense) == case.wanted


@pytest.mark.parametrize("measure", range(4, 16))
def test_no_measure_parts_a_name_a_number_or_a_word(measure: int, sense: Sense) -> None:
    for text, kept in (
        ("本报记者李昌海报道云泽供水", ("李昌海", "记者", "报道", "供水")),
        ("群众11.4万人次受益于流动医院", ("11.4", "群众", "受益", "医院")),
        ("彰显代表作为展现履职担当", ("彰显", "作为", "展现", "履职", "担当")),
    ):
        lines = lines_of(Case(text, measure, None, ""), sense)
        if lines != "none":
            assert [word for word in kept if word not in lines] == [], lines


@given(
    st.lists(st.sampled_from([0.0, 5.0, 12.0, 30.0, 150.0, 330.0]), min_size=1, max_size=9),
    st.integers(2, 11),
    st.none() | st.integers(1, 4),
)
def test_the_search_misses_no_way(costs: list[float], measure: int, wanted: int | None) -> None:
    count = len(costs) + 1
    head = HeadCopy(
        count, dict(enumerate(costs, 1)), lambda begin, end: float(end - begin), float(measure)
    )
    found = break_head(head, Wanted(wanted))
    ways = [
        (*chosen, count)
        for lines in range(1, 5)
        for chosen in combinations(range(1, count), lines - 1)
        if all(end - begin <= measure for begin, end in pairwise((0, *chosen, count)))
    ]
    if not ways:
        assert found is None
        return
    assert found is not None
    fewest = wanted or min(map(len, ways))
    prices = [
        sum(head.costs[end] for end in way[:-1])
        + shape_cost(head, way)
        + LINE * abs(len(way) - fewest)
        for way in ways
    ]
    assert found.cost == pytest.approx(min(prices))
    assert prices[ways.index(found.ends)] == pytest.approx(found.cost)


def test_a_text_too_long_to_try_all_ways_is_left_to_the_composer() -> None:
    head = HeadCopy(
        201, dict.fromkeys(range(1, 201), 30.0), lambda begin, end: float(end - begin), 60.0
    )
    assert break_head(head, Wanted()) is None
