"""The skeleton of a TIFF, as Pillow reads it: is every strip there, and where are its records.

Inputs:  a TIFF that Pillow has opened, and the length of its file.
Outputs: the XMP packet and the IPTC record; a `PictureError` where the file is cut short.
Units:   bytes.
Source:  TIFF 6.0 sections 3 and 15 (strips, tiles); tags 700 XMP, 33723 IPTC, 34377 Photoshop.
"""

import struct

from PIL.TiffImagePlugin import TiffImageFile

from banmian.picture.faults import damaged
from banmian.picture.photoshop import iptc_record_of, parse_resources

_STRIPS = (273, 279)  # StripOffsets, StripByteCounts
_TILES = (324, 325)  # TileOffsets, TileByteCounts
_XMP = 700
_IPTC = 33723
_PHOTOSHOP = 34377


def refuse_cut_tiff(picture: TiffImageFile, file_bytes: int) -> None:
    """Check that all picture data the first page promises lies inside the file.

    Raises:
        PictureError: a strip or tile ends behind the end of the file, or there is none.

    """
    for offsets_tag, lengths_tag in (_STRIPS, _TILES):
        offsets = _whole_numbers(picture, offsets_tag)
        lengths = _whole_numbers(picture, lengths_tag)
        if not offsets:
            continue
        if len(offsets) != len(lengths):
            raise damaged("is a broken TIFF: not every strip has a length")
        if max(map(sum, zip(offsets, lengths, strict=True))) > file_bytes:
            raise damaged("is cut short: the TIFF ends in the middle of the picture")
        return
    raise damaged("is a TIFF without a picture in it")


def xmp_of_tiff(picture: TiffImageFile) -> bytes | None:
    """The XMP packet."""
    return _octets(picture, _XMP)


def iptc_of_tiff(picture: TiffImageFile) -> bytes | None:
    """The IPTC record, from its own tag or from Photoshop's."""
    record = _octets(picture, _IPTC)
    if record is not None:
        return record
    resources = _octets(picture, _PHOTOSHOP)
    return None if resources is None else iptc_record_of(parse_resources(resources))


def _whole_numbers(picture: TiffImageFile, tag: int) -> tuple[int, ...]:
    value = picture.tag_v2.get(tag, ())
    numbers = value if isinstance(value, tuple) else (value,)
    return tuple(number for number in numbers if isinstance(number, int))


def _octets(picture: TiffImageFile, tag: int) -> bytes | None:
    """A tag's bytes; old programs store IPTC as 32-bit numbers, which give the bytes again."""
    value = picture.tag_v2.get(tag)
    if isinstance(value, bytes):
        return value
    if isinstance(value, tuple) and all(isinstance(number, int) for number in value):
        order = "<" if picture.tag_v2.prefix == b"II" else ">"
        try:
            return struct.pack(f"{order}{len(value)}L", *value)
        except struct.error:
            return None
    return None
