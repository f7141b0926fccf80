"""Put blocks together to whole pages that no straight line parts (断版).

Five blocks stand about each other like the sails of a windmill; with few stories one cut does.

Inputs:  `Blocks`, the room.
Outputs: `Draft`s, the cheapest first.
Units:   columns, lines; prices are plain numbers.
Source:  newspaper.md N10 (the lead at the upper left), N21 a, N22; our choice of the windmill: the
         least arrangement of rectangles that no straight line parts.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import nsmallest

import numpy

from banmian.house.grid import Area
from banmian.plan.block import ACROSS, BETWEEN, DOWN, Blocks, Prices, halves

KEPT = 400  # drafts
BROKEN = 300.0  # a page that a straight line parts
LEAST = 6  # lines of the block in the middle

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Draft:
    """A page: where every story stands, and the price of that."""

    price: float
    places: tuple[tuple[int, Area], ...]


@dataclass(order=True, frozen=True, slots=True)
class _Found:
    price: float
    blocks: tuple[tuple[int, Area], ...] = field(compare=False)


def drafts(blocks: Blocks, room: Area) -> list[Draft]:
    """The cheapest pages, each arrangement of blocks with its best heights."""
    found = nsmallest(KEPT, (*_windmills(blocks, room), *_parted(blocks, room)))
    return [
        Draft(one.price, tuple(sorted(_drawn(blocks, one), key=lambda place: place[0])))
        for one in found
    ]


def _drawn(blocks: Blocks, found: _Found) -> Iterator[tuple[int, Area]]:
    for stories, area in found.blocks:
        yield from blocks.places(stories, area)


def _parted(blocks: Blocks, room: Area) -> Iterator[_Found]:
    """Pages that one cut parts, and pages of one block."""
    everything = (1 << len(blocks.items)) - 1
    whole = blocks.flat(everything, room.columns)
    if whole is not None and whole[room.lines] < numpy.inf:
        yield _Found(float(whole[room.lines]) + BROKEN, ((everything, room),))
    for first, second in halves(everything):
        if blocks.may_part(first, second, down=True):
            yield from _over(blocks, first, second, room)
        if blocks.may_part(first, second, down=False):
            yield from _beside(blocks, first, second, room)


def _over(blocks: Blocks, first: int, second: int, room: Area) -> Iterator[_Found]:
    one, two = blocks.flat(first, room.columns), blocks.flat(second, room.columns)
    if one is None or two is None:
        return
    heights = numpy.arange(room.lines - BETWEEN + 1)
    prices = one[heights] + two[room.lines - BETWEEN - heights]
    height = int(prices.argmin())
    if prices[height] < numpy.inf:
        top = Area(room.column, room.columns, room.line, height)
        line = room.line + height + BETWEEN
        foot = Area(room.column, room.columns, line, room.lines - height - BETWEEN)
        price = float(prices[height]) + BROKEN + blocks.order(first, second, DOWN)
        yield _Found(price, ((first, top), (second, foot)))


def _beside(blocks: Blocks, first: int, second: int, room: Area) -> Iterator[_Found]:
    for width in range(1, room.columns):
        one, two = blocks.flat(first, width), blocks.flat(second, room.columns - width)
        if one is None or two is None:
            continue
        price = float(one[room.lines] + two[room.lines])
        if price < numpy.inf:
            left = Area(room.column, width, room.line, room.lines)
            right = Area(room.column + width, room.columns - width, room.line, room.lines)
            price += BROKEN + blocks.order(first, second, ACROSS)
            yield _Found(price, ((first, left), (second, right)))


# ---------------------------------------------------------------- windmills


def _windmills(blocks: Blocks, room: Area) -> Iterator[_Found]:
    if len(blocks.items) < 5:
        return
    for upper in range(1, room.columns):
        for lower in range(1, room.columns):
            if upper != lower:
                yield from _Windmill(blocks, room, upper, lower).found()


class _Windmill:
    """Windmills whose left blocks are `upper` and `lower` columns wide.

    With the upper one wider, the block in the middle stands under it; with the lower one wider,
    under the upper right one.
    """

    def __init__(self, blocks: Blocks, room: Area, upper: int, lower: int) -> None:
        self.blocks, self.room = blocks, room
        self.upper, self.lower = upper, lower
        self.everything = (1 << len(blocks.items)) - 1
        self.left = self._sides(upper, lower, right=False)
        self.right = self._sides(room.columns - upper, room.columns - lower, right=True)

    def _sides(
        self, upper: int, lower: int, *, right: bool
    ) -> dict[int, tuple[Prices, list[Pair]]]:
        """One block over another at one side of the page, by the height of the upper one."""
        sets = [s for s in self._sets() if self._suits(s, right=right, foot=False)]
        under = [s for s in self._sets() if self._suits(s, right=right, foot=True)]
        found: dict[int, tuple[Prices, list[Pair]]] = {}
        lines = self.room.lines
        heights = numpy.arange(lines - BETWEEN + 1)
        for first in sets:
            one = self.blocks.flat(first, upper)
            if one is None:
                continue
            for second in under:
                if first & second:
                    continue
                two = self.blocks.flat(second, lower)
                if two is None:
                    continue
                prices = numpy.full(lines + 1, numpy.inf)
                prices[heights] = one[heights] + two[lines - BETWEEN - heights]
                if not numpy.isfinite(prices).any():
                    continue
                prices += self.blocks.order(first, second, DOWN)
                known = found.get(first | second)
                if known is None:
                    found[first | second] = prices, [(first, second)]
                else:
                    found[first | second] = (
                        numpy.minimum(known[0], prices), [*known[1], (first, second)]
                    )  # fmt: skip
        return found

    def _sets(self) -> range:
        return range(1, self.everything)

    def _suits(self, stories: int, *, right: bool, foot: bool) -> bool:
        """Whether a block may stand in a corner: the lead at the upper left, ads in theirs."""
        if stories.bit_count() > len(self.blocks.items) - 4:
            return False
        if bool(stories & 1) != (not right and not foot):
            return False
        for number, item in enumerate(self.blocks.items):
            if item.corner is not None and bool(stories >> number & 1) != (
                item.corner == (right, foot)
            ):
                return False
        return True

    def found(self) -> Iterator[_Found]:
        """The best heights for each way to deal the stories to sides and middle."""
        middle = abs(self.upper - self.lower)
        for left, (one, _) in self.left.items():
            for right, (two, _) in self.right.items():
                rest = self.everything ^ left ^ right
                if left & right or not rest:
                    continue
                centre = self.blocks.flat(rest, middle)
                if centre is not None:
                    order = self.blocks.order(left, right | rest, ACROSS)
                    yield from self._heights(left, right, one, two, centre, order)

    def _heights(
        self, left: int, right: int, one: Prices, two: Prices, centre: Prices, order: float
    ) -> Iterator[_Found]:
        p = numpy.flatnonzero(numpy.isfinite(one))
        q = numpy.flatnonzero(numpy.isfinite(two))
        high = q[None, :] - p[:, None] if self.upper > self.lower else p[:, None] - q[None, :]
        high = high - BETWEEN
        prices = one[p][:, None] + two[q][None, :] + centre[numpy.maximum(high, 0)]
        prices = numpy.where(high >= LEAST, prices, numpy.inf)
        at = int(prices.argmin())
        i, j = divmod(at, len(q))
        price = float(prices[i, j])
        if price < numpy.inf:
            yield _Found(price + order, self._blocks(left, right, int(p[i]), int(q[j])))

    def _blocks(self, left: int, right: int, p: int, q: int) -> tuple[tuple[int, Area], ...]:
        """The five blocks with their places."""
        room, upper, lower = self.room, self.upper, self.lower
        foot = room.line + room.lines
        areas = (
            Area(room.column, upper, room.line, p),
            Area(room.column, lower, room.line + p + BETWEEN, room.lines - p - BETWEEN),
            Area(room.column + upper, room.columns - upper, room.line, q),
            Area(
                room.column + lower, room.columns - lower, room.line + q + BETWEEN,
                room.lines - q - BETWEEN,
            ),
        )  # fmt: skip
        assert areas[1].line + areas[1].lines == foot
        top, bottom = min(p, q) + BETWEEN, max(p, q)
        first = min(upper, lower)
        middle = Area(room.column + first, abs(upper - lower), room.line + top, bottom - top)
        one = self._pair(self.left[left][1], areas[0], areas[1])
        two = self._pair(self.right[right][1], areas[2], areas[3])
        rest = self.everything ^ left ^ right
        return (
            (one[0], areas[0]), (one[1], areas[1]), (two[0], areas[2]), (two[1], areas[3]),
            (rest, middle),
        )  # fmt: skip

    def _pair(self, pairs: list[Pair], over: Area, under: Area) -> Pair:
        """Which of the ways to part a side's stories is the cheapest in two places."""

        def price(pair: Pair) -> float:
            one = self.blocks.flat(pair[0], over.columns)
            two = self.blocks.flat(pair[1], under.columns)
            assert one is not None
            assert two is not None
            order = self.blocks.order(*pair, DOWN)
            return float(one[over.lines] + two[under.lines]) + order

        return min(pairs, key=lambda pair: (price(pair), pair))
