"""Advertisements among the modules of a free page: all that a layout's own holes have."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Name
from PIL import Image

from banmian.check.scene import look_at
from banmian.errors import BanmianError, Diagnostic
from banmian.house.grid import Area
from banmian.makeup.page import DrawingBlock, PictureBlock
from banmian.pipeline.page import ReadyPage, load_job, make_page
from banmian.pipeline.settings import Settings, Stage
from banmian.progress import Silent

FREE = Path("content/demo/2026-01-03")
PLACE = "{column: 5, columns: 3, line: 78, lines: 19}"


@pytest.fixture
def page(project: Path, tmp_path: Path) -> Path:
    shutil.copytree(project / FREE, tmp_path / FREE.name)
    return tmp_path / FREE.name / "01"


@pytest.fixture(scope="module")
def ready(project: Path, page_settings: Settings) -> ReadyPage:
    return make_page(project / FREE / "01", replace(page_settings, png=False), Silent())


def change(page: Path, old: str, new: str) -> None:
    path = page / "page.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def refused(page: Path, settings: Settings) -> Diagnostic:
    with pytest.raises(BanmianError) as caught:
        load_job(page, settings)
    (found,) = caught.value.diagnostics
    assert found.place is not None
    assert Path(found.place.file or "").name == "page.yaml"
    return found


def test_it_fills_its_module_in_a_box_that_parts_it_from_the_news(ready: ReadyPage) -> None:
    made = ready.made
    assert made is not None
    hole = made.grid.rect(Area(5, 3, 78, 19))
    (drawing,) = [block for block in made.blocks if isinstance(block, DrawingBlock)]
    assert drawing.rect == hole
    assert [rule.kind for rule in made.rules if rule.rect == hole] == ["ad-box"]
    (unit,) = [unit for unit in look_at(made, ready.job.page, ready.job.house).units if unit.is_ad]
    assert (unit.name, unit.rect) == ("ad", hole)


def test_its_type_is_type_and_it_is_read_last(page: Path, page_settings: Settings) -> None:
    text = (page / "page.yaml").read_text(encoding="utf-8")
    (line,) = [line for line in text.splitlines() if line.startswith("  ad:")]
    first = text.replace(f"{line}\n", "").replace("modules:\n", f"modules:\n{line}\n")
    (page / "page.yaml").write_text(first, encoding="utf-8")
    made = make_page(page, replace(page_settings, until=Stage.PRESS), Silent())
    with pikepdf.open(BytesIO(made.files[0][1])) as pdf:
        named = pdf.pages[0].resources.XObject
        (form,) = [named[name] for name in named if str(name).startswith("/Drawing")]
        assert len(form.Resources.Font) == 4
        figure = pdf.Root.StructTreeRoot.K[0].K[0].K[-1].K[0]
        assert Name.Figure == figure.S
        assert str(figure.Alt).startswith("广告：示例棉被坊")


def test_it_is_an_archive_and_accessible(
    verapdf: Callable[..., list[str]], ready: ReadyPage, tmp_path: Path
) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(ready.files[0][1])
    assert verapdf(path) == []


def test_another_size_is_told_with_the_place_it_has(page: Path, page_settings: Settings) -> None:
    change(page, PLACE, "{column: 5, columns: 3, line: 79, lines: 18}")
    found = refused(page, page_settings)
    assert found.code == "ad-size"
    assert "127.7 × 95.8 mm, the hole ad 127.7 × 90.8 mm" in found.message
    assert "3 columns and 19 lines" in (found.hint or "")


def test_a_pdf_that_is_not_for_the_press_is_told(page: Path, page_settings: Settings) -> None:
    with pikepdf.open(page / "ads/quilts.pdf", allow_overwriting_input=True) as pdf:
        pdf.pages.append(pdf.pages[0])
        pdf.save()
    assert refused(page, page_settings).code == "ad-pdf"


def test_a_picture_does_as_well(page: Path, page_settings: Settings) -> None:
    Image.new("L", (1277, 958), 200).save(page / "ads/quilts.png")
    change(page, "ads/quilts.pdf", "ads/quilts.png")
    made = make_page(page, replace(page_settings, until=Stage.MAKEUP), Silent()).made
    assert made is not None
    block = made.stories[-1].blocks[0]
    assert isinstance(block, PictureBlock)
    assert (block.rect, block.pixels) == (made.grid.rect(Area(5, 3, 78, 19)), (1277, 958))


def test_it_lies_on_nothing_else(page: Path, page_settings: Settings) -> None:
    change(page, PLACE, "{column: 4, columns: 3, line: 78, lines: 19}")
    assert refused(page, page_settings).code == "modules-overlap"


@pytest.mark.parametrize("ink", ["all", "black"])
def test_a_black_page_takes_no_coloured_one(page: Path, page_settings: Settings, ink: str) -> None:
    change(page, "layout: ziyou", f"layout: ziyou\ninks: {ink}")
    settings = replace(page_settings, until=Stage.PREFLIGHT, png=False)
    if ink == "all":
        make_page(page, settings, Silent())
        return
    with pytest.raises(BanmianError) as caught:
        make_page(page, settings, Silent())
    assert {found.code for found in caught.value.diagnostics} == {"ink-not-black"}
