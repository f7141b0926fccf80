"""The nameplate has air round it (报头拥挤).

What it does: Measures from the letters of the nameplate to the nearest text or picture of each
              story, its ear's too, and to its own imprint: two lines of the page to the former, a
              millimetre to the latter.
Why:          The name is what readers know a paper by; what crowds it makes it one head among
              others.
Example:      An ear beside the nameplate without a gutter between.
Source:       newspaper.md N21 h; the two distances are our choice.
"""

from collections.abc import Iterator

from banmian.check.boxes import across, down
from banmian.check.rule import WARNING, Remark, Rule, about
from banmian.check.scene import Scene, Thing
from banmian.geometry import Rect
from banmian.makeup.page import TextBlock
from banmian.units import Length, mm

NAMEPLATE = "newspaper"
_LINES = 2.0
_IMPRINT = mm(1)


def check(scene: Scene) -> Iterator[Remark]:
    """What stands too near to the nameplate, of each story the nearest."""
    for plate in scene.things:
        if plate.story or not _is_plate(plate):
            continue
        nearest: dict[str, tuple[Length, Thing]] = {}
        for other in scene.things:
            if other is not plate:
                white = min(_white(a, b) for a in _ink(plate) for b in _ink(other))
                if other.story not in nearest or white < nearest[other.story][0]:
                    nearest[other.story] = white, other
        for story, (white, other) in nearest.items():
            least = scene.grid.leading * _LINES if story else _IMPRINT
            if white < least:
                whose = f"the {other.name} of {story}" if story else "its imprint"
                message = f"{white.mm:.1f} mm stay white between the nameplate and {whose}"
                hint = (
                    f"leave {least.mm:.1f} mm: give the nameplate more room, or its neighbour less"
                )
                yield about(plate, scene, message, hint)


def _is_plate(thing: Thing) -> bool:
    return isinstance(thing.block, TextBlock) and thing.block.paragraph == NAMEPLATE


def _ink(thing: Thing) -> tuple[Rect, ...]:
    return thing.lines or (thing.box,)


def _white(one: Rect, other: Rect) -> Length:
    """How far apart two rectangles are, along the wider of their two gaps."""
    return max(-across(one, other), -down(one, other))


RULE = Rule("nameplate-crowded", WARNING, check)
