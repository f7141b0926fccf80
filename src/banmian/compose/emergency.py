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
from itertools import pairwise

from banmian.compose.breaks import BY_SENSE, FORBIDDEN, GLUED, PROHIBITED, WHOLE
from banmian.compose.gaps import Gap, Opens
from banmian.compose.items import Item
from banmian.compose.prepare import Prepared

AFTER_MARK = 60.0
ANYWHERE = 600.0
BEFORE_MARK = 5000.0
SHORT_END = 250.0  # for leaving fewer than so many characters of a word on a line
SHORTEST = 3
BAD_BREAK = 1e5  # a break the rules forbid, taken only when nothing else fits
_GOOD_PLACES = frozenset("/.-_?=&")
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
    items: list[Item] = []
    gaps: list[Gap] = []
    costs: list[float] = []
    for index, item in enumerate(prepared.items):
        if index in inside and item.parts:
            pieces = _pieces(item)
            extra = 0.0 if item.width > width else BAD_BREAK / 2
            for number, (left, right) in enumerate(pairwise(pieces), 1):
                items.append(left)
                gaps.append(_CUT)
                short = min(number, len(pieces) - number) < SHORTEST
                costs.append(extra + _price(left, right) + (SHORT_END if short else 0.0))
            items.append(pieces[-1])
        else:
            items.append(item)
        gaps.append(prepared.gaps[index])
        costs.append(prepared.costs[index])
    return replace(prepared, items=tuple(items), gaps=tuple(gaps), costs=tuple(costs))


_CUT = Gap(opens=Opens.IN_NEED)
_EASES = (_allow(BY_SENSE), _cut_words, _allow(WHOLE), _allow(PROHIBITED), _allow(GLUED))


def _price(left: Item, right: Item) -> float:
    if right.text[0] in _NEVER_BEGIN or left.text[-1] in _NEVER_END:
        return BEFORE_MARK
    return AFTER_MARK if left.text[-1] in _GOOD_PLACES else ANYWHERE


def _pieces(item: Item) -> list[Item]:
    """One item a part, its glyphs moved to its own left edge."""
    pieces = []
    at, glyph, left = 0, 0, 0.0
    for part in item.parts:
        pieces.append(
            item._replace(
                text=item.text[at : at + part.characters],
                start=item.start + at,
                width=part.width,
                origins=tuple(
                    origin - left for origin in item.origins[glyph : glyph + part.glyphs]
                ),
                parts=(),
            )
        )
        at += part.characters
        glyph += part.glyphs
        left += part.width
    return pieces
