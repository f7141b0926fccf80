"""Drafts tile their page, whatever the stories: nothing over anything else, nothing left out."""

from itertools import combinations

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banmian.house.grid import Area
from banmian.makeup.placed import holds, overlap
from banmian.plan.block import BETWEEN, Blocks, Item, Prices, halves
from banmian.plan.score import Placed, position_value, score
from banmian.plan.windmill import Draft, drafts

ROOM = Area(0, 8, 3, 60)
AD = Area(5, 3, 48, 15)


def prices(cells: int, slack: int) -> dict[int, Prices]:
    """A story of so many lines in one column, with a head of four."""
    made = {}
    for columns in range(1, 6):
        own = numpy.full(ROOM.lines + 1, numpy.inf)
        least = cells // columns + 4
        for more in range(slack + 1):
            if least + more <= ROOM.lines:
                own[least + more] = 5.0 * more
        made[columns] = own
    return made


def page(lengths: list[int]) -> list[Draft]:
    items = [
        Item(number + 1, 1 + number // 2, prices(cells, 9)) for number, cells in enumerate(lengths)
    ]
    ad = numpy.full(ROOM.lines + 1, numpy.inf)
    ad[AD.lines] = 0.0
    items.append(Item(99, 0, {AD.columns: ad}, (True, True)))
    return drafts(Blocks(items, ROOM.lines), ROOM)


def faults(draft: Draft, stories: int) -> list[str]:
    areas = dict(draft.places)
    found = []
    if sorted(areas) != list(range(stories + 1)) or len(draft.places) != stories + 1:
        found.append("a story is missing or stands twice")
    if areas[stories] != AD:
        found.append("the advertisement has moved")
    if (areas[0].column, areas[0].line) != (ROOM.column, ROOM.line):
        found.append("the lead is not at the upper left")
    found += ["outside" for area in areas.values() if not holds(ROOM, area)]
    found += ["over" for one, other in combinations(areas.values(), 2) if overlap(one, other)]
    # with the line of white over all but the uppermost they tile the page
    cells = sum(
        area.columns * (area.lines + (BETWEEN if area.line > ROOM.line else 0))
        for area in areas.values()
    )
    if cells != ROOM.columns * ROOM.lines:
        found.append("a hole")
    return found


@settings(max_examples=12)
@given(st.lists(st.integers(15, 60), min_size=5, max_size=5))
def test_drafts_tile_the_page(others: list[int]) -> None:
    lead = ROOM.columns * ROOM.lines - AD.columns * (AD.lines + 1) - sum(others) - 6 * 16
    lengths = [max(lead, 40), *sorted(others, reverse=True)]
    for draft in page(lengths):
        assert faults(draft, len(lengths)) == []


def test_there_are_drafts_and_the_cheapest_is_first() -> None:
    found = page([130, 60, 50, 40, 35, 20])
    assert found
    assert [one.price for one in found] == sorted(one.price for one in found)
    assert found == page([130, 60, 50, 40, 35, 20])
    for draft in found:
        assert faults(draft, 6) == []


def test_a_block_over_another_costs_the_least_sum() -> None:
    items = [Item(number + 1, number, prices(cells, 4)) for number, cells in enumerate((40, 24))]
    found = Blocks(items, ROOM.lines).flat(0b11, 2)
    assert found is not None
    one, two = items[0].prices[2], items[1].prices[2]
    for height in range(ROOM.lines + 1):
        sums = [float(one[h] + two[height - 1 - h]) for h in range(height)]
        assert float(found[height]) == min(sums, default=numpy.inf)


def test_a_set_is_halved_every_way_once() -> None:
    pairs = list(halves(0b1011))
    assert len(pairs) == len(set(pairs)) == 6
    assert all(one | other == 0b1011 and not one & other for one, other in pairs)


def test_upper_left_is_worth_the_most_and_lower_left_the_least() -> None:
    corners = [Area(0, 4, 3, 30), Area(4, 4, 3, 30), Area(4, 4, 33, 30), Area(0, 4, 33, 30)]
    values = [position_value(area, ROOM) for area in corners]
    assert values == sorted(values, reverse=True)


@pytest.mark.parametrize(
    ("placed", "about"),
    [
        ([Placed("a", 1, 1, Area(4, 4, 3, 60)), Placed("b", 2, 2, Area(0, 4, 3, 60))], "头条"),
        ([Placed("a", 1, 1, Area(0, 4, 3, 60)), Placed("b", 2, 1, Area(4, 4, 3, 60))], "碰题"),
        ([Placed("a", 1, 1, Area(0, 8, 3, 60), over=4)], "空白"),
        (
            [
                Placed("a", 1, 1, Area(0, 5, 3, 30)),
                Placed("b", 2, 2, Area(5, 3, 3, 30)),
                Placed("c", 3, 3, Area(0, 4, 34, 29)),
                Placed("d", 4, 4, Area(4, 4, 34, 29)),
            ],
            "断版",
        ),
        (
            [
                Placed("a", 1, 1, Area(0, 5, 3, 60)),
                Placed("b", 2, 2, Area(5, 3, 3, 20)),
                Placed("c", 3, 3, Area(5, 3, 24, 20)),
                Placed("d", 4, 4, Area(5, 3, 45, 18)),
            ],
            "通线",
        ),
    ],
)
def test_what_is_wrong_with_a_page_costs_points(placed: list[Placed], about: str) -> None:
    found = [reason for reason in score(placed, ROOM, 0.0).reasons if reason.points < -3]
    assert about in {reason.about for reason in found}
