"""Photoshop's image resource blocks: the wrapper in which a JPEG carries its IPTC record.

Inputs:  the payload of APP13 (or TIFF tag 34377), without "Photoshop 3.0".
Outputs: `Resource`s, and their bytes again.
Units:   bytes.
Source:  Adobe Photoshop File Formats Specification, "Image Resource Blocks": 8BIM, a 16-bit id, a
         Pascal name padded to even, a 32-bit length, data padded to even.
"""

from collections.abc import Iterable
from dataclasses import dataclass

APP13_PREFIX = b"Photoshop 3.0\x00"
IPTC_RESOURCE = 0x0404
IPTC_DIGEST_RESOURCE = 0x0425  # an MD5 of the record: stale as soon as the record is changed
_SIGNATURE = b"8BIM"


@dataclass(frozen=True, slots=True)
class Resource:
    """One block: its id, its name (nearly always empty) and its data."""

    number: int
    name: bytes
    data: bytes

    def as_bytes(self) -> bytes:
        """The block as it stands in a file."""
        name = bytes((len(self.name),)) + self.name
        return b"".join(
            (
                _SIGNATURE,
                self.number.to_bytes(2, "big"),
                _even(name),
                len(self.data).to_bytes(4, "big"),
                _even(self.data),
            )
        )


def parse_resources(payload: bytes) -> tuple[Resource, ...]:
    """Read the blocks up to the first that is broken: what stands before it is still good."""
    blocks: list[Resource] = []
    at = 0
    while payload[at : at + 4] == _SIGNATURE and at + 12 <= len(payload):
        number = int.from_bytes(payload[at + 4 : at + 6], "big")
        name_length = payload[at + 6]
        name = payload[at + 7 : at + 7 + name_length]
        at += 6 + _to_even(1 + name_length)
        length = int.from_bytes(payload[at : at + 4], "big")
        at += 4
        if at + length > len(payload):
            break
        blocks.append(Resource(number, name, payload[at : at + length]))
        at += _to_even(length)
    return tuple(blocks)


def iptc_record_of(resources: Iterable[Resource]) -> bytes | None:
    """The IPTC record among the blocks, if there is one."""
    return next((block.data for block in resources if block.number == IPTC_RESOURCE), None)


def _to_even(length: int) -> int:
    return length + length % 2


def _even(data: bytes) -> bytes:
    return data + b"\x00" * (len(data) % 2)
