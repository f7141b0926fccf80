"""Compose paragraphs that stand in no page: the window on the composer.

Inputs:  text or JSON lines; measure, indent, face.
Outputs: for each paragraph its lines as [[text, x, advance], …], and --explain's facts.
Units:   em of the body size.
Source:  docs/cli.md, `compose`: the shape of the output is a contract with programs.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeGuard

from banmian.compose.breaking import break_lines, first_fit
from banmian.compose.figures import half_width
from banmian.compose.finalise import ComposedLine, ComposedParagraph, finalise
from banmian.compose.paragraph import prepare_copy
from banmian.compose.style import Copy, Measure, Setting
from banmian.editorial.script import joins_without_blank
from banmian.errors import Diagnostic, Place, UsageError
from banmian.house.punctuation import FULL_MARKS, PunctuationStyle
from banmian.house.setting import Figures
from banmian.pipeline.beside_json import annotations
from banmian.pipeline.lacking import lacking
from banmian.typeface.catalogue import Catalogue
from banmian.typeface.coverage import missing_characters

LINE_GAP = 0.6  # em of white between the lines of a painted sample


@dataclass(frozen=True, slots=True)
class Sample:
    """A paragraph to be composed, and where it was read.

    `name` is given back as it was read. `source` is what stands at `place`, with its line ends: a
    fault names its place in there.
    """

    name: str | float
    text: str
    width: float
    indent: float
    place: Place
    source: str = ""

    def place_of(self, char: str) -> Place:
        """Where a character of the text stands first in the file."""
        before, found, _ = self.source.partition(char)
        if not found:
            return self.place  # written as an escape in JSON
        line = (self.place.line or 1) + before.count("\n")
        return Place(self.place.file, line, len(before) - (before.rfind("\n") + 1) + 1)


@dataclass(frozen=True, slots=True)
class SampleSetting:
    """How samples are composed."""

    face: str = "song"
    marks: PunctuationStyle = FULL_MARKS
    first_fit: bool = False
    vertical: bool = False
    looseness: int = 0
    figures: Figures = Figures.TYPED
    hyphenate: bool = False


@dataclass(frozen=True, slots=True)
class ComposedSample:
    """A sample and how it was set."""

    sample: Sample
    copy: Copy
    composed: ComposedParagraph


def read_samples(text: str, shown_as: str, default: Sample, *, as_lines: bool) -> list[Sample]:
    """Read one paragraph of plain text, or a paragraph a line of JSON.

    Args:
        text: the file.
        shown_as: its name in messages.
        default: width and indent where a line gives none.
        as_lines: JSON lines.

    Raises:
        UsageError: a line is not the JSON object that is expected; the indent fills the measure.
    """
    if not as_lines:
        if default.indent >= default.width:
            fault = f"the indent, {default.indent:g}, is not less than the measure"
            raise UsageError.of("bad-sample", fault, hint=f"the measure is {default.width:g} em")
        one = one_paragraph(text)
        return [
            Sample(default.name, one, default.width, default.indent, Place(shown_as, 1, 1), text)
        ]
    samples: list[Sample] = []
    faults: list[Diagnostic] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            read = _read_line(line, Place(shown_as, number, 1), default)
            (samples if isinstance(read, Sample) else faults).append(read)  # type: ignore[arg-type]
    if faults:
        raise UsageError(faults)
    return samples


def one_paragraph(text: str) -> str:
    """The lines in one, as inside a paragraph of a story: docs/content.md, line ends."""
    joined = ""
    for line in text.splitlines():
        words = line.strip()
        blank = words and joined and not joins_without_blank(joined[-1], words[0])
        joined += f" {words}" if blank else words
    return joined


_HINT = 'a line is {"id": "a", "text": "…", "width_em": 13} and may have "indent_em"'
WIDTH_LIMITS = (1, 1000)
_HALVES = re.compile("[\ud800-\udfff]")


def _read_line(line: str, place: Place, default: Sample) -> Sample | Diagnostic:
    try:
        facts = json.loads(line)
    except ValueError as fault:
        return Diagnostic("bad-sample", f"not JSON: {fault}", place, _HINT)
    except RecursionError:
        return Diagnostic("bad-sample", "the JSON is nested too deeply", place, _HINT)
    if not isinstance(facts, dict):
        return Diagnostic("bad-sample", "the line is JSON, but no object", place, _HINT)
    width = facts.get("width_em", default.width)
    indent = facts.get("indent_em", default.indent)
    wrong = _wrong_words(facts) or _wrong_widths(width, indent)
    if wrong is not None:
        return Diagnostic("bad-sample", wrong, place, _HINT)
    text = one_paragraph(facts["text"]) if "\n" in facts["text"] else facts["text"]
    return Sample(facts["id"], text, float(width), float(indent), place, line)


def _wrong_words(facts: dict[str, object]) -> str | None:
    """Name the id or the text of a line, if it is missing or wrong."""
    for key in ("id", "text"):
        if key not in facts:
            return f"the field {key!r} is missing"
    if not _is_number(facts["id"]) and not isinstance(facts["id"], str):
        return f"id must be text or a number, not {facts['id']!r}"
    if not isinstance(facts["text"], str):
        return f"text must be text, not {facts['text']!r}"
    if _HALVES.search(f"{facts['id']}{facts['text']}"):
        return "the line has half a character, a lone surrogate from U+D800 to U+DFFF"
    return None


def _wrong_widths(width: object, indent: object) -> str | None:
    """Name the measure or the indent of a line, if it is out of its limits."""
    least, most = WIDTH_LIMITS
    if not _is_number(width) or not least <= width <= most:
        return f"width_em must be a number from {least} to {most}, not {width!r}"
    if not _is_number(indent) or not 0 <= indent < width:
        return f"indent_em must be a number from 0 to less than width_em, {width}; not {indent!r}"
    return None


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


@dataclass(frozen=True, slots=True)
class SampleCopies:
    """The copy of every sample, and the characters in them that no face has."""

    copies: tuple[Copy, ...]
    warnings: tuple[Diagnostic, ...]


def plain_copies(samples: list[Sample], face: str, catalogue: Catalogue) -> SampleCopies:
    """The copy of every sample, its text as it is."""
    chain = catalogue.chain(face)
    warnings = tuple(
        lacking(char, sample.name, sample.place_of(char), chain)
        for sample in samples
        for _, char in missing_characters(sample.text, chain)
    )
    return SampleCopies(tuple(Copy.plain(sample.text, chain) for sample in samples), warnings)


def compose_samples(
    samples: list[Sample], copies: Iterable[Copy], setting: SampleSetting
) -> Iterator[ComposedSample]:
    """Compose every sample's copy; what no face has gets an em, as most that have it would give."""
    for sample, typed in zip(samples, copies, strict=True):
        copy = _half_width(typed) if setting.figures is Figures.HALF else typed
        house = Setting(
            indent=sample.indent,
            marks=setting.marks,
            vertical=setting.vertical,
            hyphenate=setting.hyphenate,
            line_gap=LINE_GAP,
        )
        prepared = prepare_copy(copy, house)
        measure = Measure.of(sample.width)
        if setting.first_fit:
            broken = first_fit(prepared, measure)
        else:
            broken = break_lines(prepared, measure, setting.looseness)
        yield ComposedSample(sample, copy, finalise(broken))


