"""The made-up page: what stands where, in reading order. The one source of every output.

Inputs:  made by `banmian.makeup.make_up`.
Outputs: `MadeUpPage` and its blocks.
Units:   `Length` on the page; em inside a composed line.
Source:  our choice: blocks in the order a reader follows; extraction and tags follow it too.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from banmian.compose.finalise import ComposedLine
from banmian.compose.style import Copy
from banmian.editorial.overrides import Override
from banmian.errors import Diagnostic, Place
from banmian.geometry import Rect
from banmian.house.grid import PageGrid
from banmian.house.style import TypeStyle
from banmian.units import Length


class Role(StrEnum):
    """What a block of text is; the template and the tags go by it."""

    FOLIO = "folio"
    KICKER = "kicker"
    HEADLINE = "headline"
    DECK = "deck"
    BYLINE = "byline"
    STANDING_HEAD = "standing-head"
    SPEAKER = "speaker"
    BODY = "body"
    CROSSHEAD = "crosshead"
    CAPTION = "caption"
    PULL_QUOTE = "pull-quote"
    JUMP = "jump"
    CONTINUED = "continued"
    SIGNOFF = "signoff"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A composed line where it stands: the left edge of its measure and its baseline.

    A column stands on its middle line: `x` is that line's, `baseline` the top of its measure.
    """

    line: ComposedLine
    x: Length
    baseline: Length


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One paragraph, or the part of it that stands in one frame.

    `paragraph` is the same for all parts of a paragraph; `part` counts them from 0.
    """

    role: Role
    style: TypeStyle
    rect: Rect
    copy: Copy
    lines: tuple[PlacedLine, ...]
    paragraph: str
    part: int


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """A picture that fills its frame, cut to the frame's shape.

    Attributes:
        pixels: width and height of the whole picture, upright.
        focus: what the cut goes round, in parts of width and height from the top left corner.
        place: where the picture is named.
    """

    rect: Rect
    file: Path
    alt: str
    pixels: tuple[int, int]
    focus: tuple[float, float]
    place: Place

    @property
    def ppi(self) -> float:
        """Pixels an inch at its size."""
        width, height = self.pixels
        return 72 * min(width / self.rect.width.pt, height / self.rect.height.pt)


@dataclass(frozen=True, slots=True)
class DrawingBlock:
    """A page of another PDF, such as an advertisement: the press puts it in its place.

    `digest` is that of the file.
    """

    rect: Rect
    file: Path
    alt: str
    digest: str


@dataclass(frozen=True, slots=True)
class RuleBlock:
    """A rule (one side of its rectangle is zero) or a panel."""

    kind: str
    rect: Rect


Block = TextBlock | PictureBlock | DrawingBlock


@dataclass(frozen=True, slots=True)
class Step:
    """A change that made a text fit.

    `what` is head, feet or picture (by lines), tracking (by em), body (its style's name), or
    looseness (by lines, asked for by the editor).
    """

    what: str
    by: float
    name: str = ""


@dataclass(frozen=True, slots=True)
class StoryFit:
    """How a story's running text fits its frames, in lines of its measure.

    Attributes:
        capacity, lines: lines there are, lines of text and crossheads.
        over: lines that found no place.
        short: lines left white at the end.
        adjusted: paragraphs set a line longer or shorter, with by how much.
        steps: what else was changed, in the order of the ladder.
    """

    story: str
    capacity: int
    lines: int
    over: int
    short: int
    measure: float
    adjusted: tuple[tuple[int, int], ...]
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class HeadFit:
    """How a head came out that may choose its size.

    Attributes:
        paragraph: the head's name, as its block has it.
        size, sizes: the size chosen, and those it had the choice of, the largest first.
        lines: what stands on each line.
        filled: the part of the measure that its widest line takes.
    """

    story: str
    role: Role
    paragraph: str
    size: Length
    sizes: tuple[Length, ...]
    lines: tuple[str, ...]
    filled: float

    @property
    def is_smallest(self) -> bool:
        """Whether it had to go to its smallest size."""
        return len(self.sizes) > 1 and self.size == self.sizes[-1]


@dataclass(frozen=True, slots=True)
class MadeUpStory:
    """A story's blocks in reading order; `level` is that of its headline among the page's heads.

    `frames` is the chain its running text flows through.
    """

    name: str
    level: int
    area: Rect
    blocks: tuple[Block, ...]
    frames: tuple[Rect, ...] = ()


@dataclass(frozen=True, slots=True)
class MadeUpPage:
    """One page, ready for any output; `overrides` are what editors decided by hand in its copy."""

    newspaper: str
    date: datetime.date
    number: int
    section: str
    grid: PageGrid
    furniture: tuple[TextBlock, ...]
    stories: tuple[MadeUpStory, ...]
    rules: tuple[RuleBlock, ...]
    fits: tuple[StoryFit, ...]
    notes: tuple[Diagnostic, ...]
    overrides: tuple[Override, ...] = ()
    heads: tuple[HeadFit, ...] = ()

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Every block of every story, in reading order, furniture first."""
        return (*self.furniture, *(block for story in self.stories for block in story.blocks))
