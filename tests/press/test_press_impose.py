"""Printer's spreads: which pages stand side by side, and what of them is printed where."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from banmian.press.boxes import Boxes
from banmian.press.impose import Spread, fold_of, impose, spread_boxes, spreads_of
from banmian.units import Length, mm

PAGE = Boxes(mm(60), mm(80), mm(3), mm(15))
INKS = ("1 0 0 0", "0 1 0 0", "0 0 1 0", "0 0 0 1")
CYAN, MAGENTA, YELLOW, BLACK, WHITE = "cyan", "magenta", "yellow", "black", "white"


def numbered(numbers: list[int]) -> list[tuple[int, int]]:
    """The spreads by page number; 0 for a white page."""
    return [
        tuple(0 if index is None else numbers[index] for index in (spread.left, spread.right))  # type: ignore[misc]
        for spread in spreads_of(numbers)
    ]


@pytest.mark.parametrize(
    ("numbers", "spreads"),
    [
        ([1, 2, 3, 4], [(4, 1), (2, 3)]),
        ([1, 2, 3, 4, 5, 6, 7, 8], [(8, 1), (2, 7), (6, 3), (4, 5)]),
        ([1, 2], [(0, 1), (2, 0)]),
        ([5], [(0, 5)]),
        ([6], [(6, 0)]),
        ([5, 6, 7, 8], [(8, 5), (6, 7)]),
        ([1, 3], [(0, 1), (0, 3)]),
        ([1, 2, 3, 4, 5, 6], [(0, 1), (2, 0), (6, 3), (4, 5)]),
    ],
)
def test_which_pages_stand_side_by_side(numbers: list[int], spreads: list[tuple[int, int]]) -> None:
    assert numbered(numbers) == spreads


@given(st.sets(st.integers(1, 99), min_size=1, max_size=32).map(sorted))
def test_every_page_stands_once_and_odd_pages_at_the_right(numbers: list[int]) -> None:
    spreads = numbered(numbers)
    assert sorted(page for spread in spreads for page in spread if page) == numbers
    assert all(left % 2 == 0 for left, _ in spreads)
    assert all(right % 2 == 1 for _, right in spreads if right)
    assert len({left + right for left, right in spreads if left and right}) <= 1


@pytest.fixture
def four_pages() -> bytes:
    """Four sheets, each full of one ink to its very edge."""
    pdf = pikepdf.new()
    for ink in INKS:
        page = pdf.add_blank_page()
        page.mediabox, page.bleedbox, page.trimbox = PAGE.media, PAGE.bled, PAGE.trim
        page.Contents = pdf.make_stream(f"{ink} k -99 -99 999 999 re f".encode())
    buffer = BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


def seen(pdf: bytes, sheet: int, x: float, y: float) -> str:
    """The colour at a place in mm from the spread's trim, y down, at 4 dots a millimetre."""
    document = pypdfium2.PdfDocument(pdf)
    image: Image.Image = document[sheet].render(scale=4 * 25.4 / 72).to_pil()
    document.close()
    red, green, blue = image.getpixel((round((x + 15) * 4), round((y + 15) * 4)))  # type: ignore[misc]
    if red + green + blue < 150:
        return BLACK
    light = (red > 128, green > 128, blue > 128)
    return {
        (False, True, True): CYAN, (True, False, True): MAGENTA, (True, True, False): YELLOW,
        (True, True, True): WHITE, (True, False, False): MAGENTA,
    }.get(light, str((red, green, blue)))  # fmt: skip


@pytest.mark.parametrize("gutter", [0, 10])
def test_pages_bleed_outside_and_are_cut_at_the_fold(four_pages: bytes, gutter: int) -> None:
    spreads = spreads_of([1, 2, 3, 4])
    pdf = impose(four_pages, spreads, PAGE, mm(gutter), ["1", "2", "3", "4"])
    wide = 120 + gutter
    for sheet, left, right in ((0, BLACK, CYAN), (1, MAGENTA, YELLOW)):
        for x, y in ((1, 1), (59, 79), (-2, 40), (30, -2), (30, 82)):
            assert seen(pdf, sheet, x, y) == left, (x, y)
        for x, y in ((61 + gutter, 1), (wide - 1, 79), (wide + 2, 40), (wide - 30, 82)):
            assert seen(pdf, sheet, x, y) == right, (x, y)
        for x, y in ((-5, 40), (wide + 5, 40), (30, -5), (30, 85)):
            assert seen(pdf, sheet, x, y) == WHITE, (x, y)
        if gutter:
            assert {seen(pdf, sheet, x, 40) for x in (61, 65, 69)} == {WHITE}


def test_boxes_and_labels_are_the_spreads(four_pages: bytes) -> None:
    spreads = spreads_of([1, 2, 3, 4])
    with pikepdf.open(
        BytesIO(impose(four_pages, spreads, PAGE, mm(4), ["1", "2", "3", "4"]))
    ) as pdf:
        assert len(pdf.pages) == 2
        assert [str(label.P) for label in pdf.Root.PageLabels.Nums[1::2]] == ["4 | 1", "2 | 3"]
        for page in pdf.pages:
            trim = [float(edge) / mm(1).pt for edge in page.TrimBox]
            assert trim == pytest.approx([0, 0, 124, 80], abs=0.001)
            assert [float(edge) for edge in page.BleedBox] == pytest.approx(
                spread_boxes(PAGE, mm(4)).bled
            )


def test_the_fold_is_the_middle_of_the_gutter() -> None:
    assert fold_of(PAGE, mm(4)) == pytest.approx(62)
    assert fold_of(replace(PAGE, width=mm(390)), Length(0)) == pytest.approx(390)
    assert Spread(None, 3).pages == (3,)
