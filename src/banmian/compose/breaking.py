"""Step 3, break: where the lines end, so that the whole paragraph looks its best.

Total fit in the manner of Knuth and Plass, with the feasibility of Chinese: every gap may break
unless a rule forbids it. Running sums over the items make a candidate line cost a handful of
additions, so the work grows linearly with the text.

Inputs:  `Prepared`, `Measure`, looseness (lines more or fewer than the best setting has).
Outputs: `Broken`: the items each line begins with, what it must give or take, and the total cost.
Units:   em; costs are plain numbers, larger is worse.
Source:  D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines" (1981); R10, R21–R23, R31.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from banmian.compose.breaks import FORBIDDEN
from banmian.compose.edges import Edges, edges_of
from banmian.compose.emergency import (
    BAD_BREAK,
    IN_SEGMENT,
    cut_addresses,
    first_group,
    fit_groups,
    fit_head,
    group_width,
)
from banmian.compose.gaps import LATIN_GAP_MAX, blank_before
from banmian.compose.prepare import Prepared
from banmian.compose.price import (
    ANY_GAP,
    EPSILON,
    MOST_SHORT,
    OVERFULL,
    RUNT,
    TOLERANCE,
    UNFILLED,
    Price,
)
from banmian.compose.style import Measure, Setting
from banmian.compose.sums import Sums, sum_up
from banmian.house.punctuation import Blank

BAND = 4  # line counts kept on either side of the best, where counts matter


class LineSpan(NamedTuple):
    """One line: items `begin` to `end` (exclusive), and the white it must take (+) or give (−).

    Attributes:
        measure: what the line may fill behind its `indent`.
        lead: the blank half that an opening mark may keep behind an indent, to fill the line (R20).
        before, after: blank that the line keeps at its edges.
        hung: whether its last mark stands outside the measure (R25).
    """

    begin: int
    end: int
    measure: float
    slack: float
    last: bool
    indent: float = 0.0
    lead: float = 0.0
    before: float = 0.0
    after: float = 0.0
    hung: bool = False


@dataclass(frozen=True, slots=True)
class Broken:
    """A broken paragraph. `prepared` is the one to read items from: wide words may be cut."""

    prepared: Prepared
    spans: tuple[LineSpan, ...]
    cost: float


class _Node(NamedTuple):
    """A place where a line may begin: cheapest way to reach it in `line` lines."""

    line: int
    cost: float
    at: int
    before: "_Node | None"


class _Task(NamedTuple):
    """A paragraph with what is derived from it once."""

    prepared: Prepared
    sums: Sums
    edges: Edges
    measure: Measure
    indent: float
    lead: float
    has_cut_words: bool

    def width(self, line: int) -> float:
        """What a line may fill."""
        return self.measure.at(line) - (self.indent if line == 0 else 0.0)

    def price(self, tolerance: float) -> Price:
        """The prices of its lines."""
        return Price.of(self.prepared, self.sums, tolerance, self.edges.hanging)


class _Way(NamedTuple):
    """A way to set a paragraph: the last of its nodes, and the task these belong to."""

    task: _Task
    end: _Node

    @property
    def runt(self) -> float:
        """What the last line costs for being too short (R31)."""
        if self.end.before is None:
            return 0.0
        return self.task.price(ANY_GAP).runt(self.end.before.at)

    @property
    def ends_in_runt(self) -> bool:
        """Whether the last line is too short (R31), with nothing but Chinese on it."""
        return self.runt >= RUNT

    @property
    def cuts_segments(self) -> bool:
        """Whether an address is cut elsewhere than after its marks."""
        return any(cost == IN_SEGMENT for cost in self._breaks())

    @property
    def breaks_rules(self) -> bool:
        """Whether a line ends where only need allows it."""
        return any(cost > BAD_BREAK for cost in self._breaks())

    def _breaks(self) -> Iterator[float]:
        """What its line ends cost as such."""
        node: _Node | None = self.end.before
        while node is not None and node.at:
            yield self.task.prepared.costs[node.at - 1]
            node = node.before


def break_lines(prepared: Prepared, measure: Measure, looseness: int = 0) -> Broken:
    """Choose the line ends of a paragraph.

    Args:
        prepared: the paragraph.
        measure: the widths of its lines.
        looseness: lines to add to (or take from) the best setting's count, where it can be done;
            the nearest feasible count is taken.
    """
    if not prepared.items:
        return Broken(prepared, (), 0.0)
    task = _task(prepared, measure)
    ways = _search(task, TOLERANCE, looseness != 0 or len(measure.widths) > 1)
    best = _best(task, ways)
    if not looseness:
        return _broken(best)
    wanted = best.end.line + looseness
    counts = _by_count(ways, best)
    return _broken(min(counts, key=lambda way: (abs(way.end.line - wanted), way.end.cost)))


def alternatives(prepared: Prepared, measure: Measure) -> tuple[Broken, ...]:
    """The best setting in every number of lines that can be set well, fewest lines first."""
    if not prepared.items:
        return (Broken(prepared, (), 0.0),)
    task = _task(prepared, measure)
    ways = _search(task, TOLERANCE, True)
    return tuple(_broken(way) for way in _by_count(ways, _best(task, ways)))


def break_at(prepared: Prepared, measure: Measure, ends: Sequence[int], cost: float) -> Broken:
    """Break a paragraph where one is told: `ends` are one past the last item of each line."""
    node = _Node(0, 0.0, 0, None)
    for line, end in enumerate(ends, 1):
        node = _Node(line, cost, end, node)
    return _broken(_Way(_as_it_is(prepared, measure), node))


def width_between(prepared: Prepared, measure: Measure) -> Callable[[int, int], float]:
    """How wide a line of items begin…end−1 is by nature, its indent counted."""
    task = _as_it_is(prepared, measure)
    return lambda begin, end: task.sums.width(begin, end) + (0.0 if begin else task.indent)


def _as_it_is(prepared: Prepared, measure: Measure) -> _Task:
    """A paragraph of which nothing is divided."""
    edges = edges_of(prepared, measure.narrowest)
    sums = sum_up(prepared, edges=edges)
    return _Task(prepared, sums, edges, measure, prepared.setting.indent, 0.0, has_cut_words=False)


def first_fit(prepared: Prepared, measure: Measure) -> Broken:
    """Fill each line in turn, for comparison: what an engine without total fit does."""
    if not prepared.items:
        return Broken(prepared, (), 0.0)
    task = _task(prepared, measure)
    price = task.price(ANY_GAP)
    costs = task.prepared.costs
    node = _Node(0, 0.0, 0, None)
    while node.at < len(costs):
        end = _fill(task, node)
        cost = price.line(node.at, end, task.width(node.line), last=end == len(costs))
        total = node.cost + costs[end - 1] + (OVERFULL if cost is None else cost)
        node = _Node(node.line + 1, total, end, node)
    return _broken(_Way(task, node))


def _fill(task: _Task, node: _Node) -> int:
    """The last allowed line end that fits; the first one at all when none does.

    One that only need allows is taken only where there is no other.
    """
    sums, costs = task.sums, task.prepared.costs
    justify, hanging = task.prepared.setting.justifies, task.edges.hanging
    begin, count = node.at, len(costs)
    chosen = 0
    in_need = True
    fits = True  # up to the item before
    for end in range(begin + 1, count + 1):
        least = sums.width(begin, end)
        if justify:
            least -= sums.shrink_to[end] - sums.shrink_from[begin]
        fitted, fits = fits, least <= task.width(node.line) + EPSILON
        if chosen and not fits and not (fitted and end in hanging):
            break
        cost = 0.0 if end == count else costs[end - 1]
        if cost <= BAD_BREAK or (in_need and cost < FORBIDDEN):
            chosen, in_need = end, in_need and cost > BAD_BREAK
    return chosen


def _task(prepared: Prepared, measure: Measure) -> _Task:
    setting: Setting = prepared.setting
    justify = setting.justifies
    count = len(prepared.items)
    prepared = fit_groups(prepared, measure.narrowest, squeezes=justify)
    prepared = fit_head(prepared, measure.at(0) - setting.indent, squeezes=justify)
    edges = edges_of(prepared, measure.narrowest)
    begin, end = first_group(prepared)
    head = group_width(prepared, (begin, end), squeezes=justify)
    head += edges.lead(begin) + edges.trail(end)
    indent = min(setting.indent, max(measure.at(0) - head, 0.0))
    lead = _lead(prepared) if justify and indent else 0.0
    has_cut_words = len(prepared.items) > count or any(gap.hyphen for gap in prepared.gaps)
    sums = sum_up(prepared, lead, edges)
    return _Task(prepared, sums, edges, measure, indent, lead, has_cut_words)


def _lead(prepared: Prepared) -> float:
    """R20: an opening mark behind the indent is trimmed, but may keep its em to fill a line."""
    marks = prepared.setting.marks
    return blank_before(prepared.items[0], marks) if marks.line_start is Blank.TRIM else 0.0


def _best(task: _Task, ways: tuple[_Way, ...]) -> _Way:
    """The cheapest setting: with gaps in bounds if that can be done without a runt (R31).

    Against a runt with a word or number in it, and a cut inside an address, gaps may have up to
    half an em; against a runt of Chinese, and a line end that a rule forbids, anything.
    """
    best = min(ways, key=_cost, default=None)
    if best is not None and best.breaks_rules:
        best = None
    keep_counts = len(task.measure.widths) > 1
    if best is not None and not best.ends_in_runt:
        if not best.runt and not best.cuts_segments:
            return best
        return min(_search(task, LATIN_GAP_MAX, keep_counts), key=_cost)
    if best is None:
        cut = cut_addresses(task.prepared)
        if cut is not task.prepared:
            edges = edges_of(cut, task.measure.narrowest)
            task = task._replace(prepared=cut, edges=edges, sums=sum_up(cut, task.lead, edges))
    return min(_search(task, ANY_GAP, keep_counts), key=_cost)


def _cost(way: _Way) -> float:
    return way.end.cost


def _by_count(ways: tuple[_Way, ...], best: _Way) -> tuple[_Way, ...]:
    """The cheapest setting in every line count, `best` among them, fewest lines first.

    A setting that leaves a runt is none (R31), unless it is the best there is.
    """
    by_count = {way.end.line: way for way in ways if not way.ends_in_runt}
    known = by_count.get(best.end.line)
    if known is None or best.end.cost <= known.end.cost:
        by_count[best.end.line] = best
    return tuple(by_count[count] for count in sorted(by_count))


def _search(task: _Task, tolerance: float, keep_counts: bool) -> tuple[_Way, ...]:
    """Find the cheapest ways to the end of the paragraph; empty when there is none.

    Args:
        task: the paragraph.
        tolerance: the widest an even gap may be.
        keep_counts: find the cheapest way for every number of lines, not the cheapest of all.
    """
    count = len(task.prepared.items)
    reached: list[dict[int, _Node]] = [{} for _ in range(count + 1)]
    reached[0][0] = _Node(0, 0.0, 0, None)
    candidates = _Candidates(task, tolerance)
    for begin in range(count):
        nodes = reached[begin]
        if not nodes:
            continue
        kept = _in_band(nodes) if len(nodes) > 2 * BAND else tuple(nodes.values())
        width = -1.0
        found: tuple[tuple[int, float], ...] = ()
        for node in kept:
            if task.width(node.line) != width:
                width = task.width(node.line)
                found = candidates.lines(begin, width)
            line = node.line + 1
            key = line if keep_counts else 0
            for end, cost in found:
                total = node.cost + cost
                known = reached[end].get(key)
                if known is None or total < known.cost:
                    reached[end][key] = _Node(line, total, end, node)
    return tuple(_Way(task, end) for end in reached[count].values())


def _in_band(nodes: dict[int, _Node]) -> tuple[_Node, ...]:
    """Only counts near the best one: the work stays linear however long the paragraph."""
    best = min(nodes.values(), key=lambda node: node.cost).line
    return tuple(node for node in nodes.values() if abs(node.line - best) <= BAND)


class _Candidates:
    """The lines that can begin at an item, with their prices."""

    def __init__(self, task: _Task, tolerance: float) -> None:
        sums = task.sums
        self.task = task
        self.price = task.price(tolerance)
        self.tolerance = tolerance
        self.justify = self.price.justify
        columns = zip(sums.ends, sums.stretch_to, sums.free_to, sums.late_to, strict=True)
        # How wide, and how narrow, a line up to here can be made, from the paragraph's start.
        self.most = [x + take + (free + late) * tolerance for x, take, free, late in columns]
        self.least = sums.ends
        if self.justify:
            self.least = [x - give for x, give in zip(sums.ends, sums.shrink_to, strict=True)]

    def lines(self, begin: int, width: float) -> tuple[tuple[int, float], ...]:
        """Where a line may end that begins here, and what that costs."""
        task, sums = self.task, self.task.sums
        count = len(task.prepared.items)
        start = sums.starts[begin]
        first = begin + 1
        if self.justify and self.tolerance < ANY_GAP:
            opening = (sums.free_from[begin] + sums.late_from[begin]) * self.tolerance
            lowest = start + sums.stretch_from[begin] + opening + width - EPSILON
            if task.has_cut_words:
                lowest -= MOST_SHORT
            first = bisect_left(self.most, lowest, first)
        limit = start - (sums.shrink_from[begin] if self.justify else 0.0) + width + EPSILON
        end = bisect_right(self.least, limit, begin + 1)
        if end in task.edges.hanging and end > begin + 1:
            end += 1  # the line that ends before its mark fits
        if end == begin + 1:
            # a single glyph wider than the line stands alone
            return ((end, OVERFULL + task.prepared.costs[begin]),)
        found = []
        costs = task.prepared.costs
        for stop in range(first, min(end, count)):
            if costs[stop - 1] < FORBIDDEN:
                cost = self.price.line(begin, stop, width, last=False)
                if cost is not None:
                    found.append((stop, cost + costs[stop - 1]))
        if end > count:
            cost = self.price.line(begin, count, width, last=True)
            if cost is not None:
                found.append((count, cost))
        return self._filled(found) if self.price.cells else tuple(found)

    def _filled(self, found: list[tuple[int, float]]) -> tuple[tuple[int, float], ...]:
        """On the grid a cell stays empty only where what follows must not be parted (R33)."""
        costs = self.task.prepared.costs
        free = max((stop for stop, _ in found if not costs[stop - 1]), default=0)
        return tuple((stop, cost + UNFILLED * (stop < free)) for stop, cost in found)


def _broken(way: _Way) -> Broken:
    task, node = way
    marks = [node.at]
    before = node.before
    while before is not None:
        marks.append(before.at)
        before = before.before
    marks.reverse()
    count = len(task.prepared.items)
    price = task.price(ANY_GAP)
    edges = task.edges
    spans = []
    for line, (begin, end) in enumerate(pairwise(marks)):
        width = task.width(line)
        hung = price.hangs(begin, end, width, last=end == count)
        slack = width - task.sums.width(begin, end - hung)
        indent, lead = (task.indent, task.lead) if line == 0 else (0.0, 0.0)
        kept = (edges.lead(begin), edges.trail(end))
        spans.append(LineSpan(begin, end, width, slack, end == count, indent, lead, *kept, hung))
    return Broken(task.prepared, tuple(spans), node.cost)


__all__ = [
    "BAD_BREAK",
    "Broken",
    "LineSpan",
    "alternatives",
    "break_at",
    "break_lines",
    "first_fit",
    "width_between",
]
