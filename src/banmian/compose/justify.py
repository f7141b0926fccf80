"""Dealing out a line's white: what is squeezed out of its gaps, or put into them, in which order.

Inputs:  the gaps of a line, and the em it must give or take.
Outputs: the gaps as they are set, and a `Squeeze` that tells what was done.
Units:   em of the paragraph's size.
Source:  CLREQ "Line Adjustment": R21 (order of squeezing), R22 (order of opening).
"""

from collections.abc import Sequence
from typing import NamedTuple

from banmian.compose.gaps import LATIN_GAP_MAX, LEVEL_BRACKET, LEVELS, Gap, Opens

EPSILON = 1e-9


class Squeeze(NamedTuple):
    """How a line was brought to its measure, for --explain.

    `squeezed` is em taken out, by level; `opened` em put into word spaces and Han–Western gaps;
    `even` em put into each remaining gap.
    """

    squeezed: tuple[float, ...]
    opened: float
    even: float


UNTOUCHED = Squeeze((0.0,) * LEVELS, 0.0, 0.0)


def squeeze(gaps: Sequence[Gap], need: float) -> tuple[list[Gap], Squeeze]:
    """Take `need` em out, level after level, each level from all its places equally (R21)."""
    taken = [0.0] * LEVELS
    result = list(gaps)
    for level in range(LEVELS):
        capacity = sum(_capacity(gap, level) for gap in result)
        if capacity <= 0:
            continue
        share = min(1.0, need / capacity)
        result = [_shrunk(gap, level, 1.0 - share) for gap in result]
        taken[level] = share * capacity
        need -= taken[level]
        if need <= EPSILON:
            break
    return result, Squeeze(tuple(taken), 0.0, 0.0)


def _capacity(gap: Gap, level: int) -> float:
    capacity = gap.space - gap.space_min if gap.space_level == level else 0.0
    if gap.after_level == level:
        capacity += gap.after
    if level == LEVEL_BRACKET:
        capacity += gap.before
    return capacity


def _shrunk(gap: Gap, level: int, keep: float) -> Gap:
    if not _capacity(gap, level):
        return gap
    return gap._replace(
        after=gap.after * keep if gap.after_level == level else gap.after,
        before=gap.before * keep if level == LEVEL_BRACKET else gap.before,
        space=(
            gap.space_min + (gap.space - gap.space_min) * keep
            if gap.space_level == level
            else gap.space
        ),
    )


def open_up(gaps: Sequence[Gap], need: float) -> tuple[list[Gap], Squeeze]:
    """Put `need` em in: word spaces, Han–Western gaps, then every gap evenly (R22).

    Each step opens all its places equally. The even white of the last step is not in the gaps
    themselves but in `Squeeze.even`, to be added wherever `Opens.FREELY` stands. Only when that
    reaches half an em, or no gap opens freely, do the others open further, too. A line that has
    neither stays short: nothing opens inside a word (R8).
    """
    result = list(gaps)
    opened = 0.0
    for level in sorted({gap.space_level for gap in result if gap.space_max > gap.space}):
        room = sum(gap.space_max - gap.space for gap in result if gap.space_level == level)
        share = min(1.0, (need - opened) / room)
        result = [
            gap._replace(space=gap.space + (gap.space_max - gap.space) * share)
            if gap.space_level == level
            else gap
            for gap in result
        ]
        opened += share * room
        if need - opened <= EPSILON:
            return result, Squeeze(UNTOUCHED.squeezed, opened, 0.0)
    free = sum(gap.opens is Opens.FREELY for gap in result)
    late = sum(gap.opens is Opens.LATE for gap in result)
    even, more = even_white(need - opened, free, late)
    if more:
        result = [
            gap._replace(space=gap.space + more) if gap.opens is Opens.LATE else gap
            for gap in result
        ]
    return result, Squeeze(UNTOUCHED.squeezed, opened, even)


def even_white(need: float, free: int, late: int) -> tuple[float, float]:
    """The white each gap gets, of those that open freely and of those that open late."""
    if need <= free * LATIN_GAP_MAX or not late:
        return need / free if free else 0.0, 0.0
    more = (need - free * LATIN_GAP_MAX) / (free + late)
    return (LATIN_GAP_MAX + more if free else 0.0), more
