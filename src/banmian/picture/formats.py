"""Which kind of file this is, by its first bytes and never by its name.

Inputs:  the first bytes of a file.
Outputs: a `PictureFormat`, or a `PictureError` that says what to save instead.
Units:   bytes.
Source:  accepting JPEG, PNG and TIFF only is our choice: they are what photographers and prepress
         exchange; the others would be stored anew in the PDF behind the editor's back.
"""

from enum import StrEnum

from banmian.picture.faults import PictureError


class PictureFormat(StrEnum):
    """The file formats a page accepts."""

    JPEG = "JPEG"
    PNG = "PNG"
    TIFF = "TIFF"


HEAD_BYTES = 1024  # enough for every signature below, and for an SVG's root behind its prolog

_ACCEPTED = (
    (b"\xff\xd8\xff", PictureFormat.JPEG),
    (b"\x89PNG\r\n\x1a\n", PictureFormat.PNG),
    (b"II*\x00", PictureFormat.TIFF),
    (b"MM\x00*", PictureFormat.TIFF),
)
_REFUSED = (
    (0, b"GIF87a", "GIF"),
    (0, b"GIF89a", "GIF"),
    (0, b"BM", "BMP"),
    (0, b"%PDF", "PDF"),
    (0, b"%!PS", "EPS"),
    (0, b"\xc5\xd0\xd3\xc6", "EPS"),
    (0, b"8BPS", "Photoshop"),
    (0, b"\x00\x00\x00\x0cjP  ", "JPEG 2000"),
    (0, b"\xff\x0a", "JPEG XL"),
    (0, b"\x00\x00\x00\x0cJXL ", "JPEG XL"),
    (0, b"II+\x00", "BigTIFF"),
    (0, b"MM\x00+", "BigTIFF"),
    (4, b"ftypavi", "AVIF"),
    (4, b"ftyphei", "HEIC"),
    (4, b"ftypmif1", "HEIC"),
    (8, b"WEBP", "WebP"),
)
_SAVE_AS = "export it as JPEG (photographs), PNG (drawings) or TIFF, at 300 pixels per printed inch"
_SVG_HINT = (
    "an SVG is a program for a drawing, not a picture: it may load other files, and its look "
    "depends on the machine; export it as PNG at 300 pixels per printed inch or more"
)


def sniff_format(head: bytes) -> PictureFormat:
    """Name the format of a file by its first bytes.

    Raises:
        PictureError: `picture-format` for a kind of picture we do not print, `not-a-picture` else.

    """
    for signature, accepted in _ACCEPTED:
        if head.startswith(signature):
            return accepted
    for offset, signature, name in _REFUSED:
        if head[offset:].startswith(signature):
            raise PictureError("picture-format", f"is a {name} file", _SAVE_AS)
    if b"<svg" in head[:HEAD_BYTES] or b"<!DOCTYPE svg" in head[:HEAD_BYTES]:
        raise PictureError("picture-format", "is an SVG file", _SVG_HINT)
    if not head:
        raise PictureError("not-a-picture", "is empty", "copy the file again: nothing arrived")
    raise PictureError("not-a-picture", "is not a picture, whatever its name says", _SAVE_AS)
