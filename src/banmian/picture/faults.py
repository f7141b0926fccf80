"""What the readers of single formats raise; `reader` turns it into a diagnostic with a place.

Inputs:  none.
Outputs: `PictureError`, with the stable code, the sentence and the hint it will be reported with.
Units:   none.
Source:  our choice: a format reader knows what is wrong, but not which story named the file.
"""

_DAMAGED_HINT = "get the file again from its source, or open and save it again in a picture editor"


class PictureError(Exception):
    """A picture cannot be used; says why, without knowing who asked for it."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


def damaged(what: str) -> PictureError:
    """The file begins as a picture of its format, but is cut short or broken."""
    return PictureError("picture-damaged", what, _DAMAGED_HINT)
