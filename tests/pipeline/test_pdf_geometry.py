"""What the finished PDF shows: no ink over other ink, body text on the grid, pictures on the page.

Everything is measured by pdfium in the file itself: the boxes of the glyphs' ink, their origins,
the pictures' bounds. The made-up page says only which lines are body text.
"""

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from banmian.makeup.make_up import make_up
from banmian.makeup.page import MadeUpPage, Role, TextBlock
from banmian.pipeline.page import build_page, load_job
from banmian.pipeline.settings import Settings, Stage
from banmian.progress import Silent

CONTENT = Path(__file__).resolve().parents[2] / "content"
PAGES = ("2024-11-13/05", "demo/2026-01-01/01", "demo/2026-01-01/03", "demo/2026-01-02/01")
MM = 72 / 25.4
OVER = 0.1 * MM  # deeper than this, ink lies over ink
CELL = 10 * MM
GRID = 0.01 * MM
Box = tuple[float, float, float, float]  # left, top, right, bottom in pt from the trim's corner


@dataclass(frozen=True)
class Ink:
    """A glyph as the PDF paints it."""

    char: str
    box: Box
    x: float
    baseline: float


@dataclass(frozen=True)
class Finished:
    """A page's PDF, measured."""

    made: MadeUpPage
    glyphs: tuple[Ink, ...]
    pictures: tuple[Box, ...]
    size: tuple[float, float]


def measured(folder: Path, page_settings: Settings, output: Path) -> Finished:
    """Build a page and measure its PDF."""
    settings = replace(page_settings, output=output, until=Stage.PRESS, png=False)
    pdf = build_page(folder, settings, Silent()).pdf
    assert pdf is not None
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    left, foot, right, top = page.get_trimbox()
    width, height = right - left, top - foot
    pictures = []
    for image in page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE]):
        a, b, c, d = image.get_bounds()
        pictures.append((a - left, top - d, c - left, top - b))
    glyphs = tuple(
        glyph
        for glyph in _glyphs(page, left, top)
        if 0 <= glyph.x <= width and 0 <= glyph.baseline <= height  # not the printer's marks
    )
    made = make_up(load_job(folder, settings))
    return Finished(made, glyphs, tuple(pictures), (width, height))


def _glyphs(page: pypdfium2.PdfPage, left: float, top: float) -> Iterator[Ink]:
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(pdfium.FPDFText_CountChars(text)):
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        assert pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        a, b, c, d = text.get_charbox(index)
        char = chr(pdfium.FPDFText_GetUnicode(text, index))
        yield Ink(char, (a - left, top - d, c - left, top - b), x.value - left, top - y.value)


def depth(one: Box, other: Box) -> float:
    """How deep two boxes reach into each other."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return min(across, down)


def cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box[0] // CELL), int(box[2] // CELL) + 1):
        for row in range(int(box[1] // CELL), int(box[3] // CELL) + 1):
            yield column, row


def meeting(boxes: list[Box]) -> set[tuple[int, int]]:
    """The numbers of boxes that lie over each other."""
    by_cell: dict[tuple[int, int], list[int]] = defaultdict(list)
    found: set[tuple[int, int]] = set()
    for number, box in enumerate(boxes):
        for cell in cells(box):
            others = by_cell[cell]
            found.update((other, number) for other in others if depth(boxes[other], box) > OVER)
            others.append(number)
    return found


def test_the_measuring_itself() -> None:
    assert meeting([(0, 0, 10, 10), (9.9, 0, 20, 10), (0, 9, 10, 20), (50, 50, 90, 90)]) == {(0, 2)}


@pytest.mark.parametrize("name", PAGES)
def test_the_finished_page(name: str, page_settings: Settings, tmp_path: Path) -> None:
    finished = measured(CONTENT / name, page_settings, tmp_path)
    assert_nothing_lies_over_anything(finished)
    assert_pictures_stand_on_the_page(finished)
    assert_body_text_stands_on_the_grid(finished)


def assert_nothing_lies_over_anything(finished: Finished) -> None:
    glyphs = finished.glyphs
    assert len(glyphs) > 2000
    boxes = [glyph.box for glyph in glyphs]
    over = meeting([*boxes, *finished.pictures])
    names = [*(glyph.char for glyph in glyphs), *("picture" for _ in finished.pictures)]
    assert [(names[one], names[other], boxes[one]) for one, other in sorted(over)] == []
    assert sum(depth(box, box) > OVER for box in boxes) > 0.95 * len(boxes)  # blanks have no ink


def assert_pictures_stand_on_the_page(finished: Finished) -> None:
    width, height = finished.size
    assert len(finished.pictures) >= 1
    for left, top, right, bottom in finished.pictures:
        assert -GRID <= left < right <= width + GRID
        assert -GRID <= top < bottom <= height + GRID


def assert_body_text_stands_on_the_grid(finished: Finished) -> None:
    grid = finished.made.grid
    first, leading = (grid.top + grid.baseline).pt, grid.leading.pt
    by_row: dict[int, list[Ink]] = defaultdict(list)
    for glyph in finished.glyphs:
        by_row[round((glyph.baseline - first) / leading)].append(glyph)
    lines = 0
    for left, right, baseline in _body_lines(finished.made):
        row = round((baseline - first) / leading)
        near = (g for g in by_row[row] if abs(g.baseline - baseline) < 1)
        own = [glyph for glyph in near if left - 1 < glyph.x < right + 1]
        assert own, (left, baseline)
        assert max(abs(g.baseline - first - row * leading) for g in own) < GRID
        lines += 1
    assert lines > 100


def _body_lines(made: MadeUpPage) -> Iterator[tuple[float, float, float]]:
    for block in made.blocks:
        if not isinstance(block, TextBlock) or block.role is not Role.BODY:
            continue
        if block.style.pitch is None and not block.style.vertical:
            for placed in block.lines:
                right = placed.x + block.style.size * placed.line.width
                yield placed.x.pt, right.pt, placed.baseline.pt
