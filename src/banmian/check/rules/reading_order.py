"""Text goes down, then right.

What it does: Follows each story from frame to frame: down within the same columns, or to the right;
              columns that run from the right to the left, left. Never higher than the story's own
              head, never over what belongs to another story.
Why:          A reader at the foot of a column looks for the next one at its right; if another
              story stands there, it is read instead.
Example:      A third column that begins above the headline.
Source:       newspaper.md N21 e.
"""

from collections.abc import Iterator
from itertools import pairwise

from banmian.check.boxes import across, down
from banmian.check.rule import ERROR, Remark, Rule
from banmian.check.scene import HEADS, SLACK, Column, Scene
from banmian.geometry import Rect
from banmian.house.setting import ColumnsRun
from banmian.makeup.page import TextBlock
from banmian.units import Length


def check(scene: Scene) -> Iterator[Remark]:
    """Steps that a reader would not take."""
    for before, after in pairwise(scene.columns()):
        if before.story != after.story:
            continue
        wrong = _wrong_step(before, after, scene)
        if wrong:
            message = f"column {after.number + 1} of {after.of} {wrong}"
            hint = "change the order or the place of the frames in the layout"
            yield Remark(message, after.rect, after.story, hint=hint)


def _wrong_step(before: Column, after: Column, scene: Scene) -> str | None:
    """What is wrong with going from one frame to the next."""
    a, b = before.rect, after.rect
    shared = across(a, b)
    if shared > SLACK:
        if b.y < a.bottom - SLACK:
            return "begins above the foot of the column before it"
        left, right = max(a.x, b.x), min(a.right, b.right)
        way = Rect(left, a.bottom, right - left, b.y - a.bottom)
    else:
        first, second = (b, a) if _runs_left(before) else (a, b)
        if second.x < first.x:
            return "stands on the wrong side of the column before it"
        if b.y < _head_top(before, scene) - SLACK:
            return "begins above the story's head"
        top = max(a.y, b.y)
        way = Rect(first.right, top, second.x - first.right, down(a, b))
    crossed = scene.stands_between(way, before.story)
    return (
        f"is reached over the {crossed.name} of {crossed.story or 'the page'}" if crossed else None
    )


def _runs_left(column: Column) -> bool:
    """Whether columns of text follow each other to the left."""
    blocks = (thing.block for thing in column.things)
    text = [block for block in blocks if isinstance(block, TextBlock) and block.style.vertical]
    return bool(text) and text[0].style.columns_run is not ColumnsRun.RIGHT


def _head_top(column: Column, scene: Scene) -> Length:
    tops = [thing.block.rect.y for thing in scene.of(column.story) if thing.role in HEADS]
    return min([*tops, column.rect.y])


RULE = Rule("reading-order", ERROR, check)
