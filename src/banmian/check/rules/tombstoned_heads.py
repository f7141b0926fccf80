"""Two heads do not stand side by side, nor one on the other, as if they were one (碰题).

What it does: Looks for headlines of two units at one height with nothing between them but a
              gutter, in one face and less than a quarter apart in size, unless one is in columns or
              in a box of its own; and for a headline right under another unit's head. Items of one
              collection are equal in rank and may line up.
Why:          A reader reads across: two headlines become one sentence.
Example:      Two stories of three columns each, both with a head in Song Black of 30 pt.
Source:       newspaper.md N21 b; levels differ by two sizes (N12), a quarter at the least.
"""

from collections.abc import Iterator
from itertools import combinations

from banmian.check.boxes import across, down
from banmian.check.rule import WARNING, Remark, Rule, about
from banmian.check.scene import HEADS, SLACK, Scene, Thing
from banmian.geometry import Rect
from banmian.makeup.page import TextBlock

_ALIKE = 1.25
_GUTTERS = 2.0  # widths of a gutter that part two heads no better than one
_LINES = 2.0  # lines of the grid between a head and what stands on it


def check(scene: Scene) -> Iterator[Remark]:
    """Pairs of headlines that meet."""
    for one, other in combinations(scene.headlines(), 2):
        if one.unit == other.unit or one.is_vertical or other.is_vertical:
            continue
        if _at_one_height(one, other, scene):
            message = f"the headline stands beside that of {one.story} and looks like it"
            hint = "set one of them in another face, two sizes smaller, in columns or in a box"
            yield about(other, scene, message, hint)
    heads = [thing for thing in scene.things if thing.story and thing.role in HEADS]
    for lower in scene.headlines():
        for upper in heads:
            if upper.unit != lower.unit and _right_under(upper, lower, scene):
                message = f"the headline stands right under the {upper.name} of {upper.story}"
                yield about(lower, scene, message, "let text or a picture stand between them")


def _at_one_height(one: Thing, other: Thing, scene: Scene) -> bool:
    a, b = one.box, other.box
    if across(a, b) > SLACK or down(a, b) < scene.grid.leading or not _alike(one, other):
        return False
    left, right = (one, other) if a.x < b.x else (other, one)
    gap = right.block.rect.x - left.block.rect.right
    if gap > scene.grid.gutter * _GUTTERS or _box_of(one, scene) != _box_of(other, scene):
        return False
    top = max(a.y, b.y)
    between = Rect(left.box.right, top, right.box.x - left.box.right, down(a, b))
    return scene.stands_between(between) is None


def _right_under(upper: Thing, lower: Thing, scene: Scene) -> bool:
    a, b = upper.box, lower.box
    white = b.y - a.bottom
    if across(a, b) <= SLACK or white < -SLACK or white > scene.grid.leading * _LINES:
        return False
    left, right = max(a.x, b.x), min(a.right, b.right)
    return scene.stands_between(Rect(left, a.bottom, right - left, white)) is None


def _alike(one: Thing, other: Thing) -> bool:
    a, b = one.block, other.block
    if not (isinstance(a, TextBlock) and isinstance(b, TextBlock)):
        return False
    ratio = a.style.size / b.style.size
    return a.style.face == b.style.face and 1 / _ALIKE < ratio < _ALIKE


def _box_of(thing: Thing, scene: Scene) -> Rect | None:
    """The box or panel a thing stands in."""
    return next((box for box in scene.boxes() if box.contains(thing.box)), None)


RULE = Rule("tombstoned-heads", WARNING, check)
