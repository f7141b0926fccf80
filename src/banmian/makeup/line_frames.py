"""Frames as text flows through them: so many lines of one measure, each with its place.

Which way the lines run is the frame's business alone. On level lines they follow each other down
the frame, on the page's grid; in columns from one side to the other, at the same pitch. The flow
only counts lines.

Inputs:  a grid `Frame`, `PageGrid`, the body's `TypeStyle`.
Outputs: `LineFrame`.
Units:   lines of the frame, from 0; `Length` on the page.
Source:  R37, newspaper.md N14. Columns have a measure of whole em, so that they stand natural where
         nothing else forbids it; what is left of the height stays white at the foot: our choice.
"""

from dataclasses import dataclass

from banmian.geometry import Rect
from banmian.house.grid import Frame, PageGrid
from banmian.house.setting import ColumnsRun
from banmian.house.style import TypeStyle
from banmian.units import Length


@dataclass(frozen=True, slots=True)
class LineFrame:
    """A frame with its lines.

    Attributes:
        rect: the frame on the page.
        lines: how many lines it holds.
        along: the length of each line.
        pitch: the distance of the lines.
        vertical: whether they are columns.
        run: which way columns follow each other.
        inset: white at both ends of each line.
        foot: how far a level line's baseline lies under the top of its slot.
        joined: whether it goes on with the column of the frame before.
    """

    rect: Rect
    lines: int
    along: Length
    pitch: Length
    vertical: bool
    run: ColumnsRun
    inset: Length
    foot: Length
    joined: bool = False

    def place(self, line: int) -> tuple[Length, Length]:
        """Where a line stands: x and baseline, or a column's middle line and its top."""
        if not self.vertical:
            return self.rect.x + self.inset, self.rect.y + self.pitch * line + self.foot
        return self._left(line, 1) + self.pitch * 0.5, self.rect.y + self.inset

    def part(self, line: int, lines: int) -> Rect:
        """The rectangle of some lines that follow each other."""
        if not self.vertical:
            y = self.rect.y + self.pitch * line
            return Rect(self.rect.x, y, self.rect.width, self.pitch * lines)
        left = self._left(line, lines)
        return Rect(left, self.rect.y, self.pitch * lines, self.along)

    def _left(self, line: int, lines: int) -> Length:
        """The left edge of some columns."""
        if self.run is ColumnsRun.RIGHT:
            return self.rect.x + self.pitch * line
        return self.rect.right - self.pitch * (line + lines)


def line_frame(frame: Frame, grid: PageGrid, style: TypeStyle) -> LineFrame:
    """A frame of the grid with the lines that text of a style has in it."""
    rect = grid.frame_rect(frame, 0, frame.lines)
    foot = grid.baseline_in_slot(grid.body, grid.leading)
    if not style.vertical:
        return LineFrame(
            rect,
            frame.lines,
            rect.width,
            grid.leading,
            False,
            style.columns_run,
            style.inset,
            foot,
            frame.joined,
        )
    pitch = grid.leading if style.pitch is None else style.size * style.pitch
    inside = rect.height - style.inset * 2
    along = style.size * (inside.emu // style.size.emu) + style.inset * 2
    columns = rect.width.emu // pitch.emu
    return LineFrame(rect, columns, along, pitch, True, style.columns_run, style.inset, foot)
