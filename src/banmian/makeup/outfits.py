"""How the heads of a collection's items are built in every width, and what that costs.

A head is measured, not set: in which style each of its parts fits a place does not depend on the
height of portraits, unless a part stands beside one; so one measuring serves many dresses.

Inputs:  `Items`, a division; an item, a width in columns, the height of portraits.
Outputs: `PricedOutfit`: a pattern with a style for every part, what it costs with the white beside
         the head.
Units:   columns and lines of the division; prices are plain numbers.
Source:  newspaper.md N19, N22, 2.7; prices are our choice.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from math import ceil

from banmian.compose.style import Copy
from banmian.editorial.story import Story
from banmian.geometry import Rect
from banmian.house.grid import Area, PageGrid
from banmian.house.setting import Align
from banmian.house.style import (
    Arrangement,
    Division,
    Pattern,
    PatternPart,
    PictureFrame,
    TypeStyle,
)
from banmian.makeup.fitting import fit_copy
from banmian.makeup.module import FittedPart, Outfit, beside, wants
from banmian.makeup.story import StorySetter
from banmian.units import ZERO, Length

OTHER_PATTERN = 40.0
OTHER_STYLE = 5.0
NO_ROOM = 300_000.0  # of a head that fits in none of its styles
STRETCHED = 6.0  # of a line of white more in a head
MOST_EMPTY = 1_700.0  # mm² of white beside a head that nobody minds
EMPTY = 6.0  # price of each mm² more
HOLLOW = 2_350.0  # mm² that nobody would take: newspaper.md 2.7, 25 cm² with what is round it
FULL = 5_000.0  # a module that costs less holds its text and is full


@dataclass(frozen=True, slots=True)
class Items:
    """What is to be arranged, and in what.

    `foot` tells how many lines of a given width the lines under the last item take.
    """

    stories: tuple[Story, ...]
    arrangement: Arrangement
    setter: StorySetter
    foot: Callable[[Length], int]


@dataclass(frozen=True, slots=True)
class Head:
    """A head's lines in a width: how wide each is, in em of its style."""

    style: TypeStyle
    width: Length
    widths: tuple[float, ...]
    is_in_place: bool

    @property
    def count(self) -> int:
        """How many lines it has."""
        return len(self.widths)

    @property
    def widest(self) -> Length:
        """The width of its widest line."""
        return self.style.size * max(self.widths, default=0.0)

    def lines_of(self, part: PatternPart, leading: Length) -> int:
        """The lines of the grid it takes as a part of a pattern."""
        pitch = self.style.size * (self.style.pitch or 1.0)
        return min(max(ceil(pitch * self.count / leading), part.least), part.lines)

    def empty(self, height: Length, over: Length, below: Length, aside: Length) -> float:
        """The largest white at a side of the lines, in mm².

        The white over them is added, the height of narrower lines below them, and the white
        between the head's place and the portrait, which only centred lines leave open.
        """
        if not self.widths:
            return 0.0
        free = [(self.width - self.style.size * width).mm for width in self.widths]
        if self.style.align is Align.CENTRE:
            free = [white / 2 + aside.mm for white in free]
        whole, one = (height + over + below).mm, (height * (1 / self.count) + over).mm
        return max(min(free) * whole, max(free) * one)


@dataclass(frozen=True, slots=True)
class _Fitted:
    """A pattern's parts in styles that fit; the first head, and the narrower lines below it."""

    parts: tuple[FittedPart, ...]
    price: float
    head: Head | None
    below: int


@dataclass(frozen=True, slots=True)
class PricedOutfit:
    """How an item's head is built in a width, what that costs, and the white beside the head."""

    outfit: Outfit
    own_price: float
    leading: Length
    head: Head | None = None
    below: int = 0
    aside: Length = ZERO

    def price(self, stretch: int) -> float:
        """What it costs with a head that is higher by some lines."""
        return self.own_price + STRETCHED * stretch + self._white_price(stretch)

    def _white_price(self, stretch: int) -> float:
        """What the white beside the head costs."""
        if self.head is None:
            return 0.0
        leading = self.leading
        height = leading * (self.outfit.parts[0].lines + stretch)
        most = self.head.empty(height, leading, leading * self.below, self.aside)
        too_much = FULL if most > HOLLOW else 0.0
        return EMPTY * max(most - MOST_EMPTY, 0.0) + too_much


