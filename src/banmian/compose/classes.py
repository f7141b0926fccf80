"""Which character behaves how: the classes the composing rules speak of.

Inputs:  one grapheme cluster.
Outputs: its `CharClass`, by itself; `context` looks at the neighbours of those it depends on.
Units:   none.
Source:  CLREQ "Prohibition Rules for Line Start and Line End", "Glyphs, Sizes and Positions in
         Character Faces of Punctuation Marks"; GB/T 15834—2011 §5. R-numbers: docs/typography.md.
"""

import unicodedata
from enum import IntEnum
from functools import cache


class CharClass(IntEnum):
    """The classes of CLREQ, as far as the rules tell them apart."""

    HAN = 0  # ideographs, kana, symbols: one em, breaks on either side
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
    ITERATION = 12  # 々, small kana: one em, never at a line start (R1)
    WESTERN = 13  # letters, digits and their marks: proportional, whole words (R10)
    FULL_FORM = 14  # Ａ １: one em each, whole words and numbers, no gap beside Han (R9, R28)
    NARROW_OPEN = 15  # an opening " or ｢: never at a line end, no blank of its own
    NARROW_CLOSE = 16  # a closing " or ｣: never at a line start, no blank of its own
    BLANK = 17  # a typed blank: replaces the gap, vanishes at a line edge (R28)
    BREAK = 18  # U+200B: a break is allowed here; not printed
    GLUE = 19  # U+2060: a break is forbidden here; not printed
    HYPHEN = 20  # U+00AD: a word may be divided here; printed, as -, only then


SOFT_HYPHEN = "\u00ad"

_OPEN = "“‘「『（《〈【〖〔［｛｟⦅〘〚〝"
_CLOSE = "”’」』）》〉】〗〕］｝｠⦆〙〛〞〟"
_SMALL_KANA = "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶー"
_TABLE: dict[str, CharClass] = {
    **dict.fromkeys(_OPEN, CharClass.OPEN),
    **dict.fromkeys(_CLOSE, CharClass.CLOSE),
    **dict.fromkeys("，、；：﹐﹑﹔﹕", CharClass.PAUSE),
    **dict.fromkeys("。．！？‼⁇⁈⁉﹒﹖﹗", CharClass.STOP),
    **dict.fromkeys("·‧・･•∙⋅", CharClass.MIDDLE),
    **dict.fromkeys("／", CharClass.SOLIDUS),
    **dict.fromkeys("～–—―〜", CharClass.CONNECTOR),
    **dict.fromkeys("⸺⸻", CharClass.DASH),
    **dict.fromkeys("…⋯‥", CharClass.ELLIPSIS),
    **dict.fromkeys("％‰‱℃℉°′″￠", CharClass.SUFFIX),
    **dict.fromkeys("￥＄￡№", CharClass.PREFIX),
    **dict.fromkeys("々〻ヽヾゝゞ" + _SMALL_KANA, CharClass.ITERATION),
    **dict.fromkeys("｢", CharClass.NARROW_OPEN),
    **dict.fromkeys("｣､｡", CharClass.NARROW_CLOSE),
    **dict.fromkeys("℠™", CharClass.WESTERN),
    **dict.fromkeys("\u00a0\u2007\u202f\u3000", CharClass.BLANK),
    "\u200b": CharClass.BREAK,
    SOFT_HYPHEN: CharClass.HYPHEN,
    "\u2060": CharClass.GLUE,
    "\ufeff": CharClass.GLUE,
}

# Blank of half an em stands on this side of the mark's ink (R12).
BLANK_BEFORE = frozenset({CharClass.OPEN})
BLANK_AFTER = frozenset({CharClass.CLOSE, CharClass.PAUSE, CharClass.STOP})
MARKS = BLANK_BEFORE | BLANK_AFTER
# Fixed marks of half an em, centred in their box (R13).
HALF_EM = frozenset({CharClass.MIDDLE, CharClass.SOLIDUS})
# Between two items; they make no item of their own.
JOINTS = frozenset({CharClass.BLANK, CharClass.BREAK, CharClass.GLUE, CharClass.HYPHEN})

NEVER_FIRST = BLANK_AFTER | {
    CharClass.MIDDLE,
    CharClass.SOLIDUS,
    CharClass.CONNECTOR,
    CharClass.SUFFIX,
    CharClass.ITERATION,
    CharClass.NARROW_CLOSE,
}
NEVER_LAST = frozenset({CharClass.OPEN, CharClass.PREFIX, CharClass.SOLIDUS, CharClass.NARROW_OPEN})

_FULL_ALPHANUMERIC = frozenset(
    chr(code)
    for first, last in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
    for code in range(first, last + 1)
)
_SUPERSCRIPTS = range(0x2070, 0x20A0)
_LATIN_LIMIT = 0x2E80
_WHITE = {
    "Zs": CharClass.BLANK,
    **dict.fromkeys(("Cc", "Zl", "Zp"), CharClass.BREAK),
}
_SYMBOLS = frozenset({"So", "No", "Sm", "Nl"})


@cache
def class_of(cluster: str) -> CharClass:
    """Tell the class of a grapheme cluster by its first character.

    Everything proportional below U+2E80 (Latin, Greek, Cyrillic, digits, ASCII marks) is WESTERN;
    symbols such as ①, ■ and →, emoji and everything ideographic stand on a whole em, as HAN does.
    """
    first = cluster[0]
    known = _TABLE.get(first)
    if known is not None and not (known == CharClass.BLANK and len(cluster) > 1):
        return known
    if first in _FULL_ALPHANUMERIC:
        return CharClass.FULL_FORM
    code = ord(first)
    if code >= _LATIN_LIMIT:
        return CharClass.HAN
    category = unicodedata.category(first)
    if category in _WHITE and (category != "Zs" or len(cluster) == 1):  # not under an accent
        return _WHITE[category]
    symbol = code >= 0x2000 and category in _SYMBOLS and code not in _SUPERSCRIPTS
    if symbol or unicodedata.east_asian_width(first) in "WF":
        return CharClass.HAN
    return CharClass.WESTERN


@cache
def is_ideograph(cluster: str) -> bool:
    """Whether a cluster of the class HAN is read, as kana are, too: no symbol, no emoji."""
    return cluster[0].isalpha() or cluster[0] == "〇"
