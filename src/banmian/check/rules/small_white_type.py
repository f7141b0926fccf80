"""White type on a panel is not under 10 pt.

What it does: Looks for text that the layout's style.css prints white, on a panel or a box, in type
              under 10 pt.
Why:          Ink spreads into the thin strokes of white letters on newsprint, and they fill in.
Example:      A caption of 9 pt in `color: device-cmyk(0 0 0 0)` on a tint.
Source:       newspaper.md N20. The finished PDF is looked at by preflight (`small-reversed-text`),
              which knows the inks under the letters; here it is told before the page is painted.
"""

from collections.abc import Iterator

from banmian.check.rule import WARNING, Remark, Rule, about
from banmian.check.scene import Scene
from banmian.makeup.page import TextBlock
from banmian.units import pt

_LEAST = pt(10)


def check(scene: Scene) -> Iterator[Remark]:
    """White text that is too small for its ground."""
    for thing in scene.things:
        block = thing.block
        if not isinstance(block, TextBlock) or block.style.size >= _LEAST:
            continue
        classes = {block.role.value, f"t-{block.style.name}"}
        white = any(wanted <= classes for wanted in scene.house.white_type)
        if white and any(box.contains(thing.box) for box in scene.boxes()):
            message = (
                f"the {thing.name} is white and {block.style.size.pt:g} pt; 10 pt is the least"
            )
            yield about(thing, scene, message, "set it larger, or in an ink")


RULE = Rule("small-white-type", WARNING, check)
