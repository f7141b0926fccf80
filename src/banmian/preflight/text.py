"""The text cursor: where a shown string stands and how far it reaches.

Inputs:  text operators and the graphics state.
Outputs: `Shown`: a string's box, size and text.
Units:   points on the page.
Source:  ISO 32000-1, 9.4. A string's box is its advance by an em body, 0.88 above the baseline.
"""

import math
from dataclasses import dataclass
from typing import Any

import pikepdf

from banmian.preflight.font import Font
from banmian.preflight.plane import UPRIGHT, Box, Matrix, box_under, times
from banmian.preflight.read import matrix, number
from banmian.preflight.state import State

_ABOVE, _BELOW = 0.88, 0.12
_STATE_OF = {"Tc": "char_space", "Tw": "word_space", "TL": "leading", "Ts": "rise"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A string on the page."""

    box: Box
    size: float
    text: str


class TextCursor:
    """The text matrix and the line matrix."""

    def __init__(self) -> None:
        self.here: Matrix = UPRIGHT
        self.line: Matrix = UPRIGHT
        self.compatible = False  # between BX and EX

    def move(self, state: State, operator: str, operands: Any) -> None:
        """Do an operator that moves the cursor or changes how text is set."""
        if operator == "BT":
            self.here = self.line = UPRIGHT
        elif operator in _STATE_OF:
            setattr(state, _STATE_OF[operator], number(operands[0]) or 0.0)
        elif operator == "Tz":
            state.stretch = (number(operands[0]) or 0.0) / 100
        elif operator == "Tr":
            state.mode = int(number(operands[0]) or 0)
        elif operator == "Tm":
            self.here = self.line = matrix(list(operands))
        elif operator == "T*":
            self._next_line(0, -state.leading)
        else:
            x, y = number(operands[0]) or 0.0, number(operands[1]) or 0.0
            if operator == "TD":
                state.leading = -y
            self._next_line(x, y)

    def _next_line(self, x: float, y: float) -> None:
        self.line = times((1, 0, 0, 1, x, y), self.line)
        self.here = self.line

    def show(self, state: State, operator: str, operands: Any) -> Shown | None:
        """Show a string and move on; None when nothing is shown."""
        font = state.font
        if font is None:
            return None
        if operator == '"':
            state.word_space = number(operands[0]) or 0.0
            state.char_space = number(operands[1]) or 0.0
        if operator in {"'", '"'}:
            self._next_line(0, -state.leading)
        shown = operands[-1]
        parts = list(shown) if isinstance(shown, pikepdf.Array) else [shown]
        advance, text = 0.0, ""
        for part in parts:
            if isinstance(part, pikepdf.String):
                codes = font.codes(bytes(part))
                font.used.update(codes)
                text += font.text_of(codes)
                advance += self._advance(state, font, codes)
            else:
                advance -= (number(part) or 0.0) / 1000 * state.size * state.stretch
        foot, head = state.rise - _BELOW * state.size, state.rise + _ABOVE * state.size
        placed = times(self.here, state.ctm)
        box = box_under(Box(0, foot, advance, head), placed)
        self.here = times((1, 0, 0, 1, advance, 0), self.here)
        return Shown(box, abs(state.size) * math.hypot(placed[2], placed[3]), text)

    def _advance(self, state: State, font: Font, codes: list[int]) -> float:
        width = sum(font.width(code) for code in codes) * state.size * font.matrix_scale
        blanks = 0 if font.composite else codes.count(32)
        spaced = len(codes) * state.char_space + blanks * state.word_space
        return (width + spaced) * state.stretch
