"""Pouring finds the cheapest way: compared with trying every way there is."""

from dataclasses import dataclass
from itertools import accumulate, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.makeup import flow
from banmian.makeup.flow import Choice, Flow, Keep, Pourable, Slug, pour


@st.composite
def slugs(draw: st.DrawFn) -> list[Slug]:
    made = []
    for _ in range(draw(st.integers(1, 5))):
        head = draw(st.booleans())
        least = draw(st.integers(1, 4 if head else 7))
        ways = draw(st.integers(1, 3))
        prices = draw(st.lists(st.integers(0, 90), min_size=ways, max_size=ways))
        choices = tuple(
            Choice(least + n, float(price), 0 if head else n) for n, price in enumerate(prices)
        )
        made.append(Slug(choices, Keep.WITH_NEXT if head else Keep.FREE))
    return made


heights = st.lists(st.integers(4, 9), min_size=1, max_size=4)


def walk(chosen: tuple[Choice, ...], copy: list[Slug], feet: list[int]) -> tuple[list[int], float]:
    """Where every slug begins when set so, and what all of it costs; told another way than `pour`.

    Line by line: a way is priced by the column each of its lines stands in.
    """
    starts: list[int] = []
    price = 0.0
    line = 0
    for slug, choice in zip(copy, chosen, strict=True):
        if slug.keep is Keep.WITH_NEXT:
            column_end = next((foot for foot in feet if foot > line), None)
            if column_end is not None and column_end < line + choice.lines:
                price += flow.HOLE * (column_end - line)
                price += flow.DEEP if column_end - line > 2 else 0
                line = column_end
        starts.append(line)
        end = line + choice.lines
        price += choice.price + flow.ADJUSTED * abs(choice.change)
        for foot in feet:
            inside = line < foot < end
            if slug.keep is Keep.WITH_NEXT:
                price += flow.HEAD_AT_FOOT if 0 <= foot - end < flow.UNDER_HEAD else 0
            elif inside:
                price += flow.WIDOW if end - foot == 1 else 0
                price += flow.ORPHAN if foot - line == 1 else 0
        if slug.keep is Keep.WITH_NEXT and line in feet:
            price += flow.HEAD_ON_TOP
        line = end
    price += flow.SHORT * max(feet[-1] - line, 0) + flow.OVER * max(line - feet[-1], 0)
    return starts, price


@given(slugs(), heights)
def test_no_way_is_cheaper(copy: list[Slug], columns: list[int]) -> None:
    feet = list(accumulate(columns))
    poured = pour(copy, columns)
    starts, price = walk(poured.chosen, copy, feet)
    assert list(poured.starts) == starts
    cheapest = min(walk(way, copy, feet)[1] for way in product(*(slug.choices for slug in copy)))
    assert price == pytest.approx(cheapest)


@given(slugs(), heights)
def test_text_is_poured_once_in_order_and_nothing_is_dropped(
    copy: list[Slug], columns: list[int]
) -> None:
    poured = pour(copy, columns)
    feet = list(accumulate(columns))
    assert len(poured.starts) == len(copy) == len(poured.chosen)
    line = 0
    for slug, start, choice in zip(copy, poured.starts, poured.chosen, strict=True):
        assert choice in slug.choices
        assert start == line or (slug.keep is Keep.WITH_NEXT and start in feet)
        line = start + choice.lines
    assert poured.used == line
    assert (poured.over, poured.short) == (max(line - feet[-1], 0), max(feet[-1] - line, 0))


@given(slugs(), heights)
def test_the_same_copy_pours_the_same_way(copy: list[Slug], columns: list[int]) -> None:
    assert pour(copy, columns) == pour(copy, columns)


@dataclass(frozen=True)
class Uneven:
    """A paragraph whose ways depend on the line it begins at."""

    ways: tuple[tuple[Choice, ...], ...]
    keep: Keep = Keep.FREE

    def at(self, line: int) -> tuple[Choice, ...]:
        return self.ways[line % len(self.ways)]


@st.composite
def uneven(draw: st.DrawFn) -> list[Pourable]:
    copy: list[Pourable] = list(draw(slugs()))
    for number, slug in enumerate(copy):
        if slug.keep is Keep.FREE:
            lines = st.lists(st.integers(1, 9), min_size=1, max_size=3, unique=True)
            ways = draw(st.lists(lines, min_size=1, max_size=5))
            copy[number] = Uneven(tuple(tuple(Choice(n, 3.0 * n, n % 3) for n in w) for w in ways))
    return copy


