"""Step 4, finalise: every line's white is dealt out, and every cluster gets its place.

Inputs:  `Broken`.
Outputs: `ComposedParagraph`: lines of `Cluster`s.
Units:   em of the paragraph's size, from the left edge of the measure.
Source:  R21 (order of squeezing), R22 (order of opening), R23 (the last line natural).
"""

from dataclasses import dataclass
from typing import NamedTuple

from banmian.compose.breaking import EPSILON, Broken, LineSpan
from banmian.compose.prepare import LEVEL_BRACKET, LEVELS, Gap, Item, Prepared
from banmian.house.setting import Align
from banmian.typeface.face import Face


class Cluster(NamedTuple):
    """A character, mark or word where it stands.

    Attributes:
        text: what is printed, as typed.
        start: its offset in the copy's text.
        run: the number of the copy's run it comes from.
        face: the face that draws it.
        scale: its size against the paragraph's.
        x: left edge of its box, blank halves included.
        advance: width of its box after squeezing, white between boxes not included.
        pens: pen position of each of its glyphs.
        blank: the blank typed after it.
    """

    text: str
    start: int
    run: int
    face: Face
    scale: float
    x: float
    advance: float
    pens: tuple[float, ...]
    blank: str


class Squeeze(NamedTuple):
    """How a line was brought to its measure, for --explain.

    `squeezed` is em taken out, by level; `opened` em put into word spaces and Han–Western gaps;
    `even` em put into each remaining gap.
    """

    squeezed: tuple[float, ...]
    opened: float
    even: float


@dataclass(frozen=True, slots=True)
class ComposedLine:
    """A line of a paragraph."""

    clusters: tuple[Cluster, ...]
    measure: float
    width: float
    squeeze: Squeeze
    last: bool


@dataclass(frozen=True, slots=True)
class ComposedParagraph:
    """A paragraph as it will stand on the page."""

    lines: tuple[ComposedLine, ...]
    cost: float


def finalise(broken: Broken) -> ComposedParagraph:
    """Place every cluster of every line."""
    return ComposedParagraph(
        tuple(
            _line(broken.prepared, span, first=number == 0)
            for number, span in enumerate(broken.spans)
        ),
        broken.cost,
    )


_UNTOUCHED = Squeeze((0.0,) * LEVELS, 0.0, 0.0)


def _line(prepared: Prepared, span: LineSpan, *, first: bool) -> ComposedLine:
    items = prepared.items[span.begin : span.end]
    gaps = list(prepared.gaps[span.begin : span.end - 1])
    setting = prepared.setting
    squeeze = _UNTOUCHED
    if span.slack < -EPSILON:
        gaps, squeeze = _squeezed(gaps, -span.slack)
    elif setting.align is Align.JUSTIFY and not span.last and span.slack > EPSILON:
        gaps, squeeze = _opened(gaps, span.slack)
    indent = setting.indent if first else 0.0
    ends = sum(item.width for item in items) + sum(gap.natural for gap in gaps)
    ends += squeeze.even * sum(gap.opens for gap in gaps)
    start = indent + _lead(setting.align, span.measure - ends)
    typed = (*(gap.typed for gap in gaps), prepared.gaps[span.end - 1].typed)
    clusters = _placed(items, gaps, typed, start, squeeze.even)
    return ComposedLine(clusters, span.measure + indent, start + ends, squeeze, span.last)


def _lead(align: Align, free: float) -> float:
    if align is Align.CENTRE:
        return max(free, 0.0) / 2
    return max(free, 0.0) if align is Align.RIGHT else 0.0


def _placed(
    items: tuple[Item, ...],
    gaps: list[Gap],
    typed: tuple[str, ...],
    x: float,
    even: float,
) -> tuple[Cluster, ...]:
    """Walk the line from left to right; blank halves belong to their marks' boxes."""
    clusters = []
    before = 0.0
    count = len(gaps)
    for index, item in enumerate(items):
        gap = gaps[index] if index < count else None
        after = gap.after if gap else 0.0
        clusters.append(
            Cluster(
                item.text,
                item.start,
                item.run,
                item.face,
                item.scale,
                x - before,
                before + item.width + after,
                tuple([x + origin for origin in item.origins]),
                typed[index],
            )
        )
        if gap:
            x += item.width + after + gap.before + gap.space + (even if gap.opens else 0.0)
            before = gap.before
    return tuple(clusters)


def _squeezed(gaps: list[Gap], need: float) -> tuple[list[Gap], Squeeze]:
    """Take `need` em out, level after level, each level from all its places equally (R21)."""
    taken = [0.0] * LEVELS
    for level in range(LEVELS):
        capacity = sum(_capacity(gap, level) for gap in gaps)
        if capacity <= 0:
            continue
        share = min(1.0, need / capacity)
        gaps = [_shrunk(gap, level, share) for gap in gaps]
        taken[level] = share * capacity
        need -= taken[level]
        if need <= EPSILON:
            break
    return gaps, Squeeze(tuple(taken), 0.0, 0.0)


def _capacity(gap: Gap, level: int) -> float:
    capacity = gap.space - gap.space_min if gap.space_level == level else 0.0
    if gap.after_level == level:
        capacity += gap.after
    if level == LEVEL_BRACKET:
        capacity += gap.before
    return capacity


def _shrunk(gap: Gap, level: int, share: float) -> Gap:
    keep = 1.0 - share
    if gap.after_level == level and gap.after:
        gap = gap._replace(after=gap.after * keep)
    if level == LEVEL_BRACKET and gap.before:
        gap = gap._replace(before=gap.before * keep)
    if gap.space_level == level and gap.space > gap.space_min:
        gap = gap._replace(space=gap.space_min + (gap.space - gap.space_min) * keep)
    return gap


def _opened(gaps: list[Gap], need: float) -> tuple[list[Gap], Squeeze]:
    """Put `need` em in: word spaces, Han–Western gaps, then every gap evenly (R22)."""
    opened = 0.0
    for level in sorted({gap.space_level for gap in gaps if gap.space_max > gap.space}):
        room = sum(gap.space_max - gap.space for gap in gaps if gap.space_level == level)
        share = min(1.0, (need - opened) / room)
        gaps = [
            gap._replace(space=gap.space + (gap.space_max - gap.space) * share)
            if gap.space_level == level
            else gap
            for gap in gaps
        ]
        opened += share * room
        if need - opened <= EPSILON:
            break
    places = sum(gap.opens for gap in gaps)
    even = (need - opened) / places if places and need - opened > EPSILON else 0.0
    return gaps, Squeeze((0.0,) * LEVELS, opened, even)
