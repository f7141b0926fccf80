"""One drawn landscape: hills, a river, and a bridge, a village or fields, painted flat.

Inputs:  a seed and the number of the scenes.
Outputs: `Scene`s, and each as a greyscale picture.
Units:   pixels; tones from 0 (ink) to 255 (paper).
Source:  our own drawing; tones keep 15 % clear of solid ink, which newsprint fills in anyway.
"""

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from PIL import Image, ImageDraw

Kind = Literal["bridge", "village", "fields"]

SCENE = (1800, 1200)  # 3:2; 330 ppi at a placed width of 138 mm
_OVERSAMPLING = 2
_KINDS: tuple[Kind, ...] = ("bridge", "village", "fields")
_HORIZON = 560
_SKY, _SUN, _WATER, _LIGHT = 222, 247, 204, 238
_FAR, _MIDDLE, _NEAR, _SHORE = 196, 168, 138, 96
_WALL, _ROOF, _OPENING = 228, 76, 110


@dataclass(frozen=True, slots=True)
class Scene:
    """What makes one scene differ from the others."""

    kind: Kind
    lot: int


class _Canvas:
    """A large sheet that is brought down at the end, so that edges are smooth."""

    def __init__(self) -> None:
        width, height = (side * _OVERSAMPLING for side in SCENE)
        self.image = Image.new("L", (width, height), _SKY)
        self._draw = ImageDraw.Draw(self.image)

    def polygon(self, points: Sequence[tuple[float, float]], tone: int) -> None:
        self._draw.polygon([(x * _OVERSAMPLING, y * _OVERSAMPLING) for x, y in points], fill=tone)

    def box(self, left: float, top: float, right: float, bottom: float, tone: int) -> None:
        self.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], tone)

    def disc(self, x: float, y: float, across: float, down: float, tone: int) -> None:
        corners = (x - across, y - down, x + across, y + down)
        self._draw.ellipse([side * _OVERSAMPLING for side in corners], fill=tone)

    def land(self, heights: Callable[[float], float], tone: int) -> None:
        """Everything below a line of hills."""
        width, height = SCENE
        edge = [(float(x), heights(x)) for x in range(0, width + 10, 10)]
        self.polygon([*edge, (width, height), (0, height)], tone)

    def finished(self) -> Image.Image:
        return self.image.resize(SCENE, Image.Resampling.LANCZOS)


def scenes(count: int, seed: int) -> tuple[Scene, ...]:
    """Draw lots: neighbours are of different kinds."""
    lots = random.Random(seed)
    first = lots.randrange(len(_KINDS))
    return tuple(
        Scene(_KINDS[(first + number) % len(_KINDS)], lots.randrange(1_000_000))
        for number in range(count)
    )


def paint_scene(scene: Scene) -> Image.Image:
    """Paint a scene, without its mark."""
    lots = random.Random(scene.lot)
    canvas = _Canvas()
    sun = lots.uniform(0.2, 0.8) * SCENE[0]
    canvas.disc(sun, lots.uniform(170, 260), 92, 92, _SUN)
    canvas.land(_hills(lots, _HORIZON - 150, 110), _FAR)
    canvas.land(_hills(lots, _HORIZON - 50, 70), _MIDDLE)
    {"bridge": _bridge, "village": _village, "fields": _fields}[scene.kind](canvas, lots)
    return canvas.finished()


def _hills(lots: random.Random, level: float, swing: float) -> Callable[[float], float]:
    """A line of hills: three waves, the longer the higher."""
    waves = [(lots.uniform(0.7, 1.3) * n, lots.uniform(0, math.tau), swing / n) for n in (1, 2, 4)]

    def height(x: float) -> float:
        turn = math.tau * x / SCENE[0]
        return level - sum(high * math.sin(turn * often + at) for often, at, high in waves)

    return height


def _river(canvas: _Canvas, lots: random.Random, top: float) -> None:
    """Water from a shore downwards, with light on it that widens towards the viewer."""
    width, height = SCENE
    canvas.box(0, top, width, height, _WATER)
    for _ in range(46):
        y = top + 12 + (height - top) * lots.random() ** 1.4
        near = (y - top) / (height - top)
        x, half = lots.uniform(0, width), 24 + 130 * near
        canvas.disc(x, y, half, 1.5 + 4 * near, _LIGHT)


def _reeds(canvas: _Canvas, lots: random.Random) -> None:
    """The near bank, with reeds on one side."""
    width, height = SCENE
    bank = _hills(lots, height - 70, 34)
    canvas.land(bank, _SHORE)
    side = lots.choice((0.06, 0.72))
    for _ in range(44):
        x = (side + lots.uniform(0, 0.22)) * width
        foot, tall, lean = bank(x) + 30, lots.uniform(120, 300), lots.uniform(-60, 60)
        canvas.polygon([(x - 5, foot), (x + 5, foot), (x + lean, foot - tall)], _ROOF)


