"""Find the arrangement of a collection's modules that costs least: exact, over all there are.

The area is cut into bands from the top down, each over the whole width; the items keep their order.
What a band costs by its height is known ([bands.py]); all sums over heights are minima of sums,
which numpy takes for all heights at once.

Inputs:  for every item the prices of its module by width, by stretch of the head and by height.
Outputs: `Plan`.
Units:   columns, lines; prices are plain numbers, infinite where a module cannot be.
Source:  newspaper.md N19, N22, 2.7; dynamic programming, our choice over a solver: it is exact,
         fast enough, and needs no library. How heights add up: [heights.py].
"""

from dataclasses import dataclass

import numpy

from banmian.makeup.bands import Band, Bands, Cells, Module, Room, arrays_of
from banmian.makeup.heights import NEVER, Prices, Stacking, padded


@dataclass(frozen=True, slots=True)
class Plan:
    """An arrangement of all items, and what it costs."""

    bands: tuple[Band, ...]
    price: float

    @property
    def modules(self) -> tuple[Module, ...]:
        """All modules in the order of the items."""
        return tuple(module for band in self.bands for stack in band.stacks for module in stack)


def arrange(cells: Cells, room: Room, limit: float = NEVER) -> Plan | None:
    """The cheapest arrangement that fills the room exactly.

    None when there is none, or none that costs less than `limit`.
    """
    if least_price(cells, room) >= limit:
        return None
    bands = Bands(arrays_of(cells, room), room)
    stacking = Stacking(room.lines, room.between)
    count = len(cells)
    whole = padded(count + 1, room.lines)  # of the items before each, by height
    for j in range(1, count + 1):
        below = stacking.least(whole[1:j], bands.prices[1:j, j]).min(axis=0, initial=NEVER)
        whole[j] = numpy.minimum(bands.prices[0, j], below)
    price = float(whole[count, room.lines])
    if price >= limit:
        return None
    found: list[Band] = []
    j, foot = count, room.lines
    while j:
        begin, tall = _last_band(whole, bands.prices[:, j], (j, foot), stacking)
        found.append(bands.drawn(begin, j, foot - tall, tall))
        j, foot = begin, foot - tall - room.between
    return Plan(tuple(reversed(found)), price)


def _last_band(
    whole: Prices, bands: Prices, end: tuple[int, int], stacking: Stacking
) -> tuple[int, int]:
    """The first item and the height of the band at the foot of the cheapest arrangement."""
    j, foot = end
    if bands[0, foot] == whole[j, foot]:
        return 0, foot
    for begin in range(1, j):
        tall = stacking.height_below(whole[begin], bands[begin], foot)
        if stacking.sum_at(whole[begin], bands[begin], (foot, tall)) == whole[j, foot]:
            return begin, tall
    raise AssertionError("the least price is that of an arrangement")


def least_price(cells: Cells, room: Room) -> float:
    """A bound: what modules cost at least whose areas together are the room's, wherever they stand.

    A module's area is counted with the white under it, so that the areas add up exactly.
    """
    whole = room.columns * (room.lines + room.between)
    if not all(cells):
        return NEVER
    sums = numpy.full(whole + 2, NEVER)
    sums[0] = 0.0
    at = numpy.arange(whole + 1)
    for cell in cells:
        by_area = numpy.full(whole + 1, NEVER)
        for columns, prices in cell.items():
            free = prices.min(axis=0)
            heights = numpy.flatnonzero(free < NEVER)
            areas = columns * (heights + room.between)
            fit = areas <= whole
            numpy.minimum.at(by_area, areas[fit], free[heights[fit]])
        areas = numpy.flatnonzero(by_area < NEVER)
        if not len(areas):
            return NEVER
        rest = at - areas[:, None]
        rest[rest < 0] = whole + 1
        sums[:-1] = (sums[rest] + by_area[areas, None]).min(axis=0)
    return float(sums[whole])
