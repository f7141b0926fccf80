"""Pictures of pixels as they are placed: size, resolution, colour space, filters.

Inputs:  an image XObject or an inline image, and the matrix it is placed by.
Outputs: `Raster`.
Units:   pixels an inch at the placed size.
Source:  ISO 32000-1, 8.9.
"""

import math
from collections.abc import Callable
from typing import Any

from banmian.preflight.colour import Space
from banmian.preflight.painted import Raster
from banmian.preflight.plane import Matrix
from banmian.preflight.read import entry, items, name, number, numbers

SpaceReader = Callable[[Any], Space | None]
_SHORT_FILTERS = {
    "AHx": "ASCIIHexDecode",
    "A85": "ASCII85Decode",
    "LZW": "LZWDecode",
    "Fl": "FlateDecode",
    "RL": "RunLengthDecode",
    "CCF": "CCITTFaxDecode",
    "DCT": "DCTDecode",
}


def read_raster(image: Any, matrix: Matrix, read_space: SpaceReader) -> tuple[Raster, bool]:
    """A picture's facts, and whether it is a stencil; short names of inline images too."""

    def either(long: str, short: str) -> Any:
        value = entry(image, long)
        return entry(image, short) if value is None else value

    width = int(number(either("/Width", "/W")) or 0)
    height = int(number(either("/Height", "/H")) or 0)
    stencil = either("/ImageMask", "/IM") is True
    space = either("/ColorSpace", "/CS")
    labels = [name(one) for one in items(either("/Filter", "/F"))]
    return Raster(
        width=width,
        height=height,
        bits=1 if stencil else int(number(either("/BitsPerComponent", "/BPC")) or 8),
        space=read_space(space) if space is not None and not stencil else None,
        ppi=_resolution(width, height, matrix),
        filters=tuple(_SHORT_FILTERS.get(label, label) for label in labels),
        decode=numbers(either("/Decode", "/D")),
        soft_mask=entry(image, "/SMask") is not None,
        stream=image,
    ), stencil


def _resolution(width: int, height: int, matrix: Matrix) -> float:
    """Pixels an inch along the side that has fewer."""
    a, b, c, d, *_ = matrix
    across, down = math.hypot(a, b), math.hypot(c, d)
    if not across or not down:
        return math.inf
    return min(width * 72 / across, height * 72 / down)
