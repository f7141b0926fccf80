"""Every check of the comparison with peers can pass, can fail, and leaves alone what is not its.

Lines are made by hand: `Row` sets characters side by side as a plain typesetter would, and `shift`
adds white before a character, or takes it away.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from benchmarks.clreq import rules_breaks as breaks
from benchmarks.clreq import rules_gaps as gaps
from benchmarks.clreq import rules_marks as marks
from benchmarks.clreq.finding import Check
from benchmarks.clreq.kinds import Kind, counted, kinds_of, numbers, words
from benchmarks.clreq.lines import Glyph, SetLine, SetParagraph, body_of
from benchmarks.clreq.metrics import Advances
from benchmarks.clreq.rules import rules

FACE = Path(__file__).parents[2] / "fonts" / "banmian-song.ttf"
ADVANCES = Advances(FACE)
WESTERN = 0.5
GAP = 0.25


@dataclass(frozen=True)
class Row:
    """A line's characters, what every gap is opened by, and white before single characters."""

    text: str
    opened: float = 0.0
    shift: Mapping[int, float] = field(default_factory=dict)


def paragraph(measure: float, *rows: Row) -> SetParagraph:
    """Set rows; the text is theirs, so that a row that ends in a blank has it typed."""
    text = "".join(row.text for row in rows)
    kinds = kinds_of(text)
    lines, begin = [], 0
    for number, row in enumerate(rows, 1):
        glyphs, x, before = [], 0.0, Kind.BLANK
        for at, char in enumerate(row.text):
            kind = kinds[begin + at]
            x += row.shift.get(at, 0.0)
            if {before, kind} == {Kind.HAN, Kind.WESTERN}:
                x += GAP
            before = kind
            if kind is Kind.BLANK:
                x += GAP
                continue
            if at > 0:
                x += row.opened
            advance = {Kind.WESTERN: WESTERN, Kind.MIDDLE: 0.5}.get(kind, 1.0)
            ink = (x + 0.6, x + 0.9) if kind is Kind.OPENING else (x, x + advance * 0.4)
            if kind is Kind.DASH:
                ink = (x, x + 1)
            glyphs.append(Glyph(char, begin + at, kind, *body_of(kind, x, advance, ink), ink))
            x += advance
        lines.append(SetLine(number, tuple(glyphs), number == len(rows), measure, text))
        begin += len(row.text)
    return SetParagraph("hand", text, measure, tuple(lines))


def set_by_face(word: str, stretch: float = 0.0) -> SetParagraph:
    """A word as the face spaces it, `stretch` added before its last letter."""
    starts = list(ADVANCES.word(word))
    starts[-1] += stretch
    glyphs = tuple(
        Glyph(char, at, Kind.WESTERN, x, x + ADVANCES.of(char), (x, x))
        for at, (char, x) in enumerate(zip(word, starts, strict=True))
    )
    line = SetLine(1, glyphs, True, 20, word)
    return SetParagraph("hand", word, 20, (line,))


HAN = "天地玄黄宇宙洪荒日月盈昃辰宿列张"


def one(text: str, opened: float = 0.0) -> SetParagraph:
    return paragraph(20, Row(text, opened))


def two(first: str, second: str, measure: float = 4) -> SetParagraph:
    return paragraph(measure, Row(first), Row(second))


def moved(text: str, at: int, by: float, opened: float = 0.0) -> SetParagraph:
    return paragraph(20, Row(text, opened, {at: by}))