def _bridge(canvas: _Canvas, lots: random.Random) -> None:
    width, _ = SCENE
    canvas.land(_hills(lots, _HORIZON + 30, 18), _NEAR)
    _river(canvas, lots, _HORIZON + 90)
    deck, foot, arches = _HORIZON - 10, _HORIZON + 190, lots.choice((3, 4, 5))
    span = width * 0.86 / arches
    left = width * 0.07

    def rise(x: float) -> float:
        return deck - 60 * math.sin(math.pi * x / width)

    upper = [(float(x), rise(x)) for x in range(0, width + 1, 10)]
    canvas.polygon([*upper, (width, foot), (0, foot)], _SHORE)
    for number in range(arches):
        middle = left + span * (number + 0.5)
        half, spring = span * 0.42, foot - 40
        canvas.box(middle - half, spring, middle + half, foot + 2, _WATER)
        arch = [
            (middle + half * math.cos(math.pi * s / 40), spring - 150 * math.sin(math.pi * s / 40))
            for s in range(41)
        ]
        canvas.polygon(arch, _WATER)
        canvas.disc(middle, spring + 26, half * 0.7, 4, _LIGHT)
    for x in range(30, width, 60):
        canvas.box(x - 4, rise(x) - 34, x + 4, rise(x), _ROOF)
    rail = [(x, y - 34) for x, y in upper]
    canvas.polygon([*rail, *((x, y - 26) for x, y in reversed(upper))], _ROOF)
    _reeds(canvas, lots)


def _village(canvas: _Canvas, lots: random.Random) -> None:
    width, _ = SCENE
    shore = _HORIZON + 160
    canvas.land(_hills(lots, _HORIZON + 40, 24), _NEAR)
    x = float(lots.randrange(20, 80))
    while x < width - 120:
        broad, tall = lots.uniform(130, 250), lots.uniform(110, 230)
        _house(canvas, lots, (x, shore, broad, tall))
        x += broad + lots.choice((-12, 26, 70))
    canvas.box(0, shore, width, shore + 34, _SHORE)
    _river(canvas, lots, shore + 34)
    boat, level = lots.uniform(0.3, 0.6) * width, shore + 240
    hull = [(boat - 130, level), (boat + 130, level), (boat + 84, level + 44),
            (boat - 84, level + 44)]  # fmt: skip
    canvas.polygon(hull, _ROOF)
    canvas.polygon([(boat - 56, level), (boat + 56, level), (boat + 40, level - 56),
                    (boat - 40, level - 56)], _OPENING)  # fmt: skip
    _reeds(canvas, lots)


def _house(canvas: _Canvas, lots: random.Random, plot: tuple[float, float, float, float]) -> None:
    left, foot, broad, tall = plot
    top = foot - tall
    canvas.box(left, top, left + broad, foot, _WALL)
    roof = lots.uniform(48, 76)
    canvas.polygon(
        [(left - 20, top), (left + broad + 20, top), (left + broad - 24, top - roof),
         (left + 24, top - roof)],
        _ROOF,
    )  # fmt: skip
    storeys = 2 if tall > 165 else 1
    for storey in range(storeys):
        y = top + 30 + storey * 80
        for number in range(3):
            x = left + broad * (number + 0.5) / 3
            canvas.box(x - 15, y, x + 15, y + 44, _OPENING)


def _fields(canvas: _Canvas, lots: random.Random) -> None:
    width, height = SCENE
    start = _HORIZON + 60
    canvas.land(_hills(lots, start - 30, 20), _NEAR)
    canvas.box(0, start, width, height, 186)
    vanish = lots.uniform(0.35, 0.65) * width
    furrows = 26
    for number in range(furrows):
        near = (number - furrows / 2) * width * 0.17 + vanish
        far = (number - furrows / 2) * width * 0.021 + vanish
        tone = 150 if number % 2 else 206
        canvas.polygon(
            [(far, start), (far + width * 0.021, start), (near + width * 0.17, height),
             (near, height)],
            tone,
        )  # fmt: skip
    for _ in range(9):
        x, tall = lots.uniform(0, width), lots.uniform(90, 170)
        canvas.box(x - 6, start - tall * 0.5, x + 6, start + 12, _ROOF)
        canvas.disc(x, start - tall * 0.8, tall * 0.38, tall * 0.52, _SHORE)
    _house(canvas, lots, (lots.uniform(0.1, 0.7) * width, start + 10, 230, 120))
