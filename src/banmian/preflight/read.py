"""Reading objects of a PDF that may be anything: what is not as it should be reads as missing.

Inputs:  pikepdf objects.
Outputs: plain Python values, or None.
Units:   none.
Source:  our choice: other people's PDFs are damaged in every way there is, and a preflight that
         falls over them is of no use.
"""

from collections.abc import Iterator
from typing import Any

import pikepdf

from banmian.preflight.plane import Box, Matrix

# What pikepdf raises on broken structures: its own, and Python's when a type is not the one meant.
DAMAGE = (
    pikepdf.PdfError,
    pikepdf.DataDecodingError,
    pikepdf.ForeignObjectError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    ArithmeticError,
    NotImplementedError,
    RecursionError,
    RuntimeError,
)


def is_dict(value: Any) -> bool:
    """Whether it has keys: a dictionary or a stream."""
    return isinstance(value, (pikepdf.Dictionary, pikepdf.Stream))


def entry(value: Any, *keys: str) -> Any:
    """Follow keys down nested dictionaries; None where the way ends."""
    for key in keys:
        if not is_dict(value):
            return None
        value = value.get(key)
    return value


def entries(value: Any) -> Iterator[tuple[str, Any]]:
    """Keys and values of a dictionary, in a fixed order; nothing of anything else."""
    if is_dict(value):
        for key in sorted(value.keys()):
            yield key, value.get(key)


def items(value: Any) -> list[Any]:
    """The members of an array; of anything else, itself alone; of nothing, none."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def name(value: Any) -> str:
    """A name without its slash; empty for anything else."""
    return str(value)[1:] if isinstance(value, pikepdf.Name) else ""


def text(value: Any) -> str:
    """A text string; empty for anything else."""
    return str(value) if isinstance(value, (pikepdf.String, str)) else ""


def number(value: Any) -> float | None:
    """A number; None for anything else."""
    if isinstance(value, bool) or value is None or is_dict(value):
        return None
    if isinstance(value, (pikepdf.Name, pikepdf.Array, pikepdf.String)):
        return None
    try:
        return float(value)
    except DAMAGE:
        return None


def numbers(value: Any) -> tuple[float, ...]:
    """The numbers of an array; empty when one is none."""
    if not isinstance(value, (pikepdf.Array, list)):
        return ()
    found = [number(one) for one in value]
    return tuple(one for one in found if one is not None) if None not in found else ()


def box(value: Any) -> Box | None:
    """A box, its corners put in order."""
    sides = numbers(value)
    if len(sides) != 4:
        return None
    left, bottom, right, top = sides
    return Box(min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def matrix(value: Any) -> Matrix:
    """A matrix; upright where none is given."""
    given = numbers(value)
    return given if len(given) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def key_of(value: Any) -> tuple[int, int] | None:
    """The object's number, when it has one of its own."""
    number_of: tuple[int, int] = getattr(value, "objgen", (0, 0))
    return number_of if number_of != (0, 0) else None


def stream_bytes(value: Any) -> bytes | None:
    """A stream's data, unpacked; None when it is none or is damaged."""
    if not isinstance(value, pikepdf.Stream):
        return None
    try:
        return bytes(value.read_bytes())
    except DAMAGE:
        return None
