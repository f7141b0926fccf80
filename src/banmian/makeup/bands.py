"""What a band of modules costs: stacks side by side over the whole width, for every height at once.

A band is cut into stacks, a stack into modules one under the other; the items go down a stack, then
down the next. Either all stacks are divided at the same heights, a table, and the heads of a row
get the same white, so that heads and texts begin level; or each is divided for itself.

Inputs:  for every item the prices of its module by width, by stretch of the head and by height.
Outputs: the least price of a band by its first and last item and its height; `Band`, drawn.
Units:   columns, lines; prices are plain numbers, infinite where a module cannot be.
Source:  newspaper.md N19, N22, 2.7.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, combinations, pairwise, product

import numpy

from banmian.makeup.heights import NEVER, Prices, Stacking, padded

UNALIGNED = 30.0  # a band whose stacks are divided at different heights
MOST_STACKS = 4


@dataclass(frozen=True, slots=True)
class Module:
    """An item's place: columns and lines from the corner of the area."""

    item: int
    column: int
    columns: int
    line: int
    lines: int
    stretch: int


@dataclass(frozen=True, slots=True)
class Band:
    """Stacks side by side over the whole width; each stack's modules from the top down."""

    line: int
    lines: int
    stacks: tuple[tuple[Module, ...], ...]


@dataclass(frozen=True, slots=True)
class Room:
    """The area to be filled, and the lines between two modules or bands."""

    columns: int
    lines: int
    between: int


Cells = Sequence[Mapping[int, Prices]]  # of each item: by width, then [stretch, lines]
_Place = tuple[int, int, int]  # of a module in a stack: its first line, its lines, its stretch


def arrays_of(cells: Cells, room: Room) -> dict[int, Prices]:
    """By width the prices of all items: [item, stretch, lines]."""
    widths = sorted({width for cell in cells for width in cell})
    stretches = max((len(prices) for cell in cells for prices in cell.values()), default=1)
    found = {width: padded(len(cells), stretches, room.lines) for width in widths}
    for item, cell in enumerate(cells):
        for width, prices in cell.items():
            found[width][item, : len(prices), :-1] = prices
    return found


@dataclass(slots=True)
class _Table:
    """Tables of so many stacks and rows in some widths, by their first item."""

    widths: tuple[int, ...]
    rows: tuple[Prices, ...]
    sums: list[Prices] = field(default_factory=list)  # of each row with all that is over it


