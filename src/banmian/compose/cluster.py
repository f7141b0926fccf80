"""The cluster: what stands on a composed line, with the place of each of its glyphs.

Inputs:  made by `finalise`.
Outputs: `Cluster`.
Units:   em of the paragraph's size, from the left edge of the measure.
Source:  our choice: a box for programs, pens for the painter.
"""

from typing import NamedTuple

from banmian.compose.turn import Turn
from banmian.typeface.face import Face


class Cluster(NamedTuple):
    """A character, mark or word where it stands.

    Attributes:
        text: what is printed, as typed; U+00AD is a hyphen at a line's end.
        start: its offset in the copy's text.
        run: the number of the copy's run it comes from.
        face: the face that draws it.
        scale: its size against the paragraph's.
        x: left edge of its box, blank halves included.
        advance: width of its box after squeezing, white between boxes not included.
        pens: pen position of each of its glyphs.
        blank: the blank typed after it.
        turn: which way it stands; on a column, x and pens run down, pens from the top of the em.
        crosses: on a column, how far each glyph stands from the column's middle line.
        squash: width of its glyphs against what they were drawn at.
    """

    text: str
    start: int
    run: int
    face: Face
    scale: float
    x: float
    advance: float
    pens: tuple[float, ...]
    blank: str
    turn: Turn = Turn.LEVEL
    crosses: tuple[float, ...] = ()
    squash: float = 1.0
