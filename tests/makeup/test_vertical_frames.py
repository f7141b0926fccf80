"""R37, N14: running text and heads in columns, by a layout whose text stands so."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from banmian.compose.columns import for_columns
from banmian.compose.style import Copy, TypeRun
from banmian.errors import OversetError
from banmian.geometry import Rect
from banmian.house.setting import ColumnsRun
from banmian.makeup.make_up import make_up
from banmian.makeup.page import MadeUpPage, Role, TextBlock
from banmian.makeup.parts import beside_text
from banmian.pipeline.page import build_page, load_job
from banmian.pipeline.settings import Settings
from banmian.progress import Silent
from banmian.units import mm, pt

ROOT = Path(__file__).resolve().parents[2]
PAGE = "number: 1\nsection: 竖排\nlayout: columns\nslots: {lead: lead.md}\n"


@pytest.fixture
def columns(tmp_path: Path) -> Settings:
    """A project with the layout, and a page of it that a test may change."""
    (tmp_path / "layouts").mkdir()
    shutil.copytree(ROOT / "tests/data/layouts/columns", tmp_path / "layouts/columns")
    for name in ("fonts", "press"):
        (tmp_path / name).symlink_to(ROOT / name)
    page = tmp_path / "2024-11-13" / "01"
    page.mkdir(parents=True)
    shutil.copy(ROOT / "content/2024-11-13/edition.yaml", page.parent)
    shutil.copy(ROOT / "content/2024-11-13/05/lead.md", page)
    (page / "page.yaml").write_text(PAGE, encoding="utf-8")
    return Settings(tmp_path / "output", tmp_path, tmp_path / ".cache")


def folder(settings: Settings) -> Path:
    return settings.project / "2024-11-13" / "01"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def made(settings: Settings) -> MadeUpPage:
    return make_up(load_job(folder(settings), settings))


def blocks(page: MadeUpPage, *roles: Role) -> list[TextBlock]:
    return [b for b in page.blocks if isinstance(b, TextBlock) and b.role in roles]


def test_columns_fill_their_frames_from_the_right(columns: Settings) -> None:
    page = made(columns)
    (fit,) = page.fits
    assert (fit.over, fit.short, fit.measure) == (0, 0, 33)  # 23 lines of 13 pt hold 33 em of 9 pt
    lines = [placed for block in blocks(page, Role.BODY) for placed in block.lines]
    rows = sorted({placed.baseline.emu for placed in lines})
    assert rows == [page.grid.y_of(3).emu, page.grid.y_of(28).emu]
    for upper, lower in pairwise(lines):
        if upper.baseline == lower.baseline:
            step = (upper.x - lower.x) / page.grid.leading
            assert step >= 1
            assert step == pytest.approx(round(step), abs=1e-6)
        else:
            assert upper.baseline < lower.baseline  # the second frame, once
    for block in blocks(page, Role.BODY, Role.CROSSHEAD):
        assert block.rect.height == pt(9) * 33
        for placed in block.lines:
            assert block.rect.x < placed.x < block.rect.right
    for one, other in pairwise(blocks(page, Role.BODY, Role.CROSSHEAD)):
        assert not one.rect.overlaps(other.rect)


def test_crossheads_stand_as_the_text_does(columns: Settings) -> None:
    heads = blocks(made(columns), Role.CROSSHEAD)
    assert len(heads) == 2
    for head in heads:
        assert head.style.vertical
        (placed,) = head.lines
        middle = head.rect.x + head.rect.width * 0.5
        assert abs((placed.x - middle).pt) < 0.001


def test_the_copy_is_printed_in_the_order_of_reading(
    columns: Settings, verapdf: Callable[..., list[str]]
) -> None:
    result = build_page(folder(columns), columns, Silent())
    assert result.pdf is not None
    assert (
        verapdf(result.pdf) == []
    )  # a font that writes down the page is a font of an archive, too
    document = pypdfium2.PdfDocument(result.pdf)
    try:
        printed = document[0].get_textpage().get_text_range()
    finally:
        document.close()
    story = (folder(columns) / "lead.md").read_text(encoding="utf-8").split("---\n")[2]
    wanted = re.sub(r"[\s#*\u200b]", "", for_columns(Copy((TypeRun(story, ()),))).text)
    assert wanted in re.sub(r"\s", "", printed)


def test_frames_of_columns_may_differ_in_height(columns: Settings) -> None:
    layout = columns.project / "layouts/columns/layout.yaml"
    edit(layout, "columns: 5, line: 0, lines: 23}", "columns: 5, line: 0, lines: 24}")
    page = made(columns)
    upper, lower = page.stories[0].frames
    for block in blocks(page, Role.BODY):
        for placed in block.lines:
            frame = upper if placed.baseline < lower.y else lower
            room = 34 if frame is upper else 33  # em of 9 pt in 24 and 23 lines of 13 pt
            assert placed.line.measure == pytest.approx(room)
            assert placed.line.width <= room + 1e-6
            if not placed.line.last:
                assert placed.line.width == pytest.approx(room)


def test_a_head_wider_than_its_place_is_told(columns: Settings) -> None:
    layout = columns.project / "layouts/columns/layout.yaml"
    (head,) = blocks(made(columns), Role.HEADLINE)
    assert len(head.lines) == 2
    edit(layout, "pitch: 1.25", "pitch: 3.0")
    with pytest.raises(OversetError) as caught:
        made(columns)
    assert "1 of 2 lines of the headline" in str(caught.value)


def test_columns_of_a_head_run_as_the_custom_is(columns: Settings) -> None:
    (head,) = blocks(made(columns), Role.HEADLINE)
    assert head.style.columns_run is ColumnsRun.LEFT  # it stands at the right of its text
    assert head.lines[0].x > head.lines[1].x
    right = Rect(mm(100), mm(0), mm(20), mm(80))
    left = Rect(mm(0), mm(0), mm(20), mm(80))
    text = (Rect(mm(30), mm(0), mm(60), mm(80)),)
    custom = replace(head.style, columns_run=ColumnsRun.CUSTOM)
    assert beside_text(custom, left, text).columns_run is ColumnsRun.RIGHT
    assert beside_text(custom, right, text).columns_run is ColumnsRun.LEFT
    chosen = replace(custom, columns_run=ColumnsRun.LEFT)
    assert beside_text(chosen, left, text) is chosen


def test_a_head_may_run_to_the_right(columns: Settings) -> None:
    layout = columns.project / "layouts/columns/layout.yaml"
    edit(layout, "pitch: 1.25", "pitch: 1.25, columns_run: right")
    (head,) = blocks(made(columns), Role.HEADLINE)
    assert head.lines[0].x < head.lines[1].x
