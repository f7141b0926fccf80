"""Dress a story for a module of a free page: its head, its picture, the columns of its text.

The head stands over the whole width, piece under piece; the picture at the right under it, as high
as makes the text fill its columns; the text takes what is left. How well that comes out is known
for all heights at once (`prices`), and exactly for one (`dress`).

Inputs:  a `Story`, a level of the layout's heads, a width or an area of the page's grid.
Outputs: prices by height; `Dressed`: the frames of a module, the lines it leaves white.
Units:   columns and lines of the page's grid; prices are plain numbers, those of `fill`.
Source:  newspaper.md N11, N12, N17, N22, 2.7; prices are our choice.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import ceil

import numpy
from numpy.typing import NDArray

from banmian.editorial.story import Story
from banmian.house.grid import Area, Frame, PageGrid
from banmian.house.setting import Align
from banmian.house.style import (
    FreeStyle,
    HeadLevel,
    HeadPart,
    Part,
    PictureFrame,
    StoryFrames,
    TextFrames,
)
from banmian.makeup.fill import TOO_MUCH, Bounds, Filling, bounds_of, fill
from banmian.makeup.parts import caption_lines
from banmian.makeup.sense import POOR
from banmian.makeup.story import StorySetter
from banmian.units import ZERO, Length, mm

Prices = NDArray[numpy.float64]

SHALLOWEST = 4  # lines a column of text has at the least (N21 f)
LEVEL_LEGS = 7  # lines under a head that look like columns and not like a strip
DEEPEST = 34  # lines a column should have at the most
SHALLOW = 25.0  # price of each line a column is less deep …
DEEP = 4.0  # … or deeper
MOST_STRETCH = 6  # lines of white a head may get more
STRETCHED = 5.0
OTHER_STYLE = 12.0  # a smaller head than the wanted one
EMPTY = 0.12  # price of each mm² of white beside a headline …
MOST_EMPTY = 1_500.0  # … over what nobody minds
CROPPED = 60.0  # a picture with as much cut off as may be
SLACK = mm(0.05)
TRIED = 4  # dresses that are poured
NONE = float("inf")


@dataclass(frozen=True, slots=True)
class Head:
    """The pieces of a head in a width, each with its style and lines; what departures cost."""

    parts: tuple[tuple[HeadPart, str, int], ...]
    price: float
    white: Length = ZERO  # beside the headline, at the wider side

    @property
    def lines(self) -> int:
        """The lines of all pieces."""
        return sum(lines for _, _, lines in self.parts)

    def white_price(self, stretch: int, leading: Length) -> float:
        """What the white beside the headline costs when it gets more lines over and under it."""
        own = sum(lines for part, _, lines in self.parts if part.part == "headline")
        area = self.white.mm * (leading * (own + stretch + 2)).mm
        return EMPTY * max(area - MOST_EMPTY, 0.0)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a head: its style, its lines, what they cost, the white beside it."""

    style: str
    lines: int
    price: float
    white: Length = ZERO


@dataclass(frozen=True, slots=True)
class Dress:
    """White added to the head, and the picture's size: columns, lines, lines of its caption."""

    stretch: int
    picture: tuple[int, int, int] | None
    price: float

    @property
    def picture_lines(self) -> int:
        """Lines the picture takes with its caption."""
        return 0 if self.picture is None else self.picture[1] + self.picture[2]

    @property
    def picture_columns(self) -> int:
        """Columns the picture takes."""
        return 0 if self.picture is None else self.picture[0]


@dataclass(frozen=True, slots=True)
class Dressed:
    """A module in its place; `white` counts lines at feet and at the end, `over` those too many."""

    frames: StoryFrames
    white: int
    over: int
    price: float


