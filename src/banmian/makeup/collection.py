"""Arrange a collection's items: the columns, the modules and the white that cost least.

One search a dress (columns × height of portraits), the preferred dresses first; a search works with
least prices, and those of the modules it chooses are then found exactly, until nothing it chooses
is an estimate. So the result is the best there is, and few texts are poured to find it.

Inputs:  the items, `Arrangement`, a `StorySetter`.
Outputs: `Arranged`: the frames of every item, and the rules between them.
Units:   columns and lines of the chosen division; prices are plain numbers.
Source:  newspaper.md N19, N20, N22, 2.7; prices are our choice.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from math import ceil

import numpy

from banmian.compose.style import Copy
from banmian.editorial.story import Story
from banmian.geometry import Rect
from banmian.house.grid import Area, PageGrid
from banmian.house.setting import Align
from banmian.house.style import (
    Arrangement,
    Division,
    Pattern,
    PatternPart,
    PictureFrame,
    StoryFrames,
    TextFrames,
    TypeStyle,
)
from banmian.makeup.arrange import Plan, arrange
from banmian.makeup.bands import Cells, Module, Room
from banmian.makeup.fill import TOO_MUCH, Bounds, Filling, bounds_of, fill
from banmian.makeup.fitting import fit_copy
from banmian.makeup.heights import Prices
from banmian.makeup.module import (
    NO_FOOT,
    SHALLOWEST,
    UNSEEN,
    Dress,
    FittedPart,
    Foot,
    Outfit,
    Shape,
    beside,
    module_frames,
    wants,
)
from banmian.makeup.page import RuleBlock
from banmian.makeup.story import StorySetter
from banmian.units import ZERO, Length

BETWEEN = 1  # line between modules, with a rule in it
OTHER_COLUMNS = 300.0  # price of a division less preferred, for each step down the list
OTHER_PORTRAIT = 100.0
OTHER_PATTERN = 40.0
OTHER_STYLE = 5.0
WORTH = 200.0  # what a dress less preferred must save beyond its price to be tried
NO_ROOM = 300_000.0  # of a head that fits in none of its styles
STRETCHED = 6.0  # of a line of white more in a head
MOST_EMPTY = 1_700.0  # mm² of white beside a head that nobody minds
EMPTY = 6.0  # price of each mm² more
HOLLOW = 2_350.0  # mm² that nobody would take: newspaper.md 2.7, 25 cm² with what is round it
FULL = 5_000.0  # a module that costs less holds its text and is full
NEARLY_FULL = 3 * FULL  # … or has one fault, such as white beside its head
BARS = (FULL, NEARLY_FULL, 8 * TOO_MUCH, float("inf"))  # of a module, search by search
NEAR = 30.0  # an arrangement that costs so little more than the best may be taken for it …
ROUGHLY = 0.02  # … or so small a part more


@dataclass(frozen=True, slots=True)
class Arranged:
    """A collection in its places; `foot` is the place of the lines under the last item."""

    frames: tuple[StoryFrames, ...]
    rules: tuple[RuleBlock, ...]
    foot: Rect
    price: float


@dataclass(frozen=True, slots=True)
class Items:
    """What is to be arranged, and in what.

    `foot` tells how many lines of a given width the lines under the last item take.
    """

    stories: tuple[Story, ...]
    arrangement: Arrangement
    setter: StorySetter
    foot: Callable[[Length], int]


def arrange_collection(items: Items) -> Arranged:
    """Arrange items; where not all of them can fit, as few lines as can be are over."""
    divided = [_Divided(items, division) for division in items.arrangement.divisions]
    heights = items.arrangement.portraits
    extremes = (min(heights), max(heights))  # all there is to try once nothing fits
    searches: dict[tuple[int, int], _Search] = {}
    for bar in BARS:
        best: Arranged | None = None
        for price, at, portrait_lines in _dresses(items.arrangement):
            if bar > NEARLY_FULL and portrait_lines not in extremes:
                continue
            limit = best.price - price if best else float("inf")
            if limit <= WORTH:
                break
            key = at, portrait_lines
            if key not in searches:
                searches[key] = _Search(divided[at], portrait_lines)
            found = searches[key].arranged(limit, bar)
            if found is not None:
                best = replace(found, price=found.price + price)
        if best is not None:
            return best
    raise AssertionError("a module always has its price, however bad")


def _dresses(arrangement: Arrangement) -> list[tuple[float, int, int]]:
    """Price, division and portrait's lines of all dresses, those the house prefers first."""
    return sorted(
        (OTHER_COLUMNS * at + OTHER_PORTRAIT * step, at, lines)
        for at in range(len(arrangement.divisions))
        for step, lines in enumerate(arrangement.portraits)
    )


