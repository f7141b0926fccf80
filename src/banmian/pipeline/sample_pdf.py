"""Paint composed samples, so that what the composer says can be read back from a PDF.

Inputs:  `ComposedSample`s.
Outputs: PDF bytes: one block a paragraph, at 10 pt, page after page.
Units:   `Length`; the left edge of every measure stands 20 pt from the page's left edge.
Source:  our choice.
"""

import datetime
from collections.abc import Sequence
from pathlib import Path

from banmian.compose.finalise import ComposedLine
from banmian.errors import Place
from banmian.geometry import Rect
from banmian.house.grid import PageGrid
from banmian.house.punctuation import FULL_MARKS
from banmian.house.setting import Align
from banmian.house.style import HouseStyle, Ladder, TypeStyle
from banmian.makeup.page import MadeUpPage, MadeUpStory, PlacedLine, Role, TextBlock
from banmian.pipeline.lacking import left_white
from banmian.pipeline.paint_pages import PaintJob, paint_pages
from banmian.pipeline.samples import LINE_GAP, ComposedSample, SampleSetting
from banmian.pipeline.settings import Settings
from banmian.typeface.catalogue import Catalogue
from banmian.units import ZERO, Length, mm, pt

SIZE = pt(10)
PITCH = SIZE * (1 + LINE_GAP)
MARGIN = pt(20)
LINES_A_PAGE = 120
DATE = datetime.date(2000, 1, 1)
NO_FOLDER = Path("/nonexistent")  # a sample has no layout: nothing is read from where we stand


def paint_samples(
    composed: Sequence[ComposedSample],
    setting: SampleSetting,
    catalogue: Catalogue,
    settings: Settings,
) -> bytes:
    """Paint samples to PDF."""
    widest = max((one.sample.width for one in composed), default=1)
    face = setting.face
    rows = sum(len(one.composed.lines) for one in composed)
    grid = _grid(SIZE * widest, min(max(rows, 1), LINES_A_PAGE), vertical=setting.vertical)
    style = TypeStyle(
        "sample", face, face, face, SIZE, None, Align.JUSTIFY, FULL_MARKS, 0.0, 0.0, None, ZERO,
        setting.vertical,
    )  # fmt: skip
    house = HouseStyle(
        "sample", "sample", grid, {"sample": style}, (), {}, None, (), Ladder(), NO_FOLDER,
        Place("sample"),
    )  # fmt: skip
    pages = tuple(
        MadeUpPage("samples", DATE, number, "", grid, (), (story,), (), (), ())
        for number, story in enumerate(_stories(composed, style, grid), 1)
    )
    return paint_pages(PaintJob(pages, house, "sample.html.j2"), catalogue, settings)


def _grid(measure: Length, rows: int, *, vertical: bool) -> PageGrid:
    """A page with room for its lines, one under the other, or for its columns."""
    across = PITCH * rows
    width, height = (across, measure) if vertical else (measure, across)
    return PageGrid(
        width + MARGIN * 2, height + MARGIN * 2, mm(3), MARGIN, MARGIN, width, height,
        1, 1, SIZE, PITCH, rows,
    )  # fmt: skip


def _place(line: ComposedLine, row: int, style: TypeStyle, grid: PageGrid) -> PlacedLine:
    """Line number `row` of a page, from the top; a column, from the right."""
    if style.vertical:
        right = grid.left + grid.width
        return PlacedLine(line, right - PITCH * (row + 0.5), grid.top)
    return PlacedLine(line, grid.left, grid.y_of(row) + grid.baseline_in_slot(SIZE, PITCH))


def _stories(
    composed: Sequence[ComposedSample], style: TypeStyle, grid: PageGrid
) -> list[MadeUpStory]:
    """A story a page: its blocks are paragraphs, or the parts of one that page ends divide."""
    pages: list[list[TextBlock]] = [[]]
    row = 0
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
            lines.append(_place(left_white(line), row, style, grid))
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
    measure, across = SIZE * one.sample.width, PITCH * len(lines)
    if style.vertical:
        rect = Rect(lines[-1].x - PITCH * 0.5, grid.top, across, measure)
    else:
        top = lines[0].baseline - grid.baseline_in_slot(SIZE, PITCH)
        rect = Rect(grid.left, top, measure, across)
    paragraph, part = name
    return TextBlock(Role.BODY, style, rect, one.copy, tuple(lines), f"sample-{paragraph}", part)
