"""Paint composed samples, so that what the composer says can be read back from a PDF.

Inputs:  `ComposedSample`s.
Outputs: PDF bytes: one block a paragraph, at 10 pt, page after page.
Units:   `Length`; the left edge of every measure stands 20 pt from the page's left edge.
Source:  our choice.
"""

import datetime
from collections.abc import Sequence
from pathlib import Path

from banmian.errors import Place
from banmian.geometry import Rect
from banmian.house.grid import PageGrid
from banmian.house.setting import Align, Marks
from banmian.house.style import HouseStyle, TypeStyle
from banmian.makeup.page import MadeUpPage, MadeUpStory, PlacedLine, Role, TextBlock
from banmian.pipeline.paint_pages import PaintJob, paint_pages
from banmian.pipeline.samples import ComposedSample
from banmian.pipeline.settings import Settings
from banmian.typeface.catalogue import Catalogue
from banmian.units import ZERO, Length, mm, pt

SIZE = pt(10)
PITCH = pt(16)
MARGIN = pt(20)
LINES_A_PAGE = 120
DATE = datetime.date(2000, 1, 1)
NO_FOLDER = Path("/nonexistent")  # a sample has no layout: nothing is read from where we stand


def paint_samples(
    composed: Sequence[ComposedSample], face: str, catalogue: Catalogue, settings: Settings
) -> bytes:
    """Paint samples to PDF."""
    widest = max((one.sample.width for one in composed), default=1)
    grid = _grid(SIZE * widest + MARGIN * 2)
    style = TypeStyle(
        "sample", face, face, face, SIZE, None, Align.JUSTIFY, Marks.FULL, 0.0, 0.0, None, ZERO
    )
    house = HouseStyle(
        "sample", "sample", grid, {"sample": style}, (), {}, None, (), NO_FOLDER, Place("sample")
    )
    pages = tuple(
        MadeUpPage("samples", DATE, number, "", grid, (), (story,), (), (), ())
        for number, story in enumerate(_stories(composed, style, grid), 1)
    )
    return paint_pages(PaintJob(pages, house, "sample.html.j2"), catalogue, settings)


def _grid(width: Length) -> PageGrid:
    height = PITCH * LINES_A_PAGE + MARGIN * 2
    return PageGrid(
        width, height, mm(3), MARGIN, MARGIN, width - MARGIN * 2, PITCH * LINES_A_PAGE,
        1, 1, SIZE, PITCH, LINES_A_PAGE,
    )  # fmt: skip


def _stories(
    composed: Sequence[ComposedSample], style: TypeStyle, grid: PageGrid
) -> list[MadeUpStory]:
    """A story a page: its blocks are paragraphs, or the parts of one that page ends divide."""
    pages: list[list[TextBlock]] = [[]]
    row = 0
    baseline = grid.baseline_in_slot(SIZE, PITCH)
    for number, one in enumerate(composed):
        part = 0
        lines: list[PlacedLine] = []
        for line in one.composed.lines:
            if row == LINES_A_PAGE:
                if lines:
                    pages[-1].append(_block(one, style, lines, (number, part), grid))
                    lines, part = [], part + 1
                pages.append([])
                row = 0
            lines.append(PlacedLine(line, grid.left, grid.y_of(row) + baseline))
            row += 1
        if lines:
            pages[-1].append(_block(one, style, lines, (number, part), grid))
    area = Rect(grid.left, grid.top, grid.width, grid.height)
    return [
        MadeUpStory(f"page-{number}", 1, area, tuple(blocks))
        for number, blocks in enumerate(pages, 1)
    ]


def _block(
    one: ComposedSample,
    style: TypeStyle,
    lines: list[PlacedLine],
    name: tuple[int, int],
    grid: PageGrid,
) -> TextBlock:
    top = lines[0].baseline - grid.baseline_in_slot(SIZE, PITCH)
    rect = Rect(grid.left, top, SIZE * one.sample.width, PITCH * len(lines))
    paragraph, part = name
    return TextBlock(Role.BODY, style, rect, one.copy, tuple(lines), f"sample-{paragraph}", part)
