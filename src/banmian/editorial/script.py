"""Whether two characters that a soft line end parts belong together without a blank.

Inputs:  two characters.
Outputs: a yes or no.
Units:   none.
Source:  after CSS Text 3, 4.1.3 (segment break transformation); that one East Asian neighbour is
         enough is our choice: Chinese copy has no blank between Han and Latin letters or figures.
"""

import unicodedata

# Of ambiguous width in Unicode, but Chinese marks in Chinese copy; and the two break marks.
_CHINESE_MARKS = frozenset("“”‘’—…·\u200b\u2060")


def joins_without_blank(before: str, after: str) -> bool:
    """Whether a line end between the two characters stands for nothing."""
    return not before or _is_east_asian(before) or _is_east_asian(after)


def _is_east_asian(character: str) -> bool:
    if character in _CHINESE_MARKS:
        return True
    # Korean parts its words by blanks.
    return unicodedata.east_asian_width(character) in "WF" and not _is_hangul(character)


def _is_hangul(character: str) -> bool:
    return "\uac00" <= character <= "\ud7a3" or "\u1100" <= character <= "\u11ff"
