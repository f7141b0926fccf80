"""The composing choices a house names in its type styles.

Inputs:  none.
Outputs: `Align`, `ColumnsRun`, `Figures`, `Inks`, `Overprint`.
Units:   none.
Source:  CLREQ "Line Adjustment" (R23), R37 and newspaper.md N14 (columns); `punctuation` has the
         styles of marks.
"""

from enum import StrEnum


class Align(StrEnum):
    """What becomes of the white at a line's end."""

    JUSTIFY = "justify"
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


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


class Inks(StrEnum):
    """The inks of a page."""

    ALL = "all"
    BLACK = "black"  # nothing else: pictures become grey, colours tints of black


class ColumnsRun(StrEnum):
    """Which way the columns of vertical text follow each other."""

    CUSTOM = "custom"  # a head left of its text to the right, all others to the left (N14)
    LEFT = "left"
    RIGHT = "right"
