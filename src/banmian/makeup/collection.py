"""Arrange a collection's items: the columns, the modules and the white that cost least.

One search a dress (columns × height of portraits), the preferred dresses first; a search works with
least prices, and those of the modules it chooses are then found exactly, until nothing it chooses
is an estimate. So the result is the best there is, and few texts are poured to find it.

Inputs:  the items, `Arrangement`, a `StorySetter`.
Outputs: `Arranged`: the frames of every item, and the rules between them.
Units:   columns and lines of the chosen division; prices are plain numbers.
Source:  newspaper.md N19, N20, N22, 2.7; prices are our choice.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from banmian.geometry import Rect
from banmian.house.grid import Area
from banmian.house.style import Arrangement, StoryFrames
from banmian.makeup.arrange import Plan, arrange
from banmian.makeup.bands import Room
from banmian.makeup.fill import TOO_MUCH
from banmian.makeup.module_prices import DividedItems, ModulePrices, unplaced
from banmian.makeup.outfits import FULL, Items
from banmian.makeup.page import RuleBlock
from banmian.units import ZERO

BETWEEN = 1  # line between modules, with a rule in it
OTHER_COLUMNS = 300.0  # price of a division less preferred, for each step down the list
OTHER_PORTRAIT = 100.0
WORTH = 200.0  # what a dress less preferred must save beyond its price to be tried
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


def arrange_collection(items: Items) -> Arranged:
    """Arrange items; where not all of them can fit, as few lines as can be are over."""
    divided = [DividedItems(items, division) for division in items.arrangement.divisions]
    heights = items.arrangement.portraits
    extremes = (min(heights), max(heights))  # all there is to try once nothing fits
    dresses: dict[tuple[int, int], ModulePrices] = {}
    for bar in BARS:
        best: Arranged | None = None
        for price, at, portrait_lines in _dresses(items.arrangement):
            if bar > NEARLY_FULL and portrait_lines not in extremes:
                continue
            limit = best.price - price if best else float("inf")
            if limit <= WORTH:
                break
            key = at, portrait_lines
            if key not in dresses:
                dresses[key] = ModulePrices(divided[at], portrait_lines)
            plan = _best_plan(dresses[key], limit, bar)
            if plan is not None:
                drawn = _drawn(plan, dresses[key])
                best = replace(drawn, price=drawn.price + price)
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


def _best_plan(prices: ModulePrices, limit: float, bar: float) -> Plan | None:
    """The best arrangement in a dress, or None when none costs less than `limit`.

    No module of it costs as much as `bar`.
    """
    room = Room(prices.divided.grid.columns, prices.arrangement.area.lines, BETWEEN)
    best: Plan | None = None
    while True:
        plan = arrange(prices.under(bar), room, best.price if best else limit)
        if plan is None:
            return best
        exact = replace(plan, price=plan.price + _made_exact(plan, prices, bar))
        if exact.price < (best.price if best else limit):
            best = exact
        if best is not None and best.price <= plan.price + max(NEAR, plan.price * ROUGHLY):
            return best


def _made_exact(plan: Plan, prices: ModulePrices, bar: float) -> float:
    """Find the exact prices of a plan's modules; by how much they are above the estimates.

    Without limit when one of them comes to the bar.
    """
    more = 0.0
    for module in plan.modules:
        if unplaced(module) not in prices.known:
            estimate = prices.estimate(module)
            exact = prices.find(module)
            more += exact - estimate if exact < bar else float("inf")
    return more


def _drawn(plan: Plan, prices: ModulePrices) -> Arranged:
    frames = tuple(
        prices.frames(module, prices.known[unplaced(module)].feet) for module in plan.modules
    )
    last = plan.modules[-1]
    foot, area = prices.foot(last.item, last.columns), prices.area(last)
    left = area.column + area.columns - foot.columns
    top = area.line + area.lines - foot.lines
    under = prices.divided.grid.rect(Area(left, foot.columns, top, foot.lines))
    return Arranged(frames, tuple(_rules(plan, prices)), under, plan.price)


def _rules(plan: Plan, prices: ModulePrices) -> Iterator[RuleBlock]:
    """Rules between the modules of a stack, between stacks, between bands."""
    kinds, grid = prices.arrangement, prices.divided.grid

    def across(column: int, columns: int, line: int) -> Rect:
        """A rule in the middle of the white over a module."""
        rect = grid.rect(Area(column, columns, kinds.area.line + line - BETWEEN, BETWEEN))
        return Rect(rect.x, rect.y + rect.height * 0.5, rect.width, ZERO)

    for band in plan.bands:
        if band.line:
            yield RuleBlock(kinds.between_bands, across(0, grid.columns, band.line))
        for stack in band.stacks:
            for module in stack:
                if module.line > band.line:
                    rect = across(module.column, module.columns, module.line)
                    yield RuleBlock(kinds.between_items, rect)
            first = stack[0]
            if first.column:
                x = grid.x_of(first.column) - grid.gutter * 0.5
                y = grid.y_of(kinds.area.line + band.line)
                height = grid.leading * band.lines
                yield RuleBlock(kinds.between_stacks, Rect(x, y, ZERO, height))
