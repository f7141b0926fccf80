"""Where a report looks: windows around findings, drawn from both files.

Inputs:  a `Comparison`, the two PDFs.
Outputs: `Shot`s: PNGs of the same part of both pages; which shot shows which finding.
Units:   `Length` for places; dots per inch.
Source:  our choice: 300 dpi shows what a printer shows; findings that lie together share a picture.
         pdfium draws a window of a broadsheet in a millisecond, the whole at 300 dpi in 0.2 s.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image

from banmian.geometry import Rect
from banmian.snapshot.comparison import Comparison, PagePair
from banmian.snapshot.finding import Finding
from banmian.snapshot.places import Paper
from banmian.snapshot.raster import PIXELS_MAX, draw, extent
from banmian.snapshot.source import Source
from banmian.units import Length, mm

DPI = 300
OVERVIEW_DPI = 72
ROOM = mm(6)  # around a finding
WINDOW_MIN = (mm(45), mm(28))
WINDOW_MAX = mm(100)  # up to which windows are joined, and drawn at 300 dpi
WINDOWS_MAX = 48
PAGES_MAX = 12
SQUARE_MM_MAX = 150_000  # of all windows together: 21 million pixels a side


@dataclass(frozen=True, slots=True)
class Window:
    """A part of a page to be shown."""

    page: int
    place: Rect
    dpi: int


@dataclass(frozen=True, slots=True)
class Shot:
    """A window of both files; a side is empty when the page is not there."""

    window: Window
    width: int
    height: int
    old: bytes
    new: bytes


def windows_of(
    findings: Sequence[Finding], papers: dict[int, Rect]
) -> tuple[list[Window], list[int | None]]:
    """Windows around findings, and the number of each finding's window.

    The gravest come first and get theirs; past the caps a finding is shown on its page only.
    """
    places: list[tuple[int, Rect]] = []
    numbers: list[int | None] = []
    area = 0.0
    for finding in findings:
        number = None
        if finding.box is not None and finding.page in papers:
            wanted = _around(finding.box, papers[finding.page])
            number = _joined(places, finding.page, wanted)
            size = min(wanted.width.mm, WINDOW_MAX.mm) * min(wanted.height.mm, WINDOW_MAX.mm)
            if number is None and len(places) < WINDOWS_MAX and area + size <= SQUARE_MM_MAX:
                area += size
                number = len(places)
                places.append((finding.page, wanted))
        numbers.append(number)
    return [Window(page, place, _dpi(place)) for page, place in places], numbers


def _around(box: Rect, paper: Rect) -> Rect:
    """A box with some room, not outside the paper unless the box is."""
    spare = [
        max(ROOM * 2, least - size)
        for least, size in zip(WINDOW_MIN, (box.width, box.height), strict=True)
    ]
    wide = Rect(
        box.x - spare[0] * 0.5,
        box.y - spare[1] * 0.5,
        box.width + spare[0],
        box.height + spare[1],
    )
    return _cut(wide, _union(paper, box))


def _joined(places: list[tuple[int, Rect]], page: int, wanted: Rect) -> int | None:
    """The window that takes it in, grown when it must be."""
    for number, (there, place) in enumerate(places):
        if there != page:
            continue
        if place.contains(wanted):
            return number
        both = _union(place, wanted)
        if place.overlaps(wanted) and max(both.width, both.height) <= WINDOW_MAX:
            places[number] = (page, both)
            return number
    return None


def _dpi(place: Rect) -> int:
    longer = max(place.width.mm, place.height.mm)
    return DPI if longer <= WINDOW_MAX.mm else max(int(DPI * WINDOW_MAX.mm / longer), 24)


def overviews_of(
    findings: Iterable[Finding], papers: dict[int, Rect]
) -> tuple[list[Window], dict[int, int]]:
    """Whole pages that have findings, and the number of each page's window."""
    pages = sorted({finding.page for finding in findings} & papers.keys())[:PAGES_MAX]
    windows = [Window(page, papers[page], OVERVIEW_DPI) for page in pages]
    return windows, {page: number for number, page in enumerate(pages)}


