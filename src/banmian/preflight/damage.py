"""Whether a stream's data is whole.

Inputs:  a stream object.
Outputs: what is wrong with it, in words; empty when nothing is.
Units:   none.
Source:  our choice: Flate is unpacked here, since qpdf takes half a stream for a whole one; of
         JPEG only the ends are looked at, and its pixels where the ink is counted.
"""

import zlib
from typing import Any

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
        while rest and not unpacker.eof:
            size += len(unpacker.decompress(rest, 1 << 22))
            rest = unpacker.unconsumed_tail
            if size > _MOST_BYTES:
                return "it unpacks to more than 256 MB"
    except zlib.error as error:
        return str(error)
    return "" if unpacker.eof else "its packed data ends too early"


def _jpeg(raw: bytes) -> str:
    if not raw.startswith(b"\xff\xd8"):
        return "it is no JPEG"
    return "" if b"\xff\xd9" in raw[-64:] else "the JPEG ends too early"
