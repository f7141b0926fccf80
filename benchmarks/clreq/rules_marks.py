"""Checks of marks: R12–R16, R19, R20.

Inputs:  `SetParagraph`.
Outputs: findings.
Units:   em; a mark's body is half an em, so that a mark of 1 em has half an em of white beside it.
Source:  docs/typography.md. A line that justification opened may have that much more white in every
         gap (R22); where a line has no two Han side by side to tell how much, marks are not judged.
"""

from collections.abc import Iterator

from benchmarks.clreq.finding import EDGE, Finding, between
from benchmarks.clreq.kinds import BLANK_AFTER, TRIMMED, Kind
from benchmarks.clreq.lines import HALF, Gap, Glyph, SetLine, SetParagraph

Findings = Iterator[Finding]
QUOTES = frozenset("“”‘’")
INTERROBANG = frozenset("？！")
APOSTROPHE_ROOM = 0.6  # em between the letters beside an apostrophe


def _gaps(paragraph: SetParagraph) -> Iterator[tuple[SetLine, Gap, float]]:
    """The gaps that can be judged, each with what justification opened."""
    for line in paragraph.lines:
        if line.opened is not None:
            for gap in line.gaps:
                if not gap.typed:
                    yield line, gap, line.opened


def _finding(line: SetLine, gap: Gap, held: bool) -> Finding:
    return Finding(held, line.number, f"{gap.text}: {gap.white:+.3f} em between the bodies")


def _beside_han(gap: Gap, opened: float, *, quotes: bool) -> bool | None:
    """A mark and a Han character: none within, half an em at most without; None if not such."""
    left, right = gap.kinds
    mark = gap.left if right is Kind.HAN else gap.right
    if Kind.HAN not in (left, right) or mark.kind not in TRIMMED:
        return None
    if (mark.char in QUOTES) is not quotes:
        return None
    outside = (left in BLANK_AFTER) or right is Kind.OPENING
    return between(gap.white, 0, opened + (HALF if outside else 0), EDGE)


def mark_box(paragraph: SetParagraph) -> Findings:
    """R12: stops and brackets stand against what they belong to, at most ½ em from what not."""
    for line, gap, opened in _gaps(paragraph):
        held = _beside_han(gap, opened, quotes=False)
        if held is not None:
            yield _finding(line, gap, held)


def quote_box(paragraph: SetParagraph) -> Findings:
    """R14: the same for curly quotes, which a face may have drawn for Latin."""
    for line, gap, opened in _gaps(paragraph):
        held = _beside_han(gap, opened, quotes=True)
        if held is not None:
            yield _finding(line, gap, held)


def apostrophe(paragraph: SetParagraph) -> Findings:
    """R14: the apostrophe of don’t is Latin, not a quote of 1 em."""
    for line in paragraph.lines:
        for before, mark, after in zip(line.glyphs, line.glyphs[1:], line.glyphs[2:], strict=False):
            if mark.char == "’" and mark.kind is Kind.WESTERN:
                room = after.left - before.right
                yield Finding(room <= APOSTROPHE_ROOM, line.number, f"’ takes {room:.3f} em")


def middle_box(paragraph: SetParagraph) -> Findings:
    """R13: interpunct and solidus between Han characters take ½ em."""
    for line in paragraph.lines:
        if line.opened is None:
            continue
        for before, after in zip(line.gaps, line.gaps[1:], strict=False):
            kinds = (*before.kinds, after.right.kind)
            if kinds != (Kind.HAN, Kind.MIDDLE, Kind.HAN) or before.typed or after.typed:
                continue
            room = after.right.left - before.left.right
            held = between(room, HALF, HALF + 2 * line.opened, EDGE)
            yield Finding(held, line.number, f"{before.right.char} takes {room:.3f} em")


def interrobang(paragraph: SetParagraph) -> Findings:
    """R15: ？！ and ！！ take 1 em together, ！！！ 2 em; trimmed at a line's end like any mark."""
    for line in paragraph.lines:
        if line.opened is None:
            continue
        for at, run, after in _runs(line):
            if after is None:
                room, blank = run[-1].right - run[0].left, 0.0
            elif after.kind is Kind.HAN:
                room, blank = after.left - run[0].left, line.opened
            else:
                room, blank = run[-1].right - run[0].left, 0.0
            most = {2: 1.0, 3: 2.0}.get(len(run), float(len(run)))
            least = len(run) * HALF
            opened = line.opened * (len(run) - 1) + blank
            held = between(room, least, most + opened, EDGE)
            text = "".join(glyph.char for glyph in run)
            yield Finding(held, line.number, f"{text} (item {at}) takes {room:.3f} em")


def _runs(line: SetLine) -> Iterator[tuple[int, tuple[Glyph, ...], Glyph | None]]:
    at = 0
    while at < len(line.glyphs):
        end = at
        while end < len(line.glyphs) and line.glyphs[end].char in INTERROBANG:
            end += 1
        if end - at > 1:
            after = line.glyphs[end] if end < len(line.glyphs) else None
            yield at, line.glyphs[at:end], after
        at = max(end, at + 1)


def adjacent_marks(paragraph: SetParagraph) -> Findings:
    """R16: two marks that meet, one of them a bracket or quote, take 1 to 1.5 em together."""
    for line, gap, opened in _gaps(paragraph):
        most = _white_between_marks(*gap.kinds)
        if most is not None:
            yield _finding(line, gap, between(gap.white, 0, most + opened, EDGE))


def _white_between_marks(left: Kind, right: Kind) -> float | None:
    if not {left, right} <= TRIMMED or left is right is Kind.STOP:
        return None
    if left is Kind.OPENING:
        return 0.0 if right is Kind.OPENING else None
    return HALF if right is Kind.OPENING else 0.0


def line_end(paragraph: SetParagraph) -> Findings:
    """R19: a mark at a line's end takes ½ em: its body ends at the measure.

    A ragged line shows neither ½ nor 1 em and is not judged here: R23 has it.
    """
    for line in paragraph.lines:
        mark = line.glyphs[-1]
        if line.last or mark.kind not in TRIMMED:
            continue
        short = line.measure - mark.right
        trimmed, whole = abs(short) <= EDGE, abs(short - HALF) <= EDGE
        hangs = -1 <= short < 0  # further out it is the whole line that overflows
        if trimmed or whole or hangs:
            what = f"{mark.char} ends {short:+.3f} em before the measure"
            yield Finding(trimmed, line.number, what)


def line_start(paragraph: SetParagraph) -> Findings:
    """R20: from the second line on an opening mark at a line's start takes ½ em."""
    for line in paragraph.lines[1:]:
        mark = line.glyphs[0]
        if mark.kind is Kind.OPENING:
            what = f"{mark.char} starts at {mark.left:.3f} em"
            yield Finding(abs(mark.left) <= EDGE, line.number, what)
