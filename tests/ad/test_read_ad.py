"""What an advertisement's file is refused for; every code that begins with ad-."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from banmian.ad import read
from banmian.ad.read import AdPdf, read_ad
from banmian.errors import ContentError, Place
from banmian.picture.reader import PictureFile
from banmian.units import mm

PLACE = Place("05/page.yaml", 7, 14)
SHIPPED = Path(__file__).parents[2] / "content/demo/2026-01-01/01/ads/public-notice.pdf"

Spoil = Callable[[Any, Any], None]


def refused(path: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        read_ad(path, "ads/a.pdf", PLACE)
    assert {one.place for one in caught.value.diagnostics} == {PLACE}
    assert all(one.hint for one in caught.value.diagnostics)
    return [str(one.code) + ": " + one.message for one in caught.value.diagnostics]


def spoiled(folder: Path, spoil: Spoil) -> Path:
    """The shipped advertisement with something wrong."""
    path = folder / "a.pdf"
    with pikepdf.open(SHIPPED) as pdf:
        spoil(pdf, pdf.pages[0])
        pdf.save(path)
    return path


def painting(operators: bytes) -> Spoil:
    def spoil(pdf: Any, page: Any) -> None:
        page.contents_add(pdf.make_stream(operators))

    return spoil


def two_pages(pdf: Any, page: Any) -> None:
    pdf.pages.append(page)


def turned(_: Any, page: Any) -> None:
    page.obj.Rotate = 90


def enlarged(_: Any, page: Any) -> None:
    page.obj.UserUnit = 2


def linked(pdf: Any, page: Any) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))
    page.obj.Annots = Array([pdf.make_indirect(note)])


def scripted(pdf: Any, _: Any) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def with_attachment(pdf: Any, _: Any) -> None:
    pdf.attachments["a.txt"] = b"text"


def layered(pdf: Any, _: Any) -> None:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("English")))
    order = Dictionary(Order=Array([layer]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=order)


def without_a_font(pdf: Any, _: Any) -> None:
    for found in pdf.objects:
        if isinstance(found, Dictionary) and "/FontFile2" in found:
            del found["/FontFile2"]


def blended_in_rgb(_: Any, page: Any) -> None:
    page.obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (two_pages, "it has 2 pages"),
        (turned, "(Rotate)"),
        (enlarged, "(UserUnit)"),
        (linked, "annotations"),
        (scripted, "[actions]"),
        (with_attachment, "[embedded-files]"),
        (layered, "[optional-content]"),
        (without_a_font, "[font-not-embedded]"),
        (painting(b"1 0 0 rg 0 0 9 9 re f"), "[colour-space]"),
        (painting(b"0 0 0 1 K 0.1 w 0 0 m 90 90 l S"), "[hairline]"),
        (blended_in_rgb, "another space than CMYK"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_would_spoil_the_page(spoil: Spoil, said: str, tmp_path: Path) -> None:
    found = refused(spoiled(tmp_path, spoil))
    assert any(said in one for one in found), found
    assert all(one.startswith("ad-pdf: ads/a.pdf: ") for one in found)


def test_a_password_keeps_it_out(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with pikepdf.open(SHIPPED) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "needs a password" in refused(path)[0]
    with pikepdf.open(SHIPPED) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="a", user=""))
    assert "[encryption]" in refused(path)[0]


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", b"GIF89a", b""])
def test_what_is_no_pdf_is_told_so(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    assert refused(path)[0].startswith("ad-pdf: ")


def test_too_many_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MOST_BYTES", 2**20)
    path = tmp_path / "a.pdf"
    path.write_bytes(SHIPPED.read_bytes().ljust(2**20 + 1))
    assert refused(path) == ["ad-too-large: ads/a.pdf has more than 1 MB"]


def test_no_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.pdf") == ["file-missing: there is no file ads/a.pdf"]


def test_the_trim_box_is_its_size_else_the_media_box(tmp_path: Path) -> None:
    def trimmed(_: Any, page: Any) -> None:
        page.trimbox = [10, 20, 210, 120]

    def untrimmed(_: Any, page: Any) -> None:
        del page.obj.TrimBox

    small = read_ad(spoiled(tmp_path, trimmed), "a", PLACE)
    assert isinstance(small, AdPdf)
    assert (small.width.pt, small.height.pt) == (200, 100)
    whole = read_ad(spoiled(tmp_path, untrimmed), "a", PLACE)
    assert isinstance(whole, AdPdf)
    assert abs(whole.width.mm - 350) < 0.001
    assert mm(65) < whole.height < mm(66)


def test_a_picture_is_read_as_pictures_are(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Image.new("L", (30, 20), 128).save(buffer, "PNG")
    path = tmp_path / "a.png"
    path.write_bytes(buffer.getvalue())
    found = read_ad(path, "a.png", PLACE)
    assert isinstance(found, PictureFile)
    assert (found.width_px, found.height_px) == (30, 20)
