"""The composing choices a house names in its type styles.

Inputs:  none.
Outputs: `Align`, `ColumnsRun`, `Figures`, `Marks`, `Overprint`.
Units:   none.
Source:  CLREQ "Punctuation Adjustment Space"; the three mark styles are 全身, 开明 and 半身;
         R37 and newspaper.md N14 (columns).
"""

from enum import StrEnum


class Align(StrEnum):
    """What becomes of the white at a line's end."""

    JUSTIFY = "justify"
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Marks(StrEnum):
    """A punctuation style: how much blank a mark keeps inside the line."""

    FULL = "full"  # 全身: one em, trimmed beside other marks and at line ends
    OPEN = "open"  # 开明: full stops one em, all others half
    HALF = "half"  # 半身: every mark half an em (headlines)


class Figures(StrEnum):
    """What becomes of full-width figures in the copy (R29)."""

    HALF = "half"  # printed half-width
    TYPED = "typed"  # printed as typed


class Overprint(StrEnum):
    """What prints over the colour under it; everything else knocks it out.

    `text`: text and rules of full black. `black`: panels and tints of black alone, too.
    """

    TEXT = "text"
    BLACK = "black"


class ColumnsRun(StrEnum):
    """Which way the columns of vertical text follow each other."""

    CUSTOM = "custom"  # a head left of its text to the right, all others to the left (N14)
    LEFT = "left"
    RIGHT = "right"
