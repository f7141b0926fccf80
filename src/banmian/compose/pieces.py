"""Pieces of a word: where it may be cut, and what it is cut into.

Inputs:  an item with parts.
Outputs: `Place`s between its parts; pieces, items themselves.
Units:   em of the paragraph's size.
Source:  R10. A piece keeps the glyphs and the kerning the whole word was shaped with.
"""

from collections.abc import Iterator
from typing import NamedTuple

from banmian.compose.items import Item, Part


class Place(NamedTuple):
    """A place between two parts of a word: so many characters, glyphs and em lie before it.

    `leaves` is the number of parts in the shorter piece when the word is cut here alone.
    """

    at: int
    glyph: int
    x: float
    leaves: int


def places_in(item: Item) -> Iterator[Place]:
    """The word's beginning, the places between its parts, its end."""
    at, glyph, x = 0, 0, 0.0
    count = len(item.parts)
    for number, part in enumerate(item.parts):
        yield Place(at, glyph, x, min(number, count - number))
        at += part.characters
        glyph += part.glyphs
        x += part.width
    yield Place(at, glyph, item.width, 0)


def piece(item: Item, span: tuple[Place, Place], parts: tuple[Part, ...]) -> Item:
    """A piece of a word, its glyphs moved to its own left edge."""
    begin, end = span
    origins = item.origins[begin.glyph : end.glyph]
    return item._replace(
        text=item.text[begin.at : end.at],
        start=item.start + begin.at,
        width=sum(part.width for part in parts),
        origins=tuple(origin - begin.x for origin in origins),
        crosses=item.crosses[begin.glyph : end.glyph],
        parts=parts if len(parts) > 1 else (),
    )
