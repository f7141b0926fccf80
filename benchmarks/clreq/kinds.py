"""What each character of a paragraph is to the rules, told from the text alone.

Inputs:  the text of a paragraph.
Outputs: `Kind` a character; spans of words, numbers and addresses; the marks of R1 and R2.
Units:   indices into the text.
Source:  docs/typography.md, R1, R2, R6–R10, R12, R13. The composer's own tables are not used, so
         that a slip in them is not repeated by what judges them.
"""

import re
from enum import Enum, auto


class Kind(Enum):
    """The classes the rules speak of."""

    HAN = auto()
    OPENING = auto()  # 1 em, blank on the left
    CLOSING = auto()  # 1 em, blank on the right
    STOP = auto()  # 点号: 1 em, blank on the right
    DASH = auto()  # half of ——
    ELLIPSIS = auto()  # half of ……
    MIDDLE = auto()  # interpunct and solidus: ½ em
    WESTERN = auto()  # letters, figures and what is typed among them
    OTHER = auto()  # ％ ～ ℃ ① …
    BLANK = auto()


STOPS = frozenset("。．，、：；！？")
CLOSERS = frozenset("”’」』）》〉】〗〕］｝")
OPENERS = frozenset("“‘「『（《〈【〖〔［｛")
MIDDLES = frozenset("·‧・/／")
TRIMMED = frozenset({Kind.OPENING, Kind.CLOSING, Kind.STOP})  # 1 em that may become ½ em
BLANK_AFTER = frozenset({Kind.CLOSING, Kind.STOP})

NEVER_FIRST = STOPS | CLOSERS | MIDDLES | frozenset("‼⁇⁈⁉～–-％‰℃°′″¢々%,.!?;:)]}")
NEVER_LAST = OPENERS | frozenset("/／￥＄￡№¥$([")

_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|[\w.]+@[\w.]+", re.ASCII)
_NUMBER = re.compile(
    r"(?:(?<![0-9A-Za-z])[+\-−±])?[￥＄￡¥$]?[0-9]+(?:[.,:∶/][0-9]+)*[%％‰℃°]?", re.ASCII
)
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_COUNTED = re.compile(r"[0-9][万亿元年月日时分秒名人个项次条款家米吨斤号]|第[0-9]")
_PAIR = re.compile("——|……|⋯⋯")
_APOSTROPHE = re.compile("(?<=[A-Za-z])’(?=[A-Za-z])")
_LATIN = re.compile(r"[!-.0-~À-ÖØ-öø-ɏ−±]")
_SOLIDUS_AMONG_LATIN = re.compile(r"(?<=[!-~])/|/(?=[!-~])")
_HAN = re.compile("[々〇\u2e80-\u2fdf\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")

Span = tuple[int, int]


def kinds_of(text: str) -> tuple[Kind, ...]:
    """The kind of every character."""
    kinds = [_alone(char) for char in text]
    for match in _PAIR.finditer(text):
        kind = Kind.DASH if match[0][0] == "—" else Kind.ELLIPSIS
        kinds[match.start() : match.end()] = [kind, kind]
    for pattern in (_APOSTROPHE, _SOLIDUS_AMONG_LATIN):
        for match in pattern.finditer(text):
            kinds[match.start()] = Kind.WESTERN
    return tuple(kinds)


def _alone(char: str) -> Kind:
    if char.isspace():
        return Kind.BLANK
    for marks, kind in (
        (STOPS, Kind.STOP),
        (CLOSERS, Kind.CLOSING),
        (OPENERS, Kind.OPENING),
        (MIDDLES, Kind.MIDDLE),
    ):
        if char in marks:
            return kind
    if _LATIN.fullmatch(char):
        return Kind.WESTERN
    return Kind.HAN if _HAN.fullmatch(char) else Kind.OTHER


def addresses(text: str) -> list[Span]:
    """URLs and mail addresses: they may break where they must (R10)."""
    return [match.span() for match in _ADDRESS.finditer(text)]


def _outside_addresses(text: str, pattern: re.Pattern[str]) -> list[Span]:
    inside = addresses(text)
    return [
        match.span()
        for match in pattern.finditer(text)
        if not any(begin < match.end() and match.start() < end for begin, end in inside)
    ]


def numbers(text: str) -> list[Span]:
    """Numbers of two characters and more, with sign, currency, % and ℃ (R9, hard)."""
    return [(b, e) for b, e in _outside_addresses(text, _NUMBER) if e - b > 1]


def words(text: str) -> list[Span]:
    """Western words of two letters and more, the apostrophe within (R10)."""
    return [(b, e) for b, e in _outside_addresses(text, _WORD) if e - b > 1]


def counted(text: str) -> list[Span]:
    """Where a number meets the character that counts (R9, soft): 12｜月, 第｜5."""
    return _outside_addresses(text, _COUNTED)


def pairs(text: str, mark: str) -> list[Span]:
    """Every —— or ……."""
    return [match.span() for match in re.finditer(re.escape(mark * 2), text)]
