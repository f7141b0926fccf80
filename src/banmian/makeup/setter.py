"""Between copy and composer: which faces and settings a type style means, and what copy lacks.

Inputs:  sourced copy, `HouseStyle`, `Catalogue`.
Outputs: `Copy` and `Setting` for the composer; diagnostics for characters no face has.
Units:   em of the style's size.
Source:  typography.md R30; "never tofu" is our rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from banmian.compose.breaking import BAD_BREAK, Broken, alternatives
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
from banmian.makeup.sense import Segment, break_by_sense
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


@dataclass(slots=True)
class Setter:
    """Sets copy in the faces of a catalogue; collects what cannot be set."""

    catalogue: Catalogue
    segment: Segment
    leading: Length
    faults: list[Diagnostic] = field(default_factory=list)
    notes: list[Diagnostic] = field(default_factory=list)
    _prepared: dict[tuple[Copy, Setting], Prepared] = field(default_factory=dict)

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
        self, copy: Copy, style: TypeStyle, width: Length, lines: int | None = None
    ) -> ComposedParagraph:
        """Set copy the best way, or in the number of lines nearest to the one asked for."""
        return finalise(self._best(copy, style, width, lines))

    def widths(
        self, copy: Copy, style: TypeStyle, width: Length, lines: int | None = None
    ) -> tuple[float, ...]:
        """How wide the lines would be, in em, if copy were set so."""
        return tuple(
            span.measure - span.slack for span in self._best(copy, style, width, lines).spans
        )

    def _best(self, copy: Copy, style: TypeStyle, width: Length, lines: int | None) -> Broken:
        ways = self._ways(copy, style, measure_of(style, width))
        if lines is None:
            return min(ways, key=lambda way: way.cost)
        return min(ways, key=lambda way: (abs(len(way.spans) - lines), way.cost))

    def _ways(self, copy: Copy, style: TypeStyle, measure: Measure) -> tuple[Broken, ...]:
        """Break copy by the marks it has; a head without marks that is too long, by its words."""
        ways = alternatives(self.prepared(copy, style), measure)
        for in_quotes in (False, True):
            if style.align is Align.JUSTIFY or ways[0].cost < BAD_BREAK:
                break
            runs = tuple(
                replace(run, text=break_by_sense(run.text, self.segment, in_quotes=in_quotes))
                for run in copy.runs
            )
            ways = alternatives(self.prepared(Copy(runs), style), measure)
        return ways

    def prepared(self, copy: Copy, style: TypeStyle) -> Prepared:
        """Shape and measure copy once: all in em, it serves every size and every measure."""
        setting = self._setting(style)
        if all(run.beside == Beside() for run in copy.runs):
            setting = replace(setting, line_gap=0.0)  # nothing stands there
        key = copy, setting
        if key not in self._prepared:
            self._prepared[key] = prepare_copy(copy, setting)
        return self._prepared[key]


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
