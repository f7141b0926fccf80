"""Checks of where lines end: R1–R3, R6, R7, R9, R10, R31, and that nothing overflows.

Inputs:  `SetParagraph`.
Outputs: findings.
Units:   em.
Source:  docs/typography.md; an address may break where it must, so no break within one is judged.
"""

from collections.abc import Iterator, Sequence

from benchmarks.clreq.finding import CLOSE, EDGE, Finding
from benchmarks.clreq.kinds import (
    NEVER_FIRST,
    NEVER_LAST,
    Kind,
    Span,
    addresses,
    counted,
    numbers,
    pairs,
    words,
)
from benchmarks.clreq.lines import HALF, Glyph, SetLine, SetParagraph

Findings = Iterator[Finding]


def _judged_boundaries(paragraph: SetParagraph) -> Iterator[tuple[SetLine, SetLine]]:
    """The line ends that are not within an address or within a token wider than the measure."""
    spans = addresses(paragraph.text)
    for before, after in paragraph.boundaries():
        index = after.glyphs[0].index
        if index >= 0 and not any(begin < index < end for begin, end in spans):
            yield before, after


def never_first(paragraph: SetParagraph) -> Findings:
    """R1: a line does not begin with a stop, a closing mark, a connector, a unit."""
    for _, after in _judged_boundaries(paragraph):
        char = after.glyphs[0].char
        single_dash = char == "—" and after.glyphs[0].kind is not Kind.DASH
        held = char not in NEVER_FIRST and not single_dash
        yield Finding(held, after.number, f"begins with {char}")


def never_last(paragraph: SetParagraph) -> Findings:
    """R2: a line does not end with an opening mark, a solidus, a currency sign."""
    for before, _ in _judged_boundaries(paragraph):
        char = before.glyphs[-1].char
        yield Finding(char not in NEVER_LAST, before.number, f"ends with {char}")


def pair_not_first(paragraph: SetParagraph) -> Findings:
    """R3, strict: —— and …… do not begin a line; a paragraph may begin with them."""
    for _, after in paragraph.boundaries():
        first = after.glyphs[0]
        held = first.kind not in {Kind.DASH, Kind.ELLIPSIS}
        yield Finding(held, after.number, f"begins with {first.char}")


def dash_whole(paragraph: SetParagraph) -> Findings:
    """R6: —— is on one line, 2 em wide and drawn without a break."""
    for first, second, line in _pairs(paragraph, "—"):
        if second is None:
            yield Finding(False, line, "—— is divided between two lines")
            continue
        drawn = second.ink[0] - first.ink[1] <= CLOSE
        wide = abs(second.right - first.left - 2) <= CLOSE
        yield Finding(drawn and wide, line, _width(first, second, "" if drawn else ", not joined"))


def ellipsis_whole(paragraph: SetParagraph) -> Findings:
    """R7: …… is on one line and 2 em wide."""
    for first, second, line in _pairs(paragraph, "…"):
        if second is None:
            yield Finding(False, line, "…… is divided between two lines")
            continue
        yield Finding(abs(second.right - first.left - 2) <= CLOSE, line, _width(first, second, ""))


def _width(first: Glyph, second: Glyph, more: str) -> str:
    return f"{first.char * 2} is {second.right - first.left:.3f} em wide{more}"


def _pairs(paragraph: SetParagraph, mark: str) -> Iterator[tuple[Glyph, Glyph | None, int]]:
    for begin, _ in pairs(paragraph.text, mark):
        line = paragraph.line_of[begin]
        together = paragraph.line_of[begin + 1] is line
        second = paragraph.glyph_of[begin + 1] if together else None
        yield paragraph.glyph_of[begin], second, line.number


def number_whole(paragraph: SetParagraph) -> Findings:
    """R9, hard: figures with sign, point, currency, % or ℃ stand on one line."""
    yield from _whole(paragraph, numbers(paragraph.text))


def word_whole(paragraph: SetParagraph) -> Findings:
    """R10: a Western word that fits a line is not divided; a hyphen that was put in may do it."""
    yield from _whole(paragraph, words(paragraph.text))


def counter_kept(paragraph: SetParagraph) -> Findings:
    """R9, soft: a number stays with 万, 元, 年, 月, 日 …, and 第 with its number."""
    yield from _whole(paragraph, counted(paragraph.text))


def _whole(paragraph: SetParagraph, spans: Sequence[Span]) -> Findings:
    for begin, end in spans:
        first, last = paragraph.line_of[begin], paragraph.line_of[end - 1]
        if first is not last and _natural_width(paragraph, begin, end) > paragraph.measure:
            continue
        hyphenated = first is not last and first.glyphs[-1].index < 0
        held = first is last or hyphenated
        yield Finding(held, first.number, f"{paragraph.text[begin:end]} is divided")


def _natural_width(paragraph: SetParagraph, begin: int, end: int) -> float:
    glyphs = (paragraph.glyph_of[i] for i in range(begin, end) if i in paragraph.glyph_of)
    return sum(glyph.right - glyph.left for glyph in glyphs)


def no_runt(paragraph: SetParagraph) -> Findings:
    """R31: the last line has two Han characters, where those and what follows fit on one line."""
    if len(paragraph.lines) < 2:
        return
    han = [i for i, glyph in paragraph.glyph_of.items() if glyph.kind is Kind.HAN]
    if len(han) < 2:
        return
    second_last = sorted(han)[-2]
    if _natural_width(paragraph, second_last, len(paragraph.text)) + HALF > paragraph.measure:
        return
    last = paragraph.lines[-1]
    count = sum(glyph.kind is Kind.HAN for glyph in last.glyphs)
    yield Finding(count >= 2, last.number, f"the last line is {last.text}")


def no_overflow(paragraph: SetParagraph) -> Findings:
    """Nothing stands outside the measure, on either side; the blank of a mark does not count."""
    for line in paragraph.lines:
        left = min(glyph.left for glyph in line.glyphs)
        right = max(glyph.right for glyph in line.glyphs)
        held = left >= -EDGE and right <= paragraph.measure + EDGE
        yield Finding(held, line.number, f"from {left:.3f} to {right:.3f} em")
