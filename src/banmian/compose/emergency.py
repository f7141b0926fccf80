"""Emergency: what is wider than a whole line is divided, because nothing ever overflows (R10).

Whatever may not be broken makes one *group* with its neighbours. A group that fits no line gives
up, in this order and only as far as needed: the sense of a head, the wholeness of its words, the
prohibitions, a writer's own U+2060.

Inputs:  `Prepared` and the narrowest measure.
Outputs: `Prepared` whose groups all fit, but for a single glyph wider than the measure.
Units:   em; costs as in `breaking`.
Source:  R10; the order of places (after / . - _ ? = & first, then anywhere) is our choice.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import regex

from banmian.compose.breaks import BY_SENSE, FORBIDDEN, GLUED, PROHIBITED, WHOLE
from banmian.compose.gaps import Gap, Opens
from banmian.compose.items import Item
from banmian.compose.prepare import Prepared

AFTER_MARK = 60.0
ANYWHERE = 300.0
IN_ADDRESS = 1000.0  # the same as gaps of half an em in one line
BEFORE_MARK = 5000.0
SHORT_END = 250.0  # for leaving fewer than so many characters of a word on a line
SHORTEST = 3
BAD_BREAK = 1e5  # a break the rules forbid, taken only when nothing else fits
_GOOD_PLACES = frozenset("/.-_?=&@")
_NEVER_BEGIN = _GOOD_PLACES | frozenset(",!;:)]}%°′″‰℃％")
_ADDRESS = regex.compile(r"://|^www\.|@[\w-]+\.|\.(?:com|cn|org|net|gov|edu)\b")
_NEVER_END = frozenset("([{￥＄￡№−+$¥€£")

Group = tuple[int, int]  # the first item, and one past the last


def fit_groups(prepared: Prepared, width: float, *, squeezes: bool) -> Prepared:
    """Divide groups that are wider than `width`.

    Args:
        prepared: the paragraph.
        width: the narrowest measure.
        squeezes: whether a line may be squeezed to its least width (R21) to hold a group.
    """
    groups = _too_wide(prepared, width, squeezes)
    for ease in _EASES:
        if not groups:
            break
        prepared = ease(prepared, groups, width)
        groups = _too_wide(prepared, width, squeezes)
    return prepared


def first_group(prepared: Prepared, *, squeezes: bool) -> float:
    """The least width of what must stand together at the head of the paragraph."""
    return _width(prepared, next(_groups(prepared)), squeezes=squeezes)


def _groups(prepared: Prepared) -> Iterator[Group]:
    begin = 0
    last = len(prepared.items) - 1
    for index, cost in enumerate(prepared.costs):
        if cost < FORBIDDEN or index == last:
            yield begin, index + 1
            begin = index + 1


def _too_wide(prepared: Prepared, width: float, squeezes: bool) -> list[Group]:
    limit = width + 1e-9
    return [
        (begin, end)
        for begin, end in _groups(prepared)
        if (prepared.items[begin].width > limit or end - begin > 1)
        and _width(prepared, (begin, end), squeezes=squeezes) > limit
        and (end - begin > 1 or prepared.items[begin].parts)
    ]


def _width(prepared: Prepared, group: Group, *, squeezes: bool) -> float:
    begin, end = group
    gaps = prepared.gaps[begin : end - 1]
    white = sum(gap.least if squeezes else gap.natural for gap in gaps)
    return sum(item.width for item in prepared.items[begin:end]) + white


def _allow(kind: float) -> Callable[[Prepared, list[Group], float], Prepared]:
    """Make the forbidden breaks of one kind possible, at a price, inside some groups."""

    def ease(prepared: Prepared, groups: list[Group], width: float) -> Prepared:
        del width
        costs = list(prepared.costs)
        for begin, end in groups:
            for index in range(begin, end - 1):
                if costs[index] == kind:
                    costs[index] = BAD_BREAK * (kind / FORBIDDEN)
        return replace(prepared, costs=tuple(costs))

    return ease


def _cut_words(prepared: Prepared, groups: list[Group], width: float) -> Prepared:
    """Cut the words of some groups into their clusters."""
    inside = {index for begin, end in groups for index in range(begin, end)}

    def cut(index: int, item: Item) -> Iterator[tuple[int, float]]:
        if index in inside:
            extra = 0.0 if item.width > width else BAD_BREAK / 2
            for place in range(1, len(item.parts)):
                yield place, extra + _price(item, place)

    return _cut(prepared, cut)


def cut_addresses(prepared: Prepared) -> Prepared:
    """Make web and mail addresses breakable after their marks, though they would fit a line.

    For paragraphs that could otherwise be set only with lines far too loose: an address is read
    as well in two lines, a word or a number is not.
    """

    def cut(index: int, item: Item) -> Iterator[tuple[int, float]]:
        del index
        if _ADDRESS.search(item.text):
            for place in range(SHORTEST, len(item.parts) - SHORTEST + 1):
                if _price(item, place) == AFTER_MARK:
                    yield place, IN_ADDRESS

    return _cut(prepared, cut)


def _cut(
    prepared: Prepared, places: Callable[[int, Item], Iterator[tuple[int, float]]]
) -> Prepared:
    """Divide items before the given ones of their parts, at the given prices."""
    items: list[Item] = []
    gaps: list[Gap] = []
    costs: list[float] = []
    for index, item in enumerate(prepared.items):
        begin = 0
        if item.parts:
            for place, price in places(index, item):
                items.append(_piece(item, begin, place))
                gaps.append(_CUT)
                costs.append(price)
                begin = place
        items.append(_piece(item, begin, len(item.parts)) if begin else item)
        gaps.append(prepared.gaps[index])
        costs.append(prepared.costs[index])
    if len(items) == len(prepared.items):
        return prepared
    return replace(prepared, items=tuple(items), gaps=tuple(gaps), costs=tuple(costs))


_CUT = Gap(opens=Opens.NEVER)
_EASES = (_allow(BY_SENSE), _cut_words, _allow(WHOLE), _allow(PROHIBITED), _allow(GLUED))


def _price(item: Item, place: int) -> float:
    """What it costs to cut a word before one of its parts."""
    at = sum(part.characters for part in item.parts[:place])
    left, right = item.text[at - 1], item.text[at]
    if right in _NEVER_BEGIN or left in _NEVER_END:
        return BEFORE_MARK
    price = AFTER_MARK if left in _GOOD_PLACES else ANYWHERE
    return price + (SHORT_END if min(place, len(item.parts) - place) < SHORTEST else 0.0)


def _piece(item: Item, first: int, last: int) -> Item:
    """Some of an item's parts, the glyphs moved to their own left edge."""
    before, inside = item.parts[:first], item.parts[first:last]
    at = sum(part.characters for part in before)
    glyph = sum(part.glyphs for part in before)
    left = sum(part.width for part in before)
    length = sum(part.characters for part in inside)
    glyphs = sum(part.glyphs for part in inside)
    return item._replace(
        text=item.text[at : at + length],
        start=item.start + at,
        width=sum(part.width for part in inside),
        origins=tuple(origin - left for origin in item.origins[glyph : glyph + glyphs]),
        parts=inside if len(inside) > 1 else (),
    )
