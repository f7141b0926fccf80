"""One drawn figure: who wears what is drawn by lot, and painted flat.

Inputs:  a seed and the number of the figures.
Outputs: `Figure`s, and each as a greyscale picture.
Units:   pixels; tones from 0 (ink) to 255 (paper).
Source:  our own drawing; tones keep 15 % clear of solid ink, which newsprint fills in anyway.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PIL import Image, ImageDraw

from banmian.picture.placeholder.outline import Outline, parse_outline
from banmian.picture.placeholder.wardrobe import (
    DRESS,
    EARS,
    FRAME,
    HAIR,
    HEAD,
    NECK,
    TORSO,
    Cut,
    Tone,
)

_T = TypeVar("_T")

OVERSAMPLING = 4
_MIDDLE = FRAME[0] / 2
_NARROWEST = 110  # nothing nearer to the middle line moves when the shoulders widen
_SUITS = ("suit-and-tie", "suit-open-collar", "zip-jacket", "tunic")
_BLOUSES = ("round-neck", "roll-neck", "v-neck")
_SHORT_HAIR = ("side-parted", "cropped", "swept-back")
_LONG_HAIR = ("bobbed", "tied", "layered")


@dataclass(frozen=True, slots=True)
class Figure:
    """What makes one figure differ from the others."""

    hair: str
    dress: str
    shoulders: float
    is_mirrored: bool
    backdrop: int
    cloth: int
    hair_tone: int
    tie: int


def figures(count: int, seed: int) -> tuple[Figure, ...]:
    """Draw lots: neighbours differ in hair, dress, side of the light and backdrop."""
    lots = random.Random(seed)
    short, long = _shuffled(lots, _SHORT_HAIR), _shuffled(lots, _LONG_HAIR)
    suits, blouses = _shuffled(lots, _SUITS), _shuffled(lots, _BLOUSES)
    kinds = _shuffled(lots, [number % 3 == 2 for number in range(count)])
    backdrops = _shuffled(lots, [170 + 18 * number // max(1, count - 1) for number in range(count)])
    drawn: list[Figure] = []
    for number, is_long in enumerate(kinds):
        nth = sum(kind == is_long for kind in kinds[:number])
        hair, dress = (long, blouses) if is_long else (short, suits)
        drawn.append(
            Figure(
                hair=hair[nth % len(hair)],
                dress=dress[nth % len(dress)],
                shoulders=lots.uniform(0.84, 0.9) if is_long else lots.uniform(0.95, 1.02),
                is_mirrored=bool(number % 2),
                backdrop=backdrops[number],
                cloth=lots.randrange(62, 92, 6),
                hair_tone=lots.randrange(42, 60, 4),
                tie=lots.randrange(104, 150, 8),
            )
        )
    return tuple(drawn)


def paint(figure: Figure) -> Image.Image:
    """Paint a figure, without its mark, at the frame's size."""
    width, height = (side * OVERSAMPLING for side in FRAME)
    image = Image.new("L", (width, height), figure.backdrop)
    canvas = ImageDraw.Draw(image)
    tones = _palette(figure)
    hair = HAIR[figure.hair]
    layers: Sequence[Iterable[Cut]] = (
        hair.behind,
        TORSO,
        NECK,
        DRESS[figure.dress],
        EARS if hair.shows_ears else (),
        HEAD,
        hair.over,
    )
    for layer in layers:
        for cut in layer:
            canvas.polygon(_placed(parse_outline(cut.path), figure), fill=tones[cut.tone])
    return image.resize(FRAME, Image.Resampling.LANCZOS)


def _shuffled(lots: random.Random, choices: Sequence[_T]) -> list[_T]:
    return lots.sample(list(choices), len(choices))


def _placed(outline: Outline, figure: Figure) -> list[tuple[float, float]]:
    """Widen the shoulders, turn the figure to its side, and scale to the canvas."""
    side = -1 if figure.is_mirrored else 1
    return [
        (
            (_MIDDLE + side * _widened(x - _MIDDLE, y, figure.shoulders)) * OVERSAMPLING,
            y * OVERSAMPLING,
        )
        for x, y in outline
    ]


def _widened(from_middle: float, y: float, shoulders: float) -> float:
    beyond = abs(from_middle) - _NARROWEST
    if beyond <= 0 or y < FRAME[1] / 2 + 60:
        return from_middle
    widened = _NARROWEST + beyond * shoulders
    return widened if from_middle > 0 else -widened


def _palette(figure: Figure) -> dict[Tone, int]:
    return {
        Tone.HAIR: figure.hair_tone,
        Tone.HAIR_LIGHT: figure.hair_tone + 18,
        Tone.SKIN: 230,
        Tone.SKIN_SHADE: 204,
        Tone.NECK_SHADE: 148,
        Tone.CLOTH: figure.cloth,
        Tone.CLOTH_SHADE: figure.cloth - 14,
        Tone.LAPEL: figure.cloth + 16,
        Tone.SEAM: figure.cloth + 34,
        Tone.SHIRT: 250,
        Tone.SHIRT_SHADE: 216,
        Tone.TIE: figure.tie,
        Tone.TIE_SHADE: figure.tie - 22,
    }
