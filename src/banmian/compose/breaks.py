"""What it costs to end a line after an item: nothing, something, or never.

Inputs:  items, the joints between them, `Setting`.
Outputs: a cost a place; from FORBIDDEN on, `split` alone may allow the break, in need.
Units:   the costs of `breaking`.
Source:  CLREQ "Prohibition Rules for Line Start and Line End", "Prohibition Rules for Unbreakable
         Marks": R1–R3, R6–R10.
"""

import unicodedata
from collections.abc import Sequence

import regex

from banmian.compose.classes import NEVER_FIRST, NEVER_LAST, SOFT_HYPHEN, CharClass, class_of
from banmian.compose.gaps import divides_word
from banmian.compose.items import Item
from banmian.compose.style import Setting

FORBIDDEN = 1e6
# Kinds of forbidden breaks, the one to be given up first in need standing first.
BY_SENSE = 1 * FORBIDDEN  # a head breaks where its writer says
WHOLE = 2 * FORBIDDEN  # inside a word, a number, a run of dashes or dots (R6–R10)
PROHIBITED = 3 * FORBIDDEN  # a mark where it must not stand (R1, R2)
BEFORE_SOLIDUS = 3.5 * FORBIDDEN  # R1 and R2 both speak of it: in need it ends a line
GLUED = 4 * FORBIDDEN  # U+2060, a typed no-break space

SOFT = 60.0  # R9, soft: 万, 年 … away from their number
STRICT = 30.0  # R3: —— and …… at a line start
HYPHENATED = 50.0  # a word divided by a hyphen (R10)
HYPHENATED_HEAD = 2000.0  # the same in a head: rather than set it badly, not for its looks
BETWEEN_PAIRS = 200.0  # R7: a run of more than one pair, cut between pairs

_COUNTED = frozenset("万亿千百元年月日名个号时分秒岁余多条次家人户届件项吨页版")
_CLOSERS = frozenset(",.!?;:)]}%-‐/")
_OPENERS = frozenset("([{/")
_SOLIDI = frozenset("/／")
ADDRESS = regex.compile(r"://|^www\.|@[\w-]+\.|\.(?:com|cn|org|net|gov|edu)\b")
_NO_BREAK = frozenset("\u2060\ufeff\u00a0\u2007\u202f")


def break_cost(  # noqa: PLR0911
    items: Sequence[Item], index: int, joint: str, setting: Setting
) -> float:
    """What a line end after an item that is not the last costs."""
    left, right = items[index], items[index + 1]
    if any(char in _NO_BREAK for char in joint):
        return GLUED
    if right.text[0] in _SOLIDI:
        return BEFORE_SOLIDUS
    if _never_last(left) or _never_first(right):
        return PROHIBITED
    if joint.strip(SOFT_HYPHEN):
        return 0.0 if "\u200b" in joint else _soft(left, right) / 2
    if _is_whole(items, index):
        hyphenated = HYPHENATED_HEAD if setting.breaks_by_sense else HYPHENATED
        return hyphenated if divides_word(left, right, joint) else WHOLE
    if setting.breaks_by_sense:
        return BY_SENSE
    return SOFT if _counts_off(items, index) else _soft(left, right)


def _never_last(item: Item) -> bool:
    """R2, ASCII marks that open; an address may end with its solidus, as it may be cut there."""
    if item.klass in NEVER_LAST:
        return True
    if item.klass != CharClass.WESTERN or item.text[-1] not in _OPENERS:
        return False
    return item.text[-1] != "/" or not ADDRESS.search(item.text)


def _never_first(item: Item) -> bool:
    """R1, ASCII marks that close, lone accents; not even -5, lest a hyphen begin a line."""
    if item.klass in NEVER_FIRST:
        return True
    if item.klass != CharClass.WESTERN:
        return False
    return item.text[0] in _CLOSERS or unicodedata.category(item.text[0])[0] == "M"


_NUMERALS = frozenset("一二三四五六七八九十")
_SENTENCE_ENDS = frozenset({CharClass.STOP, CharClass.CLOSE})


def _counts_off(items: Sequence[Item], index: int) -> bool:
    """Whether the item ends a 二、 that begins a sentence: it stays with what it counts (ours)."""
    if items[index].text != "、" or not index or items[index - 1].text not in _NUMERALS:
        return False
    begin = index - 1
    while begin and items[begin - 1].text in _NUMERALS:
        begin -= 1
    return not begin or items[begin - 1].klass in _SENTENCE_ENDS


def _is_whole(items: Sequence[Item], index: int) -> bool:
    left, right = items[index], items[index + 1]
    if left.klass == right.klass and left.klass in {CharClass.WESTERN, CharClass.FULL_FORM}:
        return True
    if left.text in _IN_NUMBERS and index and _is_digit(right.text[0]):
        return _is_digit(items[index - 1].text[-1])
    return False


_IN_NUMBERS = frozenset("：．")


def _is_digit(char: str) -> bool:
    return char.isdecimal() and class_of(char) in {CharClass.WESTERN, CharClass.FULL_FORM}


_LONG = frozenset({CharClass.DASH, CharClass.ELLIPSIS})
_NUMERIC = frozenset({CharClass.WESTERN, CharClass.FULL_FORM})


def _soft(left: Item, right: Item) -> float:
    if right.klass in _LONG:
        return BETWEEN_PAIRS if left.klass == right.klass else STRICT
    if left.klass in _NUMERIC and left.text[-1].isdecimal() and right.text in _COUNTED:
        return SOFT
    if right.klass in _NUMERIC and right.text[0].isdecimal():
        if left.text == "第":
            return SOFT
        if left.text in _COUNTED:
            return SOFT / 2
    return 0.0
