"""The PDF as a document: boxes, language, bookmarks, tags, and text in black ink only."""

from pathlib import Path
from typing import Any

import pikepdf
import pytest

MM = 72 / 25.4
HEADS = [
    "“当人大代表，成就感满满”",
    "发言摘编",
    "一体推进人大代表工作与政府工作",
    "拓展代表参与常委会工作的广度与深度",
    "以“五提”为抓手加强新时代代表工作能力建设",
    "丰富和拓展全过程人民民主江汉实践",
    "聚焦“一老一小”彰显代表作为",
    "15个记事本写满为民履职故事",
]


@pytest.fixture
def pdf(reference_pdf: Path) -> Any:
    with pikepdf.open(reference_pdf) as opened:
        yield opened


def size_mm(box: Any) -> tuple[float, float]:
    left, bottom, right, top = (float(number) for number in box)
    return ((right - left) / MM, (top - bottom) / MM)


def test_one_page_of_390_by_540_mm_with_3_mm_bleed(pdf: Any) -> None:
    (page,) = pdf.pages
    assert size_mm(page.TrimBox) == pytest.approx((390, 540), abs=0.001)
    assert size_mm(page.BleedBox) == pytest.approx((396, 546), abs=0.001)
    trim = [float(number) for number in page.TrimBox]
    bleed = [float(number) for number in page.BleedBox]
    margins = [abs(a - b) / MM for a, b in zip(trim, bleed, strict=True)]
    assert margins == pytest.approx([3, 3, 3, 3], abs=0.001)
    media = [float(number) for number in page.MediaBox]
    assert max(media[0] - bleed[0], media[1] - bleed[1]) <= 0
    assert min(media[2] - bleed[2], media[3] - bleed[3]) >= 0


def test_title_language_and_dates_come_from_the_content(pdf: Any) -> None:
    assert str(pdf.docinfo["/Title"]) == "湖北日报 2024-11-13 第05版 要闻"
    assert str(pdf.Root.Lang) == "zh-Hans"
    for key in ("/CreationDate", "/ModDate"):
        assert str(pdf.docinfo[key]).startswith("D:20241113")


def test_bookmarks_are_the_heads_in_reading_order(pdf: Any) -> None:
    with pdf.open_outline() as outline:
        top = [(item.title, [child.title for child in item.children]) for item in outline.root]
    assert top == [(HEADS[0], []), (HEADS[1], HEADS[2:])]


def kinds(element: Any) -> list[str]:
    """The structure types of a tag tree, in reading order."""
    if not isinstance(element, pikepdf.Dictionary):
        return []
    own = [str(element.S).lstrip("/")] if "/S" in element else []
    children = element.get("/K", [])
    if not isinstance(children, pikepdf.Array):
        children = [children]
    return own + [kind for child in children for kind in kinds(child)]


def test_the_page_is_tagged(pdf: Any) -> None:
    assert bool(pdf.Root.MarkInfo.Marked)
    tags = kinds(pdf.Root.StructTreeRoot)
    assert tags.count("H1") == 2
    assert tags.count("H2") == 6 + 2  # the items' heads and the lead's crossheads
    assert tags.count("Figure") == tags.count("Caption") == 6


def test_every_picture_has_its_alternative_text(pdf: Any) -> None:
    def figures(element: Any) -> list[Any]:
        if not isinstance(element, pikepdf.Dictionary):
            return []
        own = [element] if element.get("/S") == "/Figure" else []
        children = element.get("/K", [])
        children = children if isinstance(children, pikepdf.Array) else [children]
        return own + [figure for child in children for figure in figures(child)]

    texts = [str(figure.get("/Alt", "")) for figure in figures(pdf.Root.StructTreeRoot)]
    assert len(texts) == 6
    assert all("示意图" in text for text in texts)


def inks(page: Any) -> list[tuple[str, tuple[float, ...]]]:
    """The fill colour of every text shown, as (colour space, components)."""
    shown = []
    space = "/DeviceGray"
    colour: tuple[float, ...] = (0.0,)
    stack = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "q":
            stack.append((space, colour))
        elif name == "Q":
            space, colour = stack.pop()
        elif name == "cs":
            space = str(operands[0])
        elif name in {"sc", "scn"}:
            colour = tuple(float(number) for number in operands)
        elif name in {"g", "rg", "k"}:
            space = {"g": "/DeviceGray", "rg": "/DeviceRGB", "k": "/DeviceCMYK"}[name]
            colour = tuple(float(number) for number in operands)
        elif name in {"TJ", "Tj"}:
            shown.append((space, colour))
    return shown


BLACK, PAPER = (0.0, 0.0, 0.0, 1.0), (0.0, 0.0, 0.0, 0.0)


def test_text_is_black_in_one_ink_or_left_white(pdf: Any) -> None:
    """K only: four inks that do not meet exactly give small type coloured fringes."""
    shown = inks(pdf.pages[0])
    assert len(shown) > 400
    assert {space for space, _ in shown} == {"/DeviceCMYK"}
    colours = [colour for _, colour in shown]
    assert colours.count(BLACK) > 0.99 * len(colours)
    coloured = {colour for colour in colours if colour not in {BLACK, PAPER}}
    assert all(cmyk[0] == 0 or cmyk[3] == 0 for cmyk in coloured)  # a spot of the house's red


def test_nothing_on_the_page_is_painted_in_rgb(pdf: Any) -> None:
    """Rules and tints too; pictures alone keep their colours until the press step."""
    names = {str(operator) for _, operator in pikepdf.parse_content_stream(pdf.pages[0])}
    assert not names & {"g", "G", "rg", "RG", "sh"}
    named = pdf.pages[0].Resources.ColorSpace
    (registration,) = [key for key, space in named.items() if str(space[1]) == "/All"]
    spaces = {
        str(operands[0])
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
        if str(operator) in {"cs", "CS"}
    }
    assert spaces == {"/DeviceCMYK", registration}
    images = list(pdf.pages[0].Resources.XObject.values())
    assert [str(image.Subtype) for image in images] == ["/Image"] * 6


def test_the_png_is_the_trim_at_150_dpi(reference_result: Any) -> None:
    from PIL import Image  # noqa: PLC0415

    with Image.open(reference_result.png) as image:
        assert image.size == (round(390 / 25.4 * 150), round(540 / 25.4 * 150))
        assert image.info["dpi"] == pytest.approx((150, 150), abs=0.1)
