"""A head stands over its own text, and over all of it (题盖文).

What it does: Looks for columns of a story that stand outside the width of its head; its own
              pictures beside the head count with it, and a head in columns stands beside its text.
              And looks below each headline for text of another story that nothing parts from it.
Why:          What stands under a head is read as its text; what does not, as another story.
Example:      A head over two columns, and a third one beside it that belongs to the same story.
Source:       newspaper.md N21 d.
"""

from collections.abc import Iterator

from banmian.check.boxes import across, down
from banmian.check.rule import WARNING, Remark, Rule, about
from banmian.check.scene import HEADS, SLACK, Column, Scene, Thing
from banmian.geometry import Rect
from banmian.makeup.page import Role

_LINES = 4  # of white under a head after which text is not taken for its own


def check(scene: Scene) -> Iterator[Remark]:
    """Columns beside their head; text of others under it."""
    for column in scene.columns():
        if _beside(column, scene):
            message = f"the head does not stand over column {column.number + 1} of {column.of}"
            hint = "make the head as wide as its text"
            yield Remark(message, column.rect, column.story, hint=hint)
    for head in scene.headlines():
        if head.is_vertical:
            continue
        under = _stranger_under(head, scene)
        if under is not None:
            message = f"text of {under.story} stands under the headline"
            yield about(head, scene, message, "put a rule, a picture or its own text between them")


def _beside(column: Column, scene: Scene) -> bool:
    """Whether a column stands outside its story's head."""
    own = scene.of(column.story)
    heads = [thing for thing in own if thing.role in HEADS]
    if not heads:
        return False
    if any(head.is_vertical for head in heads):
        return all(down(head.block.rect, column.rect) <= SLACK for head in heads)
    top = min(head.block.rect.y for head in heads)
    cover = [
        thing.block.rect
        for thing in own
        if thing in heads or (thing.role in {None, Role.CAPTION} and thing.block.rect.y <= top)
    ]
    middle = column.rect.x + column.rect.width * 0.5
    return not any(rect.x <= middle <= rect.right for rect in cover)


def _stranger_under(head: Thing, scene: Scene) -> Thing | None:
    """Text of another unit under a headline, with nothing between."""
    rect = head.block.rect
    leading = scene.grid.leading
    for thing in scene.things:
        if thing.role is not Role.BODY or thing.unit == head.unit:
            continue
        white = thing.box.y - rect.bottom
        if across(thing.box, rect) < scene.grid.column_width * 0.5 or white < -SLACK:
            continue
        left, right = max(rect.x, thing.box.x), min(rect.right, thing.box.right)
        gap = Rect(left, rect.bottom, right - left, white)
        if white <= leading * _LINES and not scene.stands_between(gap) and not _ruled(gap, scene):
            return thing
    return None


def _ruled(gap: Rect, scene: Scene) -> bool:
    """Whether a rule stands in a gap."""
    rules = (rule.rect for rule in scene.page.rules if not rule.rect.height)
    return any(
        gap.y <= rule.y <= gap.bottom and rule.x < gap.right and gap.x < rule.right
        for rule in rules
    )


RULE = Rule("head-over-text", WARNING, check)
