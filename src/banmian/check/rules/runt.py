"""No paragraph ends with a character alone in its line (孤字).

What it does: Counts the characters in the last line of every text of more than one line; marks and
              signs do not count.
Why:          A line for one character looks like a mistake and wastes a line.
Example:      …，人民满意。 broken before 意。
Source:       newspaper.md N21 f; R31.
"""

from collections.abc import Iterator

from banmian.check.boxes import line_text
from banmian.check.rule import WARNING, Remark, Rule
from banmian.check.scene import Scene, Thing
from banmian.makeup.page import TextBlock


def check(scene: Scene) -> Iterator[Remark]:
    """Last lines that hold one character."""
    lines: dict[str, int] = {}
    for thing in scene.things:
        block = thing.block
        if not isinstance(block, TextBlock) or not block.lines:
            continue
        before = lines.get(block.paragraph, 0) if block.part else 0
        lines[block.paragraph] = before + len(block.lines)
        text = line_text(block.lines[-1])
        if block.lines[-1].line.last and lines[block.paragraph] > 1 and _is_alone(text):
            yield _remark(thing, text, scene)


def _is_alone(text: str) -> bool:
    return sum(char.isalnum() for char in text) == 1


def _remark(thing: Thing, text: str, scene: Scene) -> Remark:
    message = f"“{text}” is alone in the last line of the {thing.name}"
    hint = "cut a character, or add some"
    return Remark(message, thing.lines[-1], thing.story, scene.source(thing), hint)


RULE = Rule("runt", WARNING, check)
