"""Which way characters stand.

Inputs:  none.
Outputs: `Turn`.
Units:   none.
Source:  R37: CLREQ "Mixed Text Composition in Vertical Writing Mode".
"""

from enum import IntEnum


class Turn(IntEnum):
    """Which way a cluster stands."""

    LEVEL = 0  # on a level line
    COLUMN = 1  # in a column, by the face's forms for columns
    UPRIGHT = 2  # in a column, as on a level line: single letters and acronyms
    TURNED = 3  # in a column, turned by 90° clockwise: words and long numbers
    JOINED = 4  # in a column, side by side in one em: numbers of two and three digits (縦中横)
