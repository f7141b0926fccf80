"""An advertisement on a page: in its hole to a hundredth of a millimetre, its type still type."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from banmian.errors import BanmianError
from banmian.makeup.page import DrawingBlock, PictureBlock
from banmian.pipeline.page import ReadyPage, load_job, make_page
from banmian.pipeline.settings import Settings, Stage
from banmian.progress import Silent
from banmian.units import mm, pt

FRONT = Path("content/demo/2026-01-01")
AD = "01/ads/public-notice.pdf"


@pytest.fixture(scope="module")
def ready(project: Path, page_settings: Settings) -> ReadyPage:
    settings = replace(page_settings, png=False)
    return make_page(project / FRONT / "01", settings, Silent())


@pytest.fixture
def edition(project: Path, tmp_path: Path) -> Path:
    shutil.copytree(project / FRONT, tmp_path / "2026-01-01")
    return tmp_path / "2026-01-01"


def pdf_of(ready: ReadyPage) -> bytes:
    return next(data for path, data in ready.files if path.name == "page.pdf")


def hole(ready: ReadyPage) -> DrawingBlock:
    assert ready.made is not None
    (block,) = [block for block in ready.made.blocks if isinstance(block, DrawingBlock)]
    return block


def form_on(pdf: bytes) -> tuple[float, ...]:
    """Where the drawing's box stands, in mm from the trim's top left corner."""
    with pypdfium2.PdfDocument(pdf) as document, pikepdf.open(BytesIO(pdf)) as opened:
        forms = document[0].get_objects(filter=[pdfium.FPDF_PAGEOBJ_FORM], max_depth=1)
        drawn = opened.pages[0]
        named = drawn.resources.XObject
        (form,) = [named[name] for name in named if str(name).startswith("/Drawing")]
        own = pypdfium2.PdfMatrix(*map(float, form.Matrix))
        (placed,) = [one.get_matrix() for one in forms if one.get_matrix().a > 100]
        left, foot, right, top = own.multiply(placed).on_rect(*map(float, form.BBox))
        trim = [float(side) for side in drawn.trimbox]
    sides = (left - trim[0], trim[3] - top, right - left, top - foot)
    return tuple(pt(side).mm for side in sides)


def enrich(path: Path) -> None:
    """Give an advertisement what other programs write: tags, a form in it, a group, a tint."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        image = pdf.make_stream(
            bytes(400 * 100), Type=Name.XObject, Subtype=Name.Image, Width=400, Height=100,
            ColorSpace=Name.DeviceGray, BitsPerComponent=8, Interpolate=True, StructParent=4,
        )  # fmt: skip
        group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
        inner = pdf.make_stream(
            b"/P <</MCID 0>> BDC 0.2 0 0 0 k 0 0 50 50 re f EMC q 96 0 0 24 0 60 cm /I Do Q",
            Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 100, 100]), StructParents=3,
            Group=group, Resources=Dictionary(XObject=Dictionary(I=image)),
        )  # fmt: skip
        page = pdf.pages[0]
        half = page.add_resource(Dictionary(ca=0.5, BM=Name.Multiply), Name.ExtGState)
        form = page.add_resource(inner, Name.XObject)
        page.obj.Group, page.obj.StructParents = group, 0
        tinted = f"/Artifact BMC q {half} gs 1 0 0 1 20 20 cm {form} Do Q EMC"
        page.contents_add(pdf.make_stream(tinted.encode()))
        pdf.save()


def test_it_fills_its_hole(ready: ReadyPage) -> None:
    rect = hole(ready).rect
    wanted = (rect.x.mm, rect.y.mm, rect.width.mm, rect.height.mm)
    assert form_on(pdf_of(ready)) == pytest.approx(wanted, abs=0.01)


def test_its_type_stays_type_and_nothing_stands_in(ready: ReadyPage) -> None:
    with pikepdf.open(BytesIO(pdf_of(ready))) as pdf:
        named = pdf.pages[0].resources.XObject
        (name,) = [name for name in named if str(name).startswith("/Drawing")]
        form = named[name]
        assert len(form.Resources.Font) == 3
        assert all("/ToUnicode" in font for font in form.Resources.Font.values())
        assert all(one.get("/Width") != 1 for one in named.values())
        assert "MCID" not in str(form.read_bytes())


def test_it_is_read_last_and_has_its_words(ready: ReadyPage) -> None:
    with pikepdf.open(BytesIO(pdf_of(ready))) as pdf:
        part = pdf.Root.StructTreeRoot.K[0].K[0]
        (figure,) = part.K[-1].K
        assert Name.Figure == figure.S
        assert str(figure.Alt).startswith("公益广告：")


def test_it_is_an_archive_and_accessible(
    verapdf: Callable[..., list[str]],
    ready: ReadyPage,
    edition: Path,
    page_settings: Settings,
    tmp_path: Path,
) -> None:
    path, other = tmp_path / "page.pdf", tmp_path / "other.pdf"
    path.write_bytes(pdf_of(ready))
    enrich(edition / AD)
    other.write_bytes(pdf_of(make_page(edition / "01", page_settings, Silent())))
    assert verapdf(path, other) == []


def test_the_same_bytes_again_and_others_when_it_changes(
    ready: ReadyPage, edition: Path, page_settings: Settings
) -> None:
    settings = replace(page_settings, until=Stage.PRESS, png=False)
    again = make_page(edition / "01", settings, Silent())
    assert pdf_of(again) == pdf_of(ready)
    with pikepdf.open(edition / AD, allow_overwriting_input=True) as pdf:
        pdf.pages[0].contents_add(pdf.make_stream(b"0 0 0 1 k 9 9 20 20 re f"))
        pdf.save()
    other = make_page(edition / "01", settings, Silent())
    assert hole(other).digest != hole(ready).digest
    ids = [data.rpartition(b"/ID")[2] for data in (pdf_of(other), pdf_of(ready))]
    assert ids[0] != ids[1]


def test_another_size_is_told_with_both(edition: Path, page_settings: Settings) -> None:
    with pikepdf.open(edition / AD, allow_overwriting_input=True) as pdf:
        left, foot, right, top = (float(side) for side in pdf.pages[0].mediabox)
        pdf.pages[0].trimbox = [left, foot, right, top - mm(0.6).pt]
        pdf.save()
    with pytest.raises(BanmianError) as caught:
        load_job(edition / "01", page_settings)
    (found,) = caught.value.diagnostics
    assert found.code == "ad-size"
    assert "350.0 × 65.0 mm, the hole ad 350.0 × 65.6 mm" in found.message
    assert found.place is not None
    assert found.place.line == 27


@pytest.mark.parametrize(("height", "fits"), [(656, True), (700, False)])
def test_a_picture_must_have_the_hole_s_proportions(
    height: int, fits: bool, edition: Path, page_settings: Settings
) -> None:
    Image.new("L", (3500, height), 200).save(edition / "01/ads/notice.png")
    file = edition / "01" / "page.yaml"
    file.write_text(file.read_text("utf-8").replace("public-notice.pdf", "notice.png"), "utf-8")
    settings = replace(page_settings, until=Stage.MAKEUP)
    if fits:
        made = make_page(edition / "01", settings, Silent()).made
        assert made is not None
        block = made.stories[-1].blocks[0]
        assert isinstance(block, PictureBlock)
        assert block.pixels == (3500, 656)
        return
    with pytest.raises(BanmianError) as caught:
        make_page(edition / "01", settings, Silent())
    assert [one.code for one in caught.value.diagnostics] == ["ad-size"]
