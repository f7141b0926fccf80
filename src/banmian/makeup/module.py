"""Build a module: an item's head, portrait and columns of text in a rectangle of the grid.

The head and the portrait stand where the pattern says; the text fills, column by column, what they
leave. So one pattern serves modules of many widths and heights, with a portrait or without.

Inputs:  `Pattern`, `Shape`, `Arrangement`, what the item has.
Outputs: `StoryFrames`.
Units:   columns and lines of a division's grid.
Source:  newspaper.md N19, N22, 2.7; "text fills what is left" is our choice.
"""

from dataclasses import dataclass

from banmian.editorial.story import Story
from banmian.house.grid import Area, Frame, PageGrid
from banmian.house.style import (
    Arrangement,
    Division,
    Part,
    Pattern,
    PatternPart,
    PictureFrame,
    StoryFrames,
    TextFrames,
)
from banmian.units import Length

SHALLOWEST = 3  # lines a column of text has at the least (N21 f)
UNSEEN = 2  # lines that may stay white under a portrait instead


@dataclass(frozen=True, slots=True)
class Dress:
    """What all items of a collection share: the columns, and the height of their portraits."""

    division: Division
    portrait_lines: int


@dataclass(frozen=True, slots=True)
class Foot:
    """Lines of their own at the foot of a module's last columns."""

    columns: int
    lines: int


NO_FOOT = Foot(0, 0)


@dataclass(frozen=True, slots=True)
class Shape:
    """A module's place, its head's white, what stands at its foot.

    `feet` are the lines that its columns of text end above their foot.
    """

    area: Area
    stretch: int = 0
    foot: Foot = NO_FOOT
    feet: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class FittedPart:
    """A part in the style its copy fits in, and the lines it takes then."""

    part: PatternPart
    style: str
    lines: int


@dataclass(frozen=True, slots=True)
class Outfit:
    """A pattern fitted to an item; parts the item lacks are left out."""

    pattern: Pattern
    parts: tuple[FittedPart, ...]
    has_portrait: bool

    @property
    def columns_taken(self) -> int:
        """Columns at the left that heads leave free for a portrait the item does not have."""
        portrait = self.pattern.portrait
        return portrait.columns if portrait is not None and not self.has_portrait else 0


def wants(story: Story, part: str) -> bool:
    """Whether a story has what a part prints."""
    value = getattr(story, part)
    return bool(value)


def module_frames(
    outfit: Outfit, shape: Shape, dress: Dress, arrangement: Arrangement
) -> StoryFrames | None:
    """The frames of a module, or None when its text would have no room."""
    built = _built(outfit, shape, dress)
    if built is None:
        return None
    area, grid = shape.area, dress.division.grid
    frames: list[Frame] = []
    for column, lines in enumerate(_depths(built, shape)):
        if 0 <= lines <= UNSEEN:
            continue
        if lines < SHALLOWEST:
            return None
        line = area.line + built.tops[column]
        frames.append(Frame(grid.x_of(area.column + column), grid.column_width, line, lines))
    if not frames:
        return None
    text = TextFrames(
        dress.division.style,
        arrangement.crosshead,
        arrangement.crosshead_lines,
        tuple(frames),
        ruled=True,
        feet=shape.feet,
    )
    return StoryFrames(grid, area, built.parts, text, built.picture)


def column_depths(outfit: Outfit, shape: Shape, dress: Dress) -> tuple[int, ...] | None:
    """The lines left to the text in each column of a module, none or fewer where there is no room.

    None when the module is too narrow for its head or portrait.
    """
    built = _built(outfit, shape, dress)
    return None if built is None else _depths(built, shape)


@dataclass(frozen=True, slots=True)
class _Built:
    """Head and portrait in their places, and where the columns under them begin."""

    parts: tuple[Part, ...]
    picture: PictureFrame | None
    tops: tuple[int, ...]


def _built(outfit: Outfit, shape: Shape, dress: Dress) -> _Built | None:
    """Put a module's head and portrait in place; None when it is too narrow for them."""
    area = shape.area
    tops = [0] * area.columns
    picture = _picture(outfit, shape, dress)
    if picture is not None:
        if picture.at.columns > area.columns:
            return None
        _cover(tops, picture.caption, area)
    parts = []
    for fitted in outfit.parts:
        part = _part(fitted, outfit, shape, dress, picture)
        if part is None:
            return None
        parts.append(part)
        _cover(tops, part.at, area)
    return _Built(tuple(parts), picture, tuple(tops))


def _depths(built: _Built, shape: Shape) -> tuple[int, ...]:
    """The lines under the tops of columns, over what stands at the module's foot."""
    columns, lines, foot = shape.area.columns, shape.area.lines, shape.foot
    return tuple(
        lines - top - (foot.lines if column >= columns - foot.columns else 0)
        for column, top in enumerate(built.tops)
    )


def _picture(outfit: Outfit, shape: Shape, dress: Dress) -> PictureFrame | None:
    """The portrait with its caption."""
    portrait = outfit.pattern.portrait
    if portrait is None or not outfit.has_portrait:
        return None
    area, lines = shape.area, dress.portrait_lines
    top = area.line + portrait.line + _down(outfit, shape, portrait.line)
    at = Area(area.column, portrait.columns, top, lines)
    caption = Area(area.column, portrait.columns, top + lines, portrait.caption_lines)
    return PictureFrame(at, portrait.ratio, portrait.caption_style, caption, portrait.left)


def _part(
    fitted: FittedPart, outfit: Outfit, shape: Shape, dress: Dress, picture: PictureFrame | None
) -> Part | None:
    """A part in its place; None when the module is too narrow for it."""
    if fitted.part.beside and picture is not None:
        left = beside(picture, dress.division.grid)
        return Part(fitted.part.part, fitted.style, picture.at, fitted.part.wanted, left)
    at = _part_area(fitted, outfit, shape)
    if at.columns < 1:
        return None
    return Part(fitted.part.part, fitted.style, at, fitted.part.wanted)


def beside(picture: PictureFrame, grid: PageGrid) -> Length:
    """How far from the left edge of a portrait's columns the text beside it begins."""
    return picture.size(grid)[0] + grid.body


def _part_area(fitted: FittedPart, outfit: Outfit, shape: Shape) -> Area:
    """Where a part stands: a head that gets white, or takes less room, moves what is under it."""
    area, part = shape.area, fitted.part
    column = max(part.column - outfit.columns_taken, 0)
    own = 0
    spare = shape.stretch
    for other in outfit.parts:
        given = min(other.part.stretch, spare)
        spare -= given
        if other is fitted:
            own = given
    top = area.line + part.line + _down(outfit, shape, part.line)
    return Area(area.column + column, area.columns - column, top, fitted.lines + own)


def _down(outfit: Outfit, shape: Shape, line: int) -> int:
    """How far what stands at a line of the pattern is moved by the parts over it."""
    down = 0
    spare = shape.stretch
    for other in outfit.parts:
        if other.part.beside and outfit.has_portrait:
            continue
        given = min(other.part.stretch, spare)
        spare -= given
        if other.part.line + other.part.lines <= line:
            down += given + other.lines - other.part.lines
    return down


def _cover(tops: list[int], at: Area, area: Area) -> None:
    """Let the text of the columns under a place begin below it."""
    first = at.column - area.column
    for column in range(first, min(first + at.columns, len(tops))):
        tops[column] = max(tops[column], at.line + at.lines - area.line)
