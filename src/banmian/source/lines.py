"""Turns an offset into a text into a line and a column.

Inputs:  a text whose lines end with line feeds, its file, the number of its first line.
Outputs: `Place`.
Units:   offsets from 0, lines and columns from 1, all in characters.
Source:  our choice.
"""

from bisect import bisect_right

from banmian.errors import Place


class LineIndex:
    """The line starts of one text, found once."""

    def __init__(self, text: str, file: str, first_line: int = 1) -> None:
        self._file = file
        self._first_line = first_line
        self._starts = [0]
        self._starts.extend(at + 1 for at, c in enumerate(text) if c == "\n")

    def place(self, offset: int) -> Place:
        """The place of the character at `offset`."""
        line = bisect_right(self._starts, offset) - 1
        return Place(self._file, self._first_line + line, offset - self._starts[line] + 1)
