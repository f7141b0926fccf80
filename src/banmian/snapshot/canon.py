"""PDF objects in a form that harmless rewriting does not change.

Inputs:  objects of an open PDF.
Outputs: digests: equal for objects that mean the same, however they are numbered, ordered, packed.
Units:   none.
Source:  ISO 32000-2 7.3 (objects), 7.4 (filters), 9.9.2 (subset prefix). What is left out: dates,
         ids, producers' private data, back references.
"""

import hashlib
import re
import zlib
from decimal import Decimal

import pikepdf

DEPTH_MAX = 200

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_SUBSET_IN_PROGRAM = re.compile(rb"[A-Z]{6}\+")
_PACKING = {"/Length", "/Filter", "/DecodeParms", "/DL"}
_LEFT_OUT = {
    "/Parent", "/P", "/StructParent", "/StructParents", "/LastModified", "/PieceInfo", "/Thumb",
    "/CreationDate", "/ModDate", "/M", "/NM", "/Pg", "/SE", "/Metadata",
}  # fmt: skip
_FACE_NAMES = {"/BaseFont", "/FontName"}
_PROGRAMS = {"/FontFile", "/FontFile2", "/FontFile3"}


class Canon:
    """The digests of one file's objects, each reckoned once.

    Attributes:
        labels: what pages are called where another object leads to them, by number. A digest does
            not tell them apart: a page put in front changes no link.
    """

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._known: dict[tuple[int, int], bytes] = {}
        self._open: set[tuple[int, int]] = set()
        self.labels: dict[int, str] = {}
        self._objects = [page.obj for page in pdf.pages]
        self._pages = {page.objgen: n for n, page in enumerate(self._objects, 1)}

    def page_number(self, target: object) -> int:
        """The number of the page an object is, or 0."""
        if not isinstance(target, pikepdf.Object) or not target.is_indirect:
            return 0
        return self._pages.get(target.objgen, 0)

    def page_label(self, target: object) -> str:
        """What the page is called that an object is; empty when it is none."""
        number_ = self.page_number(target)
        return self.labels.get(number_, str(number_)) if number_ else ""

    def page(self, number_: int) -> pikepdf.Object:
        """The page with a number, from 1."""
        return self._objects[number_ - 1]

    def digest(self, value: object, without: frozenset[str] = frozenset()) -> str:
        """The digest of an object; a dictionary may be taken without some of its entries."""
        if without and isinstance(value, pikepdf.Dictionary):
            return _hash(self._dictionary(value, 0, without)).hex()
        return self._of(value, 0).hex()

    def of_page(
        self, page: pikepdf.Page, inheritable: dict[str, object], without: frozenset[str]
    ) -> str:
        """The digest of a page with what it inherits."""
        own = frozenset(inheritable) | without
        parts = [self._dictionary(page.obj, 0, own)]
        parts += [_key(k) + self._of(v, 0) for k, v in sorted(inheritable.items())]
        return _hash(b"".join(parts)).hex()

    def _of(self, value: object, depth: int) -> bytes:
        if not isinstance(value, pikepdf.Object):
            return _hash(_scalar(value))
        if not value.is_indirect:
            return self._direct(value, depth)
        place = value.objgen
        if place in self._known:
            return self._known[place]
        if depth and place in self._pages:
            return _hash(b"page")
        if place in self._open or depth > DEPTH_MAX:
            return _hash(b"again")
        self._open.add(place)
        found = self._direct(value, depth)
        self._open.discard(place)
        self._known[place] = found
        return found

    def _direct(self, value: pikepdf.Object, depth: int) -> bytes:
        if isinstance(value, pikepdf.Stream):
            entries = self._dictionary(value, depth, frozenset(_PACKING))
            return _hash(b"stream" + entries + stream_data(value))
        if isinstance(value, pikepdf.Dictionary):
            return _hash(self._dictionary(value, depth, frozenset()))
        if isinstance(value, pikepdf.Array):
            return _hash(b"array" + b"".join(self._of(one, depth + 1) for one in value))
        return _hash(_scalar(value))

    def _dictionary(self, value: pikepdf.Object, depth: int, without: frozenset[str]) -> bytes:
        parts = [b"dictionary"]
        for key in sorted(value.keys()):
            if key in _LEFT_OUT or key in without:
                continue
            one = value[key]
            if key in _FACE_NAMES:
                parts.append(_key(key) + _key(face_name(str(one))))
            elif key in _PROGRAMS and isinstance(one, pikepdf.Stream):
                parts.append(_key(key) + program_digest(one))
            else:
                parts.append(_key(key) + self._of(one, depth + 1))
        return b"".join(parts)


def face_name(name: str) -> str:
    """A font's name without slash and without the six letters of a subset."""
    return _SUBSET.sub("", name.removeprefix("/"))


def program_digest(stream: pikepdf.Object) -> bytes:
    """The digest of a font program; the letters of its subset stand in it too."""
    return _hash(_SUBSET_IN_PROGRAM.sub(b"AAAAAA+", stream_data(stream)))


def stream_data(stream: pikepdf.Object) -> bytes:
    """A stream's data, unpacked as far as packing without loss goes."""
    try:
        return bytes(stream.read_bytes())
    except (pikepdf.PdfError, NotImplementedError, RuntimeError):
        data = bytes(stream.read_raw_bytes())
    filters = stream.get("/Filter")
    names = list(filters) if isinstance(filters, pikepdf.Array) else [filters]
    while names and names[0] in ("/FlateDecode", "/Fl"):
        try:
            data = zlib.decompress(data)
        except zlib.error:
            break
        names.pop(0)
    return " ".join(str(name) for name in names).encode() + data


def number(value: object) -> float:
    """A number of a PDF; what is none counts as 0."""
    return float(value) if isinstance(value, int | float | Decimal) else 0.0


def _key(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")


def _scalar(value: object) -> bytes:
    if isinstance(value, bool) or value is None:
        return repr(value).encode()
    if isinstance(value, int | float | Decimal):
        return b"%.5f" % float(value)
    if isinstance(value, pikepdf.String):
        return b"(" + str(value).encode("utf-8", "surrogatepass")
    return str(value).encode("utf-8", "surrogatepass")


def _hash(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()