@dataclass(slots=True)
class Dresser:
    """Dresses stories; what it has measured once it does not measure again."""

    setter: StorySetter
    free: FreeStyle
    _heads: dict[tuple[str, int, int], Head | None] = field(default_factory=dict)
    _bounds: dict[str, Bounds] = field(default_factory=dict)
    _captions: dict[tuple[str, int], int] = field(default_factory=dict)
    _leasts: dict[tuple[str, int], Prices] = field(default_factory=dict)

    @property
    def grid(self) -> PageGrid:
        """The page's grid."""
        return self.setter.house.grid

    # ------------------------------------------------------------ measures

    def level(self, number: int) -> HeadLevel:
        """A level of heads; those the layout does not have are its last."""
        return self.free.levels[min(number, len(self.free.levels)) - 1]

    def head(self, story: Story, level: HeadLevel, columns: int) -> Head:
        """A story's head in a width, each piece in the first style in which it fits."""
        key = story.name, id(level), columns
        found = self._heads.get(key)
        if found is None:
            parts, price, white = [], 0.0, ZERO
            for part in level.parts:
                if getattr(story, part.part):
                    piece = self._piece(story, part, self.grid.width_of(columns))
                    parts.append((part, piece.style, piece.lines))
                    price += piece.price
                    white = piece.white if part.part == "headline" else white
            found = self._heads[key] = Head(tuple(parts), price, white)
        return found

    def _piece(self, story: Story, part: HeadPart, width: Length) -> _Piece:
        """Style, lines and price of a piece; one that fits in no style is told as overset later."""
        for number, name in enumerate(part.styles):
            style = self.setter.house.style(name)
            copy = self.setter.head(story, part.part, name, None)
            assert copy is not None  # the story has what the part prints
            setter = self.setter.setter
            lines_of = [
                setter.broken(setter.copy(pieces, style), style, width) for pieces in copy.lines
            ]
            ems = [em for one in lines_of for em in one.widths]
            if any(one.worst >= POOR for one in lines_of):
                continue  # a smaller one may break by sense
            pitch = style.size * (style.pitch or 1.0)
            height = pitch * (len(ems) - 1) + style.size
            widest = style.size * max(ems)
            room = width - style.inset * 2
            if widest <= room and height <= self.grid.leading * part.lines + SLACK:
                lines = max(part.least, ceil(pitch * len(ems) / self.grid.leading - 0.2))
                sides = 2 if style.align is Align.CENTRE else 1
                white = (room - widest) * (1 / sides)
                price = OTHER_STYLE * number
                return _Piece(name, min(lines, part.lines), price, white)
        return _Piece(part.styles[-1], part.lines, TOO_MUCH)

    def _text(self, columns: tuple[Frame, ...], feet: tuple[int, ...] = ()) -> TextFrames:
        """Columns of text as the layout sets them."""
        free = self.free
        return TextFrames(free.style, free.crosshead, free.crosshead_lines, columns, True, feet)

    def bounds(self, story: Story) -> Bounds:
        """What a story's text costs in every number of lines; all columns have one measure."""
        if story.name not in self._bounds:
            frame = self.grid.frame(Area(0, 1, 0, self.grid.lines))
            text = self.setter.text(story, self._text((frame,)), self.grid)
            self._bounds[story.name] = bounds_of(text.slugs)
        return self._bounds[story.name]

    def _caption(self, story: Story, columns: int) -> int:
        """The lines of a caption under a picture of so many columns."""
        key = story.name, columns
        if key not in self._captions:
            style = self.setter.house.style(self.free.caption_style)
            width, setter = self.grid.width_of(columns), self.setter.setter
            count = sum(
                len(setter.set_one(setter.copy(pieces, style), style, width).lines)
                for pieces in caption_lines(story.photos[0], style)
            )
            pitch = style.size * (style.pitch or 1.0)
            self._captions[key] = ceil(pitch * count / self.grid.leading)
        return self._captions[key]

    # ------------------------------------------------------------ dresses

    def _pictures(self, story: Story, columns: int) -> Iterator[tuple[int, int, int, float]]:
        """The sizes a story's picture may have in a width: columns, lines, caption, price."""
        picture = story.photos[0].picture
        own = picture.upright_width_px / picture.upright_height_px
        for wide in self.free.picture_columns:
            if wide > columns:
                continue
            width, caption = self.grid.width_of(wide), self._caption(story, wide)
            for lines in range(3, self.grid.lines):
                ratio = width / (self.grid.leading * lines)
                cut = 1 - min(ratio / own, own / ratio)
                if cut <= self.free.crop:
                    yield wide, lines, caption, CROPPED * cut / max(self.free.crop, 0.01)

    def _dresses(
        self, story: Story, columns: int, fixed: tuple[int, int] | None
    ) -> Iterator[Dress]:
        for stretch in range(MOST_STRETCH + 1):
            price = STRETCHED * stretch * (1 + stretch)
            if not story.photos or not self.free.picture_columns:
                yield Dress(stretch, None, price)
            elif fixed is not None:
                yield Dress(stretch, (*fixed, self._caption(story, fixed[0])), price)
            else:
                for wide, lines, caption, cost in self._pictures(story, columns):
                    yield Dress(stretch, (wide, lines, caption), price + cost)

    def _price(
        self, story: Story, head: Head, dress: Dress, columns: int, height: NDArray[numpy.int64]
    ) -> Prices:
        """What a module so dressed costs at the least in some heights."""
        deep = height - head.lines - dress.stretch
        under = deep - dress.picture_lines
        wide = dress.picture_columns
        capacity = deep * (columns - wide) + numpy.where(under >= SHALLOWEST, under, 0) * wide
        fits = (deep >= SHALLOWEST) & ((under == 0) | (under >= SHALLOWEST))
        if wide == columns:
            fits &= under >= SHALLOWEST
        least = self._least(story, columns)
        price = least[numpy.where(fits, capacity, 0)] + head.price + dress.price
        price += head.white_price(dress.stretch, self.grid.leading)
        price += SHALLOW * numpy.maximum(LEVEL_LEGS - deep, 0)
        price += DEEP * numpy.maximum(deep - DEEPEST, 0)
        return numpy.where(fits, price, numpy.inf)

    def _least(self, story: Story, columns: int) -> Prices:
        """The least price of a story's text by the lines its columns hold together."""
        key = story.name, columns
        if key not in self._leasts:
            self._leasts[key] = self.bounds(story).least(self.grid.lines * columns, columns)
        return self._leasts[key]

    def prices(self, story: Story, level: int, columns: int, most: int) -> Prices:
        """What a story's module costs in a width, by its height from 0 to `most`."""
        own = self.level(level)
        if not own.narrowest <= columns <= own.widest:
            return numpy.full(most + 1, numpy.inf)
        head = self.head(story, own, columns)
        best: Prices = numpy.minimum.reduce(
            [
                self._price(story, head, dress, columns, numpy.arange(most + 1))
                for dress in self._dresses(story, columns, None)
            ]
            or [numpy.full(most + 1, numpy.inf)]
        )
        return best

    # ------------------------------------------------------------ one module

    def dress(
        self, story: Story, level: int, area: Area, picture: tuple[int, int] | None = None
    ) -> Dressed | None:
        """A story in its place, dressed as well as can be; None when it has no room for text."""
        head = self.head(story, self.level(level), area.columns)
        height = numpy.array([area.lines])
        ranked = sorted(
            (float(self._price(story, head, dress, area.columns, height)[0]), number, dress)
            for number, dress in enumerate(self._dresses(story, area.columns, picture))
        )
        made = [
            self._poured(story, head, dress, area, price)
            for price, _, dress in ranked[:TRIED]
            if price < NONE
        ]
        return min(made, key=lambda one: one.price, default=None)

    def _poured(
        self, story: Story, head: Head, dress: Dress, area: Area, estimate: float
    ) -> Dressed:
        top = area.line + head.lines + dress.stretch
        frames = tuple(self._columns(area, top, dress))
        text = self.setter.text(story, self._text(frames), self.grid)
        heights = [frame.lines for frame in frames]
        filling: Filling = fill(text.slugs, heights, self.bounds(story))
        least = float(self._least(story, area.columns)[sum(heights)])
        return Dressed(
            StoryFrames(
                self.grid,
                area,
                tuple(self._parts(head, dress.stretch, area)),
                self._text(frames, filling.feet),
                self._picture(area, top, dress),
            ),
            filling.white,
            filling.over,
            estimate - least + filling.price,
        )

    def _columns(self, area: Area, top: int, dress: Dress) -> Iterator[Frame]:
        """The columns of text under a head, those under the picture less high."""
        foot = area.line + area.lines
        for column in range(area.columns):
            begin = top
            if column >= area.columns - dress.picture_columns:
                begin += dress.picture_lines
            if foot - begin >= SHALLOWEST:
                place = Area(area.column + column, 1, begin, foot - begin)
                yield self.grid.frame(place)

    def _parts(self, head: Head, stretch: int, area: Area) -> Iterator[Part]:
        """The pieces of a head one under the other; the headline gets the white."""
        line = area.line
        for part, style, lines in head.parts:
            own = lines + (stretch if part.part == "headline" else 0)
            yield Part(part.part, style, Area(area.column, area.columns, line, own))
            line += own

    def _picture(self, area: Area, top: int, dress: Dress) -> PictureFrame | None:
        if dress.picture is None:
            return None
        wide, lines, caption = dress.picture
        column = area.column + area.columns - wide
        at = Area(column, wide, top, lines)
        rect = self.grid.rect(at)
        under = Area(column, wide, top + lines, max(caption, 1))
        return PictureFrame(at, rect.width / rect.height, self.free.caption_style, under)
