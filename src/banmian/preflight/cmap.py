"""ToUnicode maps: which text a font's codes stand for.

Inputs:  a ToUnicode stream.
Outputs: a dictionary from code to text.
Units:   none.
Source:  ISO 32000-1, 9.10.3; Adobe Technical Note 5411.
"""

import re
from typing import Any

from banmian.preflight.read import stream_bytes

_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(
    rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(?:<([0-9A-Fa-f\s]*)>|\[([^\]]*)\])"
)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_MOST = 70_000  # codes of one font; two bytes make no more


def read_to_unicode(value: Any) -> dict[int, str] | None:
    """The map; None when there is none."""
    data = stream_bytes(value)
    if data is None:
        return None
    found: dict[int, str] = {}
    for kind, body in _BLOCK.findall(data):
        if kind == b"bfchar":
            found.update({_code(code): _text(to) for code, to in _PAIR.findall(body)})
        else:
            _ranges(body, found)
    return found


def _ranges(body: bytes, found: dict[int, str]) -> None:
    for low, high, first, listed in _RANGE.findall(body):
        start, end = _code(low), _code(high)
        if end - start > _MOST or len(found) > _MOST:
            continue
        if listed:
            texts = [_text(one) for one in _HEX.findall(listed)]
            found.update(zip(range(start, end + 1), texts, strict=False))
            continue
        text = _text(first)
        if text:
            last = ord(text[-1])
            for step in range(end - start + 1):
                if last + step <= 0x10FFFF:
                    found[start + step] = text[:-1] + chr(last + step)


def _digits(raw: bytes) -> bytes:
    return b"".join(raw.split())


def _code(raw: bytes) -> int:
    return int(_digits(raw) or b"0", 16)


def _text(raw: bytes) -> str:
    digits = _digits(raw)
    whole = digits[: len(digits) // 2 * 2]
    return bytes.fromhex(whole.decode("ascii")).decode("utf-16-be", errors="replace")