class Bands:
    """All bands there are; `prices` are by first item, by the one after the last, by height."""

    def __init__(self, modules: dict[int, Prices], room: Room) -> None:
        self.room = room
        self.modules = modules  # by width: [item, stretch, lines]
        self.free = {width: prices.min(axis=1) for width, prices in modules.items()}
        self.count = len(next(iter(modules.values())))
        self.stacking = Stacking(room.lines, room.between)
        self.stacks = {width: self._stacks(width) for width in modules}
        self.across = {n: tuple(self._divisions(n)) for n in range(1, MOST_STACKS + 1)}
        self.tables: dict[tuple[int, int], list[_Table]] = {}
        self.prices = padded(self.count + 1, self.count + 1, room.lines)
        self._add_tables()
        self._add_uneven()

    def _divisions(self, stacks: int) -> Iterator[tuple[int, ...]]:
        """The widths of some stacks that together take the whole width."""
        for widths in product(self.modules, repeat=stacks):
            if sum(widths) == self.room.columns:
                yield widths

    # ------------------------------------------------------------ prices

    def _stacks(self, width: int) -> Prices:
        """Items one under the other: by the first, by the one after the last, by height."""
        found = padded(self.count + 1, self.count + 1, self.room.lines)
        for item, alone in enumerate(self.free[width]):
            over = found[:item, item]
            found[:item, item + 1] = self.stacking.least(over, alone[None])
            found[item, item + 1] = alone
        return found

    def _add_tables(self) -> None:
        for stacks, divisions in self.across.items():
            for rows in range(1, self.count // stacks + 1 if stacks > 1 else 2):
                tables = [self._table(rows, widths) for widths in divisions]
                self.tables[stacks, rows] = tables
                for begin in range(self.count - stacks * rows + 1):
                    band = self.prices[begin, begin + stacks * rows]
                    for table in tables:
                        numpy.minimum(band, table.sums[-1][begin], out=band)

    def _table(self, rows: int, widths: tuple[int, ...]) -> _Table:
        """Stacks divided at the same heights."""
        begins = self.count - len(widths) * rows + 1
        every = self._row((0, begins + rows - 1), rows, widths).min(axis=1)
        table = _Table(widths, tuple(every[row : row + begins] for row in range(rows)))
        sums = table.rows[0]
        for row in table.rows[1:]:
            table.sums.append(sums)
            sums = self.stacking.least(sums, row)
        table.sums.append(sums)
        return table

    def _row(self, items: tuple[int, int], rows: int, widths: tuple[int, ...]) -> Prices:
        """Rows of modules that begin with some items, by stretch of all their heads."""
        first, end = items
        total = self.modules[widths[0]][first:end]
        for stack, width in enumerate(widths[1:], 1):
            total = total + self.modules[width][first + stack * rows : end + stack * rows]
        return total

    def _add_uneven(self) -> None:
        """Stacks that are divided each for itself: one stack more is put beside, again and again.

        There are more items than stacks: one in each would be a table.
        """
        columns = self.room.columns
        beside = padded(self.count + 1, self.count + 1, columns + 1, self.room.lines)
        for width, prices in self.stacks.items():
            beside[:, :, width] = UNALIGNED + prices
        for stacks in range(2, MOST_STACKS + 1):
            beside = self._one_more(beside, 0 if stacks < MOST_STACKS else columns)
            for begin in range(self.count - stacks):
                band = self.prices[begin, begin + stacks + 1 :]
                numpy.minimum(band, beside[begin, begin + stacks + 1 :, columns], out=band)

    def _one_more(self, beside: Prices, least: int) -> Prices:
        """One stack more at the right: prices by first item, last item, columns and height.

        Only where all together have `least` columns.
        """
        columns = self.room.columns
        found = numpy.full(beside.shape, NEVER)
        for width, prices in self.stacks.items():
            first = max(least, width)
            if first > columns:
                continue
            for cut in range(1, self.count):
                left = beside[:cut, cut, first - width : columns + 1 - width, :]
                right = prices[cut, cut + 1 :]
                place = found[:cut, cut + 1 :, first:]
                numpy.minimum(place, left[:, None] + right[None, :, None], out=place)
        return found

    # ------------------------------------------------------------ drawing

    def drawn(self, begin: int, end: int, line: int, lines: int) -> Band:
        """The cheapest band of some items, drawn at a line: of equals the one that comes first.

        Fewer stacks come first, then tables.
        """
        price = self.prices[begin, end, lines]
        count = end - begin
        for stacks in range(1, min(count, MOST_STACKS) + 1):
            tables = self.tables[stacks, count // stacks] if self._even(count, stacks) else ()
            for number, widths in enumerate(self.across[stacks]):
                if tables and tables[number].sums[-1][begin, lines] == price:
                    return self._drawn_table(tables[number], begin, (line, lines))
                if 1 < stacks < count:
                    for cuts in combinations(range(begin + 1, end), stacks - 1):
                        spans = tuple(pairwise((begin, *cuts, end)))
                        if self._uneven_price(spans, widths, lines) == price:
                            return self._drawn_uneven(spans, widths, (line, lines))
        raise AssertionError("the least price is that of a band")

    def _even(self, count: int, stacks: int) -> bool:
        return count % stacks == 0 and (stacks > 1 or count == 1)

    def _drawn_table(self, table: _Table, begin: int, down: tuple[int, int]) -> Band:
        line, foot = down
        rows = len(table.rows)
        places: list[_Place] = []
        for row in range(rows - 1, -1, -1):
            height = foot
            if row:
                over, under = table.sums[row - 1][begin], table.rows[row][begin]
                height = self.stacking.height_below(over, under, foot)
            item = begin + row
            heads = self._row((item, item + 1), rows, table.widths)[0, :, height]
            places.append((line + foot - height, height, int(heads.argmin())))
            foot -= height + self.room.between
        firsts = range(begin, begin + rows * len(table.widths), rows)
        across = zip(firsts, _lefts(table.widths), table.widths, strict=True)
        return Band(*down, tuple(_stack(first, at, places[::-1]) for first, *at in across))

    def _uneven_price(
        self, spans: Sequence[tuple[int, int]], widths: tuple[int, ...], lines: int
    ) -> float:
        price = UNALIGNED
        for (first, end), width in zip(spans, widths, strict=True):
            price += float(self.stacks[width][first, end, lines])
        return price

    def _drawn_uneven(
        self, spans: Sequence[tuple[int, int]], widths: tuple[int, ...], down: tuple[int, int]
    ) -> Band:
        across = zip(spans, _lefts(widths), widths, strict=True)
        return Band(
            *down,
            tuple(
                _stack(first, (column, width), self._pile(first, end, width, down))
                for (first, end), column, width in across
            ),
        )

    def _pile(self, first: int, end: int, width: int, down: tuple[int, int]) -> list[_Place]:
        """The places of a stack's modules from the top down."""
        line, foot = down
        places: list[_Place] = []
        for item in range(end - 1, first - 1, -1):
            height = foot
            if item > first:
                over, under = self.stacks[width][first, item], self.free[width][item]
                height = self.stacking.height_below(over, under, foot)
            stretch = int(self.modules[width][item, :, height].argmin())
            places.append((line + foot - height, height, stretch))
            foot -= height + self.room.between
        return places[::-1]


def _lefts(widths: tuple[int, ...]) -> Iterator[int]:
    """The first column of each stack."""
    return accumulate(widths[:-1], initial=0)


def _stack(first: int, across: Sequence[int], places: Sequence[_Place]) -> tuple[Module, ...]:
    column, width = across
    return tuple(
        Module(item, column, width, top, height, stretch)
        for item, (top, height, stretch) in enumerate(places, first)
    )