TRIM = -0.5
CASES: dict[str, tuple[Check, list[SetParagraph], list[SetParagraph]]] = {
    "R1": (
        breaks.never_first,
        [two("天地玄", "黄宇"), two("天地", "——宇"), two("天地", "“宇”")],
        [two("天地", f"{char}宇") for char in "，。！？”』）》·—～％℃々"],
    ),
    "R2": (
        breaks.never_last,
        [two("天地”", "黄宇"), two("天地——", "宇宙")],
        [two(f"天地{char}", "宇宙") for char in "“‘《〈（【￥/"],
    ),
    "R3": (breaks.pair_not_first, [two("天地", "黄——")], [two("天", "——"), two("天", "……")]),
    "R6": (
        breaks.dash_whole,
        [one("天——地")],
        [moved("天——地", 2, 0.1), moved("天——地", 2, -0.1), two("天—", "—地")],
    ),
    "R7": (
        breaks.ellipsis_whole,
        [one("天……地")],
        [moved("天……地", 2, 0.1), two("天…", "…地")],
    ),
    "R9": (
        breaks.number_whole,
        [two("天26.05", "亿"), two("天12345678", "90123", 2), one("￥80")],
        [two("天26.", "05亿"), two("天45", "%"), two("天￥", "80"), two("天-", "3地")],
    ),
    "R9 soft": (breaks.counter_kept, [two("天12月", "地")], [two("天12", "月"), two("第", "5条")]),
    "R10": (
        breaks.word_whole,
        [two("天word", "地"), two("internat", "ional", 3), two("see", "www.example.org")],
        [two("天wo", "rd地"), two("don’", "t")],
    ),
    "R12": (
        marks.mark_box,
        [one("天，地"), moved("天，地", 2, TRIM), one("天（地）玄"), one("天，地玄", opened=0.2)],
        [moved("天，地", 1, 0.3), moved("天，地", 2, 0.2), moved("天（地", 2, 0.2)],
    ),
    "R13": (
        marks.middle_box,
        [one("天·地"), one("天/地"), one("天·地玄", opened=0.1)],
        [moved("天·地玄", 2, -0.2), moved("天·地玄", 1, 0.4)],
    ),
    "R14": (
        marks.quote_box,
        [one("天“地”玄"), moved("天“地”玄", 1, TRIM)],
        [moved("天“地”玄", 2, -0.2), moved("天“地”玄", 4, 0.3)],
    ),
    "R14 ’": (
        marks.apostrophe,
        [moved("don’t", 4, 0.0)],
        [moved("don’t", 4, 0.5)],
    ),
    "R15": (
        marks.interrobang,
        [
            paragraph(20, Row("天？！地玄", 0, {2: TRIM, 3: TRIM})),
            paragraph(20, Row("天！！！地玄", 0, {2: TRIM, 3: TRIM})),
            paragraph(20, Row("天？！”地玄", 0, {2: TRIM, 3: TRIM})),
        ],
        [one("天？！地玄"), one("天？！”地玄"), moved("天！！地玄", 2, TRIM)],
    ),
    "R16": (
        marks.adjacent_marks,
        [
            moved("天。”地玄", 2, TRIM),
            moved("天，“地玄", 2, TRIM),
            moved("天，“地玄", 2, -1.0),
            moved("天“‘地玄", 2, TRIM),
            moved("天。”地玄", 2, TRIM, opened=0.1),
        ],
        [
            one("天。”地玄"),
            one("天，“地玄"),
            one("天（《地玄"),
            moved("天。”地玄", 2, -0.7),
            moved("天，“地玄", 2, -1.2),
        ],
    ),
    "R19": (
        marks.line_end,
        [two("天地，", "玄", 2.5), two("天地”", "玄", 2.5)],
        [two("天地，", "玄", 3), two("天地。", "玄", 2)],
    ),
    "R20": (
        marks.line_start,
        [paragraph(4, Row("天地"), Row("“玄", 0, {0: TRIM}))],
        [two("天地", "“玄")],
    ),
    "R21": (gaps.bodies_apart, [one("天地玄")], [moved("天地玄", 1, -0.1)]),
    "R22": (
        gaps.word_spaces,
        [one("ab cd"), moved("ab cd", 3, 0.25)],
        [moved("ab cd", 3, -0.1), moved("ab cd", 3, 0.4)],
    ),
    "R23": (
        gaps.flush,
        [
            two("天地玄黄", "宇"),
            two("天地玄，", "宇", 3.5),
            two("天地玄，", "宇"),
            two("abcd", "ef"),
        ],
        [two("天地玄", "宇"), two("天地玄黄宇", "宙")],
    ),
    "R23 last": (
        gaps.last_line_natural,
        [one("天地玄黄"), two("天地玄", "宇宙")],
        [one("天地玄", opened=0.2), moved("天地玄", 1, -0.2)],
    ),
    "R24": (
        gaps.no_gap_at_edge,
        [two("天地", "ab玄")],
        [paragraph(4, Row("天地"), Row("ab玄", 0, {0: 0.25}))],
    ),
    "R27": (
        gaps.latin_gap,
        [one("天ab地"), moved("天ab地", 1, 0.25), moved("天ab地", 3, -0.1), one("天 a")],
        [moved("天ab地", 1, -0.25), moved("天ab地", 1, 0.4)],
    ),
    "R27 house": (
        gaps.latin_gap_house,
        [one("天ab地玄")],
        [one("天ab地玄", opened=0.4)],
    ),
    "R28": (
        gaps.no_gap_at_marks,
        [one("天ab，地"), one("天（ab）"), one("天，ab")],
        [moved("天ab，地", 3, 0.25), moved("天（ab）", 2, 0.25), moved("天，ab", 2, 0.25)],
    ),
    "R31": (
        breaks.no_runt,
        [two("天地玄黄", "宇宙。"), two("天地", "玄www.example.org/abcdefgh", 8)],
        [two("天地玄黄", "宇。"), two("天地玄黄", "12。")],
    ),
    "overflow": (
        breaks.no_overflow,
        [two("天地玄黄", "宇宙"), two("天地玄，", "宇", 3.5)],
        [two("天地玄黄宇", "宙"), moved("天地", 0, -0.2)],
    ),
    "even": (
        gaps.even_gaps,
        [one("天地玄", opened=0.3)],
        [moved("天地玄", 1, 0.1)],
    ),
    "loose": (
        gaps.not_loose,
        [paragraph(4, Row("天地玄", 0.2), Row("黄"))],
        [paragraph(4, Row("天地玄", 0.4), Row("黄"))],
    ),
}


