"""No font is drawn by little programs of its own.

What it does: Looks for fonts of type 3.
Why:          Their glyphs have no hinting and often no text; at small sizes they come out bold or
              ragged.
Example:      Bitmap fonts of old TeX; emoji.
Source:       docs/preflight.md: fail on Type 3.
"""

from collections.abc import Iterator

from banmian.preflight.font_list import fonts_of
from banmian.preflight.rule import FAILURE, Job, Remark, Rule


def check(job: Job) -> Iterator[Remark]:
    """Fonts of type 3."""
    for use in fonts_of(job):
        if use.font.kind == "Type3":
            said = f"the font {use.font.base} is of type 3"
            yield Remark(said, use.page, use.box, use.about, "set the text in an OpenType face")


RULE = Rule("font-type3", FAILURE, check)
