"""A finding before its place on the paper, its story and its element are known.

Inputs:  facts from a layer.
Outputs: `Draft`; words for shifts.
Units:   PDF points of the user space in `bounds`; millimetres in words.
Source:  our choice: a layer compares one page with another and knows nothing of papers or masks.
"""

from dataclasses import dataclass

from banmian.snapshot.drawn import Bounds
from banmian.snapshot.finding import Fact, Gravity, Layer
from banmian.snapshot.phrases import Kind

MM = 25.4 / 72
SHOWN_MAX = 40  # characters of a text in a finding


@dataclass(frozen=True, slots=True)
class Draft:
    """A difference of a page.

    Attributes:
        bounds: where it is, on the old page when `gone`.
        extent: the room it takes with all that followed from it, where that is more.
        other: on the old page, where the other thing of a swap is.
        mcid: the marked content it lies in, -1 when none.
    """

    layer: Layer
    kind: Kind
    gravity: Gravity
    bounds: Bounds | None
    before: str = ""
    after: str = ""
    count: int = 1
    facts: tuple[Fact, ...] = ()
    mcid: int = -1
    gone: bool = False
    extent: Bounds | None = None
    other: Bounds | None = None


def shift_facts(dx: float, dy: float) -> tuple[Fact, ...]:
    """A shift in points, y upwards, as facts with words: 右移 0.30 mm."""
    right, down = round(dx * MM, 2), round(-dy * MM, 2)
    chinese, english = [], []
    if right:
        chinese.append(f"{'右' if right > 0 else '左'}移 {abs(right):.2f} mm")
        english.append(f"{abs(right):.2f} mm to the {'right' if right > 0 else 'left'}")
    if down:
        chinese.append(f"{'下' if down > 0 else '上'}移 {abs(down):.2f} mm")
        english.append(f"{abs(down):.2f} mm {'down' if down > 0 else 'up'}")
    return (
        ("right_mm", right),
        ("down_mm", down),
        ("shift_zh", "、".join(chinese) or "微移"),
        ("shift_en", "moved " + (" and ".join(english) or "slightly")),
    )


def shown(text: str) -> str:
    """A text short enough for a sentence, with its middle left out when it is long."""
    clean = "".join(_visible(character) for character in text)
    if len(clean) <= SHOWN_MAX:
        return clean
    half = SHOWN_MAX // 2
    return f"{clean[:half]}……{clean[-half + 2 :]}"


def around(boxes: list[Bounds]) -> Bounds:
    """The box around boxes."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _visible(character: str) -> str:
    if character.isprintable() and not 0xF0000 <= ord(character) <= 0xFFFFF:
        return character
    return " " if character.isspace() else f"⟨{ord(character):X}⟩"
