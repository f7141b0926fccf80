"""Text and pictures stand inside the type area.

What it does: Compares the em boxes of every line, and every picture, with the type area. Marks that
              hang behind their line do not count.
Why:          What stands in the margin is cut by the knife or runs into the fold.
Example:      A headline in a part of the layout that is wider than its columns.
Source:       newspaper.md N1, N23.
"""

from collections.abc import Iterator

from banmian.check.rule import ERROR, Remark, Rule, about
from banmian.check.scene import SLACK, Scene


def check(scene: Scene) -> Iterator[Remark]:
    """Things that reach over the type area."""
    inside = scene.type_area.inset(-SLACK)
    for thing in scene.things:
        if any(not inside.contains(box) for box in thing.lines or (thing.box,)):
            yield about(thing, scene, f"the {thing.name} reaches out of the type area")


RULE = Rule("outside-type-area", ERROR, check)
