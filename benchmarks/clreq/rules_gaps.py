"""Checks of white: R8, R22–R24, R27, R28, and the house's even gaps.

Inputs:  `SetParagraph`, the advances of the face.
Outputs: findings.
Units:   em.
Source:  docs/typography.md.
"""

from collections.abc import Iterator

from benchmarks.clreq.finding import CLOSE, EDGE, Finding, between
from benchmarks.clreq.kinds import BLANK_AFTER, TRIMMED, Kind
from benchmarks.clreq.lines import HALF, Gap, Glyph, SetLine, SetParagraph
from benchmarks.clreq.metrics import Advances

Findings = Iterator[Finding]
LATIN_MIN, LATIN_MAX = 0.125, 0.5
WORD_MIN, WORD_MAX = 0.25, 0.5
LOOSE = 0.25
MIDDLE_ROOM = 0.15  # an interpunct's ink ends before its half em does


def flush(paragraph: SetParagraph) -> Findings:
    """R23: every line but the last ends at the measure; whether a mark there is trimmed is R19's.

    A line that is one piece of a Western word or address has no gap that may open.
    """
    for line in paragraph.lines:
        if line.last or not _opens(line):
            continue
        last = line.glyphs[-1]
        short = line.measure - last.right
        room = {Kind.MIDDLE: MIDDLE_ROOM}.get(last.kind, EDGE)
        whole_mark = last.kind in TRIMMED and abs(short - HALF) <= EDGE
        held = -EDGE <= short <= room or whole_mark
        yield Finding(held, line.number, f"ends {short:+.3f} em before the measure")


def _opens(line: SetLine) -> bool:
    return any(
        gap.typed or not set(gap.kinds) <= {Kind.WESTERN, Kind.MIDDLE, Kind.DASH, Kind.ELLIPSIS}
        for gap in line.gaps
    )


def last_line_natural(paragraph: SetParagraph) -> Findings:
    """R23: the last line, or the only one, is not stretched and not squeezed."""
    last = paragraph.lines[-1]
    if last.han_gaps:
        widest = max(last.han_gaps, key=abs)
        yield Finding(abs(widest) <= CLOSE, last.number, f"a gap of {widest:+.3f} em")


def bodies_apart(paragraph: SetParagraph) -> Findings:
    """R21: Han bodies are not squeezed into each other; only blanks and gaps give way."""
    for line in paragraph.lines:
        if line.han_gaps:
            least = min(line.han_gaps)
            yield Finding(least >= -CLOSE, line.number, f"a gap of {least:+.3f} em")


def even_gaps(paragraph: SetParagraph) -> Findings:
    """House: the gaps between Han characters of one line are equal."""
    for line in paragraph.lines:
        if len(line.han_gaps) > 1:
            low, high = min(line.han_gaps), max(line.han_gaps)
            what = f"gaps from {low:+.3f} to {high:+.3f} em"
            yield Finding(high - low <= CLOSE, line.number, what)


def not_loose(paragraph: SetParagraph) -> Findings:
    """House: no line opens its gaps by more than ¼ em."""
    for line in paragraph.lines:
        if line.han_gaps and not line.last:
            widest = max(line.han_gaps)
            yield Finding(widest <= LOOSE + CLOSE, line.number, f"a gap of {widest:.3f} em")


def words_closed(paragraph: SetParagraph, advances: Advances) -> Findings:
    """R8: nothing opens or closes within a word or a number."""
    for line in paragraph.lines:
        for run in _western_runs(line):
            starts = advances.word("".join(glyph.char for glyph in run))
            if len(starts) != len(run):
                continue  # a ligature: no place of its own for every character
            off = max(
                (g.left - run[0].left - start for g, start in zip(run, starts, strict=True)),
                key=abs,
            )
            text = "".join(glyph.char for glyph in run)
            yield Finding(abs(off) <= CLOSE, line.number, f"{text} is {off:+.3f} em off")


def _western_runs(line: SetLine) -> Iterator[tuple[Glyph, ...]]:
    """ASCII words of two characters and more, cut at blanks and at apostrophes."""
    run: list[Glyph] = []
    for at, glyph in enumerate(line.glyphs):
        typed = at > 0 and line.gaps[at - 1].typed
        belongs = glyph.kind is Kind.WESTERN and glyph.char.isascii()
        if run and (typed or not belongs):
            if len(run) > 1:
                yield tuple(run)
            run = []
        if belongs:
            run.append(glyph)
    if len(run) > 1:
        yield tuple(run)


def word_spaces(paragraph: SetParagraph) -> Findings:
    """R21 (2), R22 (1): a blank between words takes ¼ to ½ em, and what every gap opens by."""
    for line, gap, opened in _opened_gaps(paragraph):
        if gap.typed and gap.kinds == (Kind.WESTERN, Kind.WESTERN):
            held = between(gap.white, WORD_MIN, WORD_MAX + opened, CLOSE)
            yield Finding(held, line.number, f"{gap.text}: {gap.white:.3f} em")


def latin_gap(paragraph: SetParagraph) -> Findings:
    """R27: Han and Western are ⅛ to ½ em apart, and what every gap opens by (R22 (3))."""
    for line, gap, opened in _opened_gaps(paragraph):
        if _meets_latin(gap):
            held = between(gap.white, LATIN_MIN, LATIN_MAX + opened, CLOSE)
            yield Finding(held, line.number, f"{gap.text}: {gap.white:.3f} em")


def latin_gap_house(paragraph: SetParagraph) -> Findings:
    """House: never more than ½ em, however much the line is opened."""
    for line in paragraph.lines:
        for gap in line.gaps:
            if _meets_latin(gap):
                held = gap.white <= LATIN_MAX + CLOSE
                yield Finding(held, line.number, f"{gap.text}: {gap.white:.3f} em")


def _opened_gaps(paragraph: SetParagraph) -> Iterator[tuple[SetLine, Gap, float]]:
    for line in paragraph.lines:
        if line.opened is not None:
            for gap in line.gaps:
                yield line, gap, line.opened


def _meets_latin(gap: Gap) -> bool:
    """A Han character beside a letter or figure."""
    if set(gap.kinds) != {Kind.HAN, Kind.WESTERN}:
        return False
    western = gap.left if gap.left.kind is Kind.WESTERN else gap.right
    return western.char.isalnum()


def no_gap_at_edge(paragraph: SetParagraph) -> Findings:
    """R24: a Western word at a line's start stands at its edge."""
    for line in paragraph.lines[1:]:
        first = line.glyphs[0]
        if first.kind is Kind.WESTERN:
            what = f"{first.char} starts at {first.left:+.3f} em"
            yield Finding(abs(first.left) <= EDGE, line.number, what)


def no_gap_at_marks(paragraph: SetParagraph) -> Findings:
    """R28: beside a mark a Western word has no gap but the mark's own blank."""
    for line, gap, opened in _opened_gaps(paragraph):
        left, right = gap.kinds
        mark = gap.left if right is Kind.WESTERN else gap.right
        if gap.typed or Kind.WESTERN not in (left, right) or mark.kind not in TRIMMED:
            continue
        outside = left in BLANK_AFTER or right is Kind.OPENING
        held = between(gap.white, 0, opened + (HALF if outside else 0), EDGE)
        yield Finding(held, line.number, f"{gap.text}: {gap.white:+.3f} em")
