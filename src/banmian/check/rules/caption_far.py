"""A caption stands by its picture.

What it does: Measures from each caption to the nearest picture of its story, and looks for other
              stories between them. The story's own headline may stand there.
Why:          A caption away from its picture is read with another one.
Example:      Two pictures over each other, both captions under the lower one.
Source:       newspaper.md N17, N21 g; three lines are our choice, the height of a headline between.
"""

from collections.abc import Iterator

from banmian.check.boxes import across, depth, down, union
from banmian.check.rule import WARNING, Remark, Rule, about
from banmian.check.scene import SLACK, Scene, Thing
from banmian.geometry import Rect
from banmian.makeup.page import Role
from banmian.units import ZERO, Length

_LINES = 3.5


def check(scene: Scene) -> Iterator[Remark]:
    """Captions far from every picture of their story, or parted from it."""
    for caption in scene.things:
        if caption.role is not Role.CAPTION:
            continue
        pictures = [thing for thing in scene.of(caption.story) if thing.role is None]
        if not pictures:
            continue
        nearest = min(pictures, key=lambda one: _distance(one, caption))
        distance = _distance(nearest, caption)
        if distance > scene.grid.leading * _LINES:
            yield about(caption, scene, f"the caption stands {distance.mm:.0f} mm off its picture")
            continue
        between = _stranger_between(nearest, caption, scene)
        if between is not None:
            message = f"the {between.name} of {between.story} stands between caption and picture"
            yield about(caption, scene, message)


def _distance(picture: Thing, caption: Thing) -> Length:
    """The white between a picture and the place of its caption."""
    return max(-depth(picture.box, caption.block.rect), ZERO)


def _stranger_between(picture: Thing, caption: Thing, scene: Scene) -> Thing | None:
    a, b = picture.box, caption.box
    whole = union((a, b))
    if across(a, b) > SLACK:
        top = min(a.bottom, b.bottom)
        gap = Rect(whole.x, top, whole.width, max(a.y, b.y) - top)
    elif down(a, b) > SLACK:
        left = min(a.right, b.right)
        gap = Rect(left, whole.y, max(a.x, b.x) - left, whole.height)
    else:
        return None
    return scene.stands_between(gap, caption.story)


RULE = Rule("caption-far", WARNING, check)
