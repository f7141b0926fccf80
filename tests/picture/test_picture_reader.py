"""Reading pictures: what is taken, what is refused, and in which words."""

import hashlib
import io
import struct
import warnings
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from banmian.errors import ContentError, Place
from banmian.picture import reader
from banmian.picture.formats import PictureFormat
from banmian.picture.metadata import PictureMetadata
from banmian.picture.reader import MAX_PIXELS, PictureFile, read_picture
from banmian.picture.xmp import write_xmp

PLACE = Place("05/lead.md", 7, 12)


def picture_bytes(picture_format: str, mode: str = "L", **options: Any) -> bytes:
    file = io.BytesIO()
    gradient = Image.linear_gradient("L").resize((60, 80))
    image = Image.new("I;16", (60, 80)) if mode == "I;16" else gradient.convert(mode)
    image.save(file, picture_format, **options)
    return file.getvalue()


def read_bytes(folder: Path, data: bytes, name: str = "photos/a.jpg") -> PictureFile:
    path = folder / "a.jpg"
    path.write_bytes(data)
    return read_picture(path, shown_as=name, place=PLACE)


def refusal(folder: Path, data: bytes) -> tuple[str, str, str]:
    with pytest.raises(ContentError) as caught:
        read_bytes(folder, data)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.place == PLACE
    assert diagnostic.hint
    assert "photos/a.jpg" in diagnostic.message
    return diagnostic.code, diagnostic.message, diagnostic.hint


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of(width: int, height: int, *middle: bytes, tail: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            png_chunk(b"IHDR", head),
            *middle,
            png_chunk(b"IDAT", zlib.compress(b"\x00" * 4096)),
            tail,
            png_chunk(b"IEND", b""),
        )
    )


@pytest.mark.parametrize(
    ("picture_format", "mode", "has_alpha"),
    [
        ("JPEG", "L", False),
        ("JPEG", "RGB", False),
        ("JPEG", "CMYK", False),
        ("PNG", "1", False),
        ("PNG", "P", False),
        ("PNG", "LA", True),
        ("PNG", "RGBA", True),
        ("TIFF", "L", False),
        ("TIFF", "RGB", False),
        ("TIFF", "CMYK", False),
    ],
)
def test_facts_of_accepted_pictures(
    tmp_path: Path, picture_format: str, mode: str, has_alpha: bool
) -> None:
    picture = read_bytes(tmp_path, picture_bytes(picture_format, mode))
    assert picture.format is PictureFormat(picture_format)
    assert (picture.width_px, picture.height_px) == (60, 80)
    assert picture.mode == mode
    assert picture.has_alpha is has_alpha
    assert picture.orientation == 1
    assert picture.shown_as == "photos/a.jpg"


def test_transparency_of_a_palette_counts_as_alpha(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, picture_bytes("PNG", "P", transparency=0)).has_alpha


def test_digest_is_that_of_the_file(tmp_path: Path) -> None:
    data = picture_bytes("PNG")
    first, second = read_bytes(tmp_path, data), read_bytes(tmp_path, picture_bytes("PNG", "RGB"))
    assert first.digest == hashlib.sha256(data).hexdigest()
    assert first.digest != second.digest


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("picture_format", ["JPEG", "PNG", "TIFF"])
def test_orientation(tmp_path: Path, picture_format: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[274] = orientation
    picture = read_bytes(tmp_path, picture_bytes(picture_format, exif=exif))
    assert picture.orientation == orientation
    upright = (80, 60) if orientation >= 5 else (60, 80)
    assert (picture.upright_width_px, picture.upright_height_px) == upright


def test_senseless_orientation_means_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[274] = 77
    assert read_bytes(tmp_path, picture_bytes("JPEG", exif=exif)).orientation == 1


def test_broken_exif_is_read_without_a_warning(tmp_path: Path) -> None:
    data = picture_bytes("JPEG", exif=b"Exif\x00\x00II*\x00\x08\x00\x00\x00\xff\xff\x12\x01")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert read_bytes(tmp_path, data).orientation == 1


def test_missing_file_and_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "no.jpg", tmp_path):
        with pytest.raises(ContentError) as caught:
            read_picture(path, shown_as="photos/no.jpg")
        (diagnostic,) = caught.value.diagnostics
        assert diagnostic.code == "picture-missing"
        assert diagnostic.place == Place("photos/no.jpg")


@pytest.mark.parametrize("data", [b"", b"\xff\xd8", "正文，不是图片".encode(), b"<html></html>"])
def test_what_is_not_a_picture(tmp_path: Path, data: bytes) -> None:
    assert refusal(tmp_path, data)[0] == "not-a-picture"


@pytest.mark.parametrize("picture_format", ["GIF", "BMP", "WEBP", "JPEG2000", "AVIF", "PDF"])
def test_other_formats_are_named(tmp_path: Path, picture_format: str) -> None:
    code, message, hint = refusal(tmp_path, picture_bytes(picture_format, "RGB"))
    assert code == "picture-format"
    assert picture_format.replace("2000", " 2000").lower() in message.lower()
    assert "JPEG" in hint


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- drawn -->\n<svg/>",
    ],
)
def test_svg_says_what_to_do(tmp_path: Path, data: bytes) -> None:
    code, message, hint = refusal(tmp_path, data)
    assert code == "picture-format"
    assert "SVG" in message
    assert "PNG" in hint


