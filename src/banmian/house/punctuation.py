"""Punctuation styles as data: what blank marks keep, where they stand, whether they may hang.

Inputs:  none.
Outputs: `PunctuationStyle`; the built-in ones by name, `MARK_STYLES`.
Units:   em of the mark's own size.
Source:  CLREQ "Punctuation Adjustment Space", "Compression of punctuation marks at line start or
         line end", "Hanging Punctuation Marks at Line End", "Handling of Grid Alignment in Chinese
         and Western Mixed Text Composition": R12, R16, R19, R20, R25, R33.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType


class Mark(StrEnum):
    """The kinds of marks that are half ink and half blank."""

    OPENING = "opening"  # （《“
    CLOSING = "closing"  # ）》”
    PAUSE = "pause"  # ，、；：
    STOP = "stop"  # 。？！


class Blank(StrEnum):
    """What becomes of a mark's blank half in a certain place."""

    FULL = "full"  # it stays
    TRIM = "trim"  # it goes


@dataclass(frozen=True, slots=True)
class PunctuationStyle:
    """How marks are set.

    Attributes:
        whole: the kinds that take a whole em inside a line; all others take half (R12).
        adjacent: the blanks between marks that meet (R16, R17).
        line_start: the blank of an opening mark at the start of a line (R20).
        line_end: the blank of a mark at the end of a line (R19).
        hanging: a 。，、：；？！ that meets no other mark may stand behind the measure (R25).
        cells: every character stands in a cell of one em, and no line is justified (R33).

    Raises:
        ValueError: marks are to stand in cells, but not to fill them.
    """

    whole: frozenset[Mark] = frozenset(Mark)
    adjacent: Blank = Blank.TRIM
    line_start: Blank = Blank.TRIM
    line_end: Blank = Blank.TRIM
    hanging: bool = False
    cells: bool = False

    def __post_init__(self) -> None:
        """Refuse cells that marks do not fill."""
        blanks = {self.adjacent, self.line_start, self.line_end}
        if self.cells and (self.whole != frozenset(Mark) or blanks != {Blank.FULL}):
            message = "on the character grid every mark keeps its em, at line starts, too"
            raise ValueError(message)

    def changed(
        self,
        *,
        whole: Iterable[Mark] | None = None,
        line_start: Blank | None = None,
        hanging: bool | None = None,
    ) -> "PunctuationStyle":
        """The style with what is given in place of its own.

        Raises:
            ValueError: as above.
        """
        return replace(
            self,
            whole=self.whole if whole is None else frozenset(whole),
            line_start=self.line_start if line_start is None else line_start,
            hanging=self.hanging if hanging is None else hanging,
        )


class Marks(StrEnum):
    """The names of the built-in styles."""

    FULL = "full"  # 全身: one em, trimmed beside other marks and at line edges
    OPEN = "open"  # 开明: full stops one em, all others half
    HALF = "half"  # 半身: every mark half an em (headlines)
    GRID = "grid"  # 网格: every mark in a cell of its own, as the characters (纵横对齐)


MARK_STYLES: Mapping[Marks, PunctuationStyle] = MappingProxyType(
    {
        Marks.FULL: PunctuationStyle(),
        Marks.OPEN: PunctuationStyle(whole=frozenset({Mark.STOP})),
        Marks.HALF: PunctuationStyle(whole=frozenset()),
        Marks.GRID: PunctuationStyle(
            adjacent=Blank.FULL,
            line_start=Blank.FULL,
            line_end=Blank.FULL,
            hanging=True,
            cells=True,
        ),
    }
)
FULL_MARKS = MARK_STYLES[Marks.FULL]
