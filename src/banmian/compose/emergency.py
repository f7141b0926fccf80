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

from banmian.compose.breaks import (
    ADDRESS,
    BEFORE_SOLIDUS,
    BY_SENSE,
    FORBIDDEN,
    GLUED,
    PROHIBITED,
    WHOLE,
)
from banmian.compose.gaps import Gap, Opens
from banmian.compose.items import Item
from banmian.compose.pieces import Place, piece, places_in
from banmian.compose.prepare import Prepared

AFTER_MARK = 60.0
ANYWHERE = 300.0
IN_ADDRESS = 1000.0  # the same as gaps of half an em in one line
IN_SEGMENT = 1500.0  # inside an address, elsewhere than after its marks
SHORT_END = 250.0  # for leaving fewer than so many characters of a word on a line
SHORTEST = 3
LONG_WORD = 8.0  # em; longer than any word a line should give up its indent for
BAD_BREAK = 1e5  # a break the rules forbid, taken only when nothing else fits
BEFORE_MARK = BAD_BREAK * (BEFORE_SOLIDUS / FORBIDDEN)
_GOOD_PLACES = frozenset("/.-_?=&@")
_NEVER_BEGIN = _GOOD_PLACES | frozenset(",!;:)]}%°′″‰℃％")
_NEVER_END = frozenset("([{￥＄￡№−+$¥€£")

Group = tuple[int, int]  # the first item, and one past the last


def fit_groups(prepared: Prepared, width: float, *, squeezes: bool) -> Prepared:
    """Divide groups that are wider than `width`.

    Args:
        prepared: the paragraph.
        width: the narrowest measure.
        squeezes: whether a line may be squeezed to its least width (R21) to hold a group.
    """
    prepared = _without_hyphens(prepared, width, squeezes)
    groups = _too_wide(prepared, width, squeezes)
    for ease in _EASES:
        if not groups:
            break
        prepared = ease(prepared, groups, width)
        groups = _too_wide(prepared, width, squeezes)
    return prepared


def _without_hyphens(prepared: Prepared, width: float, squeezes: bool) -> Prepared:
    """Keep together where a hyphen and what must stand before it fit no line."""
    if not any(gap.hyphen for gap in prepared.gaps):
        return prepared
    gaps, costs = list(prepared.gaps), list(prepared.costs)
    for group in groups(prepared):
        end = group[1] - 1
        if gaps[end].hyphen and group_width(prepared, group, squeezes=squeezes) > width:
            gaps[end] = gaps[end]._replace(hyphen=0.0)
            costs[end] = WHOLE
    return replace(prepared, gaps=tuple(gaps), costs=tuple(costs))


def fit_head(prepared: Prepared, width: float, *, squeezes: bool) -> Prepared:
    """Cut a very long word that fits the measure, but not what the indent leaves of it (R30).

    A shorter one takes from the indent.
    """
    group = first_group(prepared)
    if width < LONG_WORD or group_width(prepared, group, squeezes=squeezes) <= width + 1e-9:
        return prepared
    return _cut_words(prepared, [group], width)


def first_group(prepared: Prepared) -> Group:
    """What must stand together at the head of the paragraph."""
    return next(groups(prepared))


def groups(prepared: Prepared) -> Iterator[Group]:
    """What must stand together on a line, in order."""
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
        for begin, end in groups(prepared)
        if (prepared.items[begin].width > limit or end - begin > 1)
        and group_width(prepared, (begin, end), squeezes=squeezes) > limit
        and (end - begin > 1 or prepared.items[begin].parts)
    ]


def group_width(prepared: Prepared, group: Group, *, squeezes: bool) -> float:
    """The width of a group, natural or squeezed as far as it goes."""
    begin, end = group
    gaps = prepared.gaps[begin : end - 1]
    white = sum(gap.least if squeezes else gap.natural for gap in gaps)
    white += prepared.gaps[end - 1].hyphen
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

    def price(index: int, item: Item, place: Place) -> float | None:
        if index not in inside:
            return None
        price = _price(item, place) + (0.0 if item.width > width else BAD_BREAK / 2)
        return price + (SHORT_END if place.leaves < SHORTEST else 0.0)

    return _cut(prepared, price)


def cut_addresses(prepared: Prepared) -> Prepared:
    """Make web and mail addresses breakable after their marks, though they would fit a line.

    For paragraphs that could otherwise be set only with lines far too loose: an address is read
    as well in two lines, a word or a number is not.
    """
    addresses = {
        index
        for index, item in enumerate(prepared.items)
        if item.parts and ADDRESS.search(item.text)
    }

    def price(index: int, item: Item, place: Place) -> float | None:
        good = index in addresses and place.leaves >= SHORTEST
        return IN_ADDRESS if good and _price(item, place) == AFTER_MARK else None

    return _cut(prepared, price) if addresses else prepared


def _cut(prepared: Prepared, price_of: Callable[[int, Item, Place], float | None]) -> Prepared:
    """Divide items wherever a place between their parts has a price."""
    items: list[Item] = []
    gaps: list[Gap] = []
    costs: list[float] = []
    for index, item in enumerate(prepared.items):
        first = 0
        places = tuple(places_in(item)) if item.parts else ()
        for number, place in enumerate(places[1:-1], 1):
            price = price_of(index, item, place)
            if price is not None:
                items.append(piece(item, (places[first], place), item.parts[first:number]))
                gaps.append(_CUT)
                costs.append(price)
                first = number
        rest = item.parts[first:]
        items.append(piece(item, (places[first], places[-1]), rest) if first else item)
        gaps.append(prepared.gaps[index])
        costs.append(prepared.costs[index])
    if len(items) == len(prepared.items):
        return prepared
    return replace(prepared, items=tuple(items), gaps=tuple(gaps), costs=tuple(costs))


_CUT = Gap(opens=Opens.NEVER)
_EASES = (
    _allow(BY_SENSE),
    _cut_words,
    _allow(WHOLE),
    _allow(PROHIBITED),
    _allow(BEFORE_SOLIDUS),
    _allow(GLUED),
)


def _price(item: Item, place: Place) -> float:
    """What it costs to cut a word here."""
    left, right = item.text[place.at - 1], item.text[place.at]
    if right in _NEVER_BEGIN or left in _NEVER_END:
        return BEFORE_MARK
    if left in _GOOD_PLACES:
        return AFTER_MARK
    return IN_SEGMENT if ADDRESS.search(item.text) else ANYWHERE
