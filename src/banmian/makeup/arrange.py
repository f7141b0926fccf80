"""Find the arrangement of a collection's modules that costs least: exact, over all there are.

The area is cut into bands from the top down, a band into stacks side by side, a stack into modules
one under the other; the items keep their order (down a stack, then the next stack, then the next
band). Within a row, and in a table of equal rows, heads get the same white, so that heads and
texts begin level. What a module costs in a width and a height is given; all sums over heights are
minima of sums, which numpy takes for all heights at once.

Inputs:  for every item the prices of its module by width, by stretch of the head and by height.
Outputs: `Plan`.
Units:   columns, lines; prices are plain numbers, infinite where a module cannot be.
Source:  newspaper.md N19, N22, 2.7; dynamic programming, our choice over a solver: it is exact,
         fast enough, and needs no library.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, product

import numpy
from numpy.typing import NDArray

Prices = NDArray[numpy.float64]
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
class Plan:
    """An arrangement of all items, and what it costs."""

    bands: tuple[Band, ...]
    price: float

    @property
    def modules(self) -> tuple[Module, ...]:
        """All modules in the order of the items."""
        return tuple(module for band in self.bands for stack in band.stacks for module in stack)


@dataclass(frozen=True, slots=True)
class Room:
    """The area to be filled, and the lines between two modules or bands."""

    columns: int
    lines: int
    between: int


Cells = Sequence[Mapping[int, Prices]]  # of each item: by width, then [stretch, lines]
Drawer = Callable[[int, int], Band]  # draws a band: its first line, its height
_Candidate = tuple[Prices, Drawer]


def arrange(cells: Cells, room: Room) -> Plan | None:
    """The cheapest arrangement that fills the room exactly, or None when there is none."""
    return _Search(cells, room).best()


class _Search:
    """One search; everything is an array over heights."""

    def __init__(self, cells: Cells, room: Room) -> None:
        self.cells = cells
        self.room = room
        self.widths = sorted({width for cell in cells for width in cell})
        self.free = [{w: prices.min(axis=0) for w, prices in cell.items()} for cell in cells]
        self.stacks: dict[tuple[int, int, int], tuple[Prices, NDArray[numpy.intp] | None]] = {}
        self.across = {n: tuple(self._divisions(n)) for n in range(1, MOST_STACKS + 1)}
        self.ranges: dict[tuple[int, int, int], tuple[int, int]] = {}
        self.never = numpy.full(room.lines + 1, numpy.inf)

    def best(self) -> Plan | None:
        count, lines, gap = len(self.cells), self.room.lines, self.room.between
        whole = [self.never] * (count + 1)
        marks: list[tuple[NDArray[numpy.intp], NDArray[numpy.intp]] | None] = [None] * (count + 1)
        bands = {(i, j): self._band(i, j) for i in range(count) for j in range(i + 1, count + 1)}
        for j in range(1, count + 1):
            best, first = bands[0, j][0], numpy.zeros(lines + 1, numpy.intp)
            height = numpy.arange(lines + 1)
            for i in range(1, j):
                both, own = _stacked(whole[i], bands[i, j][0], gap)
                better = both < best
                best = numpy.where(better, both, best)
                first = numpy.where(better, i, first)
                height = numpy.where(better, own, height)
            whole[j], marks[j] = best, (first, height)
        price = float(whole[count][lines])
        if price == numpy.inf:
            return None
        found: list[Band] = []
        j, foot = count, lines
        while j:
            mark = marks[j]
            assert mark is not None
            begin, tall = int(mark[0][foot]), int(mark[1][foot])
            _, who, candidates = bands[begin, j]
            found.append(candidates[int(who[tall])][1](foot - tall, tall))
            j, foot = begin, foot - tall - gap
        return Plan(tuple(reversed(found)), price)

    # ------------------------------------------------------------ a band

    def _band(self, i: int, j: int) -> tuple[Prices, NDArray[numpy.intp], list[_Candidate]]:
        candidates = list(self._candidates(i, j))
        best, who = self.never, numpy.zeros(self.room.lines + 1, numpy.intp)
        for number, (prices, _) in enumerate(candidates):
            better = prices < best
            best = numpy.where(better, prices, best)
            who = numpy.where(better, number, who)
        return best, who, candidates

    def _candidates(self, i: int, j: int) -> Iterator[_Candidate]:
        count = j - i
        for stacks in range(1, min(count, MOST_STACKS) + 1):
            for widths in self.across[stacks]:
                if count % stacks == 0 and (stacks > 1 or count == 1):
                    yield from self._table(i, count // stacks, widths)
                if 1 < stacks < count:
                    for cuts in combinations(range(i + 1, j), stacks - 1):
                        yield from self._uneven((i, *cuts, j), widths)

    def _divisions(self, stacks: int) -> Iterator[tuple[int, ...]]:
        """The widths of some stacks that together take the whole width."""
        for widths in product(self.widths, repeat=stacks):
            if sum(widths) == self.room.columns:
                yield widths

    def _table(self, i: int, rows: int, widths: tuple[int, ...]) -> Iterator[_Candidate]:
        """Stacks divided at the same heights; the modules of a row have heads of one height."""
        shared = []
        for row in range(rows):
            total: Prices | None = None
            for stack, width in enumerate(widths):
                cell = self.cells[i + stack * rows + row].get(width)
                if cell is None:
                    return
                total = cell if total is None else total + cell
            assert total is not None
            shared.append(total)
        best = [row.min(axis=0) for row in shared]
        if any(row.min() == numpy.inf for row in best):
            return
        sums = [best[0]]
        own_heights: list[NDArray[numpy.intp] | None] = [None]
        for row_prices in best[1:]:
            both, own = _stacked(sums[-1], row_prices, self.room.between)
            sums.append(both)
            own_heights.append(own)

        def draw(line: int, lines: int) -> Band:
            places = []
            foot = lines
            for row in range(rows - 1, -1, -1):
                own = own_heights[row]
                height = foot if own is None else int(own[foot])
                stretch = int(shared[row][:, height].argmin())
                places.append((line + foot - height, height, stretch))
                foot -= height + self.room.between
            places.reverse()
            stacks = []
            column = 0
            for stack, width in enumerate(widths):
                items = enumerate(places, i + stack * rows)
                stacks.append(
                    tuple(
                        Module(item, column, width, top, height, stretch)
                        for item, (top, height, stretch) in items
                    )
                )
                column += width
            return Band(line, lines, tuple(stacks))

        yield sums[-1], draw

    def _uneven(self, cuts: tuple[int, ...], widths: tuple[int, ...]) -> Iterator[_Candidate]:
        """Stacks that are divided each for itself."""
        spans = list(pairwise(cuts))
        ranges = [self._range(a, b, width) for (a, b), width in zip(spans, widths, strict=True)]
        if max(low for low, _ in ranges) > min(high for _, high in ranges):
            return  # they have no height in common
        prices = numpy.full(self.room.lines + 1, UNALIGNED)
        for (a, b), width in zip(spans, widths, strict=True):
            prices = prices + self._stack(a, b, width)[0]

        def draw(line: int, lines: int) -> Band:
            stacks = []
            column = 0
            for (a, b), width in zip(spans, widths, strict=True):
                stacks.append(tuple(self._pile(a, b, (column, width), (line, lines))))
                column += width
            return Band(line, lines, tuple(stacks))

        yield prices, draw

    def _stack(self, a: int, b: int, width: int) -> tuple[Prices, NDArray[numpy.intp] | None]:
        """Items `a` to `b` one under the other: the price, and the height of the last."""
        key = (a, b, width)
        if key not in self.stacks:
            last = self.free[b - 1].get(width, self.never)
            if b - a == 1:
                self.stacks[key] = last, None
            else:
                self.stacks[key] = _stacked(
                    self._stack(a, b - 1, width)[0], last, self.room.between
                )
        return self.stacks[key]

    def _range(self, a: int, b: int, width: int) -> tuple[int, int]:
        """The least and the greatest height of a stack."""
        key = (a, b, width)
        if key not in self.ranges:
            heights = numpy.flatnonzero(numpy.isfinite(self._stack(a, b, width)[0]))
            found = (int(heights[0]), int(heights[-1])) if len(heights) else (1, 0)
            self.ranges[key] = found
        return self.ranges[key]

    def _pile(
        self, a: int, b: int, across: tuple[int, int], down: tuple[int, int]
    ) -> Iterator[Module]:
        column, width = across
        line, foot = down
        places = []
        for item in range(b - 1, a - 1, -1):
            own = self._stack(a, item + 1, width)[1]
            height = foot if own is None else int(own[foot])
            stretch = int(self.cells[item][width][:, height].argmin())
            places.append(Module(item, column, width, line + foot - height, height, stretch))
            foot -= height + self.room.between
        return reversed(places)


def _stacked(over: Prices, under: Prices, gap: int) -> tuple[Prices, NDArray[numpy.intp]]:
    """One thing under another: for every height the least price, and the lower one's height."""
    size = len(over)
    lower = numpy.flatnonzero(numpy.isfinite(under))
    best = numpy.full(size, numpy.inf)
    own = numpy.zeros(size, numpy.intp)
    for height in lower:
        start = int(height) + gap
        if start >= size:
            break
        prices = over[: size - start] + under[height]
        better = prices < best[start:]
        best[start:] = numpy.where(better, prices, best[start:])
        own[start:] = numpy.where(better, height, own[start:])
    return best, own
