"""Where the lines of a head end: the best of all sets of breaks, one line to four.

Inputs:  how wide each stretch of a head is, its joints, the lines wanted.
Outputs: `HeadBreaks`, or None when the head does not fit.
Units:   em of the head's size; costs as in `sense`.
Source:  newspaper.md N13: lines even, or stepped; that all sets are tried, and the prices, are our
         choice.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from banmian.makeup.sense import LINE

MOST_LINES = 4
MOST_JOINTS = 80  # of a head; to try all ways to break a longer text would take too long
EPSILON = 1e-6
LOST = 4.0  # em of blanks and marks that may vanish at a line's end, at the most
UNEVEN = 70.0  # a line of no length beside one of the measure's
STEPPED = 0.5  # of that, where each line is a little longer, or shorter, than the one before
STEP = (0.4, 2.6)  # em that counts as a little
SHORT = 3.1  # em; a head's line should not have less …
TOO_SHORT = 110.0  # … and each em less costs so much


@dataclass(frozen=True, slots=True)
class Wanted:
    """How many lines a head should have (None: as few as can be), and the most it has room for."""

    lines: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class HeadBreaks:
    """Where lines end (one past their last item), what that costs, and the worst break alone."""

    ends: tuple[int, ...]
    cost: float
    worst: float


@dataclass(frozen=True, slots=True)
class HeadCopy:
    """A head to be broken: its items, the cost of ending a line before each, its widths."""

    count: int
    costs: Mapping[int, float]
    width: Callable[[int, int], float]
    measure: float

    def fits(self, begin: int, end: int) -> bool:
        """Whether a stretch fits a line."""
        return self.width(begin, end) <= self.measure + EPSILON


def break_head(head: HeadCopy, wanted: Wanted) -> HeadBreaks | None:
    """The cheapest way of all to break a head into one to four lines that fit."""
    if len(head.costs) > MOST_JOINTS:
        return None
    most = min(MOST_LINES, wanted.most or MOST_LINES)
    ends = sorted(head.costs)
    best: HeadBreaks | None = None
    fewest = wanted.lines
    for lines in range(1, most + 1):
        if best is not None and fewest is not None and _off(lines, fewest) >= best.cost:
            break
        for chosen in _sets(head, ends, lines):
            if fewest is None:
                fewest = lines
            costs = [head.costs[end] for end in chosen[:-1]]
            cost = sum(costs) + shape_cost(head, chosen) + _off(lines, fewest)
            if best is None or cost < best.cost - EPSILON:
                best = HeadBreaks(chosen, cost, max(costs, default=0.0))
    return best


def _off(lines: int, wanted: int) -> float:
    return LINE * abs(lines - wanted)


def _sets(head: HeadCopy, ends: list[int], lines: int, begin: int = 0) -> Iterator[tuple[int, ...]]:
    """All sets of ends for so many lines that fit, in their order."""
    if lines == 1:
        if head.fits(begin, head.count):
            yield (head.count,)
        return
    if head.width(begin, head.count) > lines * (head.measure + LOST):
        return
    for end in ends:
        if end <= begin:
            continue
        if not head.fits(begin, end):
            break
        for others in _sets(head, ends, lines - 1, end):
            yield (end, *others)


def shape_cost(head: HeadCopy, ends: Sequence[int]) -> float:
    """What uneven lines cost, and short ones; `ends` as in `HeadBreaks`."""
    if len(ends) == 1:
        return 0.0
    widths = [head.width(begin, end) for begin, end in pairwise((0, *ends))]
    longest = max(widths)
    uneven = UNEVEN * sum((1 - width / longest) ** 2 for width in widths)
    steps = [after - before for before, after in pairwise(widths)]
    least, most = STEP
    if all(least <= step <= most for step in steps) or all(
        least <= -step <= most for step in steps
    ):
        uneven *= STEPPED
    return uneven + sum(TOO_SHORT * max(SHORT - width, 0.0) for width in widths)
