"""How much ink stands where: the four plates of a page, and the heaviest square millimetre.

Inputs:  a page of an open PDF.
Outputs: `Coverage`: tones of the plates, the worst spot and its inks.
Units:   per cent of a full tone; millimetres from the trim's top left corner.
Source:  docs/preflight.md: total area coverage is averaged over squares of 1 mm; text that
         overprints counts on top of what is beneath it.
"""

import io
from dataclasses import dataclass
from typing import Any

import numpy as np
import pikepdf
import pypdfium2
from numpy.typing import NDArray
from pikepdf import Array, Dictionary, Name

from banmian.preflight.document import PressFile, inherited
from banmian.preflight.plane import Box
from banmian.preflight.separate import BLACK, COLOURED, Parsed, Plates
from banmian.preflight.state import State

PIXELS_A_MM = 3
_POINTS_A_MM = 72 / 25.4
_MOST_MM = 3000  # a larger page is no page


@dataclass(frozen=True, slots=True)
class Coverage:
    """The inks of a page.

    Attributes:
        plates: tones of cyan, magenta, yellow, black by square millimetre, 0 to 1.
        worst: the heaviest square, as a box in the page's own axes.
        inks: its inks.
    """

    plates: NDArray[np.float32]
    worst: Box
    inks: tuple[float, float, float, float]

    @property
    def total(self) -> float:
        """The inks of the heaviest square together, in per cent."""
        return 100 * sum(self.inks)


def coverages(file: PressFile) -> list[Coverage | None]:
    """Reckon the inks inside each page's bleed; None for a page that is none or cannot be drawn."""
    with pikepdf.open(io.BytesIO(file.data), suppress_warnings=True) as work:
        areas = _rewritten(work, file)
        if not any(areas):
            return [None] * len(areas)
        buffer = io.BytesIO()
        work.save(buffer, compress_streams=False)
    document = pypdfium2.PdfDocument(buffer.getvalue())
    try:
        found: list[Coverage | None] = []
        place = 0
        for area in areas:
            if area is None:
                found.append(None)
                continue
            coloured, black = (_drawn(document[place + i], grey=bool(i)) for i in range(2))
            place += 2
            fine = np.concatenate([coloured, black], axis=2)
            found.append(coverage_from(fine, area, PIXELS_A_MM))
        return found
    finally:
        document.close()


def _rewritten(work: Any, file: PressFile) -> list[Box | None]:
    """Put two pages, one for three plates and one for black, in the place of each."""
    areas: list[Box | None] = []
    fresh = []
    shared = Parsed()
    for page, old in zip(file.pages, list(work.pages), strict=True):
        area = page.bled
        sides = (area.width / _POINTS_A_MM, area.height / _POINTS_A_MM)
        if not (min(sides) >= 1 and max(sides) <= _MOST_MM):
            areas.append(None)
            continue
        areas.append(area)
        box = Array([area.left, area.bottom, area.right, area.top])
        for plates in (COLOURED, BLACK):
            rewriting = Plates(work, shared, plates, PIXELS_A_MM * 25.4)
            resources = inherited(old.obj, "/Resources")
            data, needed = rewriting.rewrite(old.obj, resources, State())
            stream = work.make_stream(data)
            fresh.append(
                Dictionary(Type=Name.Page, MediaBox=box, Resources=needed, Contents=stream)
            )
    for key in [key for key in list(work.Root) if key not in {"/Type", "/Pages"}]:
        del work.Root[key]
    del work.pages[:]
    for one in fresh:
        work.pages.append(pikepdf.Page(work.make_indirect(one)))
    return areas


def _drawn(page: Any, *, grey: bool) -> NDArray[np.uint8]:
    """A page's pixels: red, green and blue, or grey."""
    bitmap = page.render(
        scale=PIXELS_A_MM / _POINTS_A_MM, grayscale=grey, rev_byteorder=True, no_smoothpath=False
    )
    pixels = bitmap.to_numpy()
    if pixels.ndim == 2:
        pixels = pixels[:, :, None]
    return np.array(pixels[:, :, : 1 if grey else 3])


def coverage_from(fine: NDArray[np.uint8], area: Box, step: int) -> Coverage:
    """The coverage of four plates of `step` pixels a millimetre, 255 where no ink goes."""
    plates = _by_square(fine, step)
    total = plates.sum(axis=2)
    row, column = np.unravel_index(int(total.argmax()), total.shape)
    left = area.left + float(column) * _POINTS_A_MM
    top = area.top - float(row) * _POINTS_A_MM
    cyan, magenta, yellow, black = (float(ink) for ink in plates[row, column])
    worst = Box(left, top - _POINTS_A_MM, left + _POINTS_A_MM, top)
    return Coverage(plates, worst, (cyan, magenta, yellow, black))


def _by_square(fine: NDArray[np.uint8], step: int) -> NDArray[np.float32]:
    """The mean tone of each whole square millimetre."""
    down, across = max(fine.shape[0] // step, 1), max(fine.shape[1] // step, 1)
    whole = fine[: down * step, : across * step]
    paper = np.zeros((down, across, 4), np.uint32)
    for row in range(step):  # a few sums of large arrays: ten times as fast as one mean
        for column in range(step):
            paper += whole[row::step, column::step]
    return np.float32(1) - paper.astype(np.float32) / np.float32(255 * step * step)
