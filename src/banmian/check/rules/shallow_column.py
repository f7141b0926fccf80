"""No column of a story is less than three lines deep.

What it does: Counts the lines in every frame of a story that has several; an empty one is a hole.
Why:          Two lines in a column of their own are not found, and look left over.
Example:      31 lines in three frames of 15: the last one has a single line.
Source:       newspaper.md N21 f.
"""

from collections.abc import Iterator

from banmian.check.rule import WARNING, Remark, Rule
from banmian.check.scene import Scene

_LINES = 3


def check(scene: Scene) -> Iterator[Remark]:
    """Frames with one or two lines."""
    for column in scene.columns():
        if column.of > 1 and 0 < column.text_lines < _LINES:
            lines = "one line" if column.text_lines == 1 else f"{column.text_lines} lines"
            message = f"column {column.number + 1} of {column.of} has only {lines}"
            hint = "add copy, or give the story other frames"
            yield Remark(message, column.rect, column.story, hint=hint)


RULE = Rule("shallow-column", WARNING, check)
