"""Between copy and composer: which faces and settings a type style means, and what copy lacks.

Inputs:  sourced copy, `HouseStyle`, `Catalogue`.
Outputs: `Copy` and `Setting` for the composer; diagnostics for characters no face has.
Units:   em of the style's size.
Source:  typography.md R30; "never tofu" is our rule.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from banmian.compose.breaking import Broken, alternatives, break_at, width_between
from banmian.compose.breaks import FORBIDDEN, WHOLE
from banmian.compose.figures import half_width
from banmian.compose.finalise import ComposedParagraph, finalise
from banmian.compose.paragraph import prepare_copy
from banmian.compose.prepare import Prepared
from banmian.compose.style import Beside, Copy, Measure, Setting, TypeRun
from banmian.editorial.story import PLAIN, Annotation
from banmian.errors import Diagnostic
from banmian.house.setting import Align, Figures
from banmian.house.style import TypeStyle
from banmian.makeup.between import beside_of, room_between_lines
from banmian.makeup.heads import EPSILON, HeadBreaks, HeadCopy, Wanted, break_head
from banmian.makeup.memo import Memo, Noted, once
from banmian.makeup.sense import MARK, NOT_MARKED, Joint, Segment, Sense, marks_in
from banmian.source.sourced import SourcedText
from banmian.typeface.catalogue import Catalogue
from banmian.typeface.coverage import missing_characters, missing_glyph
from banmian.typeface.face import Face
from banmian.units import Length

_UNPRINTED = frozenset("\u200b\u2060\n")


@dataclass(frozen=True, slots=True)
class Piece:
    """Copy in one face of a style: `face` is a catalogue key; a `name` is kept together (N15)."""

    text: SourcedText
    face: str
    name: bool = False
    annotation: Annotation = PLAIN


AS_FEW = Wanted()


@dataclass(frozen=True, slots=True)
class BrokenCopy:
    """Broken copy, and what its worst break does to the sense (`sense.POOR` and more: harm)."""

    broken: Broken
    worst: float = 0.0

    @property
    def widths(self) -> tuple[float, ...]:
        """How wide its lines are, in em."""
        return tuple(span.measure - span.slack for span in self.broken.spans)


@dataclass(slots=True)
class Setter:
    """Sets copy in the faces of a catalogue; collects what cannot be set.

    `whole` are names and terms that heads never break.
    """

    catalogue: Catalogue
    segment: Segment
    leading: Length
    faults: list[Diagnostic] = field(default_factory=list)
    notes: list[Diagnostic] = field(default_factory=list)
    whole: frozenset[str] = frozenset()
    memo: Memo = field(default_factory=Memo)
    _senses: dict[frozenset[str], Sense] = field(default_factory=dict)

    def noting(self, key: Hashable, source: object, make: Callable[[], Any]) -> Any:
        """Make something, or take it over; what is noted meanwhile is noted in either case."""
        kept = self.memo.take(key, source)
        if kept is not None:
            self.faults.extend(kept.faults)
            self.notes.extend(kept.notes)
            return kept.made
        faults, notes = len(self.faults), len(self.notes)
        made = make()
        noted = Noted(made, tuple(self.faults[faults:]), tuple(self.notes[notes:]))
        self.memo.keep(key, source, noted)
        return made

    def copy(self, pieces: Sequence[Piece], style: TypeStyle) -> Copy:
        """Make the composer's copy, noting what cannot be set or finds no room between lines."""
        runs = []
        for piece in pieces:
            chain = self.catalogue.chain(piece.face)
            self._check(piece.text, chain)
            beside = beside_of(piece.annotation, self.catalogue)
            for syllable in piece.annotation.readings:
                self._check(syllable, beside.faces)
            text = piece.text.text
            printed = half_width(text) if style.figures is Figures.HALF else text
            runs.append(TypeRun(printed, chain, name=piece.name, beside=beside))
        copy = Copy(tuple(runs))
        annotated = ((piece.text, piece.annotation) for piece in pieces)
        self.notes.extend(room_between_lines(annotated, copy, self._setting(style)))
        return copy

    def _setting(self, style: TypeStyle) -> Setting:
        return setting_of(style, self.leading)

    def _check(self, text: SourcedText, chain: tuple[Face, ...]) -> None:
        keys = tuple(face.key for face in chain)
        for index, char in missing_characters(text.text, chain):
            if char not in _UNPRINTED:
                self.faults.append(missing_glyph(char, text.place_of(index), keys))

    def set_one(
        self, copy: Copy, style: TypeStyle, width: Length, wanted: Wanted = AS_FEW
    ) -> ComposedParagraph:
        """Set copy the best way; what is not justified, in the number of lines wanted."""
        return finalise(self.broken(copy, style, width, wanted).broken)

    def broken(
        self, copy: Copy, style: TypeStyle, width: Length, wanted: Wanted = AS_FEW
    ) -> "BrokenCopy":
        """Break copy: running text by total fit, heads and single lines by sense."""
        key = copy, self._setting(style), measure_of(style, width), wanted, self.whole
        return once(self.memo.broken, key, lambda: self._break(copy, style, width, wanted))

    def _break(self, copy: Copy, style: TypeStyle, width: Length, wanted: Wanted) -> "BrokenCopy":
        prepared, measure = self.prepared(copy, style), measure_of(style, width)
        if style.align is Align.JUSTIFY:
            return BrokenCopy(min(alternatives(prepared, measure), key=lambda way: way.cost))
        found = self._by_sense(copy, prepared, measure, wanted)
        if found is not None:
            return BrokenCopy(break_at(prepared, measure, found.ends, found.cost), found.worst)
        return BrokenCopy(self._in_need(copy, style, measure, wanted), NOT_MARKED)

    def _by_sense(
        self, copy: Copy, prepared: Prepared, measure: Measure, wanted: Wanted
    ) -> HeadBreaks | None:
        """The best breaks; words are looked up only where marks and blanks do not do."""
        if not prepared.items:
            return HeadBreaks((), 0.0, 0.0)
        width = width_between(prepared, measure)
        count = len(prepared.items)
        if (wanted.lines or 1) == 1 and width(0, count) <= measure.at(0) + EPSILON:
            return HeadBreaks((count,), 0.0, 0.0)

        def chosen(joints: Iterable[Joint]) -> HeadBreaks | None:
            costs = _item_costs(prepared, {joint.at: joint.cost for joint in joints})
            return break_head(HeadCopy(count, costs, width, measure.narrowest), wanted)

        marks = marks_in(copy.text)
        if marks and (found := chosen(marks)) is not None:
            return found
        names = frozenset(run.text for run in copy.runs if run.name)
        return chosen(self._sense(names).joints(copy.text))

    def _in_need(self, copy: Copy, style: TypeStyle, measure: Measure, wanted: Wanted) -> Broken:
        """Break copy that no breaks by sense make fit, wherever the composer must."""
        joints = self._sense(frozenset()).joints(copy.text)
        text, runs, at = copy.text, [], 0
        for run in copy.runs:
            cuts = {joint.at for joint in joints if not joint.marked}
            marked_up = (
                MARK * (index in cuts) + text[index] for index in range(at, at + len(run.text))
            )
            runs.append(replace(run, text="".join(marked_up)))
            at += len(run.text)
        ways = alternatives(self.prepared(Copy(tuple(runs)), style), measure)
        if wanted.lines is None:
            return min(ways, key=lambda way: way.cost)
        lines = wanted.lines
        return min(ways, key=lambda way: (abs(len(way.spans) - lines), way.cost))

    def _sense(self, names: frozenset[str]) -> Sense:
        whole = self.whole | names
        if whole not in self._senses:
            self._senses[whole] = Sense(self.segment, whole)
        return self._senses[whole]

    def prepared(self, copy: Copy, style: TypeStyle) -> Prepared:
        """Shape and measure copy once: all in em, it serves every size and every measure."""
        setting = self._setting(style)
        if all(run.beside == Beside() for run in copy.runs):
            setting = replace(setting, line_gap=0.0)  # nothing stands there
        return once(self.memo.prepared, (copy, setting), lambda: prepare_copy(copy, setting))


