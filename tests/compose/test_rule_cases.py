"""Runs cases/*.cases: one rule in one line, in every face the project ships.

A line is `RULE | KIND OPTIONS | TEXT | WHAT IS WANTED`; cases/README.md tells the kinds.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from banmian.compose.breaking import alternatives, break_lines, first_fit
from banmian.compose.cluster import Cluster
from banmian.compose.finalise import ComposedLine, ComposedParagraph, finalise
from banmian.compose.paragraph import prepare_copy
from banmian.compose.style import Copy, Measure, Setting
from banmian.house.punctuation import MARK_STYLES, Blank, Marks, PunctuationStyle
from banmian.house.setting import Align
from banmian.typeface.catalogue import Catalogue, load_catalogue

FOLDER = Path(__file__).resolve().parent / "cases"
CLOSE = 0.002  # em
HAN = "国"


@dataclass(frozen=True)
class Case:
    place: str
    rule: str
    kind: str
    options: dict[str, str]
    text: str
    wanted: str


def read_cases() -> Iterator[Case]:
    for path in sorted(FOLDER.glob("*.cases")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            place = f"{path.name}:{number}"
            fields = [field.strip(" ") for field in line.split(" | ")]
            assert len(fields) in {3, 4}, f"{place}: three or four fields"
            rule, kind, text = fields[:3]
            assert re.fullmatch(r"R([1-9]|[12]\d|3\d)", rule), f"{place}: {rule}"
            name, *words = kind.split()
            assert name in KINDS, f"{place}: {name}"
            options = dict(zip(words[::2], words[1::2], strict=True))
            assert set(options) <= OPTIONS, f"{place}: {kind}"
            wanted = fields[3] if len(fields) == 4 else ""
            yield Case(place, rule, name, options, _unescaped(text), _unescaped(wanted))


def _unescaped(text: str) -> str:
    """{200B} is U+200B, {国*12} are twelve 国."""
    text = re.sub(r"\{(\S)\*(\d+)\}", lambda match: match[1] * int(match[2]), text)
    return re.sub(r"\{([0-9A-F]{2,5})\}", lambda match: chr(int(match[1], 16)), text)


OPTIONS = {
    "measure", "indent", "style", "line-start", "hanging", "align", "face", "line", "looseness",
    "fit", "sense", "hyphenate",
}  # fmt: skip


@cache
def _catalogue() -> Catalogue:
    return load_catalogue(FOLDER.parents[2] / "fonts")


def _marks(options: dict[str, str]) -> PunctuationStyle:
    edge = options.get("line-start")
    return MARK_STYLES[Marks(options.get("style", "full"))].changed(
        line_start=None if edge is None else Blank(edge),
        hanging={"yes": True, "no": False, None: None}[options.get("hanging")],
    )


def _set(case: Case, key: str, text: str, measure: str = "") -> ComposedParagraph:
    options = case.options
    setting = Setting(
        indent=float(options.get("indent", "0")),
        align=Align(options.get("align", "justify")),
        marks=_marks(options),
        breaks_by_sense="sense" in options,
        hyphenate="hyphenate" in options,
    )
    prepared = prepare_copy(Copy.plain(text, _catalogue().chain(key)), setting)
    numbers = (measure or options.get("measure", "200")).split(",")
    width = Measure(tuple(float(number) for number in numbers))
    if options.get("fit") == "first":
        return finalise(first_fit(prepared, width))
    return finalise(break_lines(prepared, width, int(options.get("looseness", "0"))))


def _text(line: ComposedLine) -> str:
    return "".join(cluster.text + cluster.blank for cluster in line.clusters)


def _line(case: Case, key: str, text: str) -> ComposedLine:
    return _set(case, key, text).lines[int(case.options.get("line", "1")) - 1]


def _numbers(text: str) -> list[float]:
    return [float(word) for word in text.split()]


def _white(left: Cluster, right: Cluster) -> float:
    return right.x - left.x - left.advance


# ---------------------------------------------------------------- kinds


def lines(case: Case, key: str) -> None:
    """The lines a paragraph is broken into; a bar stands between them."""
    found = [_text(line) for line in _set(case, key, case.text).lines]
    assert " / ".join(found) == case.wanted


def count(case: Case, key: str) -> None:
    """How many lines a paragraph has."""
    assert len(_set(case, key, case.text).lines) == int(case.wanted)


def counts(case: Case, key: str) -> None:
    """The numbers of lines a paragraph may be set in."""
    prepared = prepare_copy(Copy.plain(case.text, _catalogue().chain(key)), Setting())
    ways = alternatives(prepared, Measure.of(float(case.options["measure"])))
    assert [len(way.spans) for way in ways] == _numbers(case.wanted)


def width(case: Case, key: str) -> None:
    """What a text takes between two Han characters, natural."""
    (line,) = _set(case, key, HAN + case.text + HAN).lines
    assert line.clusters[-1].x - 1 == pytest.approx(float(case.wanted), abs=CLOSE)


def advances(case: Case, key: str) -> None:
    """The boxes of a line."""
    found = [cluster.advance for cluster in _line(case, key, case.text).clusters]
    assert found == pytest.approx(_numbers(case.wanted), abs=CLOSE)


def starts(case: Case, key: str) -> None:
    """The left edges of a line's boxes."""
    found = [cluster.x for cluster in _line(case, key, case.text).clusters]
    assert found == pytest.approx(_numbers(case.wanted), abs=CLOSE)


