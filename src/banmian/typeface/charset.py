"""The characters a shipped face must have, and those it keeps when its source has them.

Inputs:  Python's gb2312, gbk and big5 codecs; the list of general-standard-characters.txt.
Outputs: frozen sets of single characters.
Units:   characters (code points).
Source:  GB/T 2312-1980; 通用规范汉字表 (2013) through Unihan's kTGH; Big5 level 1; GB/T 15834-2011
         and CLREQ for the marks; the Latin sets are Unicode blocks plus the letters of pinyin.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib import resources

_TRAIL_BYTES = range(0x40, 0xFF)
_MARKS = (
    "¢£¥§°±·×÷–—―‖‘’“”‥…‧‰′″‹›«»‼⁇⁈⁉€℃№→−≈≤≥⋯□⸺　、。〃々〇〈〉《》「」『』【】〔〕〖〗〝〞・￠￡￥"
)
_PINYIN = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêńňǹḿɑɡ"


def _span(first: int, last: int) -> frozenset[str]:
    return frozenset(chr(code) for code in range(first, last + 1))


def _codec_rows(codec: str, first: int, last: int) -> frozenset[str]:
    """Every single character of a double-byte codec whose lead byte lies in the rows."""
    found = set()
    for lead in range(first, last + 1):
        for trail in _TRAIL_BYTES:
            try:
                text = bytes((lead, trail)).decode(codec)
            except UnicodeDecodeError:
                continue
            if len(text) == 1:
                found.add(text)
    return frozenset(found)


def _listed(lines: Iterable[str]) -> frozenset[str]:
    codes = (line.split()[0] for line in lines if line.startswith("U+"))
    return frozenset(chr(int(code[2:], 16)) for code in codes)


@cache
def gb2312() -> frozenset[str]:
    """GB/T 2312: 6,763 characters and 682 signs."""
    return _codec_rows("gb2312", 0xA1, 0xF7)


@cache
def general_standard() -> frozenset[str]:
    """The 8,105 characters of 通用规范汉字表."""
    source = resources.files("banmian.typeface").joinpath("general-standard-characters.txt")
    return _listed(source.read_text(encoding="utf-8").splitlines())


@cache
def big5_level1() -> frozenset[str]:
    """The 5,401 common traditional characters of Big5, rows A4 to C6."""
    rows = _codec_rows("big5", 0xA4, 0xC6)
    return frozenset(c for c in rows if "\u4e00" <= c <= "\u9fff")


@cache
def marks() -> frozenset[str]:
    """The marks of Chinese composition, full-width forms included."""
    return frozenset(_MARKS) | _span(0xFF01, 0xFF5E)


@cache
def latin() -> frozenset[str]:
    """ASCII, Latin-1 and the letters of Hanyu Pinyin with their tones."""
    return _span(0x20, 0x7E) | _span(0xA0, 0xFF) | frozenset(_PINYIN)


@cache
def required() -> frozenset[str]:
    """What every shipped face must have by itself."""
    return gb2312() | general_standard() | big5_level1() | marks() | latin()


@cache
def wished() -> frozenset[str]:
    """What a shipped face keeps beyond the required, when its source has it.

    Latin Extended-A, the signs of GBK, kana, vertical presentation forms, circled numbers and
    fractions: no source has all of them, the fallback chain fills the gaps.
    """
    more = frozenset("⅓⅔⅛⅜⅝⅞∘⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉⓪") | _span(0x2190, 0x2199)
    signs = _codec_rows("gbk", 0xA1, 0xA9) | _span(0x2460, 0x2473)
    kana = _span(0x3041, 0x3096) | _span(0x3099, 0x30FF)
    forms = _span(0xFE10, 0xFE19) | _span(0xFE30, 0xFE4F) | _span(0xFFE0, 0xFFE6)
    return _span(0x100, 0x17F) | more | signs | kana | forms


def named(character: str) -> str:
    """A character as a message shows it: itself, its code point, its Unicode name."""
    name = unicodedata.name(character, "no Unicode name")
    return f"{character!r} U+{ord(character):04X} ({name})"