def _half_width(copy: Copy) -> Copy:
    return Copy(tuple(replace(run, text=half_width(run.text)) for run in copy.runs))


def as_json(composed: ComposedSample, *, explain: bool = False) -> str:
    """One line of JSON: the items of every line, in visual order."""
    facts: dict[str, object] = {
        "id": composed.sample.name,
        "lines": [
            [[c.text, round(c.x, 4), round(c.advance, 4)] for c in line.clusters]
            for line in composed.composed.lines
        ],
    }
    beside = annotations(composed.composed)
    if beside:
        facts["annotations"] = beside
    if explain:
        facts["explain"] = [_explained(line) for line in composed.composed.lines]
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


_LEVELS = (
    ("R21 (2) word spaces", 0),
    ("R21 (4) brackets", 1),
    ("R21 (5) ，、；：", 2),
    ("R21 (6) Han–Western gaps", 3),
    ("R21 (7) 。？！", 4),
)


def _explained(line: ComposedLine) -> dict[str, object]:
    """How a line was brought to its measure, rule by rule."""
    squeeze = line.squeeze
    rules = {
        name: round(-squeeze.squeezed[level], 4)
        for name, level in _LEVELS
        if squeeze.squeezed[level]
    }
    if line.hung:
        rules["R25 hung outside"] = round(line.hung, 4)
    if squeeze.opened:
        rules["R22 (1–2) word spaces and Han–Western gaps"] = round(squeeze.opened, 4)
    if squeeze.even:
        rules["R22 (3) every gap"] = round(squeeze.even, 4)
    return {
        "text": "".join(cluster.text + cluster.blank for cluster in line.clusters),
        "measure_em": round(line.measure, 4),
        "width_em": round(line.width, 4),
        "last": line.last,
        "rules": rules,
    }
