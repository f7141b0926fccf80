"""What modules of a collection's items cost in one dress: by width, stretch of the head and height.

Prices begin as the least there can be, from the lines a text can be set in; the price of a module
that is wanted is then found exactly, by pouring the text. What does not depend on the height of
portraits is kept for all dresses of a division.

Inputs:  `Items`, a `Division`, the height of portraits.
Outputs: prices; the frames of a module, and how its text fills them.
Units:   columns and lines of the division; prices are plain numbers.
Source:  newspaper.md N19, N22, 2.7; prices are our choice.
"""

from dataclasses import dataclass, field, replace

import numpy

from banmian.house.grid import Area, Frame, PageGrid
from banmian.house.style import Division, StoryFrames, TextFrames
from banmian.makeup.bands import Cells, Module
from banmian.makeup.fill import Bounds, Filling, bounds_of, fill
from banmian.makeup.heights import NEVER, Prices
from banmian.makeup.module import (
    NO_FOOT,
    SHALLOWEST,
    UNSEEN,
    Dress,
    Foot,
    Shape,
    column_depths,
    module_frames,
)
from banmian.makeup.outfits import Items, Outfits, PricedOutfit
from banmian.makeup.running import RunningText


@dataclass(slots=True)
class DividedItems:
    """The items in one division: what does not depend on the height of portraits."""

    items: Items
    division: Division
    outfits: Outfits = field(init=False)
    widths: list[int] = field(init=False)
    _bounds: dict[int, Bounds] = field(default_factory=dict)
    _least: dict[tuple[int, int], Prices] = field(default_factory=dict)
    _feet: dict[int, Foot] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.outfits = Outfits(self.items, self.division)
        self.widths = self._widths()

    @property
    def grid(self) -> PageGrid:
        """The columns and lines of the division."""
        return self.division.grid

    def _widths(self) -> list[int]:
        """The widths of modules, in columns, with which the whole width can be made up."""
        patterns = self.items.arrangement.patterns
        all_columns = range(1, self.grid.columns + 1)
        usable = {
            columns
            for columns in all_columns
            for pattern in patterns
            if pattern.narrowest <= self.grid.width_of(columns) <= pattern.widest
        }
        sums = {0}
        for columns in all_columns:
            if any(columns - width in sums for width in usable):
                sums.add(columns)
        return sorted(width for width in usable if self.grid.columns - width in sums)

    def text(self, item: int) -> RunningText:
        """An item's text, set in the division's columns."""
        arrangement = self.items.arrangement
        column = Frame(self.grid.x_of(0), self.grid.column_width, 0, arrangement.area.lines)
        frames = TextFrames(
            self.division.style,
            arrangement.crosshead,
            arrangement.crosshead_lines,
            (column,),
            ruled=True,
        )
        return self.items.setter.text(self.items.stories[item], frames, self.grid)

    def bounds(self, item: int) -> Bounds:
        """What an item's text costs at least, in every number of lines."""
        if item not in self._bounds:
            self._bounds[item] = bounds_of(self.text(item).slugs)
        return self._bounds[item]

    def least(self, item: int, columns: int) -> Prices:
        """The least price of an item's text, by the lines its columns hold together."""
        key = item, columns
        if key not in self._least:
            most = columns * self.items.arrangement.area.lines
            self._least[key] = self.bounds(item).least(most, columns)
        return self._least[key]

    def foot(self, columns: int) -> Foot:
        """The lines under the last item: over the fewest columns in which they take no more."""
        if columns not in self._feet:
            counts = [self.items.foot(self.grid.width_of(n)) for n in range(1, columns + 1)]
            foot = Foot(counts.index(counts[-1]) + 1, counts[-1])
            self._feet[columns] = foot if foot.lines else NO_FOOT
        return self._feet[columns]


