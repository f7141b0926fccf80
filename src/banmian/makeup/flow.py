"""Pour paragraphs into a chain of columns so that every column is full and none breaks badly.

Every paragraph may be set in one of a few numbers of lines, each at a price; every place where a
column ends has a price too. The cheapest way through is found exactly: the state is only how many
lines have been used, and a page has a few hundred of them. So it may also depend on that how a
paragraph can be set: where columns differ in width, or text runs round a picture.

Inputs:  `Slug`s (paragraphs and crossheads), the columns' heights, the joints inside them.
Outputs: `Flow`: for each slug the chosen setting and its first line in the chain.
Units:   lines of the grid; prices are plain numbers.
Source:  R32 (no widow line at a column's head), newspaper.md N21 f and k; prices are our choice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate
from typing import NamedTuple, Protocol

WIDOW = 2_000.0  # a paragraph's last line alone at a column's head
ORPHAN = 40.0  # its first line alone at a column's foot
HEAD_AT_FOOT = 5_000.0  # a crosshead with fewer than two lines under it
HEAD_ON_TOP = 10.0
HOLE = 120.0  # a line left white at a column's foot
LOWERED = 20.0  # a line of white more over a crosshead that would stand across a joint
DEEP = 10_000.0  # a hole of more than two lines
SHORT = 60.0  # a line left white at the end of the chain
ADJUSTED = 4.0  # a paragraph not set in its own best number of lines
OVER = 50_000.0  # a line that finds no place
UNDER_HEAD = 2  # lines that must follow a crosshead in its column


class Choice(NamedTuple):
    """One way to set a slug: its lines, its price, and how that differs from its best setting."""

    lines: int
    price: float
    change: int


class Keep(Enum):
    """What a slug must stay with."""

    FREE = "free"
    WITH_NEXT = "with next"  # a crosshead, with the text under it
    WITH_LAST = "with last"  # a sign-off, with the text over it


class Pourable(Protocol):
    """A paragraph, or something that keeps to the text before or after it."""

    @property
    def keep(self) -> Keep:
        """What it must stay with."""
        ...

    def at(self, line: int) -> tuple[Choice, ...]:
        """The ways to set it when it begins at a line of the chain."""
        ...


@dataclass(frozen=True, slots=True)
class Slug:
    """What is set the same wherever it begins: all lines have one measure."""

    choices: tuple[Choice, ...]
    keep: Keep = Keep.FREE

    def at(self, line: int) -> tuple[Choice, ...]:
        """The ways to set it, the same at every line."""
        del line
        return self.choices


@dataclass(frozen=True, slots=True)
class Flow:
    """Where every slug begins in the chain, in which setting; and what did not fit.

    `price` is that of the settings and the cuts, not of lines that are over or short.
    """

    starts: tuple[int, ...]
    chosen: tuple[Choice, ...]
    used: int
    over: int
    short: int
    price: float


class _State(NamedTuple):
    price: float
    start: int
    choice: Choice | None
    before: "_State | None"


def pour(
    slugs: Sequence[Pourable],
    heights: Sequence[int],
    joints: Sequence[int] = (),
    wanted: int | None = None,
) -> Flow:
    """Find the cheapest way to pour `slugs` into columns of the given heights.

    `wanted` is the number of lines it should come to, as near as can be.

    `joints` are lines of the chain at which the measure changes inside a column: a paragraph runs
    on over them, a crosshead does not stand across.
    """
    feet = tuple(accumulate(heights))
    stops = tuple(sorted({*feet, *joints}))
    reached: dict[int, _State] = {0: _State(0.0, 0, None, None)}
    for slug in slugs:
        onward: dict[int, _State] = {}
        keep = slug.keep
        for used, state in reached.items():
            for choice in slug.at(used):
                start, white = used, 0.0
                if keep is Keep.WITH_NEXT:
                    start, white = _start(used, choice.lines, stops, feet)
                end = start + choice.lines
                price = state.price + choice.price + white
                price += ADJUSTED * abs(choice.change)
                price += _cuts(start, end, feet, keep)
                known = onward.get(end)
                if known is None or price < known.price:
                    onward[end] = _State(price, start, choice, state)
        reached = onward
    return _cheapest(reached, feet[-1], wanted)


def _start(
    used: int, lines: int, stops: tuple[int, ...], feet: tuple[int, ...]
) -> tuple[int, float]:
    """A crosshead is not divided: where it would be, it goes behind the place, at a price."""
    start, price = used, 0.0
    for stop in stops:
        if start < stop < start + lines:
            hole, start = stop - start, stop
            if stop in feet:
                price += HOLE * hole + (DEEP if hole > 2 else 0.0)
            else:
                price += LOWERED * hole
    return start, price


def _cuts(start: int, end: int, feet: tuple[int, ...], keep: Keep) -> float:
    """What it costs that columns end where they do."""
    price = 0.0
    previous = 0
    for foot in feet:
        if keep is Keep.WITH_NEXT:
            if end <= foot < end + UNDER_HEAD:
                price += HEAD_AT_FOOT
            if start == previous and start:
                price += HEAD_ON_TOP
        elif keep is Keep.WITH_LAST and start == previous and start:
            price += WIDOW
        elif start < foot < end:
            price += WIDOW if end - foot == 1 else 0.0
            price += ORPHAN if foot - start == 1 else 0.0
        previous = foot
    return price


def _cheapest(reached: dict[int, _State], capacity: int, wanted: int | None) -> Flow:
    def price(end: int) -> float:
        return reached[end].price + SHORT * max(capacity - end, 0) + OVER * max(end - capacity, 0)

    def order(end: int) -> tuple[float, float, int]:
        return (0 if wanted is None else abs(end - wanted), price(end), end)

    end = min(reached, key=order)
    starts: list[int] = []
    chosen: list[Choice] = []
    state: _State | None = reached[end]
    while state is not None and state.choice is not None:
        starts.append(state.start)
        chosen.append(state.choice)
        state = state.before
    return Flow(
        tuple(reversed(starts)),
        tuple(reversed(chosen)),
        end,
        max(end - capacity, 0),
        max(capacity - end, 0),
        reached[end].price,
    )