def whites(case: Case, key: str) -> None:
    """The white between the boxes of a line."""
    line = _line(case, key, case.text).clusters
    found = [_white(left, right) for left, right in pairwise(line)]
    assert found == pytest.approx(_numbers(case.wanted), abs=CLOSE)


def gap(case: Case, key: str) -> None:
    """The white at the place marked ¦, natural unless a measure is given."""
    left, right = case.text.split("¦")
    for line in _set(case, key, left + right).lines:
        for one, other in pairwise(line.clusters):
            if other.start == len(left):
                assert _white(one, other) == pytest.approx(float(case.wanted), abs=CLOSE)
                return
    pytest.fail("the two stand on no line together")


def items(case: Case, key: str) -> None:
    """The items a text makes, a blank between them."""
    (line,) = _set(case, key, case.text).lines
    assert [cluster.text for cluster in line.clusters] == case.wanted.split(" ")


class Placed(NamedTuple):
    """A text set among Han characters: its offset, where lines begin and end, and the lines."""

    offset: int
    begins: set[int]
    ends: set[int]
    lines: list[str]


def _placings(case: Case, key: str, text: str) -> Iterator[Placed]:
    """A text at many places and measures."""
    for before in range(13):
        for measure in ("6", "7.5", "9", "11.25"):
            found = _set(case, key, HAN * before + text + HAN * 9, measure).lines
            begins = {line.clusters[0].start for line in found[1:]}
            lasts = [line.clusters[-1] for line in found[:-1]]
            ends = {last.start + len(last.text) for last in lasts}
            yield Placed(before, begins, ends, [_text(line) for line in found])


def never_first(case: Case, key: str) -> None:
    """Texts that never begin a line but the first."""
    for token in case.text.split(" "):
        for placed in _placings(case, key, token):
            assert not placed.offset or placed.offset not in placed.begins, placed.lines


def never_last(case: Case, key: str) -> None:
    """Texts that never end a line but the last."""
    for token in case.text.split(" "):
        for placed in _placings(case, key, token):
            assert placed.offset + len(token) not in placed.ends, placed.lines


def may_first(case: Case, key: str) -> None:
    """Texts that some line begins with: no rule forbids it."""
    for token in case.text.split(" "):
        placings = [placed for placed in _placings(case, key, token) if placed.offset]
        assert any(placed.offset in placed.begins for placed in placings), token


def may_last(case: Case, key: str) -> None:
    """Texts that some line ends with: no rule forbids it."""
    for token in case.text.split(" "):
        placings = _placings(case, key, token)
        assert any(placed.offset + len(token) in placed.ends for placed in placings), token


def whole(case: Case, key: str) -> None:
    """Texts that are never divided where a line has room for them."""
    for token in case.text.split("  "):
        for placed in _placings(case, key, token):
            inner = set(range(placed.offset + 1, placed.offset + len(token)))
            assert not inner & placed.begins, placed.lines


def divides(case: Case, key: str) -> None:
    """Texts that are divided at ¦ on some measure: no rule keeps them whole."""
    left, right = case.text.split("¦")
    placings = _placings(case, key, left + right)
    assert any(placed.offset + len(left) in placed.ends for placed in placings)


def ink(case: Case, key: str) -> None:
    """Marks whose ink lies within their body: the half of the em that is not blank."""
    for mark in case.text.split(" "):
        (line,) = _set(case, key, HAN + mark + HAN).lines
        cluster = line.clusters[1]
        (glyph,) = cluster.face.shape(mark)
        left, _, right, _ = cluster.face.ink(glyph.gid)
        body = cluster.x + (cluster.advance - 0.5 if case.wanted == "right" else 0)
        assert body - 0.02 <= cluster.pens[0] + left
        assert cluster.pens[0] + right <= body + 0.52


Kind = Callable[[Case, str], None]
KINDS: dict[str, Kind] = {
    kind.__name__.replace("_", "-"): kind
    for kind in (
        lines, count, counts, width, advances, starts, whites, gap, items,
        never_first, never_last, may_first, may_last, whole, divides, ink,
    )
}  # fmt: skip
CASES = list(read_cases())


@pytest.mark.parametrize("case", CASES, ids=[f"{case.rule}-{case.place}" for case in CASES])
def test_case(case: Case) -> None:
    keys = (case.options["face"],) if "face" in case.options else _catalogue().keys
    for key in keys:
        try:
            KINDS[case.kind](case, key)
        except AssertionError as fault:
            fault.add_note(f"{case.place}, in {key}: {case.rule} {case.kind} {case.text}")
            raise


def test_every_rule_of_the_line_has_cases() -> None:
    ruled = {int(case.rule[1:]) for case in CASES}
    assert {*range(1, 4), *range(6, 26), 27, 28, 30, 31, 33} <= ruled


def test_a_wrong_case_fails() -> None:
    case = Case("here", "R16", "width", {}, "，“", "2.0")
    with pytest.raises(AssertionError):
        test_case(case)
    with pytest.raises(AssertionError):
        test_case(replace(case, kind="never-first", text="国"))
