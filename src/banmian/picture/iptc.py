"""IPTC-IIM: the old record of a press picture, read in any encoding, written in UTF-8.

Inputs:  the bytes of a record; or `PictureMetadata`.
Outputs: `PictureMetadata`; or the bytes of a record.
Units:   bytes: the standard limits each field in octets.
Source:  IPTC-NAA Information Interchange Model 4.2; 1:90 CodedCharacterSet by ISO 2022 (ESC % G is
         UTF-8). Without 1:90 the standard says ASCII and practice in China says GBK: our choice is
         UTF-8 where the whole record is valid UTF-8, else GB18030, which holds all of GBK.
"""

import re
from collections.abc import Iterator

from banmian.picture.metadata import PictureMetadata
from banmian.picture.text import tidy

_TAG = 0x1C
_CHARACTER_SET = (1, 90)
_RECORD_VERSION = (2, 0)
_DATE_CREATED = (2, 55)
_CREATOR = (2, 80)
_CREDIT = (2, 110)
_COPYRIGHT = (2, 116)
_CAPTION = (2, 120)
_LONGEST = {_CREATOR: 32, _CREDIT: 32, _COPYRIGHT: 128, _CAPTION: 2000}

_ESC_UTF_8 = b"\x1b%G"
_DECLARED = {
    _ESC_UTF_8: "utf-8",
    b"\x1b-A": "latin-1",  # ISO 8859-1 designated as G1, G2 or G3
    b"\x1b.A": "latin-1",
    b"\x1b/A": "latin-1",
}
_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)$")


def read_iptc(record: bytes) -> PictureMetadata:
    """Read the fields a newsroom uses; what cannot be decoded is left out."""
    values: dict[tuple[int, int], list[bytes]] = {}
    for dataset, value in _datasets(record):
        values.setdefault(dataset, []).append(value)
    declared = b"".join(values.get(_CHARACTER_SET, ()))
    texts = {key: value for key, value in values.items() if key in _LONGEST}
    encoding = _encoding_of(declared, [part for value in texts.values() for part in value])

    def text(dataset: tuple[int, int]) -> str | None:
        parts = (tidy(_decoded(part, encoding)) for part in texts.get(dataset, ()))
        return "、".join(part for part in parts if part) or None

    return PictureMetadata(
        caption=text(_CAPTION),
        credit=text(_CREDIT),
        creator=text(_CREATOR),
        copyright=text(_COPYRIGHT),
        date_created=_date_of(b"".join(values.get(_DATE_CREATED, ())[:1])),
    )


def write_iptc(metadata: PictureMetadata) -> bytes:
    """Write a record in UTF-8 that says so; a text too long for its field is cut at a character."""
    parts = [_dataset(_CHARACTER_SET, _ESC_UTF_8), _dataset(_RECORD_VERSION, b"\x00\x04")]
    if metadata.date_created and (day := _DATE.match(metadata.date_created[:10])):
        parts.append(_dataset(_DATE_CREATED, "".join(day.groups()).encode("ascii")))
    for dataset, value in (
        (_CREATOR, metadata.creator),
        (_CREDIT, metadata.credit),
        (_COPYRIGHT, metadata.copyright),
        (_CAPTION, metadata.caption),
    ):
        if value:
            octets = tidy(value).encode("utf-8")[: _LONGEST[dataset]]
            whole = octets.decode("utf-8", "ignore").encode("utf-8")
            parts.append(_dataset(dataset, whole))
    return b"".join(parts)


def _datasets(record: bytes) -> Iterator[tuple[tuple[int, int], bytes]]:
    """Walk the datasets; stop quietly at the first broken one."""
    at = 0
    while at + 5 <= len(record) and record[at] == _TAG:
        dataset = (record[at + 1], record[at + 2])
        length = int.from_bytes(record[at + 3 : at + 5], "big")
        at += 5
        if length & 0x8000:  # extended dataset: the low bits count the bytes of the length
            width = length & 0x7FFF
            if width > 4:
                return
            length = int.from_bytes(record[at : at + width], "big")
            at += width
        if at + length > len(record):
            return
        yield dataset, record[at : at + length]
        at += length


def _dataset(dataset: tuple[int, int], value: bytes) -> bytes:
    return bytes((_TAG, *dataset)) + len(value).to_bytes(2, "big") + value


def _encoding_of(declared: bytes, texts: list[bytes]) -> str:
    """One encoding for the whole record: a short GBK name alone can look like UTF-8."""
    if declared in _DECLARED and all(_decodes(text, _DECLARED[declared]) for text in texts):
        return _DECLARED[declared]
    return "utf-8" if all(_decodes(text, "utf-8") for text in texts) else "gb18030"


def _decodes(text: bytes, encoding: str) -> bool:
    try:
        text.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _decoded(text: bytes, encoding: str) -> str:
    try:
        return text.decode(encoding)
    except UnicodeDecodeError:
        return ""


def _date_of(value: bytes) -> str | None:
    day = _DATE.match(value.decode("ascii", "replace"))
    return "-".join(day.groups()) if day else None
