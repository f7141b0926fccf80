"""Advertisements and their holes.

Inputs:  `PageCopy` and `HouseStyle`, or an advertisement and its hole; a `MadeUpPage`.
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
from banmian.house.grid import Area, PageGrid
from banmian.house.style import AdSlot, HouseStyle
from banmian.makeup.page import DrawingBlock, MadeUpPage
from banmian.units import Length, mm

SLACK = mm(0.5)


def wrong_ads(page: PageCopy, house: HouseStyle) -> Iterator[Diagnostic]:
    """Advertisements that do not fill their holes, or are larger."""
    for slot in page.slots:
        hole = house.slots.get(slot.name)
        if isinstance(slot.content, Ad) and isinstance(hole, AdSlot):
            is_free = slot.module is not None
            yield from wrong_size(slot.content, slot.name, hole.area, house.grid, is_free=is_free)


def wrong_size(
    ad: Ad, slot: str, area: Area, grid: PageGrid, *, is_free: bool = True
) -> Iterator[Diagnostic]:
    """An advertisement of another size than its hole, which on a free page can be changed."""
    hole, size = grid.rect(area), _size(ad, grid.rect(area))
    if _same(size, (hole.width, hole.height)):
        return
    how = "its TrimBox is" if isinstance(ad.file, AdPdf) else "across the hole it is"
    its = _of_that_size(size, grid) if is_free else None
    other = f"choose {'a hole of its size' if its is None else its}"
    yield Diagnostic(
        "ad-size",
        f"{ad.name}: {how} {size[0].mm:.1f} × {size[1].mm:.1f} mm, "
        f"the hole {slot} {hole.width.mm:.1f} × {hole.height.mm:.1f} mm",
        ad.place,
        f"make it as large as the hole, or {other}",
    )


def drawings_of(page: MadeUpPage) -> dict[str, bytes]:
    """The PDFs that a page prints, by digest."""
    blocks = (block for block in page.blocks if isinstance(block, DrawingBlock))
    return {block.digest: block.file.read_bytes() for block in blocks}


def _size(ad: Ad, hole: Rect) -> tuple[Length, Length]:
    """Width and height; a picture is as wide as its hole."""
    file = ad.file
    if isinstance(file, AdPdf):
        return file.width, file.height
    return hole.width, hole.width * (file.upright_height_px / file.upright_width_px)


def _same(one: tuple[Length, Length], other: tuple[Length, Length]) -> bool:
    return all(-SLACK <= a - b <= SLACK for a, b in zip(one, other, strict=True))


def _of_that_size(size: tuple[Length, Length], grid: PageGrid) -> str | None:
    """The place of a size in columns and lines, if there is one."""
    for columns in range(1, grid.columns + 1):
        lines = round(size[1] / grid.leading)
        if lines and _same(size, (grid.width_of(columns), grid.leading * lines)):
            return f"{columns} columns and {lines} lines, which are its size"
    return None
