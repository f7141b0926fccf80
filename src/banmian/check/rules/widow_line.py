"""No column begins with the last line of a paragraph (孤行).

What it does: Looks for paragraphs that go on in another frame with a single line, and end there.
Why:          A line alone at a column's head hangs in the air over the next paragraph.
Example:      A paragraph of four lines, three of them at the foot of the column before.
Source:       newspaper.md N21 f; R32.
"""

from collections.abc import Iterator

from banmian.check.rule import WARNING, Remark, Rule, about
from banmian.check.scene import Scene
from banmian.makeup.page import Role, TextBlock


def check(scene: Scene) -> Iterator[Remark]:
    """Parts of paragraphs that are one line, the last."""
    for thing in scene.things:
        block = thing.block
        if not isinstance(block, TextBlock) or block.role is not Role.BODY:
            continue
        if block.part and len(block.lines) == 1 and block.lines[0].line.last:
            message = "the last line of the paragraph stands alone at the head of a column"
            yield about(thing, scene, message, "cut or add a few characters before it")


RULE = Rule("widow-line", WARNING, check)