@dataclass(frozen=True, slots=True)
class _Way:
    """How an item's head is built in a width, what that costs, and the white beside the head."""

    outfit: Outfit
    price: float
    head: "_Head | None" = None
    below: int = 0
    aside: Length = ZERO

    def white_price(self, stretch: int, leading: Length) -> float:
        """What white beside a head costs that is higher by `stretch` lines."""
        if self.head is None:
            return 0.0
        height = leading * (self.outfit.parts[0].lines + stretch)
        most = self.head.empty(height, leading, leading * self.below, self.aside)
        too_much = FULL if most > HOLLOW else 0.0
        return EMPTY * max(most - MOST_EMPTY, 0.0) + too_much


@dataclass(frozen=True, slots=True)
class _Head:
    """A head's lines in a width: how wide each is, in em of its style."""

    style: TypeStyle
    width: Length
    widths: tuple[float, ...]
    is_in_place: bool

    @property
    def count(self) -> int:
        return len(self.widths)

    @property
    def pitch(self) -> Length:
        return self.style.size * (self.style.pitch or 1.0)

    def empty(self, height: Length, over: Length, below: Length, aside: Length) -> float:
        """The largest white at a side of the lines, in mm².

        The white over them is added, the height of narrower lines below them, and the white
        between the head's place and the portrait, which only centred lines leave open.
        """
        if not self.widths:
            return 0.0
        free = [(self.width - self.style.size * width).mm for width in self.widths]
        if self.style.align is Align.CENTRE:
            free = [white / 2 + aside.mm for white in free]
        whole, one = (height + over + below).mm, (height * (1 / self.count) + over).mm
        return max(min(free) * whole, max(free) * one)


