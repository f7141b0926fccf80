"""Points and rectangles on the page.

Inputs:  `Length` values.
Outputs: `Rect`.
Units:   `Length`; the origin is the top left corner of the trim, y grows downwards.
Source:  our choice: the axes of CSS, so that only the press step has to flip them to PDF's.
"""

from dataclasses import dataclass

from banmian.units import Length


@dataclass(frozen=True, slots=True)
class Rect:
    """An upright rectangle by its left top corner and its size."""

    x: Length
    y: Length
    width: Length
    height: Length

    @property
    def right(self) -> Length:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> Length:
        """The y of the lower edge."""
        return self.y + self.height

    def overlaps(self, other: "Rect") -> bool:
        """Whether the two share more than an edge."""
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )

    def contains(self, other: "Rect") -> bool:
        """Whether `other` lies wholly inside."""
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def inset(self, by: Length) -> "Rect":
        """The rectangle drawn in by the same distance on every side."""
        return Rect(self.x + by, self.y + by, self.width - by * 2, self.height - by * 2)
