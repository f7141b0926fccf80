"""Where English words may be divided by a hyphen: by the dictionary, as if U+00AD were typed there.

Inputs:  items and the joints between them.
Outputs: the same, words in pieces with U+00AD between them.
Units:   characters.
Source:  R10. Pyphen with the patterns for American English, which WeasyPrint brings along. Our
         choice: words of six letters and more; two letters stay before the hyphen, three come after
         it; no names in capitals (GDP) or with a capital inside (iPhone), no addresses.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import regex

from banmian.compose.classes import SOFT_HYPHEN, CharClass
from banmian.compose.items import Item
from banmian.compose.pieces import Place, piece, places_in

_WORD = regex.compile(r"(?<![\w@./:&=?-])\p{Latin}\p{Ll}{5,}(?![\w@/&=?-]|[.:]\w)")
_BEFORE, _AFTER = 2, 3


@cache
def _positions(word: str) -> tuple[int, ...]:
    return tuple(_dictionary().positions(word))


@cache
def _dictionary() -> Any:
    from pyphen import Pyphen  # noqa: PLC0415  0.05 s, for the few styles that ask

    return Pyphen(lang="en_US", left=_BEFORE, right=_AFTER)


def hyphenate(items: list[Item], joints: list[str]) -> tuple[list[Item], list[str]]:
    """Cut words into pieces where the dictionary lets them be divided."""
    pieces: list[Item] = []
    between: list[str] = []
    for item, joint in zip(items, joints, strict=True):
        cut = tuple(_pieces(item)) if item.klass == CharClass.WESTERN and item.parts else (item,)
        pieces.extend(cut)
        between.extend([SOFT_HYPHEN] * (len(cut) - 1))
        between.append(joint)
    return pieces, between


def _pieces(item: Item) -> Iterator[Item]:
    wanted = {word.start() + at for word in _WORD.finditer(item.text) for at in _positions(word[0])}
    places = tuple(places_in(item))
    first = 0
    for number, place in enumerate(places):
        if place.at in wanted or number == len(places) - 1:
            span: tuple[Place, Place] = (places[first], place)
            yield (
                piece(item, span, item.parts[first:number])
                if first or place.at < len(item.text)
                else item
            )
            first = number