@dataclass(slots=True)
class _Divided:
    """The items in one division: what does not depend on the height of portraits."""

    items: Items
    division: Division
    _ways: dict[tuple[int, int, int], _Way | None] = field(default_factory=dict)
    _bounds: dict[int, Bounds] = field(default_factory=dict)
    _least: dict[tuple[int, int], Prices] = field(default_factory=dict)
    _feet: dict[int, Foot] = field(default_factory=dict)
    _copies: dict[tuple[str, str, str], tuple[Copy, ...]] = field(default_factory=dict)
    _heads: dict[tuple[str, str, str, Length, Length], _Head] = field(default_factory=dict)

    @property
    def grid(self) -> PageGrid:
        return self.division.grid

    @property
    def widths(self) -> list[int]:
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

    def bounds(self, item: int, text: TextFrames) -> Bounds:
        """What an item's text costs at least, in every number of lines."""
        if item not in self._bounds:
            story = self.items.stories[item]
            self._bounds[item] = bounds_of(self.items.setter.text(story, text, self.grid).slugs)
        return self._bounds[item]

    def least(self, item: int, columns: int) -> Prices:
        """The least price of an item's text, by the lines its columns hold together."""
        key = item, columns
        if key not in self._least:
            most = columns * self.items.arrangement.area.lines
            self._least[key] = self._bounds[item].least(most, columns)
        return self._least[key]

    def foot(self, columns: int) -> Foot:
        """The lines under the last item: over the fewest columns in which they take no more."""
        if columns not in self._feet:
            counts = [self.items.foot(self.grid.width_of(n)) for n in range(1, columns + 1)]
            foot = Foot(counts.index(counts[-1]) + 1, counts[-1])
            self._feet[columns] = foot if foot.lines else NO_FOOT
        return self._feet[columns]

    def way(self, item: int, columns: int, portrait_lines: int) -> _Way | None:
        """The best pattern for an item in a width, with the styles its head fits in."""
        key = item, columns, portrait_lines
        if key not in self._ways:
            story = self.items.stories[item]
            self._ways[key] = self._find_way(story, columns, portrait_lines)
        return self._ways[key]

    def _find_way(self, story: Story, columns: int, portrait_lines: int) -> _Way | None:
        width = self.grid.width_of(columns)
        ways: list[_Way] = []
        for number, pattern in enumerate(self.items.arrangement.patterns):
            if pattern.narrowest <= width <= pattern.widest:
                for skip in range(max((len(part.styles) for part in pattern.parts), default=1)):
                    way = self._dressed(story, pattern, columns, portrait_lines, skip)
                    if way is not None:
                        ways.append(replace(way, price=way.price + OTHER_PATTERN * number))
        leading = self.grid.leading
        return min(ways, key=lambda way: way.price + way.white_price(0, leading), default=None)

    def _dressed(
        self, story: Story, pattern: Pattern, columns: int, portrait_lines: int, skip: int
    ) -> _Way | None:
        """The pattern with a style for each part, `skip` of the first part's left out.

        None when the module is too narrow.
        """
        parts: list[FittedPart] = []
        price = 0.0
        first: _Head | None = None
        below = 0
        has_portrait = pattern.portrait is not None and bool(story.photos)
        bare = Outfit(pattern, (), has_portrait)
        for part in pattern.parts:
            if not wants(story, part.part):
                continue
            place = self._place(part, bare, columns, portrait_lines)
            if place is None:
                return None
            for number, style in enumerate(part.styles):
                head = self._measured(story, part, style, place)
                if head.is_in_place and (parts or number >= skip):
                    price += OTHER_STYLE * number
                    parts.append(FittedPart(part, style, self._lines(part, head)))
                    below += self._narrower_below(pattern, part, first, head)
                    first = first or head
                    break
            else:  # told as overset when nothing better is found
                price += NO_ROOM
                parts.append(FittedPart(part, part.styles[-1], part.lines))
        aside = self._aside(pattern, portrait_lines) if has_portrait else ZERO
        return _Way(Outfit(pattern, tuple(parts), has_portrait), price, first, below, aside)

    def _aside(self, pattern: Pattern, portrait_lines: int) -> Length:
        """The white between a portrait and the column beside it."""
        portrait = pattern.portrait
        assert portrait is not None
        at = Area(0, portrait.columns, 0, portrait_lines)
        picture = PictureFrame(at, portrait.ratio, portrait.caption_style, at)
        free = self.grid.rect(at).width - picture.size(self.grid)[0]
        return self.grid.gutter + free * (1.0 if portrait.left else 0.5)

    def _place(
        self, part: PatternPart, outfit: Outfit, columns: int, portrait_lines: int
    ) -> Rect | None:
        """The room a part has, at the least; None when the module is too narrow."""
        portrait = outfit.pattern.portrait
        if part.beside and portrait is not None and outfit.has_portrait:
            at = Area(0, portrait.columns, 0, portrait_lines)
            picture = PictureFrame(at, portrait.ratio, portrait.caption_style, at)
            left, rect = beside(picture, self.grid), self.grid.rect(at)
            return Rect(rect.x + left, rect.y, rect.width - left, rect.height)
        column = max(part.column - outfit.columns_taken, 0)
        if column >= columns:
            return None
        return self.grid.rect(Area(column, columns - column, 0, part.lines))

    def _measured(self, story: Story, part: PatternPart, style: str, place: Rect) -> _Head:
        """How a part of an item comes out in a style and a place, without setting it."""
        setter, own = self.items.setter, self.items.setter.house.style(style)
        key = story.name, part.part, style
        if key not in self._copies:
            copy = setter.head(story, part.part, style, part.wanted)
            assert copy is not None  # the story has what the part prints
            self._copies[key] = tuple(setter.setter.copy(pieces, own) for pieces in copy.lines)
        measured = (*key, place.width, place.height)
        if measured not in self._heads:
            fitted = fit_copy(self._copies[key], own, place, part.wanted, setter.setter)
            self._heads[measured] = _Head(
                fitted.style, place.width, fitted.widths, fitted.is_in_place
            )
        return self._heads[measured]

    def _narrower_below(
        self, pattern: Pattern, part: PatternPart, first: _Head | None, head: _Head
    ) -> int:
        """The lines of a part that stands right under the first one and is no wider."""
        over = pattern.parts[0]
        under = part.line == over.line + over.lines and part.column == over.column
        if first is None or part.beside or not under:
            return 0
        wide = first.style.size * max(first.widths, default=0.0)
        narrow = head.style.size * max(head.widths, default=0.0) <= wide
        return part.lines if narrow else 0

    def _lines(self, part: PatternPart, head: _Head) -> int:
        """The lines a part takes."""
        return min(max(ceil(head.pitch * head.count / self.grid.leading), part.least), part.lines)


