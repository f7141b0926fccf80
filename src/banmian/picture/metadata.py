"""What a picture says about itself, from whichever of its two records says it.

Inputs:  an XMP packet and an IPTC-IIM record, either of them absent.
Outputs: `PictureMetadata`.
Units:   none; dates are ISO 8601 text as written in the file.
Source:  IPTC Photo Metadata Standard 2024.1; XMP before IIM, field by field, is our choice: IIM
         cuts a credit at 32 bytes (ten Han characters), XMP has the whole of it.
"""

from dataclasses import dataclass, fields

ALGORITHMIC_MEDIA = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"


@dataclass(frozen=True, slots=True)
class PictureMetadata:
    """The fields a newsroom uses; None where the file says nothing."""

    caption: str | None = None
    credit: str | None = None
    creator: str | None = None
    alt: str | None = None
    copyright: str | None = None
    digital_source_type: str | None = None
    date_created: str | None = None


def first_said(*records: PictureMetadata) -> PictureMetadata:
    """Join records field by field: the first that says something wins."""
    said = {
        field.name: next(
            (value for record in records if (value := getattr(record, field.name)) is not None),
            None,
        )
        for field in fields(PictureMetadata)
    }
    return PictureMetadata(**said)