def _item_costs(prepared: Prepared, costs: Mapping[int, float]) -> dict[int, float]:
    """What ending a line before an item costs, where both sense and the rules allow it."""
    found = {}
    for index, item in enumerate(prepared.items[1:], 1):
        rule = prepared.costs[index - 1]
        if item.start in costs and rule < WHOLE:
            found[index] = costs[item.start] + (rule if rule < FORBIDDEN else 0.0)
    return found


def measure_of(style: TypeStyle, *widths: Length) -> Measure:
    """The measure that lines of some widths give a style, in em; its inset comes off both sides.

    Line n has the nth width, later lines the last.
    """
    return Measure(tuple((width - style.inset * 2) / style.size for width in widths))


def setting_of(style: TypeStyle, leading: Length) -> Setting:
    """The composer's view of a type style; heads (not justified) break by sense.

    `leading` is the page grid's, for styles that keep to it.
    """
    pitch = leading / style.size if style.pitch is None else style.pitch
    return Setting(
        indent=style.indent,
        align=style.align,
        marks=style.marks,
        blank=style.blank,
        tracking=style.tracking,
        vertical=style.vertical,
        match_names=style.match_names,
        hyphenate=style.hyphenate,
        breaks_by_sense=style.align is not Align.JUSTIFY,
        line_gap=max(pitch - 1, 0.0),
    )
