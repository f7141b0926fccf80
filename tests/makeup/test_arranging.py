"""The arrangement of modules is the cheapest there is: compared with trying every one."""

from collections.abc import Iterator
from itertools import combinations, pairwise, product

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.makeup.arrange import Plan, arrange, least_price
from banmian.makeup.bands import MOST_STACKS, UNALIGNED, Cells, Room
from banmian.makeup.heights import Prices

INF = float("inf")


@st.composite
def problems(draw: st.DrawFn) -> tuple[Cells, Room]:
    room = Room(draw(st.integers(2, 4)), draw(st.integers(4, 9)), draw(st.integers(0, 1)))
    cells = []
    for _ in range(draw(st.integers(1, 4))):
        cell = {}
        for width in draw(st.sets(st.integers(1, room.columns), min_size=1)):
            prices = numpy.full((2, room.lines + 1), INF)
            for _ in range(draw(st.integers(1, 4))):
                at = draw(st.integers(0, 1)), draw(st.integers(1, room.lines))
                prices[at] = draw(st.integers(0, 50))
            cell[width] = prices
        cells.append(cell)
    return cells, room


def cheapest(cells: Cells, room: Room) -> float:
    """The price of the best arrangement, band by band and height by height."""

    def bands(i: int, lines: int) -> float:
        if i == len(cells):
            return 0.0 if lines == -room.between else INF
        return min(
            (
                band(i, j, own) + bands(j, lines - own - room.between)
                for j in range(i + 1, len(cells) + 1)
                for own in range(1, lines + 1)
            ),
            default=INF,
        )

    def band(i: int, j: int, lines: int) -> float:
        best = INF
        for stacks in range(1, min(j - i, MOST_STACKS) + 1):
            for widths in product(range(1, room.columns + 1), repeat=stacks):
                if sum(widths) != room.columns:
                    continue
                if (j - i) % stacks == 0 and (stacks > 1 or j - i == 1):
                    best = min(best, table(i, (j - i) // stacks, widths, lines))
                if 1 < stacks < j - i:
                    for cuts in combinations(range(i + 1, j), stacks - 1):
                        spans = zip(pairwise((i, *cuts, j)), widths, strict=True)
                        piles = [pile(a, b, width, lines) for (a, b), width in spans]
                        best = min(best, UNALIGNED + sum(piles))
        return best

    def heights(rows: int, lines: int) -> Iterator[tuple[int, ...]]:
        for each in product(range(1, lines + 1), repeat=rows):
            if sum(each) + room.between * (rows - 1) == lines:
                yield each

    def table(i: int, rows: int, widths: tuple[int, ...], lines: int) -> float:
        def row(number: int, own: int) -> float:
            return min(
                sum(
                    price(i + stack * rows + number, width, stretch, own)
                    for stack, width in enumerate(widths)
                )
                for stretch in (0, 1)
            )

        found = (sum(row(n, own) for n, own in enumerate(h)) for h in heights(rows, lines))
        return min(found, default=INF)

    def pile(a: int, b: int, width: int, lines: int) -> float:
        def one(item: int, own: int) -> float:
            return min(price(item, width, stretch, own) for stretch in (0, 1))

        found = (
            sum(one(item, own) for item, own in zip(range(a, b), h, strict=True))
            for h in heights(b - a, lines)
        )
        return min(found, default=INF)

    def price(item: int, width: int, stretch: int, lines: int) -> float:
        prices = cells[item].get(width)
        return INF if prices is None else float(prices[stretch, lines])

    return bands(0, room.lines)


@given(problems())
def test_no_arrangement_is_cheaper(problem: tuple[Cells, Room]) -> None:
    cells, room = problem
    plan = arrange(cells, room)
    wanted = cheapest(cells, room)
    if plan is None:
        assert wanted == INF
    else:
        assert plan.price == pytest.approx(wanted)
        tiles(plan, room)


@given(problems(), st.integers(0, 120))
def test_a_limit_is_kept_and_the_bound_is_one(problem: tuple[Cells, Room], limit: int) -> None:
    cells, room = problem
    plan = arrange(cells, room)
    price = INF if plan is None else plan.price
    assert least_price(cells, room) <= price
    assert arrange(cells, room, limit) == (plan if price < limit else None)


def for_nothing(lines: int, height: int) -> Prices:
    """A module that is to be had in one height."""
    prices = numpy.full((1, lines + 1), INF)
    prices[0, height] = 0.0
    return prices


@pytest.mark.parametrize(
    ("cells", "stacks"),
    [
        ([{1: for_nothing(4, 4), 2: for_nothing(4, 2)}] * 2, [1, 1]),  # or one over the other
        ([{1: for_nothing(4, 2)}] * 4, [2, 2]),  # or two bands of two
    ],
)
def test_of_equal_prices_one_band_comes_before_two(cells: Cells, stacks: list[int]) -> None:
    plan = arrange(cells, Room(columns=2, lines=4, between=0))
    assert plan is not None
    assert [[len(stack) for stack in band.stacks] for band in plan.bands] == [stacks]


def tiles(plan: Plan, room: Room) -> None:
    """Modules and the white between them cover the room once; items keep their order."""
    assert [module.item for module in plan.modules] == list(range(len(plan.modules)))
    covered = numpy.zeros((room.lines, room.columns), int)
    for module in plan.modules:
        down = slice(module.line, module.line + module.lines)
        covered[down, module.column : module.column + module.columns] += 1
    assert covered.max() <= 1
    for band in plan.bands:
        for stack in band.stacks:
            assert stack[0].line == band.line
            for upper, lower in pairwise(stack):
                assert lower.line == upper.line + upper.lines + room.between
                assert (lower.column, lower.columns) == (upper.column, upper.columns)
            assert stack[-1].line + stack[-1].lines == band.line + band.lines
    for upper_band, lower_band in pairwise(plan.bands):
        assert lower_band.line == upper_band.line + upper_band.lines + room.between
    assert plan.bands[-1].line + plan.bands[-1].lines == room.lines
