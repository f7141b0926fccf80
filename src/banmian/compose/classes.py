"""Which character behaves how: the classes the composing rules speak of.

Inputs:  one grapheme cluster.
Outputs: its `CharClass`.
Units:   none.
Source:  CLREQ "Prohibition Rules for Line Start and Line End", "Glyphs, Sizes and Positions in
         Character Faces of Punctuation Marks"; GB/T 15834—2011 §5. R-numbers are docs/typography.md's.
"""

import unicodedata
from enum import IntEnum
from functools import cache


class CharClass(IntEnum):
    """The classes of CLREQ, as far as the rules tell them apart."""

    HAN = 0  # ideographs, kana, full-width letters: one em, breaks on either side
    OPEN = 1  # opening brackets and quotes: never at a line end (R2), blank on the left
    CLOSE = 2  # closing brackets and quotes: never at a line start (R1), blank on the right
    PAUSE = 3  # ，、；：  never at a line start; blank on the right
    STOP = 4  # 。．！？  never at a line start; blank on the right
    MIDDLE = 5  # · interpunct: half an em, fixed (R13)
    SOLIDUS = 6  # ／ and /: half an em, fixed (R13)
    CONNECTOR = 7  # ～ – - and a single —: never at a line start
    DASH = 8  # ——: one unit of two em (R6)
    ELLIPSIS = 9  # ……: one unit of two em (R7)
    SUFFIX = 10  # ％ ‰ ℃ °: stays with the number before it (R9)
    PREFIX = 11  # ￥ № $: stays with the number after it (R9)
    ITERATION = 12  # 々: never at a line start (R1)
    WESTERN = 13  # letters, digits and their marks: proportional, whole words (R10)
    BLANK = 14  # a typed U+0020: replaces the gap, vanishes at a line edge (R28)
    BREAK = 15  # U+200B: a break is allowed here
    GLUE = 16  # U+2060: a break is forbidden here
    WIDE_BLANK = 17  # U+3000: one em of white


_OPEN = "“‘「『（《〈【〖〔［｛⦅"
_CLOSE = "”’」』）》〉】〗〕］｝⦆"
_TABLE: dict[str, CharClass] = {
    **dict.fromkeys(_OPEN, CharClass.OPEN),
    **dict.fromkeys(_CLOSE, CharClass.CLOSE),
    **dict.fromkeys("，、；：﹐﹑﹔﹕", CharClass.PAUSE),
    **dict.fromkeys("。．！？‼⁇⁈⁉｡", CharClass.STOP),
    **dict.fromkeys("·‧・•", CharClass.MIDDLE),
    **dict.fromkeys("／", CharClass.SOLIDUS),
    **dict.fromkeys("～–—〜", CharClass.CONNECTOR),
    "⸺": CharClass.DASH,
    **dict.fromkeys("…⋯", CharClass.ELLIPSIS),
    **dict.fromkeys("％‰℃℉°′″￠", CharClass.SUFFIX),
    **dict.fromkeys("￥＄￡№", CharClass.PREFIX),
    **dict.fromkeys("々〻ヽヾゝゞ", CharClass.ITERATION),
    " ": CharClass.BLANK,
    "\u00a0": CharClass.WESTERN,
    "\u200b": CharClass.BREAK,
    "\u2060": CharClass.GLUE,
    "\ufeff": CharClass.GLUE,
    "\u3000": CharClass.WIDE_BLANK,
}

# Blank of half an em stands on this side of the mark's ink (R12).
BLANK_BEFORE = frozenset({CharClass.OPEN})
BLANK_AFTER = frozenset({CharClass.CLOSE, CharClass.PAUSE, CharClass.STOP})
MARKS = BLANK_BEFORE | BLANK_AFTER
# Fixed marks of half an em, centred in their box (R13).
HALF_EM = frozenset({CharClass.MIDDLE, CharClass.SOLIDUS})

NEVER_FIRST = BLANK_AFTER | {
    CharClass.MIDDLE,
    CharClass.SOLIDUS,
    CharClass.CONNECTOR,
    CharClass.SUFFIX,
    CharClass.ITERATION,
}
NEVER_LAST = frozenset({CharClass.OPEN, CharClass.PREFIX, CharClass.SOLIDUS})

_FULL_WIDTH = range(0xFF01, 0xFF61)
_LATIN_LIMIT = 0x2E80


@cache
def class_of(cluster: str) -> CharClass:
    """Tell the class of a grapheme cluster by its first character.

    Everything proportional below U+2E80 (Latin, Greek, Cyrillic, digits, ASCII marks) is WESTERN;
    full-width forms and everything ideographic is HAN.
    """
    first = cluster[0]
    known = _TABLE.get(first)
    if known is not None:
        return known
    code = ord(first)
    if code in _FULL_WIDTH or code >= _LATIN_LIMIT:
        return CharClass.HAN
    if unicodedata.east_asian_width(first) in "WF":
        return CharClass.HAN
    if code >= 0x2000 and unicodedata.category(first) in {"So", "No", "Sm"}:
        # ①, ■, →, × and their like are set on a full em in Chinese copy.
        return CharClass.HAN
    return CharClass.WESTERN
