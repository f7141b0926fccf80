"""Curved outlines as text, made into polygons.

Inputs:  path data of lines and cubic Bézier curves: M, L, C and Z with absolute coordinates.
Outputs: a tuple of points.
Units:   whatever the caller draws in.
Source:  the letters are those of SVG 2, 9.3 Path data, of which this is the smallest useful part.
"""

import re
from collections.abc import Iterator

Point = tuple[float, float]
Outline = tuple[Point, ...]

_TOKEN = re.compile(r"[MLCZ]|-?\d+(?:\.\d+)?")
_STEPS = 32  # points a curve: at four-fold size the chords stay under a pixel off the curve
_NUMBERS_OF = {"M": 2, "L": 2, "C": 6, "Z": 0}


def parse_outline(path: str) -> Outline:
    """Flatten path data of one closed figure.

    Raises:
        ValueError: the data has a letter without its numbers, or does not begin with M.

    """
    points: list[Point] = []
    for letter, numbers in _commands(path):
        if letter == "C":
            if not points:
                raise ValueError("an outline begins with M")
            points.extend(_curve(points[-1], numbers))
        elif letter != "Z":
            points.append((numbers[0], numbers[1]))
    return tuple(points)


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    tokens = _TOKEN.findall(path)
    letter = ""
    at = 0
    while at < len(tokens):
        if tokens[at] in _NUMBERS_OF:
            letter = tokens[at]
            at += 1
        count = _NUMBERS_OF.get(letter, 0)
        numbers = tokens[at : at + count]
        if len(numbers) < count or (not count and letter != "Z"):
            raise ValueError(f"not path data: {path!r}")
        yield letter, [float(number) for number in numbers]
        at += count


def _curve(start: Point, numbers: list[float]) -> Iterator[Point]:
    (x0, y0), (x1, y1, x2, y2, x3, y3) = start, numbers
    for step in range(1, _STEPS + 1):
        t = step / _STEPS
        u = 1 - t
        a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
        yield (a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3)
