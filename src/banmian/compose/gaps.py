"""Gaps, the white of the line: what stands between two items, and what it may give or take.

The one mechanism behind most of the mark rules: a full-em mark is an ink body of half an em, and
its blank half belongs to the gap beside it. A gap vanishes at a line edge, so line-end and
line-start trims (R19, R20) and R24 need no rule of their own; adjacent marks (R16) share a gap and
so can share its blank; compression (R21) is shrinking gaps.

Inputs:  items, the joints between them, `Setting`.
Outputs: a `Gap` after each item.
Units:   em of the paragraph's size.
Source:  CLREQ "Punctuation Adjustment Space", "Adjustment of adjacent punctuation marks",
         "Line Adjustment", "Mixed Text Composition in Horizontal Writing Mode": R12–R18, R21–R29.
"""

import unicodedata
from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

from banmian.compose.classes import (
    BLANK_AFTER,
    BLANK_BEFORE,
    MARKS,
    SOFT_HYPHEN,
    CharClass,
    class_of,
)
from banmian.compose.items import EM, HALF, Item
from banmian.compose.style import Setting
from banmian.house.punctuation import Blank, Mark, PunctuationStyle

WORD_GAP = 0.25  # R21: a Western word space never goes under a quarter em …
WORD_GAP_MAX = 0.5  # … and R22: over half an em only when every other gap has half an em, too
LATIN_GAP_MIN = 0.125  # R27
LATIN_GAP_MAX = 0.5
HYPHEN = "-"  # what U+00AD is painted as
HAN_BLANK = 0.5  # a typed blank between Han characters: our choice, half an em

# R21's order, as far as it is not done by vanishing at line ends: level → what is squeezed.
LEVEL_WORD, LEVEL_BRACKET, LEVEL_PAUSE, LEVEL_LATIN, LEVEL_STOP = range(5)
LEVELS = 5
_LEVEL_OF = {
    CharClass.CLOSE: LEVEL_BRACKET,
    CharClass.PAUSE: LEVEL_PAUSE,
    CharClass.STOP: LEVEL_STOP,
}


class Opens(IntEnum):
    """When even spacing may widen a gap (R22 (3))."""

    FREELY = 0
    LATE = 1  # word spaces and Han–Western gaps past their most; beside connectors and solidi
    NEVER = 2  # inside words, numbers, —— and …… (R8)


class Gap(NamedTuple):
    """The white between two items.

    Attributes:
        after: blank half of the mark on the left, and the level at which it may be squeezed out.
        before: blank half of the opening mark on the right (always squeezed at level 1).
        space: Han–Western gap, word space or typed blank: its natural, least and most width.
        opens: whether even spacing may widen it.
        typed: the blank the writer typed here, to be kept for extraction.
        hyphen: width of the hyphen that ends the line, if it ends here (R10).
    """

    after: float = 0.0
    after_level: int = 0
    before: float = 0.0
    space: float = 0.0
    space_min: float = 0.0
    space_max: float = 0.0
    space_level: int = 0
    opens: Opens = Opens.FREELY
    typed: str = ""
    hyphen: float = 0.0

    @property
    def natural(self) -> float:
        """Its width before anything is squeezed or stretched."""
        return self.after + self.before + self.space

    @property
    def least(self) -> float:
        """Its width when all is squeezed out of it."""
        return self.space_min


PLAIN_GAP = Gap()


def end_gap(joint: str) -> Gap:
    """What stands after the last item: nothing but a typed blank."""
    return Gap(opens=Opens.NEVER, typed=typed_blanks(joint))


def typed_blanks(joint: str) -> str:
    """The blanks of a joint, without U+200B and U+2060."""
    return "".join(char for char in joint if class_of(char) == CharClass.BLANK)


def make_gap(items: Sequence[Item], index: int, joint: str, setting: Setting) -> Gap:
    """The gap after an item that is not the last."""
    left, right = items[index], items[index + 1]
    typed = typed_blanks(joint)
    opens = _opens(left, right, typed)
    after, before = _blanks(items, index, typed, setting.marks)
    space, least, most, level = _space(left, right, typed, setting, after + before)
    if opens != Opens.NEVER and not setting.marks.cells:
        space, least, most = (width + setting.tracking for width in (space, least, most))
    hyphen = hyphen_width(left) if divides_word(left, right, joint) else 0.0
    return Gap(
        after, _LEVEL_OF.get(left.klass, 0), before, space, least, most, level, opens, typed, hyphen
    )


def divides_word(left: Item, right: Item, joint: str) -> bool:
    """Whether the joint is a place where a word may be divided by a hyphen (R10)."""
    return joint == SOFT_HYPHEN and left.klass == right.klass == CharClass.WESTERN


def hyphen_width(item: Item) -> float:
    """The width of the hyphen that divides a word here, in the word's face."""
    return item.face.advance(HYPHEN) * item.scale


_AVOIDED = frozenset({CharClass.CONNECTOR, CharClass.SOLIDUS})
_NARROW = frozenset({CharClass.WESTERN, CharClass.NARROW_OPEN, CharClass.NARROW_CLOSE})


def _opens(left: Item, right: Item, typed: str) -> Opens:
    if not typed:
        if _is_one_unit(left, right):
            return Opens.NEVER
        if left.klass in _AVOIDED or right.klass in _AVOIDED:
            return Opens.LATE
    elif left.klass == CharClass.WESTERN == right.klass:
        return Opens.LATE
    if takes_latin_gap(left, right):
        return Opens.LATE
    return Opens.FREELY