@dataclass(slots=True)
class Outfits:
    """The outfits of items in one division."""

    items: Items
    division: Division
    _outfits: dict[tuple[int, int, int], PricedOutfit | None] = field(default_factory=dict)
    _fitted: dict[tuple[str, int, int, int], tuple[_Fitted, ...]] = field(default_factory=dict)
    _asides: dict[tuple[int, int], Length] = field(default_factory=dict)
    _copies: dict[tuple[str, str, str], tuple[Copy, ...]] = field(default_factory=dict)
    _heads: dict[tuple[str, str, str, Length, Length], Head] = field(default_factory=dict)

    @property
    def grid(self) -> PageGrid:
        """The columns and lines of the division."""
        return self.division.grid

    def priced(self, item: int, columns: int, portrait_lines: int) -> PricedOutfit | None:
        """The best pattern for an item in a width, with the styles its head fits in."""
        story = self.items.stories[item]
        key = item, columns, portrait_lines if story.photos else 0
        if key not in self._outfits:
            self._outfits[key] = self._best(story, columns, portrait_lines)
        return self._outfits[key]

    def _best(self, story: Story, columns: int, portrait_lines: int) -> PricedOutfit | None:
        width = self.grid.width_of(columns)
        outfits: list[PricedOutfit] = []
        for number, pattern in enumerate(self.items.arrangement.patterns):
            if not pattern.narrowest <= width <= pattern.widest:
                continue
            has_portrait = pattern.portrait is not None and bool(story.photos)
            is_beside = has_portrait and any(part.beside for part in pattern.parts)
            key = story.name, number, columns, portrait_lines if is_beside else 0
            if key not in self._fitted:
                self._fitted[key] = tuple(self._fittings(story, pattern, columns, portrait_lines))
            aside = self._aside(number, portrait_lines) if has_portrait else ZERO
            outfits.extend(
                PricedOutfit(
                    Outfit(pattern, one.parts, has_portrait),
                    one.price + OTHER_PATTERN * number,
                    self.grid.leading,
                    one.head,
                    one.below,
                    aside,
                )
                for one in self._fitted[key]
            )
        return min(outfits, key=lambda outfit: outfit.price(0), default=None)

    def _aside(self, number: int, portrait_lines: int) -> Length:
        """The white between a portrait and the column beside it."""
        key = number, portrait_lines
        if key not in self._asides:
            pattern = self.items.arrangement.patterns[number]
            picture = _picture(pattern, portrait_lines)
            free = self.grid.rect(picture.at).width - picture.size(self.grid)[0]
            self._asides[key] = self.grid.gutter + free * (1.0 if picture.left else 0.5)
        return self._asides[key]

    # ------------------------------------------------------------ styles

    def _fittings(
        self, story: Story, pattern: Pattern, columns: int, portrait_lines: int
    ) -> Iterator[_Fitted]:
        """A pattern with a style for every part: all the first part fits in, the others' first.

        None at all when the module is too narrow.
        """
        wanted = [part for part in pattern.parts if wants(story, part.part)]
        bare = Outfit(pattern, (), pattern.portrait is not None and bool(story.photos))
        styles: list[list[_Choice]] = []
        for part in wanted:
            place = self._place(part, bare, columns, portrait_lines)
            if place is None:
                return
            found = self._in_place(story, part, place)
            styles.append(list(found if not styles else islice(found, 1)))
        for first in (styles[0] if styles else ()) or (None,):
            rest = (found[0] if found else None for found in styles[1:])
            yield self._together(pattern, zip(wanted, (first, *rest), strict=False))

    def _together(
        self, pattern: Pattern, chosen: Iterable[tuple[PatternPart, "_Choice | None"]]
    ) -> _Fitted:
        """Parts in the styles chosen for them; what fits in none is told as overset."""
        parts: list[FittedPart] = []
        price = 0.0
        first: Head | None = None
        below = 0
        for part, choice in chosen:
            if choice is None:
                price += NO_ROOM
                parts.append(FittedPart(part, part.styles[-1], part.lines))
                continue
            number, head = choice
            price += OTHER_STYLE * number
            lines = head.lines_of(part, self.grid.leading)
            parts.append(FittedPart(part, part.styles[number], lines))
            if first is not None and _is_under(part, pattern) and head.widest <= first.widest:
                below += part.lines
            first = first or head
        return _Fitted(tuple(parts), price, first, below)

    def _place(
        self, part: PatternPart, outfit: Outfit, columns: int, portrait_lines: int
    ) -> Rect | None:
        """The room a part has, at the least; None when the module is too narrow."""
        pattern = outfit.pattern
        if part.beside and pattern.portrait is not None and outfit.has_portrait:
            picture = _picture(pattern, portrait_lines)
            left, rect = beside(picture, self.grid), self.grid.rect(picture.at)
            return Rect(rect.x + left, rect.y, rect.width - left, rect.height)
        column = max(part.column - outfit.columns_taken, 0)
        if column >= columns:
            return None
        return self.grid.rect(Area(column, columns - column, 0, part.lines))

    def _in_place(self, story: Story, part: PatternPart, place: Rect) -> Iterator["_Choice"]:
        """The styles in which a part stands in its place, by their number."""
        for number, style in enumerate(part.styles):
            head = self._measured(story, part, style, place)
            if head.is_in_place:
                yield number, head

    def _measured(self, story: Story, part: PatternPart, style: str, place: Rect) -> Head:
        """How a part of an item comes out in a style and a place, without setting it."""
        setter, own = self.items.setter, self.items.setter.house.style(style)
        key = story.name, part.part, style
        if key not in self._copies:
            copy = setter.head(story, part.part, style, part.wanted)
            assert copy is not None  # the story has what the part prints
            self._copies[key] = tuple(setter.setter.copy(pieces, own) for pieces in copy.lines)
        measured = (*key, place.width, place.height)
        if measured not in self._heads:
            fitted = fit_copy(self._copies[key], own, place, part.wanted, setter.setter)
            self._heads[measured] = Head(
                fitted.style, place.width, fitted.widths, fitted.is_in_place
            )
        return self._heads[measured]


_Choice = tuple[int, Head]  # a style by its number, and the head in it


def _picture(pattern: Pattern, portrait_lines: int) -> PictureFrame:
    """A pattern's portrait, anywhere."""
    portrait = pattern.portrait
    assert portrait is not None
    at = Area(0, portrait.columns, 0, portrait_lines)
    return PictureFrame(at, portrait.ratio, portrait.caption_style, at, portrait.left)


def _is_under(part: PatternPart, pattern: Pattern) -> bool:
    """Whether a part stands right under the first one."""
    over = pattern.parts[0]
    is_below = part.line == over.line + over.lines and part.column == over.column
    return is_below and not part.beside
