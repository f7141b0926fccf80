"""What stands on a page: glyphs, paths, pictures, with all that decides how they print.

Inputs:  the interpreter of content streams.
Outputs: `PageDrawing` and its parts.
Units:   PDF points of the page's user space, y upwards.
Source:  ISO 32000-2 8.4 (graphics state), 8.5 (paths), 8.9 (images), 9.4 (text), 14.6 (marks).
"""

from dataclasses import dataclass
from typing import NamedTuple

from banmian.snapshot.face import Face
from banmian.snapshot.ink import Ink

Matrix = tuple[float, float, float, float, float, float]
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Clip:
    """What the drawing is cut to: a box, and digests of paths that are no boxes."""

    box: Bounds | None = None
    shapes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paint:
    """How something is painted; what does not apply is None or empty.

    Attributes:
        fill: the colour of the inside.
        stroke: the colour of the line.
        line: width in points, cap, join, mitre, dash.
        overprint: fill, stroke, mode.
        see_through: alpha, blend mode, soft mask, in words; empty when it is opaque.
        other: digests of halftones, transfer functions and the like.
        hidden: text that is neither filled nor stroked.
    """

    fill: Ink | None
    stroke: Ink | None
    line: tuple[float | str, ...] = ()
    overprint: tuple[bool, bool, int] = (False, False, 0)
    see_through: str = ""
    other: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Marks:
    """The marked content something lies in.

    Attributes:
        mcid: the innermost id, -1 without.
        artifact: whether it is marked as not part of the text.
        layer: the optional content it belongs to.
        said: ActualText, Alt, Lang and E of the marks around it.
    """

    mcid: int = -1
    artifact: bool = False
    layer: str = ""
    said: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """What the glyphs of one shown string have in common."""

    face: Face
    size: float
    turn: tuple[float, float, float, float]
    mode: str
    paint: Paint
    clip: Clip
    marks: Marks


class Glyph(NamedTuple):
    """One glyph: its characters, its origin, where the next one would stand."""

    text: str
    x: float
    y: float
    next_x: float
    next_y: float
    run: Run
    code: int


@dataclass(frozen=True, slots=True)
class Shape:
    """A path, a picture or a shading.

    Attributes:
        kind: path, picture or shading.
        box: around it, cut to its clip.
        outline: of a path: operators and points, relative to the corner of the whole box.
        whole: the box around all of it, cut or not.
        content: of a picture or shading: the digest of its data.
        facts: of a picture: width and height in pixels, bits, colour space; the digest of masks.
        turn: of a picture: the directions of its sides.
    """

    kind: str
    box: Bounds
    whole: Bounds
    outline: tuple[tuple[str, tuple[float, ...]], ...]
    content: str
    facts: tuple[int, int, int, str, str]
    turn: tuple[float, float, float, float]
    paint: Paint
    clip: Clip
    marks: Marks
    order: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of all of it."""
        return (self.whole[2] - self.whole[0], self.whole[3] - self.whole[1])


@dataclass(frozen=True, slots=True)
class PageDrawing:
    """All that stands on a page, in the order it is painted."""

    glyphs: tuple[Glyph, ...]
    shapes: tuple[Shape, ...]


def multiply(one: Matrix, two: Matrix) -> Matrix:
    """The matrix that does `one`, then `two`."""
    a, b, c, d, e, f = one
    p, q, r, s, t, u = two
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def spread(points: list[tuple[float, float]]) -> Bounds:
    """The box around points."""
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys))


def cut(one: Bounds | None, two: Bounds) -> Bounds:
    """The common part of two boxes; a point when there is none."""
    if one is None:
        return two
    left, bottom = max(one[0], two[0]), max(one[1], two[1])
    return (left, bottom, max(left, min(one[2], two[2])), max(bottom, min(one[3], two[3])))
