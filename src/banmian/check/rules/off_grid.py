"""Every line of running text stands on the page's grid of lines.

What it does: Measures how far the baseline of each line of body text whose style keeps to the grid
              lies from the nearest baseline of the page, within 0.01 mm.
Why:          Lines of neighbouring columns that do not stand on one line make the page flicker, and
              on thin paper the lines of the other side show between them.
Example:      A text frame that begins half a line below its neighbour.
Source:       R37, R39 (docs/typography.md): heads take whole lines, text stands on the grid.
"""

from collections.abc import Iterator

from banmian.check.boxes import line_box, line_text
from banmian.check.rule import ERROR, Remark, Rule
from banmian.check.scene import Scene
from banmian.makeup.page import Role, TextBlock
from banmian.units import mm

_NEAR = mm(0.01)
_TEXT = frozenset({Role.BODY, Role.SIGNOFF, Role.CREDIT, Role.JUMP})


def check(scene: Scene) -> Iterator[Remark]:
    """Level lines without a pitch of their own that are off the grid."""
    grid = scene.grid
    for thing in scene.things:
        block = thing.block
        if not isinstance(block, TextBlock) or block.role not in _TEXT:
            continue
        if block.style.pitch is not None or block.style.vertical:
            continue
        for placed in block.lines:
            line = round((placed.baseline - grid.top - grid.baseline) / grid.leading)
            off = placed.baseline - (grid.y_of(line) + grid.baseline)
            if abs(off.emu) > _NEAR.emu:
                message = (
                    f"the line “{line_text(placed)[:8]}…” stands {off.mm:+.2f} mm off the grid"
                )
                yield Remark(message, line_box(placed, block), thing.story, scene.source(thing))


RULE = Rule("off-grid", ERROR, check)
