"""A font of a PDF: how codes become characters, widths and glyphs.

Inputs:  a font dictionary.
Outputs: `Face`.
Units:   thousandths of the font size.
Source:  ISO 32000-2 9.6 (simple fonts), 9.7 (composite fonts), 9.10.2 (mapping to Unicode).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from fontTools.agl import toUnicode
from fontTools.encodings.StandardEncoding import StandardEncoding

from banmian.snapshot.canon import Canon, face_name, number, program_digest, stream_data
from banmian.snapshot.cmap import CMap, parse_cmap

UNKNOWN = 0xF0000  # codes without a character stand as characters of private use from here on
_CODEC = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}
_PREDEFINED = {
    "UCS2": "utf-16-be", "UTF16": "utf-16-be", "GBK": "gbk", "GB-EUC": "gb2312", "B5pc": "big5",
    "ETen": "big5", "RKSJ": "cp932", "KSC": "cp949",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Letter:
    """What one code stands for."""

    code: int
    text: str
    width: float
    down: float = 0.0
    origin: tuple[float, float] = (0.0, 0.0)
    space: bool = False


@dataclass(slots=True, eq=False)
class Face:
    """A font as the interpreter uses it.

    Attributes:
        name: without the prefix of a subset.
        program: the digest of the embedded program, empty when there is none.
        maps: characters by code as ToUnicode has them; None without ToUnicode.
        entries: other entries worth comparing, by name.
        used: the codes that have been shown.
    """

    name: str
    subtype: str
    program: str
    program_kind: str
    maps: dict[int, str] | None
    entries: dict[str, str]
    vertical: bool
    scale: float
    used: set[int] = field(default_factory=set)
    lengths: tuple[int, ...] = (1,)
    cids: dict[int, int] | None = None
    codec: str = ""
    names: dict[int, str] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)
    width: float = 0.0
    downs: dict[int, tuple[float, float, float]] = field(default_factory=dict)
    down: tuple[float, float] = (880.0, -1000.0)
    _letters: dict[tuple[int, int], Letter] = field(default_factory=dict)

    @property
    def used_text(self) -> frozenset[str]:
        """The characters that have been shown."""
        return frozenset(one.text for one in self._letters.values())

    def letters(self, shown: bytes) -> Iterator[Letter]:
        """The letters of a shown string."""
        place, size = 0, self.lengths[-1]
        while place < len(shown):
            length = self._length(shown, place) if len(self.lengths) > 1 else size
            code = int.from_bytes(shown[place : place + length])
            place += length
            letter = self._letters.get((length, code))
            if letter is None:
                letter = self._letters[length, code] = self._letter(length, code)
                self.used.add(code)
            yield letter

    def _length(self, shown: bytes, place: int) -> int:
        if self.codec in ("gbk", "gb2312", "big5", "cp932", "cp949"):
            return 2 if shown[place] >= 0x81 else 1
        for length in self.lengths:
            code = int.from_bytes(shown[place : place + length])
            if self.cids is not None and code in self.cids:
                return length
        return self.lengths[0]

    def _letter(self, length: int, code: int) -> Letter:
        cid = code if self.cids is None else self.cids.get(code, 0)
        width = self.widths.get(cid, self.width)
        text = self._text(length, code)
        down, origin = 0.0, (0.0, 0.0)
        if self.vertical:
            high, step = self.down
            down, *vector = self.downs.get(cid, (step, width / 2, high))
            origin = (vector[0], vector[1])
        return Letter(code, text, width, down, origin, length == 1 and code == 32)

    def _text(self, length: int, code: int) -> str:
        if self.maps is not None and code in self.maps:
            return self.maps[code]
        if code in self.names:
            return toUnicode(self.names[code]) or chr(UNKNOWN + code)
        if self.codec:
            text = code.to_bytes(length).decode(self.codec, "ignore")
            if text:
                return text
        return chr(UNKNOWN + (code & 0xFFFF))


def read_face(font: pikepdf.Object, canon: Canon) -> Face:
    """Read a font dictionary."""
    subtype = str(font.get("/Subtype", "/Type1")).removeprefix("/")
    if subtype == "Type0":
        return _composite(font, canon)
    maps = _to_unicode(font)
    descriptor = font.get("/FontDescriptor")
    face = _face(font, subtype, descriptor, maps)
    face.entries.update(_entries(font, ("/Encoding",), canon))
    if subtype == "Type3":
        matrix = font.get("/FontMatrix")
        face.scale = number(matrix[0]) if isinstance(matrix, pikepdf.Array) and matrix else 0.001
        face.entries.update(_entries(font, ("/CharProcs", "/FontMatrix"), canon))
    _simple_encoding(font, face)
    widths = font.get("/Widths")
    first = int(number(font.get("/FirstChar", 0)))
    if isinstance(widths, pikepdf.Array):
        face.widths = {first + n: number(width) for n, width in enumerate(widths)}
        face.width = 0.0
    else:
        face.width = 500.0
    return face


def _composite(font: pikepdf.Object, canon: Canon) -> Face:
    kids = font.get("/DescendantFonts")
    first = kids[0] if isinstance(kids, pikepdf.Array) and len(kids) else None
    inner = first if isinstance(first, pikepdf.Dictionary) else pikepdf.Dictionary()
    subtype = str(inner.get("/Subtype", "/Type0")).removeprefix("/")
    face = _face(font, subtype, inner.get("/FontDescriptor"), _to_unicode(font))
    face.entries.update(_entries(font, ("/Encoding",), canon))
    face.entries.update(_entries(inner, ("/CIDSystemInfo", "/CIDToGIDMap"), canon))
    encoding = font.get("/Encoding")
    face.lengths = (2,)
    if isinstance(encoding, pikepdf.Stream):
        cmap: CMap = parse_cmap(stream_data(encoding))
        face.lengths, face.cids = cmap.lengths or (2,), cmap.cids
        face.vertical = int(number(encoding.get("/WMode", 0))) == 1
    else:
        name = str(encoding)
        face.vertical = name.endswith("-V")
        if not name.startswith("/Identity"):
            face.codec = next((codec for part, codec in _PREDEFINED.items() if part in name), "")
            face.lengths = (2,) if face.codec in ("", "utf-16-be") else (1, 2)
    face.width = number(inner.get("/DW", 1000))
    face.widths = _cid_widths(inner.get("/W"))
    if face.vertical:
        pair = inner.get("/DW2")
        if isinstance(pair, pikepdf.Array) and len(pair) == 2:
            face.down = (number(pair[0]), number(pair[1]))
        face.downs = _cid_downs(inner.get("/W2"))
    return face


def _face(
    font: pikepdf.Object,
    subtype: str,
    descriptor: pikepdf.Object | None,
    maps: dict[int, str] | None,
) -> Face:
    program, kind = "", ""
    entries: dict[str, str] = {}
    if isinstance(descriptor, pikepdf.Dictionary):
        for key in ("/FontFile", "/FontFile2", "/FontFile3"):
            stream = descriptor.get(key)
            if isinstance(stream, pikepdf.Stream):
                program, kind = program_digest(stream).hex(), key.removeprefix("/")
                kind += str(stream.get("/Subtype", ""))
        for key in ("/Flags", "/ItalicAngle", "/Ascent", "/Descent", "/CapHeight", "/StemV"):
            if key in descriptor:
                entries[key.removeprefix("/")] = f"{number(descriptor[key]):g}"
    name = face_name(str(font.get("/BaseFont", font.get("/Name", "?"))))
    return Face(name, subtype, program, kind, maps, entries, vertical=False, scale=0.001)


def _to_unicode(font: pikepdf.Object) -> dict[int, str] | None:
    stream = font.get("/ToUnicode")
    return parse_cmap(stream_data(stream)).text if isinstance(stream, pikepdf.Stream) else None


def _entries(font: pikepdf.Object, keys: tuple[str, ...], canon: Canon) -> dict[str, str]:
    found = {}
    for key in keys:
        if key in font:
            value = font[key]
            plain = isinstance(value, pikepdf.Name)
            found[key.removeprefix("/")] = str(value)[1:] if plain else canon.digest(value)[:8]
    return found


def _simple_encoding(font: pikepdf.Object, face: Face) -> None:
    encoding = font.get("/Encoding")
    base = encoding
    if isinstance(encoding, pikepdf.Dictionary):
        base = encoding.get("/BaseEncoding")
        code = 0
        for one in encoding.get("/Differences", ()):
            if isinstance(one, pikepdf.Name):
                face.names[code] = str(one)[1:]
                code += 1
            else:
                code = int(number(one))
    face.codec = _CODEC.get(str(base), "")
    if not face.codec:
        standard = {n: name for n, name in enumerate(StandardEncoding) if name != ".notdef"}
        face.names = {**standard, **face.names}


def _cid_widths(array: pikepdf.Object | None) -> dict[int, float]:
    widths: dict[int, float] = {}
    items = list(array) if isinstance(array, pikepdf.Array) else []
    place = 0
    while place + 1 < len(items):
        first, second = int(number(items[place])), items[place + 1]
        if isinstance(second, pikepdf.Array):
            widths.update((first + n, number(width)) for n, width in enumerate(second))
            place += 2
        elif place + 2 < len(items):
            last, width = min(int(number(second)), first + 0xFFFF), number(items[place + 2])
            widths.update(dict.fromkeys(range(first, last + 1), width))
            place += 3
        else:
            break
    return widths


def _cid_downs(array: pikepdf.Object | None) -> dict[int, tuple[float, float, float]]:
    downs: dict[int, tuple[float, float, float]] = {}
    items = list(array) if isinstance(array, pikepdf.Array) else []
    place = 0
    while place + 1 < len(items):
        first, second = int(number(items[place])), items[place + 1]
        if isinstance(second, pikepdf.Array):
            values = [number(value) for value in second]
            for n in range(len(values) // 3):
                downs[first + n] = (values[3 * n], values[3 * n + 1], values[3 * n + 2])
            place += 2
        elif place + 4 < len(items):
            down, x, y = (number(value) for value in items[place + 2 : place + 5])
            last = min(int(number(second)), first + 0xFFFF)
            downs.update(dict.fromkeys(range(first, last + 1), (down, x, y)))
            place += 5
        else:
            break
    return downs
