"""How a paragraph is to be set: the choices a house makes, read once into plain values.

Inputs:  a layout's type styles, faces.
Outputs: `Setting`, `TypeRun`, `Beside`, `Copy`, `Measure`.
Units:   em of the paragraph's own size, plain floats.
Source:  docs/typography.md, "House defaults".
"""

from collections.abc import Sequence
from dataclasses import dataclass

from banmian.house.punctuation import FULL_MARKS, PunctuationStyle
from banmian.house.setting import Align
from banmian.typeface.face import Face


@dataclass(frozen=True, slots=True)
class Beside:
    """What a run carries between the lines (R35, R36).

    Attributes:
        dots: every Han character has an emphasis dot.
        name: which proper name it belongs to, a number for each name of the copy; 0 for none.
        readings: pinyin, a syllable for each Han character, or nothing.
        faces: the faces to try in turn for the syllables.
    """

    dots: bool = False
    name: int = 0
    readings: tuple[str, ...] = ()
    faces: tuple[Face, ...] = ()


PLAIN = Beside()


@dataclass(frozen=True, slots=True)
class TypeRun:
    """A stretch of copy in one face: the faces to try in turn, and its size against the body.

    A `name` is kept together, and with what stands before it where that can be (N15, N16).
    """

    text: str
    faces: tuple[Face, ...]
    scale: float = 1.0
    name: bool = False
    beside: Beside = PLAIN

    def is_set_like(self, other: "TypeRun") -> bool:
        """Whether both look alike, so that their text is shaped as one."""
        return self.scale == other.scale and self.faces == other.faces


@dataclass(frozen=True, slots=True)
class Measure:
    """The widths a paragraph's lines may fill: line n has `widths[n]`, later lines the last."""

    widths: tuple[float, ...]

    @classmethod
    def of(cls, width: float) -> "Measure":
        """Every line has the same width."""
        return cls((width,))

    def at(self, line: int) -> float:
        """The width of line number `line`, from 0."""
        return self.widths[line] if line < len(self.widths) else self.widths[-1]

    @property
    def narrowest(self) -> float:
        """The smallest width any line has."""
        return min(self.widths)


@dataclass(frozen=True, slots=True)
class Setting:
    """The composing choices of one type style.

    Attributes:
        indent: white before the first line (R30).
        align: justified, or set natural to one side.
        marks: the punctuation style.
        latin_gap: natural gap between Han and Western (R27).
        blank: width of a typed blank between Han characters; None takes the face's own.
        breaks_by_sense: break only where U+200B or a typed blank allows it (headlines).
        min_last: Han characters the last line must hold (R31).
        tracking: white added to every gap, for copyfitting.
        vertical: lines are columns, read from the right to the left (R37).
        hyphenate: divide English words by the dictionary (R10).
        match_names: set the two characters of a name an em apart, to match names of three (N15).
        line_gap: the white between two lines, for what stands there (R35, R36).
    """

    indent: float = 0.0
    align: Align = Align.JUSTIFY
    marks: PunctuationStyle = FULL_MARKS
    latin_gap: float = 0.25
    blank: float | None = None
    breaks_by_sense: bool = False
    min_last: int = 2
    tracking: float = 0.0
    vertical: bool = False
    match_names: bool = False
    hyphenate: bool = False
    line_gap: float = 0.5

    @property
    def justifies(self) -> bool:
        """Whether white is squeezed and opened to make lines flush: not on a grid (R33)."""
        return self.align is Align.JUSTIFY and not self.marks.cells


@dataclass(frozen=True, slots=True)
class Copy:
    """One paragraph's text in its runs."""

    runs: tuple[TypeRun, ...]

    @classmethod
    def plain(cls, text: str, faces: Sequence[Face]) -> "Copy":
        """Copy in a single face."""
        return cls((TypeRun(text, tuple(faces)),))

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(run.text for run in self.runs)
