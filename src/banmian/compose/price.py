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
EMPTY_CELL = 30.0  # a cell left empty at the end of a line of the grid; two cost 120
UNFILLED = 1000.0  # such a line, where more could stand on it
SHORT = 40.0  # a line of one word, or of a piece of one, that ends one em early
WIDE_LATIN = 200.0  # nothing but Han–Latin gaps to open, and they would pass half an em (R22)
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
    cells: bool
    hanging: frozenset[int]
    min_last: int
    tolerance: float

    @classmethod
    def of(
        cls, prepared: Prepared, sums: Sums, tolerance: float, hanging: frozenset[int]
    ) -> "Price":
        """The prices a paragraph's setting asks for; `hanging` as in `Edges`."""
        setting = prepared.setting
        cells = setting.marks.cells and setting.align is Align.JUSTIFY
        return cls(
            prepared.items, sums, setting.justifies, cells, hanging, setting.min_last, tolerance
        )

    def line(self, begin: int, end: int, width: float, *, last: bool) -> float | None:
        """What items begin…end−1 cost as a line of this width; None when they make none."""
        sums = self.sums
        slack = width - (sums.ends[end] - sums.starts[begin])
        if slack < -EPSILON:
            return self._tight(begin, end, width, last=last)
        if not self.justify:
            if not self.cells:
                return LINE + RAGGED_LINE + RAGGED * (slack / max(width, EPSILON)) ** 2
            if not last:
                return LINE + EMPTY_CELL * slack**2
        elif slack > EPSILON and not last:
            return self._loose(begin, end, slack)
        return LINE + self.runt(begin) if last else LINE

    def _tight(self, begin: int, end: int, width: float, *, last: bool) -> float | None:
        """What a line costs that is too wide by nature: squeezed (R21), or with its mark hung."""
        squeezed = self._squeezed(begin, end, width, last=last)
        if end not in self.hanging or end - begin == 1:
            return squeezed
        hung = self.line(begin, end - 1, width, last=last)
        if hung is None or squeezed is None:
            return squeezed if hung is None else hung
        return min(hung, squeezed)

    def _squeezed(self, begin: int, end: int, width: float, *, last: bool) -> float | None:
        sums = self.sums
        over = sums.ends[end] - sums.starts[begin] - width
        most = sums.shrink_to[end] - sums.shrink_from[begin] if self.justify else 0.0
        if over > most + EPSILON:
            return None
        cost = LINE + 10 * (over / SHRINK_UNIT) ** 2
        return cost + self.runt(begin) if last else cost

    def hangs(self, begin: int, end: int, width: float, *, last: bool) -> bool:
        """Whether the mark that ends a line stands outside: else the line costs more, or is none.

        Only where it does not fit by nature (CSS `allow-end`); so white is put in only where
        taking it out would cost more.
        """
        if end not in self.hanging or end - begin == 1:
            return False
        if self.sums.width(begin, end) <= width + EPSILON:
            return False
        hung = self.line(begin, end - 1, width, last=last)
        squeezed = self._squeezed(begin, end, width, last=last)
        return hung is not None and (squeezed is None or hung < squeezed)

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
            if free == 0:
                cost += WIDE_LATIN
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
