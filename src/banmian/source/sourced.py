"""Text that knows where it was written.

Inputs:  text cut from a person's file, with the places its pieces stood at.
Outputs: `SourcedText`, which tells the place of any of its characters, through slices and joins.
Units:   offsets count characters from 0; lines and columns count characters from 1.
Source:  our choice: a character that no face has must be reported where the editor typed it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from banmian.errors import Place


@dataclass(frozen=True, slots=True)
class Origin:
    """From this offset on, the text runs along one line of a file, starting at `place`."""

    offset: int
    place: Place


_offset = attrgetter("offset")


@dataclass(frozen=True, slots=True)
class SourcedText:
    """Text and where its pieces were written; the first origin has offset 0."""

    text: str
    origins: tuple[Origin, ...]

    @classmethod
    def at(cls, text: str, place: Place) -> "SourcedText":
        """Text that stands in one piece at a place."""
        return cls(text, (Origin(0, place),))

    @property
    def place(self) -> Place:
        """Where the text begins."""
        return self.origins[0].place

    def place_of(self, index: int) -> Place:
        """Where the character at `index` was written; the end of the text counts as one more.

        Raises:
            IndexError: the text has no such character.

        """
        if not 0 <= index <= len(self.text):
            raise IndexError(index)
        origin = self.origins[bisect_right(self.origins, index, key=_offset) - 1]
        return _advanced(origin.place, index - origin.offset)

    def cut(self, start: int, end: int | None = None) -> "SourcedText":
        """The part from `start` up to `end`, which keeps the places of its characters."""
        start, end, _ = slice(start, end).indices(len(self.text))
        end = max(start, end)
        first = bisect_right(self.origins, start, key=_offset)
        last = max(first, bisect_left(self.origins, end, key=_offset))
        later = [Origin(o.offset - start, o.place) for o in self.origins[first:last]]
        return SourcedText(self.text[start:end], (Origin(0, self.place_of(start)), *later))

    def stripped(self) -> "SourcedText":
        """The text without the blanks at its ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.cut(start, max(start, len(self.text.rstrip())))

    def __add__(self, other: "SourcedText") -> "SourcedText":
        return joined((self, other))

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text


def joined(parts: Iterable[SourcedText]) -> SourcedText:
    """Set texts one after the other, each with its own places; there must be at least one."""
    pieces = tuple(parts)
    builder = SourcedBuilder()
    for piece in pieces:
        for at, origin in enumerate(piece.origins):
            last = at + 1 == len(piece.origins)
            end = len(piece.text) if last else piece.origins[at + 1].offset
            builder.add(piece.text[origin.offset : end], origin.place)
    return builder.done(pieces[0].place)


class SourcedBuilder:
    """Collects text piece by piece and keeps an origin only where the places jump."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._origins: list[Origin] = []
        self._length = 0
        self._next: Place | None = None

    def add(self, text: str, place: Place) -> None:
        """Append characters that stand side by side from `place` on."""
        if not text:
            return
        if place != self._next:
            self._origins.append(Origin(self._length, place))
        self._pieces.append(text)
        self._length += len(text)
        self._next = _advanced(place, len(text))

    def done(self, if_empty: Place) -> SourcedText:
        """The text so far; `if_empty` is where an empty one stands."""
        origins = tuple(self._origins) or (Origin(0, if_empty),)
        return SourcedText("".join(self._pieces), origins)


def _advanced(place: Place, by: int) -> Place:
    """The place some characters further along the line; a place with no column stays."""
    return Place(place.file, place.line, place.column + by) if place.column else place