@pytest.mark.parametrize(("picture_format", "mode"), [("TIFF", "I;16"), ("PNG", "I;16")])
def test_modes_the_painter_cannot_print(tmp_path: Path, picture_format: str, mode: str) -> None:
    code, message, _hint = refusal(tmp_path, picture_bytes(picture_format, mode))
    assert code == "picture-format"
    assert mode in message


@pytest.mark.parametrize(
    ("picture_format", "options"),
    [
        ("JPEG", {}),
        ("JPEG", {"progressive": True}),
        ("PNG", {}),
        ("TIFF", {"compression": "tiff_lzw"}),
    ],
)
def test_every_cut_is_found(tmp_path: Path, picture_format: str, options: dict[str, Any]) -> None:
    data = picture_bytes(picture_format, **options)
    read_bytes(tmp_path, data)
    if picture_format == "TIFF":  # its directory stands behind the picture data
        lengths: range | tuple[int, ...] = (9, 40, len(data) // 2)
    else:
        lengths = range(12, len(data))
    for length in lengths:
        assert refusal(tmp_path, data[:length])[0] == "picture-damaged", length


def test_tiff_with_strips_beyond_its_end(tmp_path: Path) -> None:
    data = bytearray(picture_bytes("TIFF"))
    count = data.index(struct.pack("<HHI", 279, 4, 1))  # StripByteCounts, one long
    struct.pack_into("<I", data, count + 8, 1_000_000)
    assert refusal(tmp_path, bytes(data))[0] == "picture-damaged"


def test_zeroes_in_place_of_the_tail_are_found(tmp_path: Path) -> None:
    data = picture_bytes("JPEG")
    half = len(data) // 2
    assert refusal(tmp_path, data[:half] + bytes(len(data) - half))[0] == "picture-damaged"


def test_second_picture_behind_the_first_is_no_damage(tmp_path: Path) -> None:
    data = picture_bytes("JPEG")
    assert read_bytes(tmp_path, data + data + b"tail of a phone").width_px == 60


def test_changed_byte_in_png_is_found(tmp_path: Path) -> None:
    data = bytearray(picture_bytes("PNG"))
    data[data.index(b"IDAT") + 9] ^= 1
    assert refusal(tmp_path, bytes(data))[0] == "picture-damaged"


@pytest.mark.parametrize(("width", "height"), [(20_000, 15_001), (2_000_000_000, 1)])
def test_huge_dimensions_are_refused_before_decoding(
    tmp_path: Path, width: int, height: int
) -> None:
    assert width * height > MAX_PIXELS
    code, message, _hint = refusal(tmp_path, png_of(width, height))
    assert code == "picture-too-large"
    assert str(width) in message


def test_large_but_allowed_dimensions_pass_without_pillows_own_limit(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert read_bytes(tmp_path, png_of(20_000, 15_000)).width_px == 20_000


def test_text_bomb_in_png(tmp_path: Path) -> None:
    bomb = png_chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(bytes(8 * 2**20), 9))
    assert refusal(tmp_path, png_of(60, 80, bomb))[0] == "picture-damaged"


def test_xmp_bomb_in_png_is_not_inflated(tmp_path: Path) -> None:
    def xmp_chunk(packet: bytes) -> bytes:
        return png_chunk(b"iTXt", b"XML:com.adobe.xmp\x00\x01\x00\x00\x00" + packet)

    written = write_xmp(PictureMetadata(caption="会场"))
    modest = xmp_chunk(zlib.compress(written))
    bomb = xmp_chunk(zlib.compress(written + b" " * (64 * 2**20), 9))
    assert refusal(tmp_path, png_of(60, 80, bomb))[0] == "picture-damaged"
    # Behind the picture data Pillow does not look, so our own limit has to hold.
    assert read_bytes(tmp_path, png_of(60, 80, tail=modest)).metadata.caption == "会场"
    assert read_bytes(tmp_path, png_of(60, 80, tail=bomb)).metadata == PictureMetadata()


def test_file_over_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = picture_bytes("PNG")
    monkeypatch.setattr(reader, "MAX_BYTES", len(data))
    read_bytes(tmp_path, data)
    monkeypatch.setattr(reader, "MAX_BYTES", len(data) - 1)
    assert refusal(tmp_path, data)[0] == "picture-too-large"


@given(
    changes=st.lists(st.tuples(st.integers(4, 400), st.integers(0, 255)), max_size=6),
    kept=st.integers(8, 2000),
    which=st.sampled_from(["JPEG", "PNG", "TIFF"]),
)
def test_any_damage_is_a_diagnostic_or_a_picture(
    tmp_path_factory: pytest.TempPathFactory,
    changes: list[tuple[int, int]],
    kept: int,
    which: str,
) -> None:
    data = bytearray(picture_bytes(which)[:kept])
    for at, value in changes:
        if at < len(data):
            data[at] = value
    folder = tmp_path_factory.getbasetemp()
    try:
        picture = read_bytes(folder, bytes(data))
    except ContentError:
        return  # any other exception fails the test
    assert 0 < picture.width_px * picture.height_px <= MAX_PIXELS
