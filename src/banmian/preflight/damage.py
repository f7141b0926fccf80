"""Whether a stream's data is whole.

Inputs:  a stream object.
Outputs: what is wrong with it, in words; empty when nothing is.
Units:   none.
Source:  our choice: Flate is unpacked here, since qpdf takes half a stream for a whole one; of
         JPEG is decoded small: only what libjpeg refuses is told, not a wrong pixel.
"""

import zlib
from io import BytesIO
from typing import Any

from PIL import Image, UnidentifiedImageError

from banmian.preflight.read import DAMAGE, entry, items, name, number

_OPAQUE = {"CCITTFaxDecode", "DCTDecode", "JBIG2Decode", "JPXDecode"}
_MOST_BYTES = 1 << 28  # unpacked; more is a bomb


def damage_of(stream: Any) -> str:
    """What is wrong with a stream's data."""
    if entry(stream, "/F") is not None:
        return ""  # data in another file: another rule's business
    if number(entry(stream, "/Length")) is None:
        return "it does not say how long it is"
    filters = [name(one) for one in items(entry(stream, "/Filter"))]
    try:
        raw = bytes(stream.read_raw_bytes())
        if filters and not _OPAQUE & set(filters) and filters != ["FlateDecode"]:
            stream.read_bytes()
    except DAMAGE as error:
        return str(error)
    checks = {"FlateDecode": _flate, "DCTDecode": _jpeg}
    check = checks.get(filters[0]) if len(filters) == 1 else None
    return check(raw) if check else ""


def _flate(raw: bytes) -> str:
    unpacker = zlib.decompressobj()
    size = 0
    rest = raw
    try:
        while not unpacker.eof:
            piece = unpacker.decompress(rest, 1 << 22)
            rest = unpacker.unconsumed_tail
            if not piece and not rest:
                break
            size += len(piece)
            if size > _MOST_BYTES:
                return "it unpacks to more than 256 MB"
    except zlib.error as error:
        return str(error)
    return "" if unpacker.eof or not raw else "its packed data ends too early"


def _jpeg(raw: bytes) -> str:
    if not raw.startswith(b"\xff\xd8"):
        return "it is no JPEG"
    if b"\xff\xd9" not in raw[-64:]:
        return "the JPEG ends too early"
    try:
        image = Image.open(BytesIO(raw), formats=["JPEG"])
        image.draft(None, (1, 1))  # an eighth of the size: most of the work is left out
        image.load()
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, *DAMAGE) as error:
        return str(error) or "the JPEG cannot be decoded"
    return ""
