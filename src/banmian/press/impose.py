"""Printer's spreads: two pages side by side as they stand on the plate.

Inputs:  a finished PDF, the sizes of its pages, the gutter.
Outputs: a PDF of spreads; PDF/X-4 alone, since a spread has no reading order.
Units:   `Length`; PDF points.
Source:  newspaper custom: sections are nested, so the last page stands beside the first, and odd
         pages are right-hand pages. Creep is 0: a newspaper is too thin to shift.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from banmian.press.boxes import Boxes
from banmian.press.finish import saved
from banmian.units import Length


@dataclass(frozen=True, slots=True)
class Spread:
    """Two pages by their index, left and right; None is a page left white."""

    left: int | None
    right: int | None

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages that are there."""
        return tuple(index for index in (self.left, self.right) if index is not None)


def spreads_of(numbers: Sequence[int]) -> tuple[Spread, ...]:
    """The spreads of a section of these pages: 4 | 1, 2 | 3 of four; of eight 8 | 1, 2 | 7, ….

    Odd pages stand at the right. A page that is not there leaves its place white.
    """
    first = numbers[0] - (numbers[0] + 1) % 2  # a section begins with a right-hand page
    there = {number - first: index for index, number in enumerate(numbers)}
    places = -(-(max(there) + 1) // 4) * 4
    found = []
    for outer in range(places // 2):
        near, far = there.get(outer), there.get(places - 1 - outer)
        found.append(Spread(far, near) if outer % 2 == 0 else Spread(near, far))
    return tuple(spread for spread in found if spread.pages)


def spread_boxes(page: Boxes, gutter: Length) -> Boxes:
    """The boxes of a spread of two such pages."""
    return Boxes(page.width * 2 + gutter, page.height, page.bleed, page.margin)


def fold_of(page: Boxes, gutter: Length) -> float:
    """Where the spread folds, in mm from its left edge."""
    return page.width.mm + gutter.mm / 2


def impose(
    pdf: bytes, spreads: Sequence[Spread], page: Boxes, gutter: Length, labels: Sequence[str]
) -> bytes:
    """Place the pages of a finished PDF, which are all of one size, on spreads.

    Args:
        pdf: the pages, in their order.
        spreads: which stand side by side.
        page: the boxes of one page.
        gutter: the white between the two, over which neither prints.
        labels: the label of every page.
    """
    with pikepdf.open(BytesIO(pdf)) as sheets:
        count = len(sheets.pages)
        forms = [_form(sheets, sheets.pages[index]) for index in range(count)]
        boxes = spread_boxes(page, gutter)
        numbers = Array()
        for number, spread in enumerate(spreads):
            sheet = sheets.add_blank_page(page_size=(boxes.width.pt, boxes.height.pt))
            sheet.mediabox, sheet.bleedbox, sheet.trimbox = boxes.media, boxes.bled, boxes.trim
            _place(sheets, sheet, spread, forms, (page, gutter))
            label = " | ".join(_label(index, labels) for index in (spread.left, spread.right))
            numbers.extend([number, Dictionary(P=String(label))])
        del sheets.pages[:count]
        sheets.Root.PageLabels = Dictionary(Nums=numbers)
        return saved(sheets)


def _label(index: int | None, labels: Sequence[str]) -> str:
    return "–" if index is None else labels[index]


def _form(pdf: pikepdf.Pdf, page: pikepdf.Page) -> Any:
    """A page as a form; how much of it shows, the clip on the spread decides."""
    page.contents_coalesce()
    form = pdf.make_stream(page.obj.Contents.read_bytes())
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = page.obj.MediaBox
    form.Resources = page.obj.Resources
    return form


def _place(
    pdf: pikepdf.Pdf, sheet: Any, spread: Spread, forms: Sequence[Any], size: tuple[Boxes, Length]
) -> None:
    """Draw a spread's pages, each cut at the fold and bled on its other three sides."""
    page, gutter = size
    drawn = Dictionary()
    content = []
    for name, index, x, clip in _halves(spread, page, gutter):
        if index is not None:
            drawn[f"/{name}"] = forms[index]
            content.append(
                f"q {clip[0]:.4f} {clip[1]:.4f} {clip[2]:.4f} {clip[3]:.4f} re W n "
                f"1 0 0 1 {x:.4f} 0 cm /{name} Do Q"
            )
    sheet.obj.Resources = Dictionary(XObject=drawn)
    sheet.Contents = pdf.make_stream("\n".join(content).encode())


def _halves(
    spread: Spread, page: Boxes, gutter: Length
) -> Iterator[tuple[str, int | None, float, tuple[float, float, float, float]]]:
    """Each half: its name, its page, where its trim begins, what of the spread it may print on."""
    bleed = page.bleed.pt
    width, height = (page.width + page.bleed).pt, (page.height + page.bleed * 2).pt
    yield "Left", spread.left, 0.0, (-bleed, -bleed, width, height)
    start = (page.width + gutter).pt
    yield "Right", spread.right, start, (start, -bleed, width, height)
