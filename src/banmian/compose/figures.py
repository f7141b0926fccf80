"""Figures as they are printed: full-width ones become half-width.

Inputs:  text.
Outputs: text of the same length, so that every character keeps its place.
Units:   none.
Source:  R29; GB/T 15835—2011 sets figures in half-width. Only figures, and the ． between two of
         them: Ａ and ％ stay as typed (R28), and １，２ may be a list. Our choice.
"""

import regex

_FULL = regex.compile(r"[０-９](?:．(?=[０-９]))?")
_HALF = {**{0xFF10 + value: 0x30 + value for value in range(10)}, 0xFF0E: 0x2E}


def half_width(text: str) -> str:
    """The text with half-width figures."""
    return _FULL.sub(lambda found: found[0].translate(_HALF), text)
