"""What a line costs: the composer's taste, in one place.

Inputs:  `Prepared` and its `Sums`.
Outputs: `Price`, which prices candidate lines.
Units:   em; costs are plain numbers, larger is worse.
Source:  R21–R23, R31. The weights are our choice, tuned on the reference copy at 11, 13 and 15 em
         (docs/typography.md, "Even colour").
"""

from dataclasses import dataclass

from banmian.compose.classes import CharClass
from banmian.compose.gaps import LATIN_GAP_MAX
from banmian.compose.items import Item
from banmian.compose.justify import even_white
from banmian.compose.prepare import Prepared
from banmian.compose.sums import Sums
from banmian.house.setting import Align

EPSILON = 1e-6
LINE = 1.0  # one more line
STRETCH_UNIT = 0.05  # em added to every gap that costs 10; twice as much costs 40
SHRINK_UNIT = 1.0  # em squeezed out of a line that cost 10; half as much costs 2.5
TOLERANCE = 0.25  # em a gap may open before a setting is thought bad; beyond it only in need
RAGGED_LINE = 30.0  # one more line of a head
RAGGED = 60.0  # a head's line left wholly white
SHORT = 40.0  # a line of one word, or of a piece of one, that ends one em early
MOST_SHORT = 2.5  # em such a line may end early
RUNT = 1e4  # R31: a Han character too few on the last line
WORD_RUNT = 1500.0  # the same where a Western word stands there
NOT_FLUSH = 3e4  # any other line that has no gap to open: it cannot reach the measure
OVERFULL = 1e6  # a glyph wider than its line
ANY_GAP = 1e9  # a tolerance that lets any line pass


@dataclass(frozen=True, slots=True)
class Price:
    """Prices of the lines of one paragraph; a gap wider than `tolerance` makes no line."""

    items: tuple[Item, ...]
    sums: Sums
    justify: bool
    min_last: int
    tolerance: float

    @classmethod
    def of(cls, prepared: Prepared, sums: Sums, tolerance: float) -> "Price":
        """The prices a paragraph's setting asks for."""
        setting = prepared.setting
        return cls(
            prepared.items, sums, setting.align is Align.JUSTIFY, setting.min_last, tolerance
        )

    def line(self, begin: int, end: int, width: float, *, last: bool) -> float | None:
        """What items begin…end−1 cost as a line of this width; None when they make none."""
        sums = self.sums
        slack = width - (sums.ends[end] - sums.starts[begin])
        if not self.justify:
            if slack < -EPSILON:
                return None
            return LINE + RAGGED_LINE + RAGGED * (slack / width) ** 2
        cost = LINE
        if slack < -EPSILON:
            if slack + sums.shrink_to[end] - sums.shrink_from[begin] < -EPSILON:
                return None
            cost += 10 * (slack / SHRINK_UNIT) ** 2
        elif slack > EPSILON and not last:
            return self._loose(begin, end, slack)
        return cost + self.runt(begin) if last else cost

    def _loose(self, begin: int, end: int, slack: float) -> float | None:
        """What white costs that a line must take (R22)."""
        sums = self.sums
        even = max(0.0, slack - (sums.stretch_to[end] - sums.stretch_from[begin]))
        cost = LINE + 2 * (slack - even) ** 2
        if even <= EPSILON:
            return cost
        free = sums.free_to[end] - sums.free_from[begin]
        gap = even / free if free else ANY_GAP
        if gap > LATIN_GAP_MAX:
            late = sums.late_to[end] - sums.late_from[begin]
            if free + late == 0:
                return self._short(begin, slack)
            gap = max(even_white(even, free, late))
        return cost + 10 * (gap / STRETCH_UNIT) ** 2 if gap <= self.tolerance else None

    def _short(self, begin: int, slack: float) -> float | None:
        """What a line costs that has nothing to open: a word alone, or a piece of a cut one."""
        if slack <= MOST_SHORT and self.items[begin].klass == CharClass.WESTERN:
            return LINE + SHORT * slack**2
        return LINE + NOT_FLUSH * (1 + slack) if self.tolerance >= ANY_GAP else None

    def runt(self, begin: int) -> float:
        """R31: what is missing on the last line; nothing where the paragraph has one line."""
        if begin == 0:
            return 0.0
        missing = self.min_last - (self.sums.han[-1] - self.sums.han[begin])
        if missing <= 0:
            return 0.0
        words = self.sums.western[-1] - self.sums.western[begin]
        return (WORD_RUNT if words else RUNT) * missing
