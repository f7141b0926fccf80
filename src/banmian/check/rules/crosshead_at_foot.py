"""A crosshead has two lines of its text under it in the same column.

What it does: Counts the lines of body text that stand under each crosshead in its frame.
Why:          A head at a column's foot is a head over the margin; its text is looked for there.
Example:      A crosshead in the last three lines of a column.
Source:       newspaper.md N21 k.
"""

from collections.abc import Iterator

from banmian.check.rule import ERROR, Remark, Rule, about
from banmian.check.scene import SLACK, Column, Scene, Thing
from banmian.makeup.page import Role

_LINES = 2


def check(scene: Scene) -> Iterator[Remark]:
    """Crossheads with too little under them."""
    for column in scene.columns():
        for head in column.things:
            if head.role is Role.CROSSHEAD and _lines_under(head, column) < _LINES:
                lines = _lines_under(head, column)
                message = f"the crosshead has {lines} of its lines under it in its column"
                yield about(head, scene, message, "cut or add lines before it")


def _lines_under(head: Thing, column: Column) -> int:
    """Lines of body in a column after a crosshead; in vertical text, beside it."""
    body = [thing for thing in column.things if thing.role is Role.BODY]
    if head.is_vertical:
        after = column.things.index(head)
        return sum(len(thing.lines) for thing in column.things[after:] if thing in body)
    foot = head.block.rect.bottom - SLACK
    return sum(len(thing.lines) for thing in body if thing.block.rect.y >= foot)


RULE = Rule("crosshead-at-foot", ERROR, check)
