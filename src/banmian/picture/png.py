"""The skeleton of a PNG: its chunks, and whether the file is all there.

Inputs:  the bytes of a PNG file.
Outputs: the chunks other than picture data; a `PictureError` where the file is cut or altered.
Units:   bytes.
Source:  W3C PNG (third edition), 5 Datastream structure; every chunk carries a CRC-32, so a cut
         and a changed byte are both found without inflating the picture.
"""

import zlib
from dataclasses import dataclass

from banmian.picture.faults import damaged

_SIGNATURE_BYTES = 8
_INFLATED_TEXT_LIMIT = 4 * 2**20  # an XMP packet of this size is no caption
_XMP_KEYWORD = b"XML:com.adobe.xmp\x00"


@dataclass(frozen=True, slots=True)
class Chunk:
    """One chunk: its four-letter kind and its data."""

    kind: bytes
    data: bytes


def parse_png(data: bytes) -> tuple[Chunk, ...]:
    """Walk all chunks, check each CRC, and keep those that are not picture data.

    Raises:
        PictureError: the file ends before IEND, or a chunk is not what was written.

    """
    kept: list[Chunk] = []
    has_pixels = False
    view = memoryview(data)
    at = _SIGNATURE_BYTES
    kind = b""
    while kind != b"IEND":
        if at + 12 > len(data):
            raise damaged("is cut short: the PNG has no end")
        length = int.from_bytes(view[at : at + 4], "big")
        end = at + 12 + length
        if end > len(data):
            raise damaged("is cut short: the PNG ends in the middle of the picture")
        kind = bytes(view[at + 4 : at + 8])
        if zlib.crc32(view[at + 4 : end - 4]) != int.from_bytes(view[end - 4 : end], "big"):
            raise damaged(f"is a broken PNG: wrong check sum at byte {at}")
        if kind == b"IDAT":
            has_pixels = True
        else:
            kept.append(Chunk(kind, bytes(view[at + 8 : end - 4])))
        at = end
    if kept[0].kind != b"IHDR" or not has_pixels:
        raise damaged("is a PNG without a picture in it")
    return tuple(kept)


def xmp_of_png(chunks: tuple[Chunk, ...]) -> bytes | None:
    """The XMP packet of a PNG (an iTXt chunk of a fixed keyword), inflated within limits."""
    for chunk in chunks:
        if chunk.kind == b"iTXt" and chunk.data.startswith(_XMP_KEYWORD):
            return _text_of(chunk.data[len(_XMP_KEYWORD) :])
    return None


def _text_of(rest: bytes) -> bytes | None:
    """What follows the keyword: compression flag, method, language, translated keyword, text."""
    is_compressed = rest[:1] == b"\x01"
    fields = rest[2:].split(b"\x00", 2)
    if len(fields) < 3:
        return None
    text = fields[2]
    if not is_compressed:
        return text
    inflater = zlib.decompressobj()
    try:
        inflated = inflater.decompress(text, _INFLATED_TEXT_LIMIT)
    except zlib.error:
        return None
    return None if inflater.unconsumed_tail else inflated