class _Search:
    """The search in one dress; what it finds out serves every bar."""

    def __init__(self, divided: _Divided, portrait_lines: int) -> None:
        self.divided = divided
        self.items = divided.items
        self.arrangement = divided.items.arrangement
        self.grid = divided.grid
        self.dress = Dress(divided.division, portrait_lines)
        self.last = len(self.items.stories) - 1
        self.known: dict[Module, Filling] = {}
        self.cells = [self._cells(item) for item in range(self.last + 1)]

    def arranged(self, limit: float, bar: float) -> Arranged | None:
        """The best arrangement in this dress, or None when none costs less than `limit`.

        No module of it costs as much as `bar`.
        """
        room = Room(self.grid.columns, self.arrangement.area.lines, BETWEEN)
        best: Plan | None = None
        while True:
            plan = arrange(self._under(bar), room, best.price if best else limit)
            if plan is None:
                break
            exact = replace(plan, price=plan.price + self._made_exact(plan, bar))
            if exact.price < (best.price if best else limit):
                best = exact
            if best is not None and best.price <= plan.price + max(NEAR, plan.price * ROUGHLY):
                break
        return None if best is None else self._drawn(best)

    def _made_exact(self, plan: Plan, bar: float) -> float:
        """Find the exact prices of a plan's modules; by how much they are above the estimates.

        Without limit when one of them comes to the bar.
        """
        more = 0.0
        for module in map(_unplaced, plan.modules):
            if module not in self.known:
                cell = self.cells[module.item][module.columns]
                estimate = float(cell[module.stretch, module.lines])
                self._find_price(module)
                exact = float(cell[module.stretch, module.lines])
                more += exact - estimate if exact < bar else float("inf")
        return more

    # ------------------------------------------------------------ prices

    def _under(self, bar: float) -> Cells:
        """The prices below a bar."""
        if bar == float("inf"):
            return self.cells
        return [
            {
                columns: numpy.where(prices < bar, prices, numpy.inf)
                for columns, prices in cell.items()
                if prices.min() < bar
            }
            for cell in self.cells
        ]

    def _cells(self, item: int) -> dict[int, Prices]:
        """The least price of an item's module by width, stretch and height."""
        cells = {}
        for columns in self.divided.widths:
            prices = self._cell(item, columns)
            if prices is not None:
                cells[columns] = prices
        return cells

    def _cell(self, item: int, columns: int) -> Prices | None:
        way = self.divided.way(item, columns, self.dress.portrait_lines)
        if way is None:
            return None
        lines = self.arrangement.area.lines
        most = max(sum(part.stretch for part in p.parts) for p in self.arrangement.patterns)
        prices = numpy.full((most + 1, lines + 1), numpy.inf)
        own = sum(fitted.part.stretch for fitted in way.outfit.parts)
        for stretch in range(own + 1):
            frames = self._frames(Module(item, 0, columns, 0, lines, stretch))
            if frames is None or frames.text is None:
                continue
            self.divided.bounds(item, frames.text)
            tops = lines - numpy.array([frame.lines for frame in frames.text.frames])
            height = numpy.arange(lines + 1)[:, None]
            left = height - tops
            fit = (((left < 0) | (left > UNSEEN) & (left < SHALLOWEST)).sum(axis=1)) == 0
            capacity = numpy.where(left >= SHALLOWEST, left, 0).sum(axis=1)
            least = self.divided.least(item, columns)[numpy.where(fit, capacity, 0)]
            own_price = self._head_price(way, stretch)
            fit &= capacity > 0
            prices[stretch] = numpy.where(fit, least + own_price, numpy.inf)
        return prices if numpy.isfinite(prices).any() else None

    def _find_price(self, module: Module) -> None:
        """Pour the text: put its exact price in the place of the least one."""
        frames = self._frames(module)
        way = self._way(module)
        assert frames is not None and frames.text is not None and way is not None  # noqa: PT018
        text = self.items.setter.text(self.items.stories[module.item], frames.text, self.grid)
        heights = [frame.lines for frame in frames.text.frames]
        filling = fill(text.slugs, heights, self.divided.bounds(module.item, frames.text))
        self.known[module] = filling
        price = filling.price + self._head_price(way, module.stretch)
        self.cells[module.item][module.columns][module.stretch, module.lines] = price

    def _way(self, module: Module) -> _Way | None:
        return self.divided.way(module.item, module.columns, self.dress.portrait_lines)

    def _head_price(self, way: _Way, stretch: int) -> float:
        return way.price + STRETCHED * stretch + way.white_price(stretch, self.grid.leading)

    def _foot(self, item: int, columns: int) -> Foot:
        return self.divided.foot(columns) if item == self.last else NO_FOOT

    def _frames(self, module: Module, feet: tuple[int, ...] = ()) -> StoryFrames | None:
        way = self._way(module)
        if way is None:
            return None
        area = self._area(module)
        foot = self._foot(module.item, module.columns)
        shape = Shape(area, module.stretch, foot, feet)
        return module_frames(way.outfit, shape, self.dress, self.arrangement)

    def _area(self, module: Module) -> Area:
        top = self.arrangement.area.line + module.line
        return Area(module.column, module.columns, top, module.lines)

    # ------------------------------------------------------------ drawing

    def _drawn(self, plan: Plan) -> Arranged:
        frames = []
        for module in plan.modules:
            found = self._frames(module, self.known[_unplaced(module)].feet)
            assert found is not None
            frames.append(found)
        last = plan.modules[-1]
        foot, area = self._foot(last.item, last.columns), self._area(last)
        left = area.column + area.columns - foot.columns
        top = area.line + area.lines - foot.lines
        under = self.grid.rect(Area(left, foot.columns, top, foot.lines))
        return Arranged(tuple(frames), tuple(self._rules(plan)), under, plan.price)

    def _rules(self, plan: Plan) -> Iterator[RuleBlock]:
        """Rules between the modules of a stack, between stacks, between bands."""
        kinds, grid, columns = self.arrangement, self.grid, self.grid.columns
        for band in plan.bands:
            if band.line:
                yield RuleBlock(kinds.between_bands, self._across(0, columns, band.line))
            for stack in band.stacks:
                for module in stack:
                    if module.line > band.line:
                        across = self._across(module.column, module.columns, module.line)
                        yield RuleBlock(kinds.between_items, across)
                first = stack[0]
                if first.column:
                    x = grid.x_of(first.column) - grid.gutter * 0.5
                    y = grid.y_of(kinds.area.line + band.line)
                    yield RuleBlock(
                        kinds.between_stacks, Rect(x, y, ZERO, grid.leading * band.lines)
                    )

    def _across(self, column: int, columns: int, line: int) -> Rect:
        """A rule in the middle of the white over a module."""
        rect = self.grid.rect(
            Area(column, columns, self.arrangement.area.line + line - BETWEEN, BETWEEN)
        )
        return Rect(rect.x, rect.y + rect.height * 0.5, rect.width, ZERO)


def _unplaced(module: Module) -> Module:
    """The module wherever it stands: its price does not depend on that."""
    return replace(module, column=0, line=0)
