"""What stands on a page: each painted thing with its place, colour and state.

Inputs:  the interpreter's findings.
Outputs: `Painted` and what it may carry: `TextRun`, `Line`, `Raster`.
Units:   points in the page's own axes; sizes of type in points on the page.
Source:  ISO 32000-1, 8 and 9.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from banmian.preflight.colour import Colour, Space
from banmian.preflight.font import Font
from banmian.preflight.plane import Box


class Kind(StrEnum):
    """What sort of thing was painted."""

    FILL = "fill"
    STROKE = "stroke"
    TEXT = "text"
    IMAGE = "image"
    STENCIL = "stencil"  # a picture of one bit that lets the colour through
    SHADING = "shading"


@dataclass(frozen=True, slots=True)
class TextRun:
    """A shown string."""

    font: Font | None
    size: float
    text: str
    mode: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line, stroked or filled: how thick it comes out."""

    thickness: float
    length: float


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture of pixels: its own facts and the scale it is placed at."""

    width: int
    height: int
    bits: int
    space: Space | None
    ppi: float
    filters: tuple[str, ...]
    decode: tuple[float, ...]
    soft_mask: bool
    stream: Any


@dataclass(frozen=True, slots=True)
class Look:
    """The graphics state that decides how a thing prints."""

    overprint: bool = False
    overprint_mode: int = 0
    alpha: float = 1.0
    blend: str = "Normal"
    soft_mask: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where in the document a thing comes from.

    Attributes:
        stream: the object number of the content stream, as tags name it.
        mcid: the number of the marked content it stands in, or -1.
        artifact: whether it is marked as furniture.
        annotation: whether it is an annotation's appearance.
        mask: whether it only shapes something else.
    """

    stream: tuple[int, int]
    mcid: int = -1
    artifact: bool = False
    annotation: bool = False
    mask: bool = False


@dataclass(frozen=True, slots=True)
class Painted:
    """One thing on the page, in the order of painting."""

    kind: Kind
    box: Box
    colour: Colour | None
    look: Look
    source: Source
    run: TextRun | None = None
    line: Line | None = None
    raster: Raster | None = None
    solid: bool = False  # a fill that covers its box

    @property
    def knocks_out(self) -> bool:
        """Whether it wipes away the inks beneath that it has none of."""
        return self.colour is None or knocks_out(self.colour, self.look)


def knocks_out(colour: Colour, look: Look) -> bool:
    """Whether a colour wipes away the inks beneath that it has none of."""
    if not look.overprint:
        return True
    root = colour.space.root
    if root.inks and root.inks != ("None",):
        return False
    return not (root.family == "DeviceCMYK" and look.overprint_mode == 1)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something in a page's content that a reader of PDF would stumble over."""

    message: str
    stream_damaged: bool = False
