"""Step 3, break: where the lines end, so that the whole paragraph looks its best.

Total fit in the manner of Knuth and Plass, with the feasibility of Chinese: every gap may break
unless a rule forbids it. Running sums over the items make a candidate line cost a handful of
additions, so the work grows linearly with the text.

Inputs:  `Prepared`, `Measure`, looseness (lines more or fewer than the best setting has).
Outputs: `Broken`: the items each line begins with, what it must give or take, and the total cost.
Units:   em; costs are plain numbers, larger is worse.
Source:  D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines" (1981); R10, R21–R23, R31.
         The weights are our choice, tuned by looking at 11 and 13 em columns.
"""

from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

from banmian.compose.classes import CharClass
from banmian.compose.prepare import FORBIDDEN, LEVELS, Item, Prepared
from banmian.compose.split import split_wide
from banmian.compose.style import Measure
from banmian.house.setting import Align

EPSILON = 1e-6
LINE = 1.0  # one more line
STRETCH_UNIT = 0.06  # em added to every gap that costs 10
SHRINK_UNIT = 0.75  # em squeezed out of a line that cost 10
TOLERANCE = 0.25  # em a gap may open before a setting is thought bad; beyond it only in need
RAGGED_LINE = 30.0  # one more line of a head
RAGGED = 60.0  # a head's line left wholly white
RUNT = 500.0  # R31: a last line of one character
BAD_BREAK = 5e3  # a break the rules forbid, taken only when nothing else fits
OVERFULL = 1e5  # a line wider than its measure; no layout should ever come to this


class LineSpan(NamedTuple):
    """One line: items `begin` to `end` (exclusive), and the white it must take (+) or give (−)."""

    begin: int
    end: int
    measure: float
    slack: float
    last: bool


@dataclass(frozen=True, slots=True)
class Broken:
    """A broken paragraph. `prepared` is the one to read items from: wide words may be split."""

    prepared: Prepared
    spans: tuple[LineSpan, ...]
    cost: float


class _Node(NamedTuple):
    """A place where a line may begin: cheapest way to reach it in `line` lines."""

    line: int
    cost: float
    at: int
    before: "_Node | None"


class _Sums(NamedTuple):
    """Running sums: the width, the shrink and the stretch between any two items in O(1)."""

    position: list[float]
    shrink: list[float]
    stretch: list[float]
    opens: list[int]
    han: list[int]


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
    prepared = split_wide(prepared, measure.narrowest)
    sums = _sums(prepared)
    for tolerance, forbidden in ((TOLERANCE, False), (1e9, False), (1e9, True)):
        ends = _search(prepared, sums, measure, _Effort(tolerance, forbidden, looseness != 0))
        if ends:
            return _pick(prepared, sums, measure, ends, looseness)
    return _first_fit(prepared, sums, measure)


def alternatives(prepared: Prepared, measure: Measure) -> tuple[Broken, ...]:
    """The best setting in every number of lines that can be set well, fewest lines first."""
    if not prepared.items:
        return (Broken(prepared, (), 0.0),)
    prepared = split_wide(prepared, measure.narrowest)
    sums = _sums(prepared)
    ends = _search(prepared, sums, measure, _Effort(TOLERANCE, False, True))
    if not ends:
        return (break_lines(prepared, measure),)
    return tuple(
        _pick(prepared, sums, measure, (end,), 0) for end in sorted(ends, key=lambda e: e.line)
    )


def first_fit(prepared: Prepared, measure: Measure) -> Broken:
    """Fill each line in turn, for comparison: what an engine without total fit does."""
    if not prepared.items:
        return Broken(prepared, (), 0.0)
    prepared = split_wide(prepared, measure.narrowest)
    return _first_fit(prepared, _sums(prepared), measure)


def _sums(prepared: Prepared) -> _Sums:
    position, shrink, stretch, opens, han = [0.0], [0.0], [0.0], [0], [0]
    at, give, take, count, characters = 0.0, 0.0, 0.0, 0, 0
    for item, gap in zip(prepared.items, prepared.gaps, strict=True):
        at += item.width + gap.after + gap.before + gap.space
        give += gap.after + gap.before + gap.space - gap.space_min
        take += gap.space_max - gap.space
        count += gap.opens
        characters += item.klass == CharClass.HAN
        position.append(at)
        shrink.append(give)
        stretch.append(take)
        opens.append(count)
        han.append(characters)
    return _Sums(position, shrink, stretch, opens, han)


class _Effort(NamedTuple):
    """How far a search goes: the widest gap, forbidden breaks or not, every line count or not."""

    tolerance: float
    forbidden: bool
    all_counts: bool


