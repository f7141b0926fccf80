"""The two invisible characters an editor steers line breaks with.

Inputs:  none.
Outputs: `BREAK_ALLOWED`, `BREAK_FORBIDDEN`, `without_marks`.
Units:   none.
Source:  content-format contract; U+200B and U+2060 are classes ZW and WJ of UAX #14.
"""

BREAK_ALLOWED = "\u200b"
BREAK_FORBIDDEN = "\u2060"

_DROPPED = {ord(BREAK_ALLOWED): None, ord(BREAK_FORBIDDEN): None}


def without_marks(text: str) -> str:
    """The text as it is printed: neither mark leaves anything on paper."""
    return text.translate(_DROPPED)
