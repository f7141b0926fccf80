"""The page boxes: trim, bleed, and a sheet with room for the printer's marks.

Inputs:  the size of the trimmed page, its bleed.
Outputs: `Boxes`.
Units:   `Length`; PDF's boxes in points, y up, with the origin at the trim's lower left corner.
Source:  ISO 15930-7, 6.17: TrimBox or ArtBox, not both; TrimBox inside BleedBox inside MediaBox.
         15 mm round the trim hold the marks (marks.py): our choice.
"""

from dataclasses import dataclass

from banmian.units import ZERO, Length, mm

MARGIN = mm(15)


@dataclass(frozen=True, slots=True)
class Boxes:
    """A trimmed size and how far bleed and sheet reach over it."""

    width: Length
    height: Length
    bleed: Length
    margin: Length

    @classmethod
    def of(cls, width: Length, height: Length, bleed: Length, *, marks: bool) -> "Boxes":
        """The boxes of a page; without marks the sheet ends with the bleed."""
        return cls(width, height, bleed, max(MARGIN, bleed + mm(12)) if marks else bleed)

    @property
    def trim(self) -> tuple[float, float, float, float]:
        """TrimBox."""
        return self._around(ZERO)

    @property
    def bled(self) -> tuple[float, float, float, float]:
        """BleedBox."""
        return self._around(self.bleed)

    @property
    def media(self) -> tuple[float, float, float, float]:
        """MediaBox."""
        return self._around(self.margin)

    def _around(self, by: Length) -> tuple[float, float, float, float]:
        edges = (-by, -by, self.width + by, self.height + by)
        left, foot, right, top = (round(edge.pt, 4) for edge in edges)
        return left, foot, right, top
