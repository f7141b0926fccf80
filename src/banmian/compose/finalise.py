"""Step 4, finalise: every line's white is dealt out, and every cluster gets its place.

Inputs:  `Broken`.
Outputs: `ComposedParagraph`: lines of `Cluster`s.
Units:   em of the paragraph's size, from the left edge of the measure.
Source:  R21–R23 (the last line natural); `justify` says how the white is dealt out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from banmian.compose.breaking import Broken, LineSpan
from banmian.compose.cells import LOOSE, resume
from banmian.compose.classes import SOFT_HYPHEN
from banmian.compose.cluster import Cluster
from banmian.compose.gaps import Gap, Opens
from banmian.compose.interlinear import (
    NOTHING,
    Annotated,
    Interlinear,
    between_lines,
    clear_of_marks,
)
from banmian.compose.items import Item
from banmian.compose.justify import UNTOUCHED, Squeeze, open_up, squeeze
from banmian.compose.prepare import Prepared
from banmian.compose.price import EPSILON
from banmian.house.setting import Align


@dataclass(frozen=True, slots=True)
class ComposedLine:
    """A line of a paragraph: `width` is where its last box ends, `measure` where it should.

    A mark that hangs stands behind both; `hung` is the width of its box (R25).
    """

    clusters: tuple[Cluster, ...]
    measure: float
    width: float
    squeeze: Squeeze
    last: bool
    interlinear: Interlinear = NOTHING
    hung: float = 0.0


@dataclass(frozen=True, slots=True)
class ComposedParagraph:
    """A paragraph as it will stand on the page."""

    lines: tuple[ComposedLine, ...]
    cost: float


def finalise(broken: Broken) -> ComposedParagraph:
    """Place every cluster of every line."""
    lines = tuple(_line(broken.prepared, span) for span in broken.spans)
    if broken.prepared.annotated.syllables:
        lines = tuple(_clear(lines, broken.prepared.annotated))
    return ComposedParagraph(lines, broken.cost)


def _clear(lines: Sequence[ComposedLine], notes: Annotated) -> Iterator[ComposedLine]:
    """Keep the pinyin of each line clear of the marks under the line above."""
    above = NOTHING
    for line in lines:
        yield replace(line, interlinear=clear_of_marks(line.interlinear, above, notes))
        above = line.interlinear


def _line(prepared: Prepared, span: LineSpan) -> ComposedLine:
    items = prepared.items[span.begin : span.end]
    gaps: Sequence[Gap] = prepared.gaps[span.begin : span.end]
    setting = prepared.setting
    begin, before = span.begin, span.before
    if before and begin and items[0].klass in LOOSE and prepared.items[begin - 1].klass in LOOSE:
        gaps, before = resume(items, gaps, before)
    done = UNTOUCHED
    lead = 0.0
    outer = 2 if span.hung else 1  # gaps that are none: behind the line, before a mark that hangs
    if span.slack < -EPSILON:
        inner, done = squeeze(gaps[:-outer], -span.slack)
        gaps = [*inner, *gaps[-outer:]]
    elif setting.justifies and not span.last and span.slack > EPSILON:
        lead = min(span.lead, span.slack)
        inner, done = open_up(gaps[:-outer], span.slack - lead)
        done = done._replace(opened=done.opened + lead)
        gaps = [*inner, *gaps[-outer:]]
    if span.hung and not setting.marks.cells:
        gaps = [*gaps[:-2], Gap(opens=Opens.NEVER), gaps[-1]]
    start = span.indent
    if setting.align is Align.CENTRE:
        start += max(span.slack, 0.0) / 2
    elif setting.align is Align.RIGHT:
        start += max(span.slack, 0.0)
    clusters = _placed(items, gaps, (start, lead + before, span.after), done.even)
    if any(gap.hyphen for gap in gaps):
        clusters = _joined(clusters, gaps)
    if gaps[-1].hyphen:
        clusters = (*clusters, _hyphen(clusters[-1], gaps[-1].hyphen))
    inside = clusters[-2] if span.hung else clusters[-1]
    width, hung = inside.x + inside.advance, clusters[-1].advance if span.hung else 0.0
    measure = span.measure + span.indent
    interlinear = between_lines(clusters, prepared.annotated, measure)
    return ComposedLine(clusters, measure, width, done, span.last, interlinear, hung)


def _joined(clusters: tuple[Cluster, ...], gaps: Sequence[Gap]) -> tuple[Cluster, ...]:
    """Clusters in which the pieces of a word that could be divided here, and are not, are one."""
    joined = [clusters[0]]
    for cluster, gap in zip(clusters[1:], gaps[:-1], strict=True):
        first = joined[-1]
        if gap.hyphen and cluster.turn is first.turn:
            joined[-1] = first._replace(
                text=first.text + cluster.text,
                advance=cluster.x + cluster.advance - first.x,
                pens=first.pens + cluster.pens,
                blank=cluster.blank,
            )
        else:
            joined.append(cluster)
    return tuple(joined)


def _hyphen(word: Cluster, width: float) -> Cluster:
    """The hyphen after the piece of a word that ends a line: U+00AD, painted as - (R10)."""
    x = word.x + word.advance
    return word._replace(
        text=SOFT_HYPHEN, start=word.start + len(word.text), x=x, advance=width, pens=(x,), blank=""
    )


def _placed(
    items: Sequence[Item], gaps: Sequence[Gap], line: tuple[float, float, float], even: float
) -> tuple[Cluster, ...]:
    """Walk the line from left to right; blank halves belong to their marks' boxes.

    `line` is where the first box begins, how much of it is blank, and the blank of the last one.
    `gaps` has one gap for each item; the last one's white lies behind the line's end.
    """
    clusters = []
    x, before = line[0] + line[1], line[1]
    last = len(items) - 1
    make = tuple.__new__  # NamedTuple's own constructor is slow by the thousand
    free = Opens.FREELY
    for index, (item, gap) in enumerate(zip(items, gaps, strict=True)):
        text, start, _, run, face, scale, width, origins, _, turn, crosses, squash = item
        after, _, opening, space, _, _, _, opens, typed, _ = gap
        if index == last:
            after = line[2]
        pens = (x,) if origins == _AT_EDGE else tuple([x + origin for origin in origins])
        edge, advance = x - before, before + width + after
        box = (text, start, run, face, scale, edge, advance, pens, typed, turn, crosses, squash)
        clusters.append(make(Cluster, box))
        x += width + after + opening + space
        if opens is free:
            x += even
        before = opening
    return tuple(clusters)


_AT_EDGE = (0.0,)
