"""Black stands on both sides of the page (黑白失衡).

What it does: Weighs what is black on a page, pictures and the lines of headlines by their area,
              running text not, since it is an even grey; advertisements not, since nobody chose
              them. The centre of weight must lie in the middle half of the type area, from side to
              side. From head to foot nothing is asked: a page's weight is at its head.
Why:          A page with all of its pictures and heads on one side tips over, and the other side is
              not looked at.
Example:      Three pictures one under the other in the two columns on the right.
Source:       newspaper.md N21 i; that headlines weigh a third of pictures, and the half, are our
              choice.
"""

from collections.abc import Iterator

from banmian.check.rule import WARNING, Remark, Rule
from banmian.check.scene import HEADLINES, Scene
from banmian.geometry import Rect

_HEADLINE = 1 / 3  # of a picture's weight: letters fill a third of their em boxes
_MIDDLE = 0.25  # of the width, to either side of the middle


def check(scene: Scene) -> Iterator[Remark]:
    """Whether the page's black is on one side."""
    area = scene.type_area
    weights = list(_weights(scene))
    whole = sum(weight for _, weight in weights)
    if len(weights) < 2 or not whole:
        return
    centre = sum((rect.x - area.x + rect.width * 0.5).mm * weight for rect, weight in weights)
    off = centre / whole / area.width.mm - 0.5
    if abs(off) > _MIDDLE:
        side = "right" if off > 0 else "left"
        message = (
            f"the weight of pictures and headlines lies {abs(off):.0%} of the page's width {side} "
            "of its middle"
        )
        hint = "put a picture or a large head on the other side"
        yield Remark(message, area, hint=hint)


def _weights(scene: Scene) -> Iterator[tuple[Rect, float]]:
    """Pictures and the lines of headlines with what they weigh."""
    ads = {unit.name for unit in scene.units if unit.is_ad}
    for thing in scene.things:
        if not thing.story or thing.unit in ads:
            continue
        if thing.role is None:
            yield thing.box, thing.box.width.mm * thing.box.height.mm
        elif thing.role in HEADLINES:
            for line in thing.lines:
                yield line, line.width.mm * line.height.mm * _HEADLINE


RULE = Rule("lopsided", WARNING, check)
