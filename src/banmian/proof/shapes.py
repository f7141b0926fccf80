"""What a proof is drawn of: strokes, boxes and labels, in layers that a viewer can switch.

Inputs:  none.
Outputs: `Layer` and its shapes, plain values.
Units:   `Length` from the trim's top left corner, y down; type and strokes in points.
Source:  our choice: shapes are values first, so that tests read numbers and not pictures.
"""

from dataclasses import dataclass
from enum import StrEnum

from banmian.geometry import Rect
from banmian.units import Length


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour in inks, 0 to 1."""

    cyan: float
    magenta: float
    yellow: float
    black: float


def grey(black: float) -> Ink:
    """Black alone."""
    return Ink(0, 0, 0, black)


BLACK = grey(1)


class Anchor(StrEnum):
    """Which end of a label stands at its place."""

    LEFT = "left"
    MIDDLE = "middle"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the page."""

    x: Length
    y: Length


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points; with `arrow`, a head at its end."""

    points: tuple[Point, ...]
    ink: Ink
    width: float = 0.25
    dash: tuple[float, ...] = ()
    arrow: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: its outline, its ground, or both."""

    rect: Rect
    stroke: Ink | None = None
    fill: Ink | None = None
    width: float = 0.25
    dash: tuple[float, ...] = ()
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text on its baseline; `room` makes it smaller, `ground` is a patch under it.

    With `up` it is turned to read upwards.
    """

    at: Point
    text: str
    size: float
    ink: Ink = BLACK
    anchor: Anchor = Anchor.LEFT
    room: Length | None = None
    ground: Ink | None = None
    up: bool = False


Shape = Stroke | Box | Label


@dataclass(frozen=True, slots=True)
class Layer:
    """Shapes that are shown or hidden together, under a name for people."""

    name: str
    shapes: tuple[Shape, ...]
    shown: bool = True


def line(x: Length, y: Length, to_x: Length, to_y: Length) -> tuple[Point, Point]:
    """The two ends of a line."""
    return Point(x, y), Point(to_x, to_y)
