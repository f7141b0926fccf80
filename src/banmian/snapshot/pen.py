"""The graphics state and what it leaves on the page.

Inputs:  operators and operands, from the reader of content streams.
Outputs: `PageDrawing`.
Units:   PDF points of the page's user space, y upwards.
Source:  ISO 32000-2 8.4 (state), 8.5 (paths and clipping), 9.3 and 9.4 (text state, text space).
"""

import copy
import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf

from banmian.snapshot.canon import number
from banmian.snapshot.drawn import (
    Bounds,
    Clip,
    Glyph,
    Marks,
    Matrix,
    PageDrawing,
    Paint,
    Run,
    Shape,
    cut,
    multiply,
    spread,
)
from banmian.snapshot.face import Face
from banmian.snapshot.ink import BLACK, Ink

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
UNCUT = Clip()
FAR = 1e7  # points; what is farther away is a number gone wrong
CURVES = {"c", "v", "y"}
MODES = (
    "fill",
    "stroke",
    "fill stroke",
    "none",
    "fill clip",
    "stroke clip",
    "fill stroke clip",
    "clip",
)

Point = tuple[float, float]


@dataclass(slots=True)
class State:
    """The graphics state, with the text state."""

    matrix: Matrix = IDENTITY
    fill: Ink = BLACK
    stroke: Ink = BLACK
    width: float = 1.0
    cap: float = 0.0
    join: float = 0.0
    mitre: float = 10.0
    dash: str = ""
    over_fill: bool = False
    over_stroke: bool = False
    over_mode: int = 0
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    blend: str = "Normal"
    soft_mask: str = ""
    group: tuple[str, ...] = ()
    others: tuple[tuple[str, str], ...] = ()
    clip: Clip = UNCUT
    face: Face | None = None
    size: float = 0.0
    letter_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0

    def copy(self) -> "State":
        """A copy, for `q`."""
        return copy.copy(self)

    def see_through(self, alpha: float) -> str:
        """Alpha, blend mode, soft mask and the groups around, in words; empty when opaque."""
        words = [*filter(None, self.group)]
        if alpha < 1:
            words.append(f"{alpha * 100:.4g} %")
        if self.blend != "Normal":
            words.append(self.blend)
        if self.soft_mask:
            words.append(f"mask {self.soft_mask[:6]}")
        return " ".join(words)

    def paint(self, *, fills: bool, strokes: bool) -> Paint:
        """How something is painted now."""
        line: tuple[float | str, ...] = ()
        if strokes:
            a, b, c, d, _, _ = self.matrix
            scale = math.sqrt(abs(a * d - b * c))
            line = (round(self.width * scale, 4), self.cap, self.join, self.mitre, self.dash)
        alphas = [self.fill_alpha] * fills + [self.stroke_alpha] * strokes
        over = (self.over_fill and fills, self.over_stroke and strokes)
        return Paint(
            self.fill if fills else None,
            self.stroke if strokes else None,
            line,
            (*over, self.over_mode if any(over) else 0),
            self.see_through(min(alphas, default=1.0)),
            " ".join(f"{key} {digest[:8]}" for key, digest in self.others),
            not fills and not strokes,
        )


