"""Emergency: a token wider than the measure is divided, because nothing ever overflows (R10).

Inputs:  `Prepared` and the narrowest measure.
Outputs: `Prepared` whose items all fit.
Units:   em.
Source:  R10; the order of places (after / . - _ ? = & first, then anywhere) is our choice.
"""

from dataclasses import replace

from banmian.compose.classes import CharClass
from banmian.compose.prepare import Gap, Item, Prepared

AFTER_MARK = 60.0
ANYWHERE = 300.0
_GOOD_PLACES = frozenset("/.-_?=&")


def split_wide(prepared: Prepared, width: float) -> Prepared:
    """Divide every item that is wider than `width` into its glyphs' characters."""
    if all(item.width <= width for item in prepared.items):
        return prepared
    items: list[Item] = []
    gaps: list[Gap] = []
    costs: list[float] = []
    for item, gap, cost in zip(prepared.items, prepared.gaps, prepared.costs, strict=True):
        pieces = _pieces(item) if item.width > width else [item]
        for piece in pieces[:-1]:
            items.append(piece)
            gaps.append(Gap(opens=False))
            costs.append(AFTER_MARK if piece.text in _GOOD_PLACES else ANYWHERE)
        items.append(pieces[-1])
        gaps.append(gap)
        costs.append(cost)
    return replace(prepared, items=tuple(items), gaps=tuple(gaps), costs=tuple(costs))


def _pieces(item: Item) -> list[Item]:
    """One item a character, where shaping gave one glyph a character; else the item itself."""
    if len(item.origins) != len(item.text) or item.klass != CharClass.WESTERN:
        return [item]
    edges = [*item.origins, item.width]
    return [
        item._replace(
            text=char,
            start=item.start + index,
            width=edges[index + 1] - edges[index],
            origins=(0.0,),
        )
        for index, char in enumerate(item.text)
    ]
