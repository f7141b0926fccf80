"""Read a picture's facts without decoding it: size, format, digest, and what it says about itself.

Inputs:  the path of a file an editor named, the name to show, and the place that named it.
Outputs: `PictureFile`; a `ContentError` with one diagnostic where the file cannot be used.
Units:   pixels as stored, before the EXIF orientation turns them.
Source:  the limits are our choice: 300 megapixels is a whole newspaper spread at 450 ppi.

Pixels are never decoded here. A cut file is found by walking its structure to the end (JPEG: every
scan up to EOI; PNG: every chunk with its CRC; TIFF: every strip inside the file), which costs far
less than decoding. Damage inside a JPEG's coded data that keeps its markers whole is not found.
"""

import hashlib
import io
import logging
import struct
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL.Image import Image
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.TiffImagePlugin import TiffImageFile

from banmian.errors import ContentError, EnvironmentFault, Place
from banmian.picture.faults import PictureError, damaged
from banmian.picture.formats import PictureFormat, sniff_format
from banmian.picture.iptc import read_iptc
from banmian.picture.jpeg import APP1, APP13, Jpeg, parse_jpeg, payloads
from banmian.picture.metadata import PictureMetadata, first_said
from banmian.picture.photoshop import APP13_PREFIX, iptc_record_of, parse_resources
from banmian.picture.png import parse_png, xmp_of_png
from banmian.picture.regions import Point, focus_of_xmp, upright
from banmian.picture.tiff import iptc_of_tiff, refuse_cut_tiff, xmp_of_tiff
from banmian.picture.xmp import XMP_APP1_PREFIX, BrokenXmpError, UnsafeXmpError, read_xmp

MAX_BYTES = 200 * 2**20
MAX_PIXELS = 300_000_000

_ORIENTATION_TAG = 274
_TURNED = frozenset({5, 6, 7, 8})
# What the press can make ink amounts of; 16-bit channels it cannot.
_PRINTABLE_MODES = {
    PictureFormat.JPEG: frozenset({"L", "RGB", "CMYK"}),
    PictureFormat.PNG: frozenset({"1", "L", "LA", "P", "RGB", "RGBA"}),
    PictureFormat.TIFF: frozenset({"1", "L", "LA", "P", "RGB", "RGBA", "CMYK"}),
}
_MODE_HINTS = {
    "I;16": "convert it to 8 bits a channel: printing cannot show more",
}

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture on disk that is whole, small enough, and of a kind that prints."""

    path: Path
    shown_as: str
    digest: str
    width_px: int
    height_px: int
    format: PictureFormat
    mode: str
    has_alpha: bool
    orientation: int
    metadata: PictureMetadata
    focus: tuple[float, float] | None

    @property
    def upright_width_px(self) -> int:
        """The width once the EXIF orientation has turned the picture."""
        return self.height_px if self.orientation in _TURNED else self.width_px

    @property
    def upright_height_px(self) -> int:
        """The height once the EXIF orientation has turned the picture."""
        return self.width_px if self.orientation in _TURNED else self.height_px


@dataclass(frozen=True, slots=True)
class _Opened:
    """A picture whose head was read: Pillow's view of it and its two raw records."""

    image: Image
    xmp: bytes | None
    iptc: bytes | None


def read_picture(path: Path, *, shown_as: str, place: Place | None = None) -> PictureFile:
    """Read the facts of one picture.

    Args:
        path: where the file is; the caller has made sure that it lies inside the edition's folder.
        shown_as: how the editor named the file; messages and `PictureFile` repeat it.
        place: the line that named the file; the file itself when there is none.

    Raises:
        ContentError: `picture-missing`, `not-a-picture`, `picture-format`, `picture-too-large` or
            `picture-damaged`.
        EnvironmentFault: `picture-unreadable`: the system does not let us read the file.

    """
    where = place or Place(shown_as)
    try:
        data = _load(path)
        picture_format = sniff_format(data)
        opened = _open(data, picture_format)
        metadata = _metadata_of(opened, shown_as)
    except PictureError as fault:
        message = f"the picture {shown_as} {fault.message}"
        raise ContentError.of(fault.code, message, where, fault.hint) from fault
    except OSError as fault:
        raise EnvironmentFault.of(
            "picture-unreadable",
            f"cannot read the picture {shown_as}: {fault.strerror}",
            where,
            "check the permissions of the file and of its folder",
        ) from fault
    image = opened.image
    orientation = _orientation_of(image)
    width, height = image.size
    if picture_format is PictureFormat.TIFF and orientation in _TURNED:
        width, height = (
            height,
            width,
        )  # Pillow gives a TIFF's upright size, of the others the stored
    return PictureFile(
        path=path,
        shown_as=shown_as,
        digest=hashlib.sha256(data).hexdigest(),
        width_px=width,
        height_px=height,
        format=picture_format,
        mode=image.mode,
        has_alpha="A" in image.mode or "transparency" in image.info,
        orientation=orientation,
        metadata=metadata,
        focus=_focus_of(opened, orientation),
    )


