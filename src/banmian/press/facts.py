"""What the press has to know of a made-up page: its pieces in painting order, its tags, its size.

Inputs:  `MadeUpPage`.
Outputs: `PageFacts`, plain values without faces or glyphs.
Units:   `Length` from the trim's top left corner, y down.
Source:  ISO 14289-1, 7.4.2: the first heading is H1 and no level is skipped; 7.1: what is not
         content (folio lines, rules) is an artifact. ISO 32000-1, 14.8.4: the names of the tags.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from banmian.editorial.marks import without_marks
from banmian.geometry import Rect
from banmian.makeup.page import DrawingBlock, MadeUpPage, MadeUpStory, Role, TextBlock
from banmian.render.view import HEADS, cluster_runs, page_title, tag_of
from banmian.units import Length


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the tag tree and the numbers of the page's pieces that make it up.

    `drawing` is the digest of the PDF that takes its place.
    """

    tag: str
    pieces: tuple[int, ...]
    alt: str = ""
    box: Rect | None = None
    drawing: str = ""


@dataclass(frozen=True, slots=True)
class StoryFacts:
    """A story: its bookmark (none when the title is empty) and its elements in reading order."""

    title: str
    level: int
    corner: tuple[Length, Length]
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class PageFacts:
    """One page; `furniture` is the number of pieces before the first story's."""

    newspaper: str
    date: datetime.date
    number: int
    section: str
    title: str
    width: Length
    height: Length
    bleed: Length
    furniture: int
    stories: tuple[StoryFacts, ...]

    @property
    def tags(self) -> tuple[str, ...]:
        """The tag of every piece in painting order; that of an artifact is empty."""
        tags = dict.fromkeys(range(self.furniture), "")
        for story in self.stories:
            for element in story.elements:
                tags |= dict.fromkeys(element.pieces, element.tag)
        return tuple(tags[number] for number in sorted(tags))

    @property
    def drawings(self) -> dict[int, str]:
        """The digests of the PDFs that take the place of pieces, by the piece's number."""
        elements = (element for story in self.stories for element in story.elements)
        return {one.pieces[0]: one.drawing for one in elements if one.drawing}


def facts_of(page: MadeUpPage) -> PageFacts:
    """Everything the press has to know of a page."""
    furniture = sum(_runs(block) for block in page.furniture)
    stories = []
    number = furniture
    levels = _Levels()
    for story in page.stories:
        elements = tuple(_elements(story, number, levels))
        number += sum(len(element.pieces) for element in elements)
        stories.append(
            StoryFacts(_title(story), story.level, (story.area.x, story.area.y), elements)
        )
    return PageFacts(
        newspaper=page.newspaper,
        date=page.date,
        number=page.number,
        section=page.section,
        title=page_title(page),
        width=page.grid.page_width,
        height=page.grid.page_height,
        bleed=page.grid.bleed,
        furniture=furniture,
        stories=tuple(stories),
    )


def _runs(block: TextBlock) -> int:
    """How many text objects a block is painted as; white alone is not painted."""
    return sum(1 for run in cluster_runs(block) if run.text.strip())


def _elements(story: MadeUpStory, number: int, levels: "_Levels") -> Iterator[Element]:
    """The story's elements; the parts of a paragraph, in however many frames, are one."""
    open_paragraph, open_tag = "", ""
    pieces: tuple[int, ...] = ()
    for block in story.blocks:
        if isinstance(block, TextBlock) and block.paragraph == open_paragraph:
            pieces += tuple(range(number, number + _runs(block)))
        else:
            if pieces:
                yield Element(open_tag, pieces)
            count = _runs(block) if isinstance(block, TextBlock) else 1
            pieces = tuple(range(number, number + count))
            if not isinstance(block, TextBlock):
                drawing = block.digest if isinstance(block, DrawingBlock) else ""
                yield Element("Figure", pieces, block.alt, block.rect, drawing)
                open_paragraph, pieces, number = "", (), number + 1
                continue
            open_paragraph, open_tag = block.paragraph, _tag(block.role, story.level, levels)
        number = pieces[-1] + 1 if pieces else number
    if pieces:
        yield Element(open_tag, pieces)


def _tag(role: Role, level: int, levels: "_Levels") -> str:
    tag = tag_of(role, level)
    if tag.startswith("h"):
        return f"H{levels.rank(int(tag[1:]))}"
    return "Caption" if role is Role.CAPTION else "P"


class _Levels:
    """Ranks of headings, from 1 and without a gap, whatever levels the layout gives them."""

    def __init__(self) -> None:
        self._open: list[int] = []

    def rank(self, level: int) -> int:
        """The rank of the next heading."""
        while self._open and self._open[-1] >= level:
            self._open.pop()
        self._open.append(level)
        return len(self._open)


def _title(story: MadeUpStory) -> str:
    heads: Iterable[TextBlock] = (
        block for block in story.blocks if isinstance(block, TextBlock) and block.role in HEADS
    )
    return "".join(without_marks(run.text) for head in heads for run in head.copy.runs)
