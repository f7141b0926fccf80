"""The skeleton of a JPEG: its segments, and whether the file is all there.

Inputs:  the bytes of a JPEG file.
Outputs: the `Segment`s before the first scan; a `PictureError` where the file is cut short.
Units:   bytes.
Source:  ITU-T T.81 (ISO/IEC 10918-1) annex B: markers, segment lengths, byte stuffing.

A cut is found without decoding: the walk passes every scan of coded data up to EOI. In coded data
an FF is followed by 00 or by a restart marker, so one search by regular expression skips it all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from banmian.picture.faults import damaged

APP0 = 0xE0
APP1 = 0xE1
APP13 = 0xED
_SOI = b"\xff\xd8"
_EOI = 0xD9
_SOS = 0xDA
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})  # TEM and RSTn have no length
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # SOFn; not DHT, JPG, DAC
_END_OF_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Segment:
    """One marker segment: its marker's second byte and its payload without the length."""

    marker: int
    payload: bytes

    def as_bytes(self) -> bytes:
        """The segment as it stands in a file."""
        length = len(self.payload) + 2
        if length > 0xFFFF:
            raise ValueError(f"a JPEG segment holds at most 65533 bytes, not {len(self.payload)}")
        return bytes((0xFF, self.marker)) + length.to_bytes(2, "big") + self.payload


@dataclass(frozen=True, slots=True)
class Jpeg:
    """A whole JPEG: the segments that head it, and the rest from the first scan on."""

    head: tuple[Segment, ...]
    scans: bytes

    def as_bytes(self) -> bytes:
        """The file again."""
        return b"".join((_SOI, *(segment.as_bytes() for segment in self.head), self.scans))


def parse_jpeg(data: bytes) -> Jpeg:
    """Take a JPEG apart, from SOI to EOI; what follows EOI (a phone's second picture) is left out.

    Raises:
        PictureError: the file ends before its picture does, or is not built as a JPEG.

    """
    head: list[Segment] = []
    first_scan = 0
    has_frame = False
    at = len(_SOI)
    while True:
        marker, at = _next_marker(data, at)
        if marker == _EOI:
            break
        if marker in _ALONE:
            continue
        start = at - 2
        end = at + _length(data, at)
        if marker == _SOS:
            first_scan = first_scan or start
            at = _end_of_scan(data, end)
            continue
        has_frame = has_frame or marker in _FRAMES
        if not first_scan:
            head.append(Segment(marker, data[at + 2 : end]))
        at = end
    if not (has_frame and first_scan):
        raise damaged("is a JPEG without a picture in it")
    return Jpeg(tuple(head), data[first_scan:at])


def payloads(jpeg: Jpeg, marker: int, prefix: bytes) -> Iterator[bytes]:
    """The payloads of one kind of application segment, without their identifying prefix."""
    for segment in jpeg.head:
        if segment.marker == marker and segment.payload.startswith(prefix):
            yield segment.payload[len(prefix) :]


def _next_marker(data: bytes, at: int) -> tuple[int, int]:
    if at >= len(data):
        raise damaged("is cut short: the JPEG has no end marker")
    if data[at] != 0xFF:
        raise damaged(f"is a broken JPEG: no marker at byte {at}")
    while at < len(data) and data[at] == 0xFF:
        at += 1
    if at >= len(data):
        raise damaged("is cut short: the JPEG has no end marker")
    return data[at], at + 1


def _length(data: bytes, at: int) -> int:
    length = int.from_bytes(data[at : at + 2], "big")
    if at + 2 > len(data) or at + length > len(data):
        raise damaged("is cut short inside the head of the JPEG")
    if length < 2:
        raise damaged(f"is a broken JPEG: a segment of impossible length at byte {at}")
    return length


def _end_of_scan(data: bytes, at: int) -> int:
    found = _END_OF_SCAN.search(data, at)
    if found is None:
        raise damaged("is cut short: the JPEG ends in the middle of the picture")
    return found.start()
