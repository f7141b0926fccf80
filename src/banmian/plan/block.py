"""Fill rectangles with sets of stories, by cuts from side to side: all ways at once, the cheapest.

A block is a set of stories in a rectangle of some width. It is one story, or one block over
another, or one beside another. For every set and width the least price is known for all heights;
which stories have their heads at the block's upper corners is kept apart, so that no head stands
beside one of its own size.

Inputs:  `Item`s: what each story costs by width and height.
Outputs: `Blocks.flat`: prices; `Blocks.places`: where the stories stand.
Units:   columns, lines; prices are plain numbers, infinite where a block cannot be.
Source:  newspaper.md N10, N21 b, N22; dynamic programming, our choice.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy
from numpy.typing import NDArray

from banmian.house.grid import Area

Prices = NDArray[numpy.float64]
Corners = tuple[int, int]

BETWEEN = 1  # line between blocks, with a rule in it
MOST_IN_BLOCK = 4  # stories
DOWN = 7.0  # a story under one of less rank, for each rank between
ACROSS = 3.0  # … at the right of one
ALIKE = 250.0  # two heads of one level side by side (碰题)
SAME = 1e-6


@dataclass(frozen=True, slots=True)
class Item:
    """A story to be placed.

    Attributes:
        rank: 1 is the lead.
        level: of its head.
        prices: by width in columns, for every height.
        corner: where an advertisement stands: at the right, at the foot; None for a story.
    """

    rank: int
    level: int
    prices: Mapping[int, Prices]
    corner: tuple[bool, bool] | None = None


@dataclass(slots=True)
class Blocks:
    """All blocks of some stories; a set of stories is a number with a bit for each."""

    items: Sequence[Item]
    lines: int
    _cells: dict[tuple[int, int], dict[Corners, Prices]] = field(default_factory=dict)
    _flat: dict[tuple[int, int], Prices | None] = field(default_factory=dict)

    def flat(self, stories: int, columns: int) -> Prices | None:
        """The least price of a set in a width, by height; None when it cannot be."""
        key = stories, columns
        if key not in self._flat:
            cells = self.cells(stories, columns)
            self._flat[key] = numpy.minimum.reduce(list(cells.values())) if cells else None
        return self._flat[key]

    def cells(self, stories: int, columns: int) -> dict[Corners, Prices]:
        """The same, by the stories at the upper left and the upper right corner."""
        key = stories, columns
        if key not in self._cells:
            self._cells[key] = self._find(stories, columns)
        return self._cells[key]

    def _find(self, stories: int, columns: int) -> dict[Corners, Prices]:
        if stories.bit_count() == 1:
            number = stories.bit_length() - 1
            own = self.items[number].prices.get(columns)
            return {} if own is None else {(number, number): own}
        if stories.bit_count() > MOST_IN_BLOCK:
            return {}
        best: dict[Corners, Prices] = {}
        for corners, prices in self._ways(stories, columns):
            known = best.get(corners)
            best[corners] = prices if known is None else numpy.minimum(known, prices)
        return {corners: prices for corners, prices in best.items() if numpy.isfinite(prices).any()}

    def _ways(self, stories: int, columns: int) -> Iterator[tuple[Corners, Prices]]:
        for first, second in halves(stories):
            if self.may_part(first, second, down=True):
                under = self.flat(second, columns)
                if under is not None:
                    price = self.order(first, second, DOWN)
                    for corners, over in self.cells(first, columns).items():
                        yield corners, self._stacked(over, under) + price
            if self.may_part(first, second, down=False):
                price = self.order(first, second, ACROSS)
                for width in range(1, columns):
                    for left, one in self.cells(first, width).items():
                        for right, other in self.cells(second, columns - width).items():
                            alike = self.alike(left[1], right[0])
                            yield (left[0], right[1]), one + other + (price + alike)

    def _stacked(self, over: Prices, under: Prices) -> Prices:
        """The least sum for every height of one block over another."""
        out = numpy.full(self.lines + 1, numpy.inf)
        for height in numpy.flatnonzero(numpy.isfinite(over)):
            top = int(height) + BETWEEN
            if top <= self.lines:
                found = over[height] + under[: self.lines + 1 - top]
                out[top:] = numpy.minimum(out[top:], found)
        return out

    def may_part(self, first: int, second: int, *, down: bool) -> bool:
        """Whether a cut leaves the lead at the upper left, and advertisements in their corners."""
        if second & 1:
            return False
        for number, item in enumerate(self.items):
            if item.corner is not None:
                wants_second = item.corner[1] if down else item.corner[0]
                if (first if wants_second else second) >> number & 1:
                    return False
        return True

    def order(self, first: int, second: int, price: float) -> float:
        """What it costs that stories of less rank come first."""
        total = 0.0
        for before in members(first):
            for after in members(second):
                one, other = self.items[before], self.items[after]
                if one.corner is None and other.corner is None:
                    total += price * max(one.rank - other.rank, 0)
        return total

    def alike(self, left: int, right: int) -> float:
        """What it costs that two heads stand side by side."""
        one, other = self.items[left], self.items[right]
        if one.corner is not None or other.corner is not None:
            return 0.0
        return ALIKE if one.level == other.level else 0.0

    # ------------------------------------------------------------ drawing

    def places(self, stories: int, area: Area) -> Iterator[tuple[int, Area]]:
        """Where every story of the cheapest block of an area stands."""
        cells = self.cells(stories, area.columns)
        corners = min(cells, key=lambda one: (float(cells[one][area.lines]), one))
        yield from self._places(stories, corners, area)

    def _places(self, stories: int, corners: Corners, area: Area) -> Iterator[tuple[int, Area]]:
        if stories.bit_count() == 1:
            yield corners[0], area
            return
        price = float(self.cells(stories, area.columns)[corners][area.lines])
        for one, two in self._cuts(stories, corners, area, price):
            yield from self._places(*one)
            yield from self._places(*two)
            return
        raise AssertionError("a price comes from a way to cut")

    def _cuts(
        self, stories: int, corners: Corners, area: Area, price: float
    ) -> Iterator[tuple[tuple[int, Corners, Area], tuple[int, Corners, Area]]]:
        """The ways to cut a block at its price."""
        for first, second in halves(stories):
            if self.may_part(first, second, down=True) and corners in (
                over := self.cells(first, area.columns)
            ):
                yield from self._stacks((first, second), corners, over[corners], area, price)
            if self.may_part(first, second, down=False):
                own = self.order(first, second, ACROSS)
                for width in range(1, area.columns):
                    a = Area(area.column, width, area.line, area.lines)
                    b = Area(area.column + width, area.columns - width, area.line, area.lines)
                    for left, one in self.cells(first, a.columns).items():
                        for right, other in self.cells(second, b.columns).items():
                            sum_ = one[area.lines] + other[area.lines]
                            sum_ += own + self.alike(left[1], right[0])
                            outer = left[0], right[1]
                            if outer == corners and abs(sum_ - price) < SAME:
                                yield (first, left, a), (second, right, b)

    def _stacks(
        self, pair: tuple[int, int], corners: Corners, over: Prices, area: Area, price: float
    ) -> Iterator[tuple[tuple[int, Corners, Area], tuple[int, Corners, Area]]]:
        first, second = pair
        own = self.order(first, second, DOWN)
        for below, under in self.cells(second, area.columns).items():
            for height in map(int, numpy.flatnonzero(numpy.isfinite(over))):
                rest = area.lines - height - BETWEEN
                if rest >= 0 and abs(over[height] + under[rest] + own - price) < SAME:
                    a = Area(area.column, area.columns, area.line, height)
                    line = area.line + height + BETWEEN
                    b = Area(area.column, area.columns, line, rest)
                    yield (first, corners, a), (second, below, b)


def halves(stories: int) -> Iterator[tuple[int, int]]:
    """Every way to part a set in two that have something."""
    first = (stories - 1) & stories
    while first:
        yield first, stories ^ first
        first = (first - 1) & stories


def members(stories: int) -> Iterator[int]:
    """The stories of a set."""
    number = 0
    while stories >> number:
        if stories >> number & 1:
            yield number
        number += 1
