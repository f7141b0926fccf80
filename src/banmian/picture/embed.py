"""Write metadata into a JPEG, as XMP and as IPTC-IIM, without touching its picture.

Inputs:  the bytes of a JPEG and `PictureMetadata`.
Outputs: the bytes of the same JPEG with both records, in place of those it had.
Units:   bytes.
Source:  IPTC Photo Metadata Standard: both records, in step. Order after JFIF and EXIF: XMP in APP1
         (ISO 16684-3), IPTC in APP13 (Photoshop resource 0x0404).
"""

from banmian.picture.iptc import write_iptc
from banmian.picture.jpeg import APP0, APP1, APP13, Jpeg, Segment, parse_jpeg, payloads
from banmian.picture.metadata import PictureMetadata
from banmian.picture.photoshop import (
    APP13_PREFIX,
    IPTC_DIGEST_RESOURCE,
    IPTC_RESOURCE,
    Resource,
    parse_resources,
)
from banmian.picture.xmp import XMP_APP1_PREFIX, write_xmp

_EXIF_PREFIX = b"Exif\x00"
_REPLACED = frozenset({IPTC_RESOURCE, IPTC_DIGEST_RESOURCE})


def embed_metadata(data: bytes, metadata: PictureMetadata) -> bytes:
    """Give the JPEG these fields and no others; doing it twice changes nothing more.

    Raises:
        PictureError: the data is not a whole JPEG.
        ValueError: the fields are longer than the 64 KB a JPEG segment holds.

    """
    jpeg = parse_jpeg(data)
    kept = [segment for segment in jpeg.head if not _is_record(segment)]
    first_free = next(
        (index for index, segment in enumerate(kept) if not _stays_first(segment)), len(kept)
    )
    records = (
        Segment(APP1, XMP_APP1_PREFIX + write_xmp(metadata)),
        Segment(APP13, APP13_PREFIX + _resources_of(jpeg, write_iptc(metadata))),
    )
    return Jpeg((*kept[:first_free], *records, *kept[first_free:]), jpeg.scans).as_bytes()


def _is_record(segment: Segment) -> bool:
    return (segment.marker == APP1 and segment.payload.startswith(XMP_APP1_PREFIX)) or (
        segment.marker == APP13 and segment.payload.startswith(APP13_PREFIX)
    )


def _stays_first(segment: Segment) -> bool:
    """JFIF and EXIF both ask to stand first; programs look for them there."""
    return segment.marker == APP0 or (
        segment.marker == APP1 and segment.payload.startswith(_EXIF_PREFIX)
    )


def _resources_of(jpeg: Jpeg, iptc: bytes) -> bytes:
    """The Photoshop blocks the file had (resolution, clipping paths …), with the new record."""
    old = parse_resources(b"".join(payloads(jpeg, APP13, APP13_PREFIX)))
    others = (block for block in old if block.number not in _REPLACED)
    return b"".join(block.as_bytes() for block in (*others, Resource(IPTC_RESOURCE, b"", iptc)))
