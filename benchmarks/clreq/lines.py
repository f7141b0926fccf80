"""A paragraph as an engine set it: lines of glyphs with their bodies, and the gaps between them.

Inputs:  made by `readback`, or by hand in tests.
Outputs: `Glyph`, `SetLine`, `SetParagraph`.
Units:   em of the body size, x from the left edge of the measure.
Source:  our choice: a 1 em mark is judged by its body, the half em that holds its ink. Whether an
         engine trims by a font feature, by kerning or by moving the glyph is then all the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from statistics import median

from benchmarks.clreq.kinds import TRIMMED, Kind

HALF = 0.5

Extent = tuple[float, float]  # left and right edge


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character on a line.

    Attributes:
        char: the character.
        index: where it stands in the paragraph's text; -1 for a hyphen the engine put in.
        kind: what it is to the rules.
        left: left edge of its body.
        right: right edge of its body.
        ink: left and right edge of what is drawn.
    """

    char: str
    index: int
    kind: Kind
    left: float
    right: float
    ink: Extent


def body_of(kind: Kind, origin: float, advance: float, ink: Extent) -> Extent:
    """The body: for a mark of 1 em the half of its em that has the ink."""
    if kind not in TRIMMED:
        return origin, origin + advance
    if (ink[0] + ink[1]) / 2 > origin + HALF:
        return origin + HALF, origin + 2 * HALF
    return origin, origin + HALF


@dataclass(frozen=True, slots=True)
class Gap:
    """Two neighbours on a line."""

    left: Glyph
    right: Glyph
    typed: bool  # a blank was typed between them

    @property
    def white(self) -> float:
        """The distance between the two bodies."""
        return self.right.left - self.left.right

    @property
    def kinds(self) -> tuple[Kind, Kind]:
        """What meets here."""
        return self.left.kind, self.right.kind

    @property
    def text(self) -> str:
        """The two characters, for messages."""
        return self.left.char + (" " if self.typed else "") + self.right.char


@dataclass(frozen=True)
class SetLine:
    """One line of a paragraph; never empty."""

    number: int  # from 1
    glyphs: tuple[Glyph, ...]
    last: bool
    measure: float
    source: str  # the whole paragraph

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Every pair of neighbours, left to right."""
        return tuple(
            Gap(a, b, " " in self.source[a.index + 1 : b.index] if b.index >= 0 else False)
            for a, b in zip(self.glyphs, self.glyphs[1:], strict=False)
        )

    @cached_property
    def han_gaps(self) -> tuple[float, ...]:
        """The white between Han characters that stand side by side."""
        both = (Kind.HAN, Kind.HAN)
        return tuple(gap.white for gap in self.gaps if gap.kinds == both and not gap.typed)

    @cached_property
    def opened(self) -> float | None:
        """What justification put into each gap; None where the line has no place to tell."""
        if self.han_gaps:
            return max(0.0, median(self.han_gaps))
        return 0.0 if self.last else None

    @property
    def text(self) -> str:
        """The characters of the line."""
        return "".join(glyph.char for glyph in self.glyphs)


@dataclass(frozen=True)
class SetParagraph:
    """A paragraph set to a measure by an engine."""

    name: str
    text: str
    measure: float
    lines: tuple[SetLine, ...]

    @cached_property
    def line_of(self) -> dict[int, SetLine]:
        """Which line each character of the text stands on."""
        return {glyph.index: line for line in self.lines for glyph in line.glyphs}

    @cached_property
    def glyph_of(self) -> dict[int, Glyph]:
        """The glyph of each character of the text that is printed."""
        return {glyph.index: glyph for line in self.lines for glyph in line.glyphs}

    def boundaries(self) -> Iterator[tuple[SetLine, SetLine]]:
        """Every line with the one after it."""
        yield from zip(self.lines, self.lines[1:], strict=False)
