"""Set what stands inside running text: a story's further pictures, its pull quotes.

Pictures and quotes take the insets of a text in their order; an inset for which the story has
nothing is none, and the text fills its place.

Inputs:  `Story`, `StoryFrames`, styles, a `Setter`.
Outputs: `Filled` insets; their blocks and boxes.
Units:   grid units in, `Length` out.
Source:  newspaper.md N17; that a picture's edges stand level with the em boxes of the lines
         beside it is our choice.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from banmian.editorial.story import HeadText, Photo, Story
from banmian.geometry import Rect
from banmian.house.grid import PageGrid
from banmian.house.insets import Inset, InsetKind
from banmian.house.style import StoryFrames, TypeStyle
from banmian.makeup.page import Block, Role, RuleBlock
from banmian.makeup.parts import PartCopy, caption_lines, head_lines, picture_block, set_part
from banmian.makeup.setter import Setter
from banmian.units import ZERO


@dataclass(frozen=True, slots=True)
class Filled:
    """An inset and what stands in it."""

    inset: Inset
    content: Photo | HeadText
    name: str


def fill_insets(story: Story, frames: StoryFrames) -> tuple[Filled, ...]:
    """The insets of a text that the story has something for."""
    if frames.text is None:
        return ()
    first = 0 if frames.picture is None else 1
    copy: dict[InsetKind, Iterator[Photo | HeadText]] = {
        InsetKind.PHOTO: iter(story.photos[first:]),
        InsetKind.QUOTE: iter(story.pull_quotes),
    }
    found = []
    for number, inset in enumerate(frames.text.insets):
        content = next(copy[inset.kind], None)
        if content is not None:
            found.append(Filled(inset, content, f"{story.name}-inset-{number}"))
    return tuple(found)


def set_inset(
    filled: Filled, style: TypeStyle, grid: PageGrid, setter: Setter
) -> tuple[tuple[Block, ...], tuple[RuleBlock, ...]]:
    """The blocks of an inset, and the box round it."""
    rect = _level(filled.inset.rect(grid), grid)
    box = filled.inset.box
    rules = () if box is None else (RuleBlock(box, rect),)
    if isinstance(filled.content, HeadText):
        copy = PartCopy(Role.PULL_QUOTE, filled.name, head_lines(filled.content, style))
        return (set_part(copy, style, rect, grid, setter),), rules
    return tuple(_picture(filled, filled.content, style, (grid, setter))), rules


def _level(rect: Rect, grid: PageGrid) -> Rect:
    """Some lines of the grid without the white over the first and under the last."""
    white = (grid.leading - grid.body) * 0.5
    return Rect(rect.x, rect.y + white, rect.width, rect.height - white * 2)


def _picture(
    filled: Filled, photo: Photo, style: TypeStyle, tools: tuple[PageGrid, Setter]
) -> Iterator[Block]:
    """A picture that fills its place, and its caption in the lines at the foot."""
    grid, setter = tools
    place = filled.inset.rect(grid)
    rect = _level(place, grid)
    lines = caption_lines(photo, style)
    below = grid.leading * filled.inset.caption_lines if lines else ZERO
    if below:
        rect = Rect(rect.x, rect.y, rect.width, place.bottom - below - rect.y)
    yield picture_block(photo, rect)
    if below:
        at = Rect(place.x, place.bottom - below, place.width, below)
        copy = PartCopy(Role.CAPTION, f"{filled.name}-caption", lines)
        yield set_part(copy, style, at, grid, setter)