@st.composite
def chains(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    """Heights of columns, and joints inside them."""
    columns = draw(heights)
    lines = set(range(1, sum(columns))) - set(accumulate(columns))
    return columns, sorted(draw(st.sets(st.sampled_from(sorted(lines)), max_size=3)))


def cheapest(copy: list[Pourable], line: int, feet: list[int], joints: list[int]) -> float:
    """The least price from a line on: every way of every slug is tried."""
    if not copy:
        return flow.SHORT * max(feet[-1] - line, 0) + flow.OVER * max(line - feet[-1], 0)
    slug, *others = copy
    found = []
    for choice in slug.at(line):
        start, white = line, 0.0
        if slug.keep is Keep.WITH_NEXT:
            while gaps := [s for s in (*feet, *joints) if start < s < start + choice.lines]:
                hole = min(gaps) - start
                start += hole
                at_foot = flow.HOLE * hole + (flow.DEEP if hole > 2 else 0)
                white += at_foot if start in feet else flow.LOWERED * hole
        end = start + choice.lines
        price = choice.price + flow.ADJUSTED * abs(choice.change) + white
        if slug.keep is Keep.WITH_NEXT:
            price += sum(flow.HEAD_AT_FOOT for foot in feet if 0 <= foot - end < flow.UNDER_HEAD)
            price += flow.HEAD_ON_TOP if start in feet[:-1] else 0
        else:
            inside = [foot for foot in feet if start < foot < end]
            price += sum(flow.WIDOW for foot in inside if end - foot == 1)
            price += sum(flow.ORPHAN for foot in inside if foot - start == 1)
        found.append(price + cheapest(others, end, feet, joints))
    return min(found)


@given(uneven(), chains())
def test_no_way_through_uneven_lines_is_cheaper(
    copy: list[Pourable], chain: tuple[list[int], list[int]]
) -> None:
    columns, joints = chain
    feet = list(accumulate(columns))
    found = pour(copy, columns, joints)
    white = flow.SHORT * found.short + flow.OVER * found.over
    assert found.price + white == pytest.approx(cheapest(copy, 0, feet, joints))
    line = 0
    for slug, start, choice in zip(copy, found.starts, found.chosen, strict=True):
        assert choice in slug.at(line)
        assert start >= line
        if slug.keep is Keep.WITH_NEXT:
            assert not [s for s in (*feet, *joints) if start < s < start + choice.lines]
        else:
            assert start == line
        line = start + choice.lines


def test_a_head_is_lowered_rather_than_set_across_a_joint() -> None:
    copy = [paragraph(4), head(2), paragraph(9)]
    assert pour(copy, (15,), joints=(5,)).starts == (0, 5, 7)
    assert pour(copy, (15,), joints=(6,)).starts == (0, 4, 6)


def paragraph(*lines: int) -> Slug:
    return Slug(tuple(Choice(n, 10.0 * at, at) for at, n in enumerate(lines)))


def head(*lines: int) -> Slug:
    return Slug(tuple(Choice(n, 0.0, 0) for n in lines), Keep.WITH_NEXT)


def poured(*copy: Slug, columns: tuple[int, ...]) -> tuple[list[int], list[int]]:
    found: Flow = pour(copy, columns)
    return list(found.starts), [choice.lines for choice in found.chosen]


def test_a_paragraph_is_let_out_before_a_widow_is_left() -> None:
    assert poured(paragraph(4), paragraph(7, 8), columns=(10, 10))[1] == [4, 8]


def test_a_head_at_the_foot_goes_to_the_next_column() -> None:
    """Two lines of room, a head of three: it is not divided but stands on top of the next."""
    assert poured(paragraph(8), head(3), paragraph(9), columns=(10, 12))[0] == [0, 10, 13]


def test_a_head_keeps_two_lines_under_it() -> None:
    starts, lines = poured(paragraph(6, 7, 8), head(2), paragraph(9, 10), columns=(10, 10))
    assert starts[1] + lines[1] in {8, 12}


def test_empty_copy_leaves_all_white() -> None:
    assert pour([], [5, 5]) == Flow((), (), 0, 0, 10, 0.0)
