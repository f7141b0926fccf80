"""Fonts as a PDF holds them: embedded or not, how wide, which text.

Inputs:  font objects.
Outputs: `Font`; codes of a shown string with their widths and text.
Units:   widths in em.
Source:  ISO 32000-1, 9.5 to 9.10.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from banmian.preflight.cmap import read_to_unicode
from banmian.preflight.read import entry, items, name, number, numbers, stream_bytes

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_MOST_CIDS = 70_000
# Encodings by which a simple font's codes have a known text of their own.
_KNOWN_ENCODINGS = {"WinAnsiEncoding", "MacRomanEncoding", "StandardEncoding", "MacExpertEncoding"}


@dataclass(frozen=True, slots=True)
class Font:
    """A font of the file.

    Attributes:
        resource: the name it has where it was found.
        base: its own name, with the tag of a subset.
        kind: Type0, TrueType, Type1, Type3, MMType1.
        embedded: whether a program is in the file.
        composite: whether codes have two bytes.
        widths: of codes, where known.
        usual: the width of every other code.
        texts: the ToUnicode map; None when there is none.
        encoded: whether the text is known without such a map.
        glyphs: how many glyphs the program has; 0 when not known.
        named: the names an encoding gives to codes.
    """

    resource: str
    base: str
    kind: str
    embedded: bool
    composite: bool
    widths: dict[int, float]
    usual: float
    texts: dict[int, str] | None
    encoded: bool
    glyphs: int
    named: dict[int, str]
    by_glyph: bool = False  # whether codes are the program's own glyph numbers
    matrix_scale: float = 1.0
    used: set[int] = field(default_factory=set)  # the codes shown so far

    @property
    def subset(self) -> bool:
        """Whether its name carries the tag of a subset."""
        return bool(_SUBSET.match(self.base))

    def codes(self, shown: bytes) -> list[int]:
        """The codes of a shown string."""
        if not self.composite:
            return list(shown)
        return [shown[i] << 8 | shown[i + 1] for i in range(0, len(shown) - 1, 2)]

    def width(self, code: int) -> float:
        """How far a code moves the pen, in em."""
        return self.widths.get(code, self.usual)

    def text_of(self, codes: list[int]) -> str:
        """What codes read as; empty where that is not known."""
        if self.texts is not None:
            return "".join(self.texts.get(code, "") for code in codes)
        if not self.composite and self.encoded:
            return bytes(codes).decode("cp1252", errors="replace")
        return ""


def read_font(resource: str, value: Any) -> Font:
    """A font object; what is missing in it reads as not embedded, not wide."""
    kind = name(entry(value, "/Subtype"))
    inner = value
    if kind == "Type0":
        parts = items(entry(value, "/DescendantFonts"))
        inner = parts[0] if parts else None
    descriptor = entry(inner, "/FontDescriptor")
    program, data_key = None, ""
    for key in ("/FontFile", "/FontFile2", "/FontFile3"):
        if entry(descriptor, key) is not None:
            program, data_key = entry(descriptor, key), key
    composite = kind == "Type0"
    scale = 1.0
    if kind == "Type3":
        fitted = numbers(entry(value, "/FontMatrix"))
        scale = abs(fitted[0]) * 1000 if len(fitted) == 6 else 1.0
    return Font(
        resource=resource,
        base=name(entry(value, "/BaseFont")) or name(entry(value, "/Name")) or resource,
        kind=kind,
        embedded=kind == "Type3" or bool(program is not None and stream_bytes(program)),
        composite=composite,
        widths=_cid_widths(inner) if composite else _simple_widths(value),
        usual=_usual(inner, descriptor, composite=composite),
        texts=read_to_unicode(entry(value, "/ToUnicode")),
        encoded=not composite and _encoded(value, kind, descriptor),
        glyphs=_glyph_count(stream_bytes(program) if data_key != "/FontFile" else None),
        named=_differences(entry(value, "/Encoding", "/Differences")),
        by_glyph=_by_glyph(value, inner, data_key),
        matrix_scale=scale,
    )


def _by_glyph(value: Any, inner: Any, data_key: str) -> bool:
    """Whether a code is a glyph's number: TrueType outlines with both maps the identity."""
    mapped = entry(inner, "/CIDToGIDMap")
    same = mapped is None or name(mapped) == "Identity"
    return data_key == "/FontFile2" and same and name(entry(value, "/Encoding")) == "Identity-H"


def _usual(inner: Any, descriptor: Any, *, composite: bool) -> float:
    if composite:
        width = number(entry(inner, "/DW"))
        return 1.0 if width is None else width / 1000
    width = number(entry(descriptor, "/MissingWidth"))
    return 0.5 if width is None else width / 1000


def _simple_widths(value: Any) -> dict[int, float]:
    first = int(number(entry(value, "/FirstChar")) or 0)
    return {first + i: w / 1000 for i, w in enumerate(numbers(entry(value, "/Widths")))}


def _cid_widths(inner: Any) -> dict[int, float]:
    found: dict[int, float] = {}
    listed = items(entry(inner, "/W"))
    place = 0
    while place + 1 < len(listed) and len(found) < _MOST_CIDS:
        first = int(number(listed[place]) or 0)
        several = numbers(listed[place + 1])
        if several:
            found.update({first + i: width / 1000 for i, width in enumerate(several)})
            place += 2
            continue
        last = int(number(listed[place + 1]) or 0)
        width = number(listed[place + 2]) if place + 2 < len(listed) else None
        if width is not None and last - first < _MOST_CIDS:
            found.update(dict.fromkeys(range(first, last + 1), width / 1000))
        place += 3
    return found


def _encoded(value: Any, kind: str, descriptor: Any) -> bool:
    """Whether a simple font's codes have a known text: by a named encoding, not symbolic."""
    encoding = entry(value, "/Encoding")
    given = name(encoding) or name(entry(encoding, "/BaseEncoding"))
    symbolic = int(number(entry(descriptor, "/Flags")) or 0) & 4
    return given in _KNOWN_ENCODINGS or (kind == "Type1" and not symbolic)


def _differences(value: Any) -> dict[int, str]:
    found: dict[int, str] = {}
    code = 0
    for one in items(value):
        given = number(one)
        if given is not None:
            code = int(given)
        elif name(one):
            found[code] = name(one)
            code += 1
    return found


def _glyph_count(data: bytes | None) -> int:
    """The number of glyphs by the table maxp of a TrueType or OpenType program."""
    if not data or data[:4] not in {b"\0\1\0\0", b"OTTO", b"true"}:
        return 0
    for i in range(int.from_bytes(data[4:6], "big")):
        record = data[12 + 16 * i : 28 + 16 * i]
        if record[:4] == b"maxp":
            start = int.from_bytes(record[8:12], "big")
            return int.from_bytes(data[start + 4 : start + 6], "big")
    return 0
