"""The printer's marks: outside the bleed, on the sheet, on every plate, and in words."""

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from banmian.press.boxes import Boxes
from banmian.press.facts import PageFacts
from banmian.press.marks import draw_marks
from banmian.press.profile import PressProfile
from banmian.press.slug import Slug, plant_name, slug_of
from banmian.typeface.catalogue import Catalogue, load_catalogue
from banmian.units import mm

DOTS = 150 / 25.4  # a millimetre
MEASURED = PressProfile("某厂新闻纸", "Plant 3", "a press", "", model=False, data=b"")
MODEL = replace(MEASURED, model=True)
VERSION = "0123456789abcdef" * 4


@pytest.fixture(scope="module")
def catalogue(project: Path) -> Catalogue:
    return load_catalogue(project / "fonts")


def slug(profile: PressProfile, *pages: PageFacts) -> Slug:
    return slug_of(pages, profile, VERSION, mm(390))


@pytest.mark.parametrize(
    ("width", "height", "folds"),
    [(390, 540, ()), (270, 390, ()), (120, 90, ()), (780, 540, (390.0,))],
)
def test_marks_lie_outside_the_bleed_and_on_the_sheet(
    width: int,
    height: int,
    folds: tuple[float, ...],
    catalogue: Catalogue,
    small_facts: Callable[..., PageFacts],
) -> None:
    boxes = Boxes.of(mm(width), mm(height), mm(3), marks=True)
    drawn = draw_marks(boxes, slug(MODEL, small_facts()), catalogue.face("hei"), folds)
    document = pypdfium2.PdfDocument(drawn)
    image = document[0].render(scale=150 / 72, grayscale=True).to_pil()
    words = document[0].get_textpage().get_text_range()
    document.close()
    inner = [round((boxes.margin.mm - 3) * DOTS), round((boxes.margin.mm - 3) * DOTS)]
    within = image.crop((*inner, image.width - inner[0], image.height - inner[1]))
    assert within.getextrema() == (255, 255)
    edge = round(0.5 * DOTS)
    for side in (
        (0, 0, image.width, edge),
        (0, image.height - edge, image.width, image.height),
        (0, 0, edge, image.height),
        (image.width - edge, 0, image.width, image.height),
    ):
        assert image.crop(side).getextrema() == (255, 255)
    assert "模型特性文件，非付印用" in words


def test_crop_marks_and_targets_are_on_every_plate(reference_pdf: Path, tmp_path: Path) -> None:
    subprocess.run(
        ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", "-r150", "-o",
         str(tmp_path / "plate.tif"), str(reference_pdf)],
        check=True,
    )  # fmt: skip
    plates = sorted(tmp_path.glob("plate*(*).tif*"))
    assert len(plates) == 4
    for path in plates:
        with Image.open(path) as plate:
            corner = plate.crop((0, 0, round(15 * DOTS), round(15 * DOTS))).convert("L")
            middle = round((15 + 195) * DOTS)
            target = plate.crop((middle - 20, 0, middle + 20, round(11 * DOTS))).convert("L")
            assert corner.getextrema()[0] == 0, path.name
            assert target.getextrema()[0] == 0, path.name


def test_the_slug_of_the_page_says_which_page_it_is(reference_pdf: Path) -> None:
    document = pypdfium2.PdfDocument(reference_pdf)
    words = document[0].get_textpage().get_text_range()
    document.close()
    for said in (
        "湖北日报　2024-11-13　第05版 要闻　版本 ",
        "时间 2024-11-13T00:00:00+08:00",
        "冷固型轮转新闻纸（模型）",
        "390×540 mm",
        "模型特性文件，非付印用",
    ):
        assert said in words


def test_each_sheet_has_its_own_characters(
    catalogue: Catalogue, small_facts: Callable[..., PageFacts]
) -> None:
    """ReportLab keeps fonts by name; a batch draws one sheet after the other in one process."""
    said: dict[str, bytes] = {}
    for section in ("要闻", "体育", "要闻"):
        facts = replace(small_facts(), section=section)
        boxes = Boxes.of(facts.width, facts.height, facts.bleed, marks=True)
        drawn = draw_marks(boxes, slug(MEASURED, facts), catalogue.face("hei"))
        document = pypdfium2.PdfDocument(drawn)
        assert f"第05版 {section}" in document[0].get_textpage().get_text_range()
        document.close()
        assert said.setdefault(section, drawn) == drawn


def test_only_a_model_is_warned_of(small_facts: Callable[..., PageFacts]) -> None:
    assert "非付印" in slug(MODEL, small_facts()).making
    assert "非付印" not in slug(MEASURED, small_facts()).making


def test_what_the_face_lacks_is_seen(
    catalogue: Catalogue, small_facts: Callable[..., PageFacts]
) -> None:
    facts = replace(small_facts(), newspaper="\U0002b820报")  # in no face that is shipped
    boxes = Boxes.of(facts.width, facts.height, facts.bleed, marks=True)
    document = pypdfium2.PdfDocument(
        draw_marks(boxes, slug(MEASURED, facts), catalogue.face("hei"))
    )
    assert "〓报" in document[0].get_textpage().get_text_range()
    document.close()


def test_file_names_a_plant_gets(small_facts: Callable[..., PageFacts]) -> None:
    facts = replace(small_facts(), newspaper="报/纸 甲", section="要闻")
    pattern = "{paper}_{date}_{page}-{section}_{version}.pdf"
    assert plant_name(pattern, [facts], VERSION) == "报_纸_甲_2024-11-13_05-要闻_01234567.pdf"
    last = replace(facts, number=8, section="体育")
    assert plant_name("{page}_{section}.pdf", [facts, last], VERSION) == "05-08_要闻-体育.pdf"
