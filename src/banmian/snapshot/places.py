"""From a page's user space to the places people speak of.

Inputs:  a page's boxes.
Outputs: `Paper`: turns points of the user space into millimetres from the trim's left top corner.
Units:   PDF points, y upwards, on one side; `Length`, y downwards, on the other.
Source:  ISO 32000-2 14.11.2: page boxes and what stands for one that is not there.
"""

from dataclasses import dataclass

import pikepdf

from banmian.geometry import Rect
from banmian.units import Length, pt

Bounds = tuple[float, float, float, float]
LETTER = (0.0, 0.0, 612.0, 792.0)  # as pdfium takes it where a page has no MediaBox


@dataclass(frozen=True, slots=True)
class Paper:
    """A page's trim in its user space, and the size of a user unit in points."""

    trim: Bounds
    unit: float

    @classmethod
    def of(cls, page: pikepdf.Page) -> "Paper":
        """Read the boxes of a page."""
        for name in ("/TrimBox", "/CropBox", "/MediaBox"):
            bounds = _bounds(inherited(page, name))
            if bounds is not None:
                break
        unit = page.obj.get("/UserUnit", 1)
        return cls(bounds or LETTER, float(unit) if isinstance(unit, int | float) else 1.0)

    @property
    def width(self) -> Length:
        """The trimmed page's width."""
        return pt((self.trim[2] - self.trim[0]) * self.unit)

    @property
    def height(self) -> Length:
        """The trimmed page's height."""
        return pt((self.trim[3] - self.trim[1]) * self.unit)

    def rect(self, bounds: Bounds) -> Rect:
        """A box of the user space (left, bottom, right, top) on the paper."""
        left, bottom, right, top = bounds
        return Rect(
            pt((left - self.trim[0]) * self.unit),
            pt((self.trim[3] - top) * self.unit),
            pt((right - left) * self.unit),
            pt((top - bottom) * self.unit),
        )

    def bounds(self, rect: Rect) -> Bounds:
        """A place on the paper as a box of the user space."""
        left = self.trim[0] + rect.x.pt / self.unit
        top = self.trim[3] - rect.y.pt / self.unit
        return (left, top - rect.height.pt / self.unit, left + rect.width.pt / self.unit, top)


def inherited(page: pikepdf.Page, name: str) -> pikepdf.Object | None:
    """An entry of a page or of what it inherits from."""
    node, depth = page.obj, 0
    while isinstance(node, pikepdf.Dictionary) and depth < 64:
        if name in node:
            return node[name]
        node, depth = node.get("/Parent"), depth + 1
    return None


def _bounds(box: pikepdf.Object | None) -> Bounds | None:
    if not isinstance(box, pikepdf.Array) or len(box) != 4:
        return None
    try:
        x0, y0, x1, y1 = (float(number) for number in box)
    except (TypeError, ValueError):
        return None
    if x0 == x1 or y0 == y1:
        return None
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