def _load(path: Path) -> bytes:
    """Read the whole file, but never more than the limit, and never from a device or a pipe."""
    if not path.exists():
        hint = "check the spelling, small and capital letters too, and that the file is in place"
        raise PictureError("picture-missing", "does not exist", hint)
    if not path.is_file():
        raise PictureError("picture-missing", "is not a file", "name a picture file, not a folder")
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise PictureError(
            "picture-too-large",
            f"has more than {MAX_BYTES // 2**20} MB",
            "save it as JPEG, at 300 pixels per printed inch",
        )
    return data


def _open(data: bytes, picture_format: PictureFormat) -> _Opened:
    """Check size, wholeness and mode; give Pillow's lazy picture and the raw records."""
    image = _lazily_opened(data, picture_format)
    if image.width * image.height > MAX_PIXELS:
        raise PictureError(
            "picture-too-large",
            f"claims {image.width} × {image.height} pixels; "
            f"{MAX_PIXELS // 1_000_000} megapixels is the limit",
            "scale it to 300 pixels per printed inch",
        )
    opened = _checked(image, data)
    if image.mode not in _PRINTABLE_MODES[picture_format]:
        raise PictureError(
            "picture-format",
            f"is a {picture_format} of a kind that cannot be printed ({image.mode})",
            _MODE_HINTS.get(image.mode, "convert it to RGB or greyscale, 8 bits a channel"),
        )
    return opened


def _lazily_opened(data: bytes, picture_format: PictureFormat) -> Image:
    """Let Pillow read the head only.

    The classes are called directly: `Image.open` would measure by Pillow's own global limit, try
    formats we do not accept, and warn. Warnings on odd EXIF are noise to an editor: muted.
    """
    file = io.BytesIO(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            match picture_format:
                case PictureFormat.JPEG:
                    return JpegImageFile(file)
                case PictureFormat.PNG:
                    return PngImageFile(file)
                case PictureFormat.TIFF:
                    return TiffImageFile(file)
    except (SyntaxError, OSError, ValueError, OverflowError, ZeroDivisionError) as error:
        raise damaged(f"cannot be read as {picture_format}: {error or 'broken head'}") from error


def _checked(image: Image, data: bytes) -> _Opened:
    """Walk the file to its end and pick up the records on the way."""
    if isinstance(image, TiffImageFile):
        refuse_cut_tiff(image, len(data))
        return _Opened(image, xmp_of_tiff(image), iptc_of_tiff(image))
    if isinstance(image, PngImageFile):
        return _Opened(image, xmp_of_png(parse_png(data)), None)
    jpeg = parse_jpeg(data)
    return _Opened(image, next(payloads(jpeg, APP1, XMP_APP1_PREFIX), None), _iptc_of_jpeg(jpeg))


def _iptc_of_jpeg(jpeg: Jpeg) -> bytes | None:
    """The IPTC record; a long one is spread over several APP13 segments."""
    return iptc_record_of(parse_resources(b"".join(payloads(jpeg, APP13, APP13_PREFIX))))


def _metadata_of(opened: _Opened, shown_as: str) -> PictureMetadata:
    iptc = read_iptc(opened.iptc) if opened.iptc else PictureMetadata()
    if not opened.xmp:
        return iptc
    try:
        return first_said(read_xmp(opened.xmp), iptc)
    except BrokenXmpError as error:
        _logger.warning("%s: its XMP metadata cannot be read and is left out: %s", shown_as, error)
        return iptc
    except UnsafeXmpError as error:
        raise PictureError(
            "picture-damaged",
            "carries XMP metadata with a document type declaration, which is not read for safety",
            "remove the metadata of the picture, or save it again in a picture editor",
        ) from error


def _focus_of(opened: _Opened, orientation: int) -> Point | None:
    """What the picture says must stay in sight, upright; damaged metadata was told already."""
    if not opened.xmp:
        return None
    try:
        return upright(focus_of_xmp(opened.xmp), orientation)
    except BrokenXmpError:
        return None


def _orientation_of(image: Image) -> int:
    """The EXIF orientation, 1 to 8; 1 where there is none or it makes no sense."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            orientation = image.getexif().get(_ORIENTATION_TAG)
    except (SyntaxError, OSError, ValueError, OverflowError, struct.error, LookupError, TypeError):
        return 1
    return orientation if isinstance(orientation, int) and 1 <= orientation <= 8 else 1
