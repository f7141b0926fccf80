"""Character maps of PDF fonts: codes to characters (ToUnicode), codes to CIDs.

Inputs:  the text of a CMap.
Outputs: `CMap`.
Units:   codes as whole numbers with their length in bytes.
Source:  ISO 32000-2 9.7.5 (CMaps), 9.10.3 (ToUnicode); Adobe Technical Note 5014.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

RANGE_MAX = 1 << 16

_BLOCK = re.compile(
    rb"begin(codespacerange|bfchar|bfrange|cidchar|cidrange)(.*?)end(?:\1)", re.DOTALL
)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(-?\d+)|(\[)|(\])")


@dataclass(frozen=True, slots=True)
class CMap:
    """A parsed CMap.

    Attributes:
        lengths: the lengths of codes, in bytes, from the shortest.
        text: characters by code.
        cids: CIDs by code.
    """

    lengths: tuple[int, ...]
    text: dict[int, str]
    cids: dict[int, int]


def parse_cmap(data: bytes) -> CMap:
    """Read a CMap; what is not understood is passed over."""
    lengths: set[int] = set()
    text: dict[int, str] = {}
    cids: dict[int, int] = {}
    for kind, block in _BLOCK.findall(data):
        tokens = _tokens(block)
        if kind == b"codespacerange":
            lengths.update(len(t) for t in tokens[::2] if isinstance(t, bytes))
        elif kind.startswith(b"bf"):
            _text(tokens, text, single=kind == b"bfchar")
        else:
            _cids(tokens, cids, single=kind == b"cidchar")
    return CMap(tuple(sorted(lengths - {0})), text, cids)


Token = bytes | int | list[bytes]


def _tokens(block: bytes) -> list[Token]:
    found: list[Token] = []
    inner: list[bytes] | None = None
    for digits, whole, opens, closes in _TOKEN.findall(block):
        if opens:
            inner = []
        elif closes:
            if inner is not None:
                found.append(inner)
            inner = None
        elif whole:
            found.append(int(whole))
        else:
            plain = b"".join(digits.split())
            value = bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode("ascii"))
            if inner is None:
                found.append(value)
            else:
                inner.append(value)
    return found


def _triples(tokens: list[Token], *, single: bool) -> Iterator[tuple[int, int, Token]]:
    """First code, number of codes, value."""
    firsts = tokens[:: 2 if single else 3]
    lasts = firsts if single else tokens[1::3]
    values = tokens[1::2] if single else tokens[2::3]
    for first, last, value in zip(firsts, lasts, values, strict=False):
        if isinstance(first, bytes) and isinstance(last, bytes):
            yield int.from_bytes(first), _span(first, last), value


def _text(tokens: list[Token], text: dict[int, str], *, single: bool) -> None:
    for start, span, value in _triples(tokens, single=single):
        if isinstance(value, list):
            for step, one in enumerate(value[:span]):
                text[start + step] = _utf16(one)
        elif isinstance(value, bytes) and value:
            head, tail = value[:-2], int.from_bytes(value[-2:])
            for step in range(min(span, 0x10000 - tail)):
                size = min(2, len(value))
                text[start + step] = _utf16(head + (tail + step).to_bytes(2)[-size:])


def _cids(tokens: list[Token], cids: dict[int, int], *, single: bool) -> None:
    for start, span, value in _triples(tokens, single=single):
        if isinstance(value, int):
            cids.update((start + step, value + step) for step in range(span))


def _span(first: bytes, last: bytes) -> int:
    return max(0, min(int.from_bytes(last) - int.from_bytes(first) + 1, RANGE_MAX))


def _utf16(value: bytes) -> str:
    if len(value) == 1:
        return chr(value[0])
    return value.decode("utf-16-be", "replace")
