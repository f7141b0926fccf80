"""Lengths as a type of their own, exact enough that columns add up.

Inputs:  numbers in points, millimetres or CSS pixels, or text such as "10.5pt".
Outputs: `Length`, a whole number of EMU.
Units:   1 inch = 914,400 EMU; pt = 12,700; mm = 36,000; CSS px = 9,525: all whole, so sums are
         exact. The em is not a Length: it is a plain float of the composer, resolved at a font
         size by `em_at`.
Source:  the EMU is ECMA-376's unit; we use it because pt, mm and px are all whole in it.
"""

import re
from dataclasses import dataclass

EMU_PER_PT = 12_700
EMU_PER_MM = 36_000
EMU_PER_PX = 9_525

_TEXT = re.compile(r"^\s*(-?\d+(?:\.\d+)?)\s*(pt|mm|px)\s*$")
_EMU_OF_UNIT = {"pt": EMU_PER_PT, "mm": EMU_PER_MM, "px": EMU_PER_PX}


@dataclass(frozen=True, slots=True, order=True)
class Length:
    """A distance on the page in whole EMU."""

    emu: int

    def __add__(self, other: "Length") -> "Length":
        return Length(self.emu + other.emu)

    def __sub__(self, other: "Length") -> "Length":
        return Length(self.emu - other.emu)

    def __neg__(self) -> "Length":
        return Length(-self.emu)

    def __mul__(self, factor: float) -> "Length":
        return Length(round(self.emu * factor))

    __rmul__ = __mul__

    def __truediv__(self, other: "Length") -> float:
        return self.emu / other.emu

    def __bool__(self) -> bool:
        return self.emu != 0

    @property
    def pt(self) -> float:
        """This length in points, for PDF."""
        return self.emu / EMU_PER_PT

    @property
    def mm(self) -> float:
        """This length in millimetres, for people."""
        return self.emu / EMU_PER_MM

    @property
    def px(self) -> float:
        """This length in CSS pixels."""
        return self.emu / EMU_PER_PX

    def __str__(self) -> str:
        return f"{self.mm:g}mm"


ZERO = Length(0)


def pt(number: float) -> Length:
    """A length given in points of 1/72 inch."""
    return Length(round(number * EMU_PER_PT))


def mm(number: float) -> Length:
    """A length given in millimetres."""
    return Length(round(number * EMU_PER_MM))


def em_at(ems: float, size: Length) -> Length:
    """Resolve a number of em at a font size."""
    return size * ems


def parse_length(text: str) -> Length:
    """Read "10.5pt", "30mm" or "4px".

    Raises:
        ValueError: the text is not a number with one of the units pt, mm, px.
    """
    match = _TEXT.match(text)
    if match is None:
        raise ValueError(f"not a length: {text!r}; write a number and pt, mm or px, such as 10.5pt")
    return Length(round(float(match[1]) * _EMU_OF_UNIT[match[2]]))
