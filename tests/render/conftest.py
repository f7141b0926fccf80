"""What the tests of painting share: reading glyphs back from a PDF, and painting small pages."""

import ctypes
import datetime
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from banmian.compose.paragraph import compose
from banmian.compose.style import Copy, Measure, TypeRun
from banmian.errors import Place
from banmian.geometry import Rect
from banmian.house.grid import PageGrid
from banmian.house.punctuation import FULL_MARKS
from banmian.house.setting import Align
from banmian.house.style import HouseStyle, Ladder, TypeStyle
from banmian.makeup.page import MadeUpPage, MadeUpStory, PlacedLine, Role, TextBlock
from banmian.makeup.setter import setting_of
from banmian.pipeline.paint_pages import PaintJob, paint_pages
from banmian.pipeline.settings import Settings
from banmian.typeface.catalogue import Catalogue, load_catalogue
from banmian.units import mm, pt

Glyphs = list[tuple[str, float, float, float]]  # character; x, y down from the trim's corner; size

TEMPLATE = """{% import "blocks.html.j2" as set %}<!DOCTYPE html><html lang="zh-Hans">
<head><meta charset="utf-8"><title>t</title><style>{{ type_css|safe }}</style>
<link rel="stylesheet" href="style.css"></head>
<body>{% for story in page.stories %}{% for block in story.blocks %}
{{ set.block(block) }}{% endfor %}{% endfor %}</body></html>"""


@pytest.fixture(scope="session")
def catalogue(project: Path, page_settings: Settings) -> Catalogue:
    return load_catalogue(project / "fonts", cache=page_settings.cache)


@pytest.fixture(scope="session")
def read_glyphs() -> Callable[[bytes], Glyphs]:
    """Read every painted glyph of a PDF's first page back, by pdfium, in points.

    What pdfium makes up from gaps (blanks, line ends) is left out; typed blanks are glyphs. So are
    the printer's marks, outside the trim.
    """

    def read(pdf: bytes) -> Glyphs:
        document = pypdfium2.PdfDocument(pdf)
        page = document[0]
        left, foot, right, top = page.get_trimbox()
        text = page.get_textpage()
        x, y = ctypes.c_double(), ctypes.c_double()
        glyphs = []
        for index in range(pdfium.FPDFText_CountChars(text)):
            if pdfium.FPDFText_IsGenerated(text, index) == 1:
                continue
            assert pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            if not (left <= x.value <= right and foot <= y.value <= top):
                continue
            size = pdfium.FPDFText_GetFontSize(text, index) * 0.75  # CSS px
            char = chr(pdfium.FPDFText_GetUnicode(text, index))
            glyphs.append((char, x.value - left, top - y.value, size))
        document.close()
        return glyphs

    return read


@pytest.fixture(scope="session")
def make_style() -> Callable[..., TypeStyle]:
    """A type style with everything at its default."""

    def make(**given: Any) -> TypeStyle:
        values: dict[str, Any] = {
            "name": "body", "face": "song", "size": pt(10), "strong": "hei", "kai": "kai",
            "pitch": None, "align": Align.JUSTIFY, "marks": FULL_MARKS, "indent": 0.0,
            "tracking": 0.0, "blank": None, "inset": pt(0),
        }  # fmt: skip
        return TypeStyle(**(values | given))

    return make


@pytest.fixture(scope="session")
def small_grid() -> PageGrid:
    """One wide column on a page that holds 35 em of 16 pt."""
    return PageGrid(
        mm(260), mm(300), mm(3), mm(15), mm(15), mm(230), mm(270), 1, 30, pt(10), pt(16), 47
    )


@pytest.fixture(scope="session")
def set_block(catalogue: Catalogue, small_grid: PageGrid) -> Callable[..., TextBlock]:
    """Compose runs of (text, face, scale) to a measure in em and stand them on the grid."""

    def make(
        runs: Sequence[tuple[str, str, float]], style: TypeStyle, em: float, row: int
    ) -> TextBlock:
        copy = Copy(tuple(TypeRun(t, catalogue.chain(face), scale) for t, face, scale in runs))
        composed = compose(copy, Measure.of(em), setting_of(style, small_grid.leading))
        grid = small_grid
        step = 1 if style.size <= pt(12) else 2
        first = grid.baseline_in_slot(grid.body, grid.leading)
        lines = tuple(
            PlacedLine(line, grid.left, grid.y_of(row + step * number) + first)
            for number, line in enumerate(composed.lines)
        )
        height = grid.leading * (step * len(lines))
        rect = Rect(grid.left, grid.y_of(row), style.size * em, height)
        return TextBlock(Role.BODY, style, rect, copy, lines, f"p-{row}", 0)

    return make


@pytest.fixture
def paint_blocks(
    catalogue: Catalogue, page_settings: Settings, small_grid: PageGrid, tmp_path: Path
) -> Callable[..., tuple[MadeUpPage, bytes]]:
    """Paint a page of blocks by a layout of the test's own; `prepare` may change its folder."""
    folder = tmp_path / "small"

    def house_of(styles: Sequence[TypeStyle], template: str, css: str) -> HouseStyle:
        folder.mkdir(exist_ok=True)
        (folder / "page.html.j2").write_text(template, encoding="utf-8")
        (folder / "style.css").write_text(css, encoding="utf-8")
        by_name = {style.name: style for style in styles}
        place = Place("layouts/small/layout.yaml")
        return HouseStyle(
            "small", "small", small_grid, by_name, (), {}, None, (), Ladder(), folder, place
        )

    def make(
        *blocks: TextBlock,
        template: str = TEMPLATE,
        css: str = "",
        prepare: Callable[[Path], object] | None = None,
    ) -> tuple[MadeUpPage, bytes]:
        area = Rect(small_grid.left, small_grid.top, small_grid.width, small_grid.height)
        story = MadeUpStory("story", 1, area, blocks)
        day = datetime.date(2024, 11, 13)
        page = MadeUpPage("报", day, 1, "要闻", small_grid, (), (story,), (), (), ())
        house = house_of([block.style for block in blocks], template, css)
        if prepare is not None:
            prepare(folder)
        return page, paint_pages(PaintJob((page,), house), catalogue, page_settings)

    return make
