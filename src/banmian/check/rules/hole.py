"""No column has a hole of more than two lines.

What it does: Looks down every frame of running text, in vertical text along it, for the longest
              white: at its head, at its foot, between its paragraphs.
Why:          White in the middle of grey is the first thing a reader sees.
Example:      A story of 38 lines in three columns of 14: the last one ends four lines early.
Source:       newspaper.md 2.7: no module visibly shorter than its neighbours; that two lines are
              not seen is our choice.
"""

from collections.abc import Iterator

from banmian.check.rule import WARNING, Remark, Rule
from banmian.check.scene import Column, Scene
from banmian.geometry import Rect
from banmian.units import ZERO, Length

LINES = 2


def check(scene: Scene) -> Iterator[Remark]:
    """The longest white of each column."""
    for column in scene.columns():
        pitch = _pitch(column, scene)
        begin, end = _longest_white(column)
        lines = round((end - begin) / pitch, 3)
        if int(lines) > LINES:
            message = f"column {column.number + 1} of {column.of} has {int(lines)} white lines"
            hint = "add copy, or give the slot fewer lines in the layout"
            yield Remark(message, _place(column, begin, end), column.story, hint=hint)


def _pitch(column: Column, scene: Scene) -> Length:
    """From line to line: the grid's, or that of a text in columns."""
    leading = scene.grid.leading
    for thing in column.things:
        if thing.is_vertical and len(thing.lines) > 1:
            return Length(max(abs((thing.lines[1].x - thing.lines[0].x).emu), 1))
    return leading


def _longest_white(column: Column) -> tuple[Length, Length]:
    """Where the longest white of a column begins and ends, across the page for vertical text."""
    rect = column.rect
    first, last = (rect.x, rect.right) if column.is_vertical else (rect.y, rect.bottom)
    taken = sorted(
        (r.x, r.right) if column.is_vertical else (r.y, r.bottom)
        for r in (thing.block.rect for thing in column.things)
    )
    best, reached = (first, first), first
    for begin, end in [*taken, (last, last)]:
        if begin - reached > best[1] - best[0]:
            best = (reached, begin)
        reached = max(reached, end)
    return best


def _place(column: Column, begin: Length, end: Length) -> Rect:
    rect = column.rect
    if column.is_vertical:
        return Rect(begin, rect.y, max(end - begin, ZERO), rect.height)
    return Rect(rect.x, begin, rect.width, max(end - begin, ZERO))


RULE = Rule("hole", WARNING, check)