def _is_one_unit(left: Item, right: Item) -> bool:
    """R6–R9: inside these no white is put."""
    one, other = left.klass, right.klass
    if one in _NARROW and other in _NARROW:
        return True
    if one == CharClass.PREFIX or other == CharClass.SUFFIX:
        return True
    if one == other == CharClass.FULL_FORM:
        return True
    return one == other and one in _DRAWN_ON


_DRAWN_ON = frozenset({CharClass.DASH, CharClass.ELLIPSIS, CharClass.CONNECTOR})


def _blanks(
    items: Sequence[Item], index: int, typed: str, style: PunctuationStyle
) -> tuple[float, float]:
    """The blank halves that two neighbours bring to their gap, trimmed where marks meet (R16)."""
    left, right = items[index], items[index + 1]
    after = own_blank_after(left, style) if typed else blank_after(items, index, style)
    before = blank_before(right, style)
    if style.adjacent is Blank.FULL:
        return after, before
    if "\u3000" in typed:  # R17: an em of white is blank enough
        return 0.0, 0.0
    if typed:
        return after, before
    if right.klass in BLANK_BEFORE and left.klass in _TRIMS_OPENING:
        before = 0.0
    if right.klass == CharClass.CLOSE or (
        left.klass == CharClass.CLOSE and right.klass in _TRIMS_CLOSING
    ):
        after = 0.0
    return after, before


_KIND_OF = {
    CharClass.OPEN: Mark.OPENING,
    CharClass.CLOSE: Mark.CLOSING,
    CharClass.PAUSE: Mark.PAUSE,
    CharClass.STOP: Mark.STOP,
}


def _blank(item: Item, style: PunctuationStyle) -> float:
    """The blank half of a mark, in a style that keeps it.

    A body of more than half an em has none: a mark that is fixed in columns (R37), or in a cell.
    """
    kept = _KIND_OF.get(item.klass) in style.whole and item.width <= HALF * item.scale
    return item.width if kept else 0.0


def blank_before(item: Item, style: PunctuationStyle) -> float:
    """The blank half an opening mark brings (R12)."""
    return _blank(item, style) if item.klass in BLANK_BEFORE else 0.0


def own_blank_after(item: Item, style: PunctuationStyle) -> float:
    """The blank half any other mark brings, by itself."""
    return _blank(item, style) if item.klass in BLANK_AFTER else 0.0


def blank_after(items: Sequence[Item], index: int, style: PunctuationStyle) -> float:
    """The same where it stands: ？！ share an em (R15)."""
    if items[index].text in INTERROBANG and _interrobang_closed(items, index):
        return 0.0
    return own_blank_after(items[index], style)


INTERROBANG = frozenset("？！")
_TRIMS_OPENING = MARKS | {CharClass.MIDDLE}
_TRIMS_CLOSING = BLANK_AFTER | {CharClass.MIDDLE}


def _interrobang_closed(items: Sequence[Item], index: int) -> bool:
    """R15: two of ？！ fill one em together, three fill two: only a third keeps a blank."""
    if index + 1 < len(items) and items[index + 1].text in INTERROBANG:
        return True
    run = 0
    while index - run >= 0 and items[index - run].text in INTERROBANG:
        run += 1
    return run == 2


def _space(
    left: Item, right: Item, typed: str, setting: Setting, blank: float
) -> tuple[float, float, float, int]:
    """Han–Western gap, word space or typed blank: natural, least, most, and squeezing level."""
    scale = max(left.scale, right.scale)
    wide = typed.count("\u3000")
    narrow = len(typed) - wide
    if narrow and left.klass == CharClass.WESTERN == right.klass:
        space = (WORD_GAP * narrow + EM * wide) * scale
        return space, space, space + (WORD_GAP_MAX - WORD_GAP) * narrow * scale, LEVEL_WORD
    if not wide and takes_latin_gap(left, right):  # a typed blank replaces the gap (R28)
        natural = setting.latin_gap * scale
        return (
            natural,
            min(LATIN_GAP_MIN * scale, natural),
            max(LATIN_GAP_MAX * scale, natural),
            LEVEL_LATIN,
        )
    space = EM * wide * scale
    if narrow:
        space += narrow * (HAN_BLANK if setting.blank is None else setting.blank) * scale
        space = max(0.0, space - blank)  # beside a mark, its own blank counts
    return space, space, space, LEVEL_WORD


HANLIKE = frozenset({CharClass.HAN, CharClass.ITERATION})
_SIGNS = frozenset("+-−±$¥€£≈≥≤#&@")
_TAILS = frozenset("%‰°+′″")


def takes_latin_gap(left: Item, right: Item) -> bool:
    """R27, R28: only between Han and a letter or digit, never beside marks."""
    if left.klass == CharClass.WESTERN:
        return right.klass in HANLIKE and _ends_in_word(left.text)
    return (
        right.klass == CharClass.WESTERN
        and left.klass in HANLIKE
        and (right.text[0].isalnum() or _begins_with_sign(right.text))
    )


def _begins_with_sign(text: str) -> bool:
    return len(text) > 1 and text[0] in _SIGNS and text[1].isalnum()


def _ends_in_word(text: str) -> bool:
    if text[-1].isalnum() or text[-1] in _TAILS:
        return True
    for char in reversed(text):  # behind an accent or a selector stands its letter
        if unicodedata.category(char)[0] not in "MC":
            return char.isalnum()
    return False