class Camera:
    """Draws windows of both files; where a part lies is the same in both users' spaces."""

    def __init__(self, comparison: Comparison, pdfs: tuple[bytes, bytes]) -> None:
        sources = (Source("old", pdfs[0]), Source("new", pdfs[1]))
        self._objects = tuple(source.objects() for source in sources)
        self._files = tuple(source.drawing() for source in sources)
        self._pairs = {pair.new or pair.old: pair for pair in comparison.pages}

    @property
    def papers(self) -> dict[int, Rect]:
        """Each page with all that lies outside its trim."""
        papers = {}
        for number, pair in self._pairs.items():
            file = self._files[1 if pair.new else 0]
            page = file[(pair.new or pair.old) - 1]
            papers[number] = self._paper(pair).rect(extent(page))
        return papers

    def shots(self, windows: Sequence[Window]) -> Iterator[Shot]:
        """Draw windows, in their order."""
        found: dict[int, Shot] = {}
        for page in sorted({window.page for window in windows}):
            here = [number for number, window in enumerate(windows) if window.page == page]
            parts = [windows[number] for number in here]
            old, new = self._sides(self._pairs[page], parts)
            for number, window, one, two in zip(here, parts, old, new, strict=True):
                image = two or one
                size = image.size if image is not None else (1, 1)
                found[number] = Shot(window, *size, _png(one), _png(two))
        yield from (found[number] for number in range(len(windows)))

    def _paper(self, pair: PagePair) -> Paper:
        side = 1 if pair.new else 0
        return Paper.of(self._objects[side].pages[(pair.new or pair.old) - 1])

    def _sides(
        self, pair: PagePair, windows: Sequence[Window]
    ) -> tuple[list[Image.Image | None], list[Image.Image | None]]:
        paper = self._paper(pair)
        sides: list[list[Image.Image | None]] = []
        for file, number in zip(self._files, (pair.old, pair.new), strict=True):
            if number:
                page = file[number - 1]
                sides.append([_draw(page, paper, window) for window in windows])
            else:
                sides.append([None] * len(windows))
        return sides[0], sides[1]


def _draw(page: pypdfium2.PdfPage, paper: Paper, window: Window) -> Image.Image:
    """A window of one page, at a lower resolution where the page is too large for its own."""
    size = window.place.width.mm * window.place.height.mm / 25.4**2
    dpi = min(window.dpi, int((PIXELS_MAX / max(size, 1)) ** 0.5 * 0.99))
    return _image(draw(page, paper.bounds(window.place), dpi))


def _image(words: NDArray[np.uint32]) -> Image.Image:
    height, width = words.shape
    data = np.ascontiguousarray(words).tobytes()
    return Image.frombytes("RGB", (width, height), data, "raw", "BGRX")


def _png(image: Image.Image | None) -> bytes:
    if image is None:
        return b""
    buffer = io.BytesIO()
    image.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()


def _union(one: Rect, two: Rect) -> Rect:
    x, y = min(one.x, two.x), min(one.y, two.y)
    return Rect(x, y, max(one.right, two.right) - x, max(one.bottom, two.bottom) - y)


def _cut(one: Rect, limit: Rect) -> Rect:
    x, y = max(one.x, limit.x), max(one.y, limit.y)
    right, bottom = min(one.right, limit.right), min(one.bottom, limit.bottom)
    return Rect(x, y, max(right - x, Length(1)), max(bottom - y, Length(1)))


def inside(box: Rect, window: Rect) -> tuple[float, float, float, float]:
    """A box as shares of a window: left, top, width, height."""
    wide, high = window.width.emu, window.height.emu
    return (
        (box.x - window.x).emu / wide,
        (box.y - window.y).emu / high,
        box.width.emu / wide,
        box.height.emu / high,
    )
