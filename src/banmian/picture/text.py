"""Text as metadata carries it: without the control characters that no page and no XML can hold.

Inputs:  any text.
Outputs: the same text without controls, with one kind of line end, without space at its ends.
Units:   none.
Source:  XML 1.0 (fifth edition) section 2.2, Char; line ends as in section 2.11.
"""

import re

_NOT_IN_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tidy(text: str) -> str:
    """Take out what cannot be carried; the rest stays as it was written."""
    return _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
