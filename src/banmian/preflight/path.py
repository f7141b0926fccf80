"""Paths under construction, and how thick what they paint comes out.

Inputs:  the operators m, l, c, v, y, h, re.
Outputs: boxes and `Line`s.
Units:   points on the page.
Source:  ISO 32000-1, 8.5. CSS borders reach a PDF as rings filled under a clip, not as strokes
         (docs/preflight.md), so a bar's thickness is that of the part which the clip shows.
"""

from itertools import chain

from banmian.preflight.painted import Line
from banmian.preflight.plane import Box, Matrix, Point, apply, box_of, thickness

Outline = list[Point]
LONG = 4  # times its thickness: what is shorter is a dot, not a line


class Path:
    """The current path, already moved to its place on the page."""

    def __init__(self) -> None:
        self.outlines: list[Outline] = []

    def move(self, matrix: Matrix, x: float, y: float) -> None:
        """Begin an outline."""
        self.outlines.append([apply(matrix, x, y)])

    def go(self, matrix: Matrix, *numbers: float) -> None:
        """Add points: a line's end, or a curve's controls and its end."""
        if not self.outlines:
            self.outlines.append([])
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        self.outlines[-1].extend(apply(matrix, x, y) for x, y in pairs)

    def rectangle(self, matrix: Matrix, x: float, y: float, width: float, height: float) -> None:
        """Add a rectangle."""
        corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
        self.outlines.append([apply(matrix, *corner) for corner in corners])

    @property
    def box(self) -> Box:
        """The box around it."""
        return box_of(chain.from_iterable(self.outlines))

    def is_rectangle(self) -> bool:
        """Whether it is one upright rectangle."""
        return len(self.outlines) == 1 and _upright(self.outlines[0]) is not None

    def thinnest(self, clip: Box) -> Line | None:
        """The thinnest part of what filling it paints under a clip."""
        boxes = [_upright(outline) for outline in self.outlines]
        if len(boxes) == 2 and boxes[0] is not None and boxes[1] is not None:
            for outer, inner in (boxes, boxes[::-1]):
                if outer is not None and inner is not None and outer.holds(inner, 1e-6):
                    return _thinnest_of(_ring(outer, inner), clip)
        lines = [
            _line_of(box.meet(clip)) if box is not None else _slanted(outline, clip)
            for outline, box in zip(self.outlines, boxes, strict=True)
        ]
        return min((line for line in lines if line), key=_thinness, default=None)

    def length(self) -> float:
        """Roughly how long its longer side is."""
        return max(self.box.width, self.box.height)


def _thinness(line: Line) -> tuple[bool, float]:
    """Lines by their thickness; what is not long enough to be one comes last."""
    return (line.length < LONG * line.thickness, line.thickness)


def _upright(outline: Outline) -> Box | None:
    """The outline as an upright box, when it is one."""
    box = box_of(outline)
    corners = {(box.left, box.bottom), (box.right, box.bottom)}
    corners |= {(box.left, box.top), (box.right, box.top)}
    near = all(min(abs(x - cx) + abs(y - cy) for cx, cy in corners) < 1e-3 for x, y in outline)
    return box if near and len(outline) >= 4 else None


def _ring(outer: Box, inner: Box) -> list[Box]:
    """The four bars between two boxes, without those that have no width."""
    bars = (
        Box(outer.left, outer.bottom, inner.left, outer.top),
        Box(inner.right, outer.bottom, outer.right, outer.top),
        Box(outer.left, outer.bottom, outer.right, inner.bottom),
        Box(outer.left, inner.top, outer.right, outer.top),
    )
    return [bar for bar in bars if min(bar.width, bar.height) > 1e-4]


def _thinnest_of(bars: list[Box], clip: Box) -> Line | None:
    shown = [bar.meet(clip) for bar in bars]
    lines = [_line_of(bar) for bar in shown if min(bar.width, bar.height) > 1e-4]
    return min((line for line in lines if line), key=_thinness, default=None)


def _line_of(box: Box) -> Line | None:
    if box.empty:
        return None
    return Line(min(box.width, box.height), max(box.width, box.height))


def _slanted(outline: Outline, clip: Box) -> Line | None:
    box = box_of(outline).meet(clip)
    if box.empty:
        return None
    return Line(thickness(outline), max(box.width, box.height))