class Pen:
    """Draws: keeps what stands on the page."""

    def __init__(self) -> None:
        self.state = State()
        self.marks = Marks()
        self._glyphs: list[Glyph] = []
        self._shapes: list[Shape] = []
        self._path: list[tuple[str, list[Point]]] = []
        self._current: Point = (0.0, 0.0)
        self._start: Point = (0.0, 0.0)
        self._clipping = ""
        self._text: Matrix = IDENTITY
        self._line: Matrix = IDENTITY

    def drawing(self) -> PageDrawing:
        """All that has been drawn."""
        return PageDrawing(tuple(self._glyphs), tuple(self._shapes))

    # text

    def text_step(self, name: str, values: list[float]) -> None:
        """Run an operator of the text state or of text positions."""
        state = self.state
        if name == "BT":
            self._text = self._line = IDENTITY
        elif name in ("Td", "TD") and len(values) == 2:
            if name == "TD":
                state.leading = -values[1]
            self._new_line(values[0], values[1])
        elif name == "Tm" and len(values) == 6:
            a, b, c, d, e, f = values
            self._text = self._line = (a, b, c, d, e, f)
        elif name == "T*":
            self._new_line(0.0, -state.leading)
        elif values:
            self._text_state(name, values[0])

    def _text_state(self, name: str, value: float) -> None:
        state = self.state
        if name == "Tc":
            state.letter_space = value
        elif name == "Tw":
            state.word_space = value
        elif name == "Tz":
            state.stretch = value / 100
        elif name == "TL":
            state.leading = value
        elif name == "Ts":
            state.rise = value
        elif name == "Tr":
            state.mode = int(value) if 0 <= value <= 7 else 0

    def _new_line(self, x: float, y: float) -> None:
        self._text = self._line = multiply((1.0, 0.0, 0.0, 1.0, x, y), self._line)

    def show(self, parts: Sequence[object]) -> None:
        """Show strings, with numbers between them that move the pen."""
        state, face = self.state, self.state.face
        if face is None:
            return
        a, b, c, d, e, f = multiply(self._text, state.matrix)
        size, stretch = state.size, state.stretch
        run = self._run(face, (a, b, c, d))
        across = down = 0.0
        ems, scale = size / 1000 * stretch, face.scale * size
        for part in parts:
            if not isinstance(part, pikepdf.String):
                if face.vertical:
                    down -= number(part) / 1000 * size
                else:
                    across -= number(part) * ems
                continue
            for letter in face.letters(bytes(part)):
                x = across - letter.origin[0] * scale * stretch
                y = down - letter.origin[1] * scale + state.rise
                step = state.letter_space + (state.word_space if letter.space else 0.0)
                if face.vertical:
                    down += letter.down * scale + step
                else:
                    across += (letter.width * scale + step) * stretch
                self._glyphs.append(
                    Glyph(
                        letter.text,
                        x * a + y * c + e,
                        x * b + y * d + f,
                        across * a + (down + state.rise) * c + e,
                        across * b + (down + state.rise) * d + f,
                        run,
                        letter.code,
                    )
                )
        self._text = multiply((1.0, 0.0, 0.0, 1.0, across, down), self._text)

    def _run(self, face: Face, turn: tuple[float, float, float, float]) -> Run:
        state = self.state
        a, b, c, d = turn
        high = math.hypot(c, d)
        fills, strokes = state.mode in (0, 2, 4, 6), state.mode in (1, 2, 5, 6)
        unit = high or 1.0
        stretch = state.stretch
        turned = (a * stretch / unit, b * stretch / unit, c / unit, d / unit)
        return Run(
            face,
            abs(state.size) * high,
            turned,
            MODES[state.mode],
            state.paint(fills=fills, strokes=strokes),
            state.clip,
            self.marks,
        )

    # paths

    def path_step(self, name: str, values: list[float]) -> None:
        """Run an operator that builds a path."""
        if name in ("W", "W*"):
            self._clipping = name
        elif name == "re" and len(values) == 4:
            x, y, width, height = values
            self.path_step("m", [x, y])
            for corner in ([x + width, y], [x + width, y + height], [x, y + height]):
                self.path_step("l", corner)
            self.path_step("h", [])
        elif name == "h":
            if self._path and self._path[-1][0] != "h":
                self._path.append(("h", []))
                self._current = self._start
        elif len(values) == {"m": 2, "l": 2, "c": 6, "v": 4, "y": 4}.get(name):
            points = list(zip(values[::2], values[1::2], strict=True))
            if name == "v":
                points.insert(0, self._current)
            elif name == "y":
                points.append(points[-1])
            self._current = points[-1]
            if name == "m":
                self._start = points[0]
                if self._path and self._path[-1][0] == "m":
                    self._path.pop()
            matrix = self.state.matrix
            self._path.append(
                ("c" if name in CURVES else name, [_moved(p, matrix) for p in points])
            )

    def paint_path(self, name: str) -> None:
        """Paint the path, cut to it when that was asked, and begin another."""
        path = self._path
        if name in ("s", "b", "b*") and path and path[-1][0] != "h":
            path.append(("h", []))
        while path and path[-1][0] == "m":
            path.pop()
        points = [point for _, several in path for point in several]
        if points and max(abs(side) for point in points for side in point) < FAR:
            if name != "n":
                self._keep_path(path, points, name)
            if self._clipping:
                self._clip(path, points)
        elif self._clipping:
            self.state.clip = Clip((0.0, 0.0, 0.0, 0.0), self.state.clip.shapes)
        self._path, self._clipping = [], ""

    def _keep_path(
        self, path: list[tuple[str, list[Point]]], points: list[Point], name: str
    ) -> None:
        fills, strokes = name[0] in "fFBb", name[0] in "SsBb"
        paint = self.state.paint(fills=fills, strokes=strokes)
        left, bottom, right, top = spread(points)
        outline = tuple(
            (step, tuple(side for x, y in several for side in (x - left, y - bottom)))
            for step, several in path
        )
        if name.endswith("*"):
            outline = (*outline, ("even-odd", ()))
        half = float(paint.line[0]) / 2 if paint.line else 0.0
        box = (left - half, bottom - half, right + half, top + half)
        self._keep("path", box, outline, "", paint)

    def _keep(
        self,
        kind: str,
        box: Bounds,
        outline: tuple[tuple[str, tuple[float, ...]], ...],
        content: str,
        paint: Paint,
    ) -> None:
        facts = (0, 0, 0, "", "")
        self._add(kind, box, outline, content, (facts, (1.0, 0.0, 0.0, 1.0), paint))

    def _add(
        self,
        kind: str,
        box: Bounds,
        outline: tuple[tuple[str, tuple[float, ...]], ...],
        content: str,
        rest: tuple[tuple[int, int, int, str, str], tuple[float, float, float, float], Paint],
    ) -> None:
        facts, turn, paint = rest
        clip = self.state.clip
        seen = cut(clip.box, box)
        effective = Clip(None if seen == box else clip.box, clip.shapes)
        self._shapes.append(
            Shape(
                kind, seen, box, outline, content, facts, turn, paint, effective, self.marks,
                len(self._shapes) + len(self._glyphs),
            )
        )  # fmt: skip

    def clip_to_box(self, sides: tuple[float, ...]) -> None:
        """Cut to a box given in the present space: a form's."""
        x0, y0, x1, y1 = sides
        self.path_step("re", [x0, y0, x1 - x0, y1 - y0])
        self._clipping = "W"
        self.paint_path("n")

    def _clip(self, path: list[tuple[str, list[Point]]], points: list[Point]) -> None:
        state = self.state
        box = cut(state.clip.box, spread(points))
        shapes = state.clip.shapes
        if not _is_box(points):
            text = ";".join(
                step + ",".join(f"{side:.2f}" for point in several for side in point)
                for step, several in path
            )
            digest = hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
            if digest not in shapes:
                shapes = (*shapes, digest)
        state.clip = Clip(box, shapes)

    # pictures

    def picture(
        self, content: str, facts: tuple[int, int, int, str, str], *, stencil: bool
    ) -> None:
        """Draw a picture into the unit square."""
        matrix = self.state.matrix
        points = [_moved(p, matrix) for p in ((0, 0), (1, 0), (0, 1), (1, 1))]
        paint = self.state.paint(fills=stencil, strokes=False)
        if not stencil:
            over = (
                self.state.over_fill,
                False,
                self.state.over_mode if self.state.over_fill else 0,
            )
            see_through = self.state.see_through(self.state.fill_alpha)
            paint = Paint(None, None, (), over, see_through, paint.other)
        a, b, c, d, _, _ = matrix
        wide, high = math.hypot(a, b) or 1.0, math.hypot(c, d) or 1.0
        turn = (a / wide, b / wide, c / high, d / high)
        self._add("picture", spread(points), (), content, (facts, turn, paint))

    def shading(self, content: str) -> None:
        """Fill what is cut out with a shading."""
        paint = self.state.paint(fills=False, strokes=False)
        box = self.state.clip.box or (-FAR, -FAR, FAR, FAR)
        sides = ";".join(f"{side:.4f}" for side in self.state.matrix)
        digest = hashlib.blake2b(f"{content} {sides}".encode(), digest_size=8).hexdigest()
        self._keep("shading", box, (), digest, paint)


def _moved(point: Point, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    x, y = point
    return (x * a + y * c + e, x * b + y * d + f)


def _is_box(points: list[Point]) -> bool:
    """Whether a path's points are the corners of one upright box."""
    if not 4 <= len(points) <= 5:
        return False
    left, bottom, right, top = spread(points)
    near = 0.01
    corners = set()
    for x, y in points:
        if min(abs(x - left), abs(x - right)) > near or min(abs(y - bottom), abs(y - top)) > near:
            return False
        corners.add((abs(x - left) <= near, abs(y - bottom) <= near))
    return len(corners) == 4 or min(right - left, top - bottom) <= near
