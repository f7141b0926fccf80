"""What the rival typesetters are given: the text and pictures of our page, in our sizes and faces.

Inputs:  `MadeUpPage` (only its copy, styles and picture sizes; nothing of what we decided about
         lines).
Outputs: `RivalPage`: sections, each with heads at full measure and a text in base columns.
Units:   `Length`.
Source:  our choice: made from our own page, so that the rivals set the same words at the same size
         on the same page whatever the layout says.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from banmian.editorial.marks import without_marks
from banmian.house.grid import PageGrid
from banmian.house.style import TypeStyle
from banmian.makeup.page import MadeUpPage, PictureBlock, Role, TextBlock
from banmian.units import ZERO, Length

ROOM = 1.06  # white a section may have: rivals cannot fit copy to a page


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text in one chain of font families, at a size relative to its passage."""

    text: str
    families: tuple[str, ...]
    scale: float


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, head or line."""

    role: Role
    style: TypeStyle
    pitch: Length
    words: tuple[Words, ...]

    @property
    def text(self) -> str:
        """The characters as they are printed."""
        return "".join(words.text for words in self.words)

    def height(self, measure: Length) -> Length:
        """About how high the passage stands in a measure."""
        ems = self.style.indent + len(self.text) * (1 + self.style.tracking)
        return self.pitch * math.ceil(ems / (measure / self.style.size))


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture at the size it has on our page."""

    file: Path
    width: Length
    picture_height: Length

    def height(self, measure: Length) -> Length:  # noqa: ARG002  as a passage has it
        """How high the picture stands."""
        return self.picture_height


Item = Passage | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """Heads at full measure, then what runs in base columns under them."""

    heads: tuple[Passage, ...]
    running: tuple[Item, ...]

    def columns_height(self, grid: PageGrid) -> Length:
        """About how high the columns must be to hold what runs in them."""
        total = sum((item.height(grid.column_width) for item in self.running), ZERO)
        return total * (ROOM / grid.columns) + grid.leading * 2


@dataclass(frozen=True, slots=True)
class RivalPage:
    """All that a rival sets."""

    title: str
    grid: PageGrid
    sections: tuple[Section, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Everything in reading order."""
        return tuple(item for one in self.sections for item in (*one.heads, *one.running))

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All text in reading order."""
        return tuple(item for item in self.items if isinstance(item, Passage))

    @property
    def styles(self) -> tuple[tuple[TypeStyle, Length], ...]:
        """The styles in use, each with its pitch, by name."""
        found = {passage.style.name: (passage.style, passage.pitch) for passage in self.passages}
        return tuple(found[name] for name in sorted(found))


def rival_page(page: MadeUpPage) -> RivalPage:
    """Take the copy of a page."""
    title = f"{page.newspaper} {page.date.isoformat()} {page.section}"
    return RivalPage(title, page.grid, tuple(_sections(page)))


def _sections(page: MadeUpPage) -> Iterator[Section]:
    heads: list[Passage] = []
    running: list[Item] = []
    for item, at_full_measure in _items(page):
        if at_full_measure and running:
            yield Section(tuple(heads), tuple(running))
            heads, running = [], []
        if at_full_measure and isinstance(item, Passage):
            heads.append(item)
        else:
            running.append(item)
    yield Section(tuple(heads), tuple(running))


def _items(page: MadeUpPage) -> Iterator[tuple[Item, bool]]:
    """Every item, and whether it stands at full measure: the furniture, and a story's heads."""
    for line in page.furniture:
        yield _passage(line, page.grid), True
    for story in page.stories:
        for block in story.blocks:
            if isinstance(block, PictureBlock):
                yield Picture(block.file, block.rect.width, block.rect.height), False
            elif isinstance(block, TextBlock) and block.part == 0:
                wide = block.rect.width > page.grid.width * 0.5
                heading = block.role not in {Role.BODY, Role.CROSSHEAD, Role.CAPTION}
                yield _passage(block, page.grid), story.level == 1 and (wide or heading)


def _passage(block: TextBlock, grid: PageGrid) -> Passage:
    style = block.style
    pitch = grid.leading if style.pitch is None else style.size * style.pitch
    words = (
        Words(without_marks(run.text), tuple(face.family for face in run.faces), run.scale)
        for run in block.copy.runs
    )
    return Passage(block.role, style, pitch, tuple(words))