class ModulePrices:
    """The prices of all modules in one dress, and which of them are known exactly."""

    def __init__(self, divided: DividedItems, portrait_lines: int) -> None:
        self.divided = divided
        self.arrangement = divided.items.arrangement
        self.dress = Dress(divided.division, portrait_lines)
        self.last = len(divided.items.stories) - 1
        self.known: dict[Module, Filling] = {}
        self.cells = [self._cells(item) for item in range(self.last + 1)]

    def under(self, bar: float) -> Cells:
        """The prices below a bar."""
        if bar == NEVER:
            return self.cells
        return [
            {
                columns: numpy.where(prices < bar, prices, NEVER)
                for columns, prices in cell.items()
                if prices.min() < bar
            }
            for cell in self.cells
        ]

    def _cells(self, item: int) -> dict[int, Prices]:
        """The least price of an item's module by width, stretch and height."""
        found = ((columns, self._cell(item, columns)) for columns in self.divided.widths)
        return {columns: prices for columns, prices in found if prices is not None}

    def _cell(self, item: int, columns: int) -> Prices | None:
        priced = self._outfit(item, columns)
        if priced is None:
            return None
        lines = self.arrangement.area.lines
        most = max(sum(part.stretch for part in p.parts) for p in self.arrangement.patterns)
        own = sum(fitted.part.stretch for fitted in priced.outfit.parts)
        foot = self.foot(item, columns)
        area = Area(0, columns, self.arrangement.area.line, lines)
        depths = [
            column_depths(priced.outfit, Shape(area, stretch, foot), self.dress)
            for stretch in range(own + 1)
        ]
        heads = [priced.price(stretch) for stretch in range(own + 1)]
        if any(depth is None for depth in depths):
            return None
        missing = numpy.arange(lines, -1, -1)[:, None]  # lines of all there are, by height
        left = numpy.array(depths)[:, None] - missing  # by stretch, height and column
        fit = ((left >= SHALLOWEST) | ((left >= 0) & (left <= UNSEEN))).all(axis=2)
        capacity = numpy.where(left >= SHALLOWEST, left, 0).sum(axis=2)
        fit &= capacity > 0
        prices = numpy.full((most + 1, lines + 1), NEVER)
        least = self.divided.least(item, columns)[numpy.where(fit, capacity, 0)]
        prices[: own + 1] = numpy.where(fit, least + numpy.array(heads)[:, None], NEVER)
        return prices if fit.any() else None

    def find(self, module: Module) -> float:
        """Pour a module's text: put its exact price in the place of the least one."""
        frames, priced = self.frames(module), self._outfit(module.item, module.columns)
        assert frames.text is not None
        assert priced is not None
        text = self.divided.text(module.item)
        heights = [frame.lines for frame in frames.text.frames]
        filling = fill(text.slugs, heights, self.divided.bounds(module.item))
        self.known[unplaced(module)] = filling
        price = filling.price + priced.price(module.stretch)
        self.cells[module.item][module.columns][module.stretch, module.lines] = price
        return price

    def estimate(self, module: Module) -> float:
        """The price of a module as far as it is known."""
        return float(self.cells[module.item][module.columns][module.stretch, module.lines])

    def _outfit(self, item: int, columns: int) -> PricedOutfit | None:
        return self.divided.outfits.priced(item, columns, self.dress.portrait_lines)

    # ------------------------------------------------------------ frames

    def frames(self, module: Module, feet: tuple[int, ...] = ()) -> StoryFrames:
        """The frames of a module, its columns of text ended above their feet."""
        priced = self._outfit(module.item, module.columns)
        assert priced is not None
        shape = Shape(
            self.area(module), module.stretch, self.foot(module.item, module.columns), feet
        )
        frames = module_frames(priced.outfit, shape, self.dress, self.arrangement)
        assert frames is not None  # it has a price
        return frames

    def area(self, module: Module) -> Area:
        """The module's place in the division's grid."""
        top = self.arrangement.area.line + module.line
        return Area(module.column, module.columns, top, module.lines)

    def foot(self, item: int, columns: int) -> Foot:
        """What stands under an item's text."""
        return self.divided.foot(columns) if item == self.last else NO_FOOT


def unplaced(module: Module) -> Module:
    """The module wherever it stands: its price does not depend on that."""
    return replace(module, column=0, line=0)
