"""pdfium and Ghostscript draw the same glyphs: what one viewer forgives, a press may not.

A CID-keyed font whose glyphs were renumbered looks right in pdfium and prints boxes elsewhere.
"""

import subprocess
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy
import pikepdf
import pypdfium2
import pytest
from PIL import Image

Glyphs = list[tuple[str, float, float, float]]
Read = Callable[[bytes], Glyphs]
Bitmap = numpy.ndarray[Any, numpy.dtype[numpy.float32]]

DPI = 150
ALIKE = (
    0.82  # correlation: of one glyph by both renderers at least 0.85, of two glyphs at most 0.77
)
SNAP = 2  # pixels by which Ghostscript moves a glyph to fit its raster
PLACES = 5  # a character is looked at in, at most, until it is found alike
INK = 60  # grey levels between paper and the darkest stroke


def by_ghostscript(pdf: Path, folder: Path) -> Bitmap:
    png = folder / "ghostscript.png"
    command = [
        "gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dUseTrimBox", "-sDEVICE=pnggray",
        f"-r{DPI}", "-dTextAlphaBits=4", "-dGraphicsAlphaBits=4", "-o", str(png), str(pdf),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with Image.open(png) as image:
        return smoothed(numpy.asarray(image.convert("L"), dtype=numpy.float32))


def by_pdfium(pdf: Path) -> Bitmap:
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    media, trim = page.get_mediabox(), page.get_trimbox()
    crop = (trim[0] - media[0], trim[1] - media[1], media[2] - trim[2], media[3] - trim[3])
    image = page.render(scale=DPI / 72, crop=crop, grayscale=True).to_pil()
    bitmap = numpy.asarray(image.convert("L"), dtype=numpy.float32)
    document.close()
    return smoothed(bitmap)


def smoothed(bitmap: Bitmap) -> Bitmap:
    """The mean of 3 × 3 pixels: the renderers smooth edges differently."""
    height, width = bitmap.shape
    padded = numpy.pad(bitmap, 1, mode="edge")
    total = sum(padded[y : y + height, x : x + width] for y in range(3) for x in range(3))
    return numpy.asarray(total / 9, dtype=numpy.float32)


def boxes(glyphs: Glyphs) -> Iterator[tuple[str, int, slice, slice]]:
    """Each printing glyph's em box in pixels."""
    scale = DPI / 72
    for char, x, y, size in glyphs:
        if not char.isspace():
            left, top, side = int(x * scale), int((y - 0.88 * size) * scale), int(size * scale) + 1
            yield char, round(size), slice(top, top + side), slice(left, left + side)


def likeness(one: Bitmap, other: Bitmap, rows: slice, columns: slice) -> float:
    """The best correlation of a box in one bitmap with the other's, moved by a pixel or two."""
    wanted = one[rows, columns].ravel()
    best = -1.0
    for down in range(-SNAP, SNAP + 1):
        for right in range(-SNAP, SNAP + 1):
            moved = other[
                rows.start + down : rows.stop + down, columns.start + right : columns.stop + right
            ].ravel()
            if moved.std() and wanted.std():
                best = max(best, float(numpy.corrcoef(wanted, moved)[0, 1]))
    return best


def unlike(glyphs: Glyphs, one: Bitmap, other: Bitmap) -> set[str]:
    """The characters that one bitmap does not show somewhere, or shows differently everywhere.

    A font's fault shows wherever its glyph stands. One place alone may deceive: a neighbour that
    Ghostscript has moved by a pixel reaches into a narrow character's box.
    """
    assert abs(one.shape[0] - other.shape[0]) <= 1 >= abs(one.shape[1] - other.shape[1])
    missing: set[str] = set()
    places: dict[tuple[str, int], list[tuple[slice, slice]]] = defaultdict(list)
    for char, size, rows, columns in boxes(glyphs):
        places[char, size].append((rows, columns))
        if min(float(numpy.ptp(bitmap[rows, columns])) for bitmap in (one, other)) < INK:
            missing.add(char)
    return missing | {
        char
        for (char, _), boxed in places.items()
        if not any(likeness(one, other, *box) >= ALIKE for box in boxed[:PLACES])
    }


@pytest.fixture(scope="module")
def glyphs(reference_pdf: Path, read_glyphs: Read) -> Glyphs:
    return read_glyphs(reference_pdf.read_bytes())


@pytest.fixture(scope="module")
def pdfium_bitmap(reference_pdf: Path) -> Bitmap:
    return by_pdfium(reference_pdf)


def test_both_renderers_draw_the_same_glyphs(
    reference_pdf: Path, glyphs: Glyphs, pdfium_bitmap: Bitmap, tmp_path: Path
) -> None:
    assert unlike(glyphs, pdfium_bitmap, by_ghostscript(reference_pdf, tmp_path)) == set()
    assert len({char for char, *_ in glyphs}) > 500


def damaged(pdf: Path, damage: Callable[[bytes, str], bytes], to: Path) -> Path:
    """The PDF with the content stream's glyph of 表 in the body font put through `damage`."""
    with pikepdf.open(pdf) as document:
        page = document.pages[0]
        fonts = page.Resources.Font.values()
        song = next(font for font in fonts if str(font.BaseFont).endswith("+Banmian-Song"))
        to_unicode = song.ToUnicode.read_bytes().decode()
        line = next(row for row in to_unicode.splitlines() if row.endswith("> <8868>"))
        content = damage(page.Contents.read_bytes(), line[1:5])
        page.Contents = document.make_stream(content)
        document.save(to)
    return to


@pytest.mark.parametrize("put", ["0000", "0001"])
def test_a_boxed_or_missing_glyph_would_be_seen(
    put: str, reference_pdf: Path, glyphs: Glyphs, pdfium_bitmap: Bitmap, tmp_path: Path
) -> None:
    """The check itself: glyph 0 is .notdef, a box; glyph 1 is the blank, a hole."""

    def damage(content: bytes, glyph: str) -> bytes:
        changed = replace_glyph(content, glyph, put)
        assert changed != content
        return changed

    path = damaged(reference_pdf, damage, tmp_path / "damaged.pdf")
    looked_at = [glyph for glyph in glyphs if glyph[0] in "代表"]
    assert unlike(looked_at, pdfium_bitmap, by_ghostscript(path, tmp_path)) == {"表"}


def replace_glyph(content: bytes, glyph: str, put: str) -> bytes:
    """Put another glyph in a glyph's place, in every string of glyphs."""
    pieces = []
    for piece in content.split(b"<"):
        digits, mark, rest = piece.partition(b">")
        codes = [digits[at : at + 4] for at in range(0, len(digits), 4)]
        if mark and len(digits) % 4 == 0:
            digits = b"".join(put.encode() if c == glyph.encode() else c for c in codes)
        pieces.append(digits + mark + rest)
    return b"<".join(pieces)
