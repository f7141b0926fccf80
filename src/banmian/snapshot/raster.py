"""Layer 1: both pages drawn by the same pdfium in the same run, compared pixel by pixel.

Inputs:  two pages of pdfium, a resolution.
Outputs: `Patch`es: boxes of pixels that differ, with the greatest difference of colour.
Units:   pixels inside; PDF points of the user space in `Patch.box` (left, bottom, right, top).
Source:  measured (docs/snapshot.md): the same pdfium twice differs in no pixel, so the threshold is
         none; another release differs in more pixels than hundreds of wrong characters do.
"""

from dataclasses import dataclass

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from banmian.errors import UsageError
from banmian.snapshot.colour import delta_e

Bounds = tuple[float, float, float, float]

TILE = 8  # pixels; small enough to tell neighbouring columns apart at 150 dpi
REACH = 2  # tiles that join into one patch across white: 2.7 mm at 150 dpi
PIXELS_MAX = 120_000_000  # a broadsheet at 300 dpi has 29 million


@dataclass(frozen=True, slots=True)
class Patch:
    """A box of pixels that differ."""

    box: Bounds
    pixels: int
    delta_e: float


def extent(page: pypdfium2.PdfPage) -> Bounds:
    """The page's MediaBox."""
    left, bottom, right, top = page.get_mediabox()
    return (min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def union(one: Bounds, two: Bounds) -> Bounds:
    """The smallest box around both."""
    return (min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3]))


def draw(page: pypdfium2.PdfPage, bounds: Bounds, dpi: int) -> NDArray[np.uint32]:
    """Draw a part of the user space, unturned, whatever the page's boxes are; a pixel is a word.

    Raises:
        UsageError: the part is too large to draw.
    """
    width, height = bounds[2] - bounds[0], bounds[3] - bounds[1]
    scale = dpi / 72
    if not 0 < width * scale * height * scale <= PIXELS_MAX:
        size = f"{width / 72:.1f} × {height / 72:.1f} inches"
        raise UsageError.of("page-too-large", f"a page of {size} cannot be drawn at {dpi} dpi")
    page.set_rotation(0)
    page.set_mediabox(*bounds)
    page.set_cropbox(*bounds)
    bitmap = page.render(scale=scale, prefer_bgrx=True)
    words = np.array(bitmap.to_numpy()).view(np.uint32)[:, :, 0]
    bitmap.close()
    return words


def differences(
    old: NDArray[np.uint32], new: NDArray[np.uint32], bounds: Bounds, dpi: int
) -> tuple[Patch, ...]:
    """The patches where two drawings of the same bounds differ, from the top down."""
    differing = old != new
    if not differing.any():
        return ()
    scale = dpi / 72
    found = []
    for top, left, bottom, right in _boxes(differing):
        here = differing[top:bottom, left:right]
        rows, columns = np.flatnonzero(here.any(axis=1)), np.flatnonzero(here.any(axis=0))
        y0, y1 = top + int(rows[0]), top + int(rows[-1]) + 1
        x0, x1 = left + int(columns[0]), left + int(columns[-1]) + 1
        box = (
            bounds[0] + x0 / scale,
            bounds[3] - y1 / scale,
            bounds[0] + x1 / scale,
            bounds[3] - y0 / scale,
        )
        step = delta_e(old[top:bottom, left:right][here], new[top:bottom, left:right][here])
        found.append(Patch(box, int(here.sum()), step))
    return tuple(found)


def _boxes(differing: NDArray[np.bool_]) -> list[tuple[int, int, int, int]]:
    """Boxes in pixels (top, left, bottom, right) around tiles that hang together."""
    height, width = differing.shape
    padded = np.zeros((-(-height // TILE) * TILE, -(-width // TILE) * TILE), dtype=bool)
    padded[:height, :width] = differing
    blocks = padded.reshape(padded.shape[0] // TILE, TILE, -1, TILE)
    tiles: NDArray[np.bool_] = np.any(blocks, axis=(1, 3))
    boxes = []
    for top, left, bottom, right in _joined(_runs(tiles)):
        edges = (top * TILE, left * TILE, min(bottom * TILE, height), min(right * TILE, width))
        boxes.append(edges)
    return sorted(boxes)


def _runs(tiles: NDArray[np.bool_]) -> list[tuple[int, int, int]]:
    """Runs of tiles in a row: (row, first, end); gaps of up to REACH are closed."""
    runs: list[tuple[int, int, int]] = []
    for row, column in np.argwhere(tiles).tolist():
        if runs and runs[-1][0] == row and column - runs[-1][2] <= REACH:
            runs[-1] = (row, runs[-1][1], column + 1)
        else:
            runs.append((row, column, column + 1))
    return runs


def _joined(runs: list[tuple[int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Boxes in tiles around runs that touch or lie within REACH of each other."""
    parent = list(range(len(runs)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    start = 0
    for index, (row, first, end) in enumerate(runs):
        while runs[start][0] < row - REACH:
            start += 1
        for other in range(start, index):
            if runs[other][1] <= end + REACH and first <= runs[other][2] + REACH:
                parent[root(index)] = root(other)
    boxes: dict[int, tuple[int, int, int, int]] = {}
    for index, (row, first, end) in enumerate(runs):
        top, left, bottom, right = boxes.get(root(index), (row, first, row, end))
        boxes[root(index)] = (
            min(top, row), min(left, first), max(bottom, row + 1), max(right, end),
        )  # fmt: skip
    return list(boxes.values())
