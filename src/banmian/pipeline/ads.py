"""Advertisements and their holes.

Inputs:  `PageCopy` and `HouseStyle`; a `MadeUpPage`.
Outputs: a diagnostic for each advertisement of another size than its hole; the PDFs themselves.
Units:   `Length`.
Source:  half a millimetre is what cutting and folding take anyway; a larger difference means that
         the advertisement was made for another hole: our choice.
"""

from collections.abc import Iterator

from banmian.ad.read import AdPdf
from banmian.editorial.edition import Ad, PageCopy
from banmian.errors import Diagnostic
from banmian.geometry import Rect
from banmian.house.style import AdSlot, HouseStyle
from banmian.makeup.page import DrawingBlock, MadeUpPage
from banmian.units import mm

SLACK = mm(0.5)


def wrong_ads(page: PageCopy, house: HouseStyle) -> Iterator[Diagnostic]:
    """Advertisements that do not fill their holes, or are larger."""
    for slot in page.slots:
        hole = house.slots.get(slot.name)
        if isinstance(slot.content, Ad) and isinstance(hole, AdSlot):
            yield from _size(slot.content, slot.name, house.grid.rect(hole.area))


def drawings_of(page: MadeUpPage) -> dict[str, bytes]:
    """The PDFs that a page prints, by digest."""
    blocks = (block for block in page.blocks if isinstance(block, DrawingBlock))
    return {block.digest: block.file.read_bytes() for block in blocks}


def _size(ad: Ad, slot: str, hole: Rect) -> Iterator[Diagnostic]:
    file = ad.file
    if isinstance(file, AdPdf):
        width, height = file.width, file.height
    else:
        width = hole.width
        height = width * (file.upright_height_px / file.upright_width_px)
    off = (width - hole.width, height - hole.height)
    if all(-SLACK <= one <= SLACK for one in off):
        return
    how = "its TrimBox is" if isinstance(file, AdPdf) else "across the hole it is"
    yield Diagnostic(
        "ad-size",
        f"{ad.name}: {how} {width.mm:.1f} × {height.mm:.1f} mm, "
        f"the hole {slot} {hole.width.mm:.1f} × {hole.height.mm:.1f} mm",
        ad.place,
        "make it as large as the hole, or choose a hole of its size",
    )