@pytest.mark.parametrize("number", CASES)
def test_check_passes_what_is_right(number: str) -> None:
    check, good, _ = CASES[number]
    for held in good:
        broken = [finding for finding in check(held) if not finding.held]
        assert not broken, (held.text, broken)


@pytest.mark.parametrize("number", CASES)
def test_check_finds_what_is_wrong(number: str) -> None:
    check, _, bad = CASES[number]
    for broken in bad:
        assert any(not finding.held for finding in check(broken)), broken.text


@pytest.mark.parametrize("number", CASES)
def test_check_looks_at_what_it_passes(number: str) -> None:
    check, good, _ = CASES[number]
    assert any(list(check(held)) for held in good)


def test_words_are_held_against_the_face() -> None:
    check = partial(gaps.words_closed, advances=ADVANCES)
    assert [f.held for f in check(set_by_face("AVATAR"))] == [True]
    assert [f.held for f in check(set_by_face("1,250.05"))] == [True]
    assert [f.held for f in check(set_by_face("AVATAR", 0.1))] == [False]
    assert [f.held for f in check(set_by_face("26.05", -0.1))] == [False]


def test_every_rule_has_a_case() -> None:
    assert {rule.number for rule in rules(ADVANCES)} == {*CASES, "R8"}


def test_no_rule_is_judged_where_it_does_not_apply() -> None:
    plain = one(HAN)
    silent = {
        rule.number: list(rule.check(plain))
        for rule in rules(ADVANCES)
        if rule.number not in {"R21", "R23 last", "overflow", "even"}
    }
    assert not {number: found for number, found in silent.items() if found}


def test_breaks_within_an_address_are_not_judged() -> None:
    broken = two("天www.exa", "-mple.org")
    assert not list(breaks.never_first(broken))
    assert not list(breaks.word_whole(broken))


def test_marks_are_not_judged_where_nothing_tells_how_far_the_line_was_opened() -> None:
    unknown = paragraph(9, Row("“天”“地”"), Row("玄黄"))
    assert unknown.lines[0].opened is None
    assert not list(marks.adjacent_marks(unknown))


def test_ragged_line_end_is_no_matter_of_r19() -> None:
    assert not list(marks.line_end(two("天，", "玄黄", 9)))
    assert not [f.held for f in gaps.flush(two("天地，", "玄黄", 9)) if f.held]


def test_hyphen_put_in_may_divide_a_word() -> None:
    plain = two("intro", "duction", 9)
    first, second = plain.lines
    hyphen = Glyph("-", -1, Kind.WESTERN, 2.5, 3.0, (2.5, 3.0))
    hyphened = SetLine(1, (*first.glyphs, hyphen), False, 9, plain.text)
    assert [f.held for f in breaks.word_whole(plain)] == [False]
    changed = SetParagraph("hand", plain.text, 9, (hyphened, second))
    assert [f.held for f in breaks.word_whole(changed)] == [True]


def test_body_of_a_mark_is_the_half_with_its_ink() -> None:
    assert body_of(Kind.CLOSING, 3.0, 1.0, (3.1, 3.4)) == (3.0, 3.5)
    assert body_of(Kind.OPENING, 3.0, 1.0, (3.6, 3.9)) == (3.5, 4.0)
    assert body_of(Kind.OPENING, 3.0, 0.4, (3.1, 3.3)) == (3.0, 3.5)  # drawn for Latin
    assert body_of(Kind.HAN, 3.0, 1.0, (3.6, 3.9)) == (3.0, 4.0)


def test_kinds_depend_on_the_neighbours() -> None:
    assert kinds_of("don’t")[3] is Kind.WESTERN
    assert kinds_of("‘天’")[2] is Kind.CLOSING
    assert kinds_of("天/地")[1] is Kind.MIDDLE
    assert kinds_of("1/3")[1] is Kind.WESTERN
    assert kinds_of("1—9")[1] is Kind.OTHER
    assert kinds_of("天——地")[1:3] == (Kind.DASH, Kind.DASH)


def test_tokens_of_the_text() -> None:
    text = "￥1,250.5、-3℃、98%、12月、第5条、word don’t、https://a.example.org/12/34"
    assert [text[b:e] for b, e in numbers(text)] == ["￥1,250.5", "-3℃", "98%", "12"]
    assert [text[b:e] for b, e in words(text)] == ["word", "don’t"]
    assert [text[b:e] for b, e in counted(text)] == ["2月", "第5"]
