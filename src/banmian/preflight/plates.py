"""The plates of a PDF as pictures, by a renderer that separates as a RIP does.

Inputs:  a PDF's bytes; Ghostscript or MuPDF on this machine.
Outputs: `Plates`: four tones a pixel, and a map of the ink.
Units:   pixels a millimetre.
Source:  Ghostscript's device tiffsep; mutool's CMYK output, which simulates overprint. Both draw
         the MediaBox (mutool the CropBox within it), of which the bleed is kept.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from banmian.errors import EnvironmentFault, UsageError
from banmian.preflight.coverage import Coverage, coverage_from
from banmian.preflight.document import PressPage, open_press_file
from banmian.preflight.plane import Box

INKS = ("Cyan", "Magenta", "Yellow", "Black")
_POINTS_A_MM = 72 / 25.4
_SECONDS = 300
_FINER = 4  # times finer than wanted, and scaled down: Ghostscript paints every pixel it touches
_MOST_MM = 1500.0
_RING = 4  # millimetres round the worst spot


@dataclass(frozen=True, slots=True)
class Separator:
    """A program that makes plates."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class PagePlates:
    """One page's plates inside the bleed: 255 where no ink goes, 0 in the full tone."""

    page: PressPage
    tones: NDArray[np.uint8]
    coverage: Coverage
    scale: int

    def plate(self, ink: str) -> Image.Image:
        """One plate in grey, as it would look on a film."""
        return Image.fromarray(np.ascontiguousarray(self.tones[:, :, INKS.index(ink)]))

    def ink_map(self, aim: float, limit: float) -> Image.Image:
        """Total ink: grey up to the aim, yellow up to the limit, red above; the worst is ringed."""
        total = 100 * self.coverage.plates.sum(axis=2)
        grey = (255 - np.clip(total / limit, 0, 1) * 200).astype(np.uint8)
        colours = np.stack([grey] * 3, axis=2)
        colours[total > aim] = (255, 200, 0)
        colours[total > limit] = (220, 0, 0)
        rows, columns = total.shape
        picture = Image.fromarray(colours).resize(
            (columns * self.scale, rows * self.scale), Image.Resampling.NEAREST
        )
        row, column = np.unravel_index(int(total.argmax()), total.shape)
        ring = [
            (int(column) - _RING) * self.scale,
            (int(row) - _RING) * self.scale,
            (int(column) + 1 + _RING) * self.scale,
            (int(row) + 1 + _RING) * self.scale,
        ]
        ImageDraw.Draw(picture).ellipse(ring, outline=(0, 60, 220), width=2)
        return picture


def find_separator() -> Separator:
    """The program that this machine has.

    Raises:
        EnvironmentFault: it has none.
    """
    for name in ("gs", "mutool"):
        path = shutil.which(name)
        if path:
            return Separator(name, path)
    raise EnvironmentFault.of(
        "separator-missing",
        "plates are made by Ghostscript or MuPDF, and neither is here",
        hint="Debian: apt-get install ghostscript, or mupdf-tools; macOS: brew install ghostscript",
    )


def make_plates(data: bytes, separator: Separator, scale: int) -> Iterator[PagePlates]:
    """The plates of each page.

    Raises:
        UsageError: the PDF cannot be opened, or the program could not draw it.
    """
    with tempfile.TemporaryDirectory() as folder, open_press_file(data) as file:
        source = Path(folder) / "page.pdf"
        source.write_bytes(data)
        for page in file.pages:
            area = page.bled
            if max(area.width, area.height) > _MOST_MM * _POINTS_A_MM:
                raise UsageError.of("plates-failed", f"page {page.number} is no page: too large")
            draw = _by_ghostscript if separator.name == "gs" else _by_mupdf
            drawn = draw(separator.path, source, page.number, scale)
            tones = _cropped(drawn, _drawn_box(page, separator), area, scale)
            yield PagePlates(page, tones, coverage_from(tones, area, scale), scale)


def _drawn_box(page: PressPage, separator: Separator) -> Box:
    media = page.media or page.sheet
    return media.meet(page.crop) if separator.name == "mutool" and page.crop else media


def _cropped(drawn: NDArray[np.uint8], there: Box, area: Box, scale: int) -> NDArray[np.uint8]:
    """The part of a drawn page that lies in an area; what was not drawn is paper."""
    pixels = scale / _POINTS_A_MM
    left, top = round((area.left - there.left) * pixels), round((there.top - area.top) * pixels)
    across, down = round(area.width * pixels), round(area.height * pixels)
    found = np.full((max(down, scale), max(across, scale), 4), 255, np.uint8)
    x, y = max(left, 0), max(top, 0)
    part = drawn[y : top + down, x : left + across]
    found[y - top : y - top + part.shape[0], x - left : x - left + part.shape[1]] = part
    return found


def _by_ghostscript(program: str, source: Path, number: int, scale: int) -> NDArray[np.uint8]:
    target = source.with_name("plate.tif")
    how = ["-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep"]
    fine = [f"-r{scale * _FINER * 25.4:.1f}", f"-dDownScaleFactor={_FINER}"]
    which = [f"-dFirstPage={number}", f"-dLastPage={number}"]
    _call([program, *how, *fine, *which, "-o", str(target), str(source)])
    plates = []
    for ink in INKS:
        with Image.open(source.with_name(f"plate({ink}).tif")) as plate:
            plates.append(np.asarray(plate.convert("L")))
    return np.stack(plates, axis=2)


def _by_mupdf(program: str, source: Path, number: int, scale: int) -> NDArray[np.uint8]:
    target = source.with_name("plate.pam")
    how = ["-q", "-c", "cmyk", "-F", "pam", "-r", f"{scale * 25.4:.1f}"]
    _call([program, "draw", *how, "-o", str(target), str(source), str(number)])
    head, _, pixels = target.read_bytes().partition(b"ENDHDR\n")
    words = head.split()
    width, height = (int(words[words.index(key) + 1]) for key in (b"WIDTH", b"HEIGHT"))
    inks = np.frombuffer(pixels, np.uint8, width * height * 4).reshape(height, width, 4)
    return 255 - inks


def _call(words: list[str]) -> None:
    try:
        subprocess.run(words, check=True, capture_output=True, timeout=_SECONDS)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        said = (error.stderr or b"").decode("utf-8", errors="replace").strip().splitlines()
        message = f"{Path(words[0]).name} could not make plates: {said[-1] if said else error}"
        raise UsageError.of("plates-failed", message) from error
