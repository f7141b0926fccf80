"""Total area coverage: colours, pictures and what overprints them, averaged over 1 mm squares."""

import io
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from banmian.preflight.coverage import Coverage, coverages
from banmian.preflight.document import open_press_file

DARK = bytes([200, 180, 170, 240])  # 310 % of ink
SIDE = 150


def heaviest(data: bytes) -> Coverage:
    with open_press_file(data) as file:
        (found,) = coverages(file)
    assert found is not None
    return found


def painting(content: str, **images: Callable[[Any], Any]) -> Callable[[Any], None]:
    def change(pdf: Any) -> None:
        page = pdf.pages[0]
        for label, make in images.items():
            page.obj.Resources.XObject[f"/{label}"] = make(pdf)
        page.contents_add(pdf.make_stream(f"\n/Artifact BMC q {content} Q EMC".encode()))

    return change


def raw(pixel: bytes, space: Any, **more: Any) -> Callable[[Any], Any]:
    def make(pdf: Any) -> Any:
        keys = {"Width": SIDE, "Height": SIDE, "BitsPerComponent": 8, "ColorSpace": space}
        image = pdf.make_stream(pixel * SIDE * SIDE)
        image.update(Dictionary(Type=Name.XObject, Subtype=Name.Image, **keys, **more))
        return image

    return make


PICTURE = "q 40 0 0 40 100 60 cm /Im Do Q"


@pytest.mark.parametrize(
    ("what", "change", "total"),
    [
        ("an area", painting("0.8 0.7 0.7 0.8 k 20 20 40 40 re f"), 300),
        ("text over a tint", painting("0.8 0.7 0.7 0 k 90 50 60 60 re f /over gs 0 0 0 1 k "
                                      "BT /F 50 Tf 95 60 Td <0001> Tj ET"), 320),
        ("knocking-out text", painting("0.8 0.7 0.7 0 k 90 50 60 60 re f /plain gs 0 0 0 1 k "
                                       "BT /F 50 Tf 95 60 Td <0001> Tj ET"), 220),
        ("a picture", painting(PICTURE, Im=raw(DARK, Name.DeviceCMYK)), 310),
        ("text over a picture", painting(
            PICTURE + " /over gs 0 0 0 1 k BT /F 30 Tf 105 70 Td <0001> Tj ET",
            Im=raw(bytes([153, 153, 102, 0]), Name.DeviceCMYK)), 260),
        ("a picture turned over", painting(
            PICTURE, Im=raw(bytes(255 - v for v in DARK), Name.DeviceCMYK,
                            Decode=Array([1, 0] * 4))), 310),
        ("cyan over magenta and yellow", painting(
            "0 0.9 0.9 0 k 20 20 40 40 re f /over gs 0.9 0 0 0 k 20 20 40 40 re f"), 270),
        ("registration colour", painting("/all cs 0.7 scn 20 20 40 40 re f"), 280),
        ("half an opacity", painting(
            "0 0 0 1 k 20 20 40 40 re f 1 1 1 1 k /half gs 20 20 40 40 re f"), 250),
    ],
)  # fmt: skip
def test_the_heaviest_square(
    spoil: Any, what: str, change: Callable[[Any], None], total: float
) -> None:
    def with_half(pdf: Any) -> None:
        pdf.pages[0].obj.Resources.ExtGState.half = Dictionary(ca=0.5)
        change(pdf)

    assert heaviest(spoil(with_half)).total == pytest.approx(total, abs=2)


def test_too_much_is_told_with_its_place(spoil: Any, found_in: Any) -> None:
    data = spoil(painting(PICTURE, Im=raw(DARK, Name.DeviceCMYK)))
    (finding,) = found_in(data)["ink-coverage"]
    assert "310 % (78/71/67/94)" in finding.message
    assert finding.about == "picture of 150 × 150 pixels"
    left, foot = 100 * 25.4 / 72, 140 - 60 * 25.4 / 72
    assert left - 1 < finding.at.x.mm < left + 15
    assert foot - 15 < finding.at.y.mm < foot + 1


def test_a_thin_line_of_much_ink_is_averaged(spoil: Any, found_in: Any) -> None:
    data = spoil(painting("0.8 0.8 0.8 0.8 k 20 20 60 0.6 re f"))
    assert "ink-coverage" not in found_in(data)


def test_a_jpeg_and_raw_samples_of_the_same_inks_agree(good: bytes) -> None:
    """The good page's CMYK JPEG has 120/90/60/30 of 255, by its marker stored upside down."""
    with open_press_file(good) as file:
        (found,) = coverages(file)
    assert found is not None
    rows, columns = found.plates.shape[:2]
    mm = 25.4 / 72
    x, y = int((20 + 30) * mm + 3), int(140 + 3 - (100 + 20) * mm)
    assert (rows, columns) == (146, 106)
    stored = [ink + 2 for ink in (120, 90, 60, 30)]  # a quarter of the pixels have 8 more
    assert found.plates[y, x] * 255 == pytest.approx(stored, abs=3)


def test_plates_agree_with_ghostscript(good: bytes, tmp_path: Path) -> None:
    program = shutil.which("gs")
    if program is None:
        pytest.skip("Ghostscript is not installed")
    (tmp_path / "good.pdf").write_bytes(good)
    words = "-q -dNOPAUSE -dBATCH -dSAFER -sDEVICE=tiffsep -r609.6 -dDownScaleFactor=8"
    where = ["-dUseBleedBox", "-o", str(tmp_path / "p.tif"), str(tmp_path / "good.pdf")]
    subprocess.run([program, *shlex.split(words), *where], check=True)
    found = heaviest(good)
    for plate, ink in enumerate(("Cyan", "Magenta", "Yellow", "Black")):
        tones = 1 - np.asarray(Image.open(tmp_path / f"p({ink}).tif")) / 255
        assert found.plates[:, :, plate].mean() == pytest.approx(float(tones.mean()), abs=0.003)


def test_a_page_of_no_size_is_passed_over() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(3, 3))
        pdf.pages[0].obj.MediaBox = Array([0, 0, 1, 1])
        buffer = io.BytesIO()
        pdf.save(buffer)
    with open_press_file(buffer.getvalue()) as file:
        assert coverages(file) == [None]
