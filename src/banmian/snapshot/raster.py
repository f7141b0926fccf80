"""Layer 1: both pages drawn by the same pdfium in the same run, compared pixel by pixel.

Inputs:  two pages of pdfium, a resolution.
Outputs: `Patch`es: boxes of pixels that differ, with the greatest difference of colour.
Units:   pixels inside; PDF points of the user space in `Patch.box` (left, bottom, right, top).
Source:  measured (docs/snapshot.md): the same pdfium twice differs in no pixel, so the threshold is
         none; another release differs in more pixels than hundreds of wrong characters do.
"""

from collections.abc import Sequence
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
    images: tuple[NDArray[np.uint32], NDArray[np.uint32]],
    bounds: Bounds,
    dpi: int,
    screens: Sequence[Bounds] = (),
) -> tuple[Patch, ...]:
    """The patches where two drawings of the same bounds differ, from the top down.

    What lies in one of the `screens` makes patches of its own, so that no patch crosses their
    edges.
    """
    differing = images[0] != images[1]
    if not differing.any():
        return ()
    grid = _Grid(bounds, dpi / 72)
    found: list[Patch] = []
    for screen in screens:
        top, left, bottom, right = grid.pixels(screen, differing.shape)
        inside = np.zeros_like(differing)
        inside[top:bottom, left:right] = differing[top:bottom, left:right]
        differing[top:bottom, left:right] = False
        found += _patches(inside, images, grid)
    return (*_patches(differing, images, grid), *found)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Pixels over the user space."""

    bounds: Bounds
    scale: float

    def pixels(self, box: Bounds, shape: tuple[int, ...]) -> tuple[int, int, int, int]:
        """The pixels (top, left, bottom, right) whose middle lies in a box."""
        left, top = self.bounds[0], self.bounds[3]
        rows = [min(max(round((top - y) * self.scale), 0), shape[0]) for y in (box[3], box[1])]
        columns = [min(max(round((x - left) * self.scale), 0), shape[1]) for x in (box[0], box[2])]
        return rows[0], columns[0], rows[1], columns[1]

    def box(self, top: int, left: int, bottom: int, right: int) -> Bounds:
        """The box of the user space that pixels cover."""
        return (
            self.bounds[0] + left / self.scale,
            self.bounds[3] - bottom / self.scale,
            self.bounds[0] + right / self.scale,
            self.bounds[3] - top / self.scale,
        )


def _patches(
    differing: NDArray[np.bool_],
    images: tuple[NDArray[np.uint32], NDArray[np.uint32]],
    grid: _Grid,
) -> list[Patch]:
    found = []
    for top, left, bottom, right in _boxes(differing):
        here = differing[top:bottom, left:right]
        rows, columns = np.flatnonzero(here.any(axis=1)), np.flatnonzero(here.any(axis=0))
        y0, y1 = top + int(rows[0]), top + int(rows[-1]) + 1
        x0, x1 = left + int(columns[0]), left + int(columns[-1]) + 1
        old, new = (image[top:bottom, left:right][here] for image in images)
        found.append(Patch(grid.box(y0, x0, y1, x1), int(here.sum()), delta_e(old, new)))
    return found


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
