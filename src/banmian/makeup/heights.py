"""One thing over another: prices by height, added for all heights at once.

Every row of prices has one place more than there are heights, which is never to be had: it stands
for what would be higher than there is room.

Inputs:  prices by height.
Outputs: prices by the height of both together; the height of the lower one.
Units:   lines; prices are plain numbers, infinite where nothing has that height.
Source:  our choice.
"""

import numpy
from numpy.typing import NDArray

Prices = NDArray[numpy.float64]
NEVER = float("inf")


def padded(*shape: int) -> Prices:
    """Prices of nothing yet: the last of `shape` are the lines."""
    return numpy.full((*shape[:-1], shape[-1] + 2), NEVER)


class Stacking:
    """Puts things one over another with `gap` lines between, in `lines` lines at the most."""

    def __init__(self, lines: int, gap: int) -> None:
        heights = numpy.arange(lines + 2)
        above = heights - gap - heights[:, None]  # by height of the lower one, then of both
        above[above < 0] = lines + 1
        above[:, -1] = lines + 1
        self.above = above
        self.gap = gap

    def least(self, over: Prices, under: Prices) -> Prices:
        """The least price of each pair of rows, by the height of both together."""
        rows = numpy.flatnonzero((over < NEVER).any(axis=1) & (under < NEVER).any(axis=1))
        found = numpy.full(over.shape, NEVER)
        if len(rows):
            lower = under[rows] if len(under) > 1 else under
            heights = numpy.flatnonzero((lower < NEVER).any(axis=0))
            sums = over[rows[:, None, None], self.above[heights]]
            sums += lower[:, heights, None]
            found[rows] = sums.min(axis=1)
        return found

    def height_below(self, over: Prices, under: Prices, foot: int) -> int:
        """The height of the lower one where both together are `foot` high, the least of equals."""
        return int((over[self.above[:, foot]] + under).argmin())

    def sum_at(self, over: Prices, under: Prices, at: tuple[int, int]) -> float:
        """The price of both, `at` a height together and a height of the lower one."""
        foot, height = at
        return float(over[self.above[height, foot]] + under[height])
