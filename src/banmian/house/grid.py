"""The page grid: columns across, lines down, and where both stand on the page.

Inputs:  the numbers of a layout's `page`, `type_area` and `grid`.
Outputs: `PageGrid`, `Area` (grid units) and the rectangles they make.
Units:   columns and lines count from 0; `Length` on the page, from the trim's top left corner.
Source:  newspaper.md N1–N5; the ideographic em box (0.88 em over the baseline, 0.12 under) is the
         `ideo` baseline CJK faces declare in their BASE table.
"""

from dataclasses import dataclass, replace

from banmian.geometry import Rect
from banmian.units import Length

IDEOGRAPHIC_ASCENT = 0.88  # em; top of the ideographic em box over the baseline


@dataclass(frozen=True, slots=True)
class Area:
    """A place on the grid: columns and lines, by where they begin and how many they are."""

    column: int
    columns: int
    line: int
    lines: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A column of running text: anywhere across the page, on whole lines of the grid down it.

    One that is `joined` goes on with the column of the frame before it, in another width.
    """

    x: Length
    width: Length
    line: int
    lines: int
    joined: bool = False


@dataclass(frozen=True, slots=True)
class PageGrid:
    """Where columns and lines stand."""

    page_width: Length
    page_height: Length
    bleed: Length
    left: Length
    top: Length
    width: Length
    height: Length
    columns: int
    measure: float
    body: Length
    leading: Length
    lines: int

    @property
    def column_width(self) -> Length:
        """A base column is a whole number of em."""
        return self.body * self.measure

    @property
    def baseline(self) -> Length:
        """How far a body line's baseline lies under the top of its line of the grid."""
        return self.baseline_in_slot(self.body, self.leading)

    def divided(self, area: "Area", columns: int, width: Length) -> "PageGrid":
        """The same lines; an area's width divided into other columns (破栏), evenly apart."""
        return replace(
            self,
            left=self.x_of(area.column),
            width=self.width_of(area.columns),
            columns=columns,
            measure=width / self.body,
        )

    @property
    def gutter(self) -> Length:
        """The white between two base columns (whole EMU; what is left over stays at the right)."""
        if self.columns == 1:
            return Length(0)
        free = self.width - self.column_width * self.columns
        return Length(free.emu // (self.columns - 1))

    def x_of(self, column: int) -> Length:
        """Left edge of a base column."""
        return self.left + (self.column_width + self.gutter) * column

    def y_of(self, line: int) -> Length:
        """Top of a grid line's slot."""
        return self.top + self.leading * line

    def width_of(self, columns: int) -> Length:
        """Width of some merged base columns with the gutters between them."""
        if columns == self.columns:
            return self.width
        return self.column_width * columns + self.gutter * (columns - 1)

    def baseline_in_slot(self, size: Length, pitch: Length) -> Length:
        """How far a line's baseline lies under the top of its slot: the em box in the middle."""
        return (pitch - size) * 0.5 + size * IDEOGRAPHIC_ASCENT

    def frame(self, area: Area) -> Frame:
        """The frame that fills an area of base columns."""
        return Frame(self.x_of(area.column), self.width_of(area.columns), area.line, area.lines)

    def odd_frames(self, area: Area, count: int, measure: int) -> tuple[Frame, ...]:
        """An area divided into `count` columns of `measure` em (破栏), the white between them even.

        Raises:
            ValueError: the columns are wider than the area.
        """
        x, width = self.x_of(area.column), self.width_of(area.columns)
        column = self.body * measure
        free = width - column * count
        if free.emu < 0:
            raise ValueError(f"{count} columns of {measure} em need {(column * count).mm:.1f} mm")
        step = column + Length(free.emu // max(count - 1, 1))
        return tuple(
            Frame(x + step * number, column, area.line, area.lines) for number in range(count)
        )

    def frame_rect(self, frame: Frame, line: int, lines: int) -> Rect:
        """Some lines of a frame, counted from its own first."""
        y = self.y_of(frame.line + line)
        return Rect(frame.x, y, frame.width, self.leading * lines)

    def rect(self, area: Area) -> Rect:
        """The rectangle of an area on the page."""
        return Rect(
            self.x_of(area.column),
            self.y_of(area.line),
            self.width_of(area.columns),
            self.leading * area.lines,
        )