def _search(
    prepared: Prepared, sums: _Sums, measure: Measure, effort: _Effort
) -> tuple[_Node, ...]:
    """Find the cheapest ways to the end of the paragraph; empty when there is none."""
    items, costs = prepared.items, prepared.costs
    position, shrink, stretch, opens, _ = sums
    count = len(items)
    justify = prepared.setting.align is Align.JUSTIFY
    keep_counts = effort.all_counts or len(measure.widths) > 1
    reached: list[dict[int, _Node]] = [{} for _ in range(count + 1)]
    reached[0][0] = _Node(0, 0.0, 0, None)
    elastic = min(stretch[-1], measure.narrowest / 2)
    for begin in range(count):
        nodes = reached[begin]
        if not nodes:
            continue
        origin = position[begin]
        for node in _frontier(nodes, keep_counts):
            width = measure.at(node.line)
            if node.line == 0:
                width -= min(prepared.setting.indent, max(width - items[0].width, 0.0))
            end = begin + 1
            if justify:
                # No shorter line could be opened to the measure: each em of text has one gap.
                shortest = origin + width / (1 + effort.tolerance) - elastic
                end = max(end, bisect_left(position, shortest, begin, count))
            while end <= count:
                natural = position[end - 1] + items[end - 1].width - origin
                slack = width - natural
                give = shrink[end - 1] - shrink[begin]
                if slack < -give - EPSILON:
                    break
                price = costs[end - 1] if end < count else 0.0
                if price >= FORBIDDEN:
                    if not effort.forbidden:
                        end += 1
                        continue
                    price = BAD_BREAK
                if not justify:
                    cost = _ragged_cost(slack, width)
                elif end == count:
                    cost = _last_cost(slack, sums, begin, prepared)
                else:
                    cost = _line_cost(
                        slack,
                        stretch[end - 1] - stretch[begin],
                        opens[end - 1] - opens[begin],
                        effort.tolerance,
                    )
                if cost is not None:
                    _offer(reached[end], node, cost + price + LINE, end)
                end += 1
    return tuple(reached[count].values())


def _frontier(nodes: dict[int, _Node], keep_counts: bool) -> tuple[_Node, ...]:
    if keep_counts or len(nodes) == 1:
        return tuple(nodes.values())
    return (min(nodes.values(), key=lambda node: node.cost),)


def _offer(nodes: dict[int, _Node], node: _Node, cost: float, end: int) -> None:
    line = node.line + 1
    total = node.cost + cost
    known = nodes.get(line)
    if known is None or total < known.cost:
        nodes[line] = _Node(line, total, end, node)


def _line_cost(slack: float, stretch: float, opens: int, tolerance: float) -> float | None:
    """What a justified line's white costs; None when it would be too loose."""
    if slack < 0:
        return 10 * (slack / SHRINK_UNIT) ** 2
    even = max(0.0, slack - stretch)
    if opens == 0:
        if even > EPSILON and tolerance < 1e6:
            return None
        return 400 * even * even
    gap = even / opens
    if gap > tolerance:
        return None
    return 10 * (gap / STRETCH_UNIT) ** 2 + 2 * (slack - even) ** 2


def _ragged_cost(slack: float, width: float) -> float | None:
    """A head has as few lines as it can, and these as even as sense allows; nothing is squeezed."""
    return RAGGED_LINE + RAGGED * (slack / width) ** 2 if slack >= -EPSILON else None


def _last_cost(slack: float, sums: _Sums, begin: int, prepared: Prepared) -> float:
    """A last line is set natural; it must not be a runt (R31)."""
    cost = 10 * (slack / SHRINK_UNIT) ** 2 if slack < 0 else 0.0
    short = prepared.setting.min_last - (sums.han[-1] - sums.han[begin])
    if begin > 0 and short > 0 and not _holds_western(prepared.items, begin):
        cost += RUNT * short
    return cost


def _holds_western(items: tuple[Item, ...], begin: int) -> bool:
    return any(len(item.text) > 1 and item.klass == CharClass.WESTERN for item in items[begin:])


def _pick(
    prepared: Prepared, sums: _Sums, measure: Measure, ends: tuple[_Node, ...], looseness: int
) -> Broken:
    """Take the cheapest end, or the one nearest to the wanted number of lines."""
    best = min(ends, key=lambda node: node.cost)
    if looseness:
        wanted = best.line + looseness
        best = min(ends, key=lambda node: (abs(node.line - wanted), node.cost))
    path = [best]
    while path[-1].before is not None:
        path.append(path[-1].before)
    marks = [node.at for node in reversed(path)]
    return _broken(prepared, sums, measure, marks, best.cost)


def _broken(
    prepared: Prepared, sums: _Sums, measure: Measure, marks: list[int], cost: float
) -> Broken:
    spans = []
    items = prepared.items
    for line, (begin, end) in enumerate(zip(marks, marks[1:], strict=False)):
        width = measure.at(line)
        if line == 0:
            width -= min(prepared.setting.indent, max(width - items[0].width, 0.0))
        natural = sums.position[end - 1] + items[end - 1].width - sums.position[begin]
        spans.append(LineSpan(begin, end, width, width - natural, end == len(items)))
    return Broken(prepared, tuple(spans), cost)


def _first_fit(prepared: Prepared, sums: _Sums, measure: Measure) -> Broken:
    """Fill line by line, taking the last allowed break that fits, else the last that fits at all."""
    items, costs = prepared.items, prepared.costs
    marks = [0]
    while marks[-1] < len(items):
        begin = marks[-1]
        width = measure.at(len(marks) - 1)
        if begin == 0:
            width -= min(prepared.setting.indent, max(width - items[0].width, 0.0))
        end = begin + 1
        chosen = 0
        while end <= len(items):
            natural = sums.position[end - 1] + items[end - 1].width - sums.position[begin]
            if natural - (sums.shrink[end - 1] - sums.shrink[begin]) > width + EPSILON:
                break
            if end == len(items) or costs[end - 1] < FORBIDDEN:
                chosen = end
            end += 1
        marks.append(chosen or max(end - 1, begin + 1))
    return _broken(prepared, sums, measure, marks, OVERFULL)


__all__ = ["LEVELS", "Broken", "LineSpan", "break_lines", "first_fit"]
