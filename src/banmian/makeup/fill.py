"""How well an item fills a module: what its text costs there, and where the columns then end.

Inputs:  `RunningText`, the heights of a module's columns.
Outputs: `Filling`: the price, the lines each column ends above the foot, lines over or white.
Units:   lines; prices are plain numbers, to be compared with those of `flow`.
Source:  newspaper.md 2.7 (no module visibly shorter than its neighbours), R39 (columns of a
         balanced setting may end a line early); the prices are our choice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy
from numpy.typing import NDArray

from banmian.makeup.flow import ADJUSTED, Slug, pour

Prices = NDArray[numpy.float64]

SPARE = (0.0, 4.0, 10.0)  # price of lines left white at the foot of the last column
RAGGED = 12.0  # price of a column that ends a line above the foot
RAGGED_TWICE = 60.0  # of one that ends two lines above it
DEEP_ENOUGH = 5  # lines of a column that may end above the foot
TOO_MUCH = 100_000.0  # of a line that finds no place
TOO_LITTLE = 10_000.0  # of a line of white that even short columns do not take up


@dataclass(frozen=True, slots=True)
class Filling:
    """How text fills columns."""

    price: float
    feet: tuple[int, ...]
    over: int
    white: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least a text can cost in every number of lines, whatever the columns."""

    fewest: int
    prices: tuple[float, ...]  # from `fewest` on

    @property
    def most(self) -> int:
        """The most lines the text can be set in."""
        return self.fewest + len(self.prices) - 1

    def least(self, most: int, columns: int) -> Prices:
        """The least price in columns that hold 0, 1 … `most` lines together."""
        capacity = numpy.arange(most + 1)
        best = numpy.asarray(
            TOO_MUCH * (self.fewest - capacity) + self.prices[0], dtype=numpy.float64
        )
        best[self.fewest :] = numpy.inf
        white = numpy.array([white_price(lines, columns) for lines in range(most + 1)])
        for lines, price in enumerate(self.prices, self.fewest):
            if lines <= most:
                found = white[: most + 1 - lines] + price
                best[lines:] = numpy.minimum(best[lines:], found)
        return best


def bounds_of(slugs: Sequence[Slug]) -> Bounds:
    """Add up the settings of all paragraphs: for every total the least price."""
    totals: dict[int, float] = {0: 0.0}
    for slug in slugs:
        onward: dict[int, float] = {}
        for used, price in totals.items():
            for choice in slug.choices:
                end = used + choice.lines
                cost = price + choice.price + ADJUSTED * abs(choice.change)
                if cost < onward.get(end, float("inf")):
                    onward[end] = cost
        totals = onward
    fewest, most = min(totals), max(totals)
    return Bounds(
        fewest, tuple(totals.get(lines, float("inf")) for lines in range(fewest, most + 1))
    )


@cache
def white_price(white: int, columns: int) -> float:
    """The least price of lines that stay white: in the last column, at the feet of the others."""
    return min(
        price + _ragged_price(white - spare, columns - 1)
        for spare, price in enumerate(SPARE[: white + 1])
    )


def _ragged_price(cut: int, columns: int) -> float:
    """The price of lines cut off columns: one each, then a second one, then more than is well."""
    twice = min(max(cut - columns, 0), columns)
    rest = max(cut - 2 * columns, 0)
    once = min(cut, columns) - twice
    return once * RAGGED + twice * RAGGED_TWICE + rest * TOO_LITTLE


def fill(slugs: Sequence[Slug], heights: Sequence[int], bounds: Bounds) -> Filling:
    """Pour a text into columns; what it leaves white is spread over their feet."""
    capacity, columns = sum(heights), len(heights)
    whites = sorted(
        (price + white_price(capacity - lines, columns), capacity - lines)
        for lines, price in enumerate(bounds.prices, bounds.fewest)
        if lines <= capacity
    )
    cuts = {max(white - spare, 0) for _, white in whites[:2] for spare in (0, len(SPARE) - 1)}
    deep = [at for at, lines in enumerate(heights[:-1]) if lines >= DEEP_ENOUGH]
    most = 2 * len(deep)
    return min(
        (
            _poured(slugs, heights, spread(cut, deep, columns))
            for cut in sorted({min(cut, most) for cut in cuts} or {0})
        ),
        key=lambda filling: filling.price,
    )


def spread(cut: int, deep: Sequence[int], columns: int) -> tuple[int, ...]:
    """Lines cut off the columns that are deep enough, evenly, from the right to the left."""
    feet = [0] * columns
    for number in range(cut):
        feet[deep[-1 - number % len(deep)]] += 1
    return tuple(feet)


def _poured(slugs: Sequence[Slug], heights: Sequence[int], feet: tuple[int, ...]) -> Filling:
    """Pour into columns that end as many lines above the foot as `feet` says."""
    cut = sum(feet)
    flow = pour(slugs, [lines - foot for lines, foot in zip(heights, feet, strict=True)])
    price = flow.price + _ragged_price(cut, len(heights) - 1) + TOO_MUCH * flow.over
    if flow.short < len(SPARE):
        price += SPARE[flow.short]
    else:
        price += SPARE[-1] + TOO_LITTLE * (flow.short - len(SPARE) + 1)
    return Filling(price, feet, flow.over, cut + flow.short)
