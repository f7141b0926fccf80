"""Fonts carry only the glyphs that the page needs.

What it does: Looks for embedded fonts whose name has no tag of a subset.
Why:          A whole Chinese face is ten megabytes a page, and its licence seldom allows to send
              it on.
Example:      NotoSerifCJK embedded whole.
Source:       docs/preflight.md: fonts embedded and subset.
"""

from collections.abc import Iterator

from banmian.preflight.font_list import fonts_of
from banmian.preflight.rule import FAILURE, Job, Remark, Rule


def check(job: Job) -> Iterator[Remark]:
    """Embedded fonts without a tag."""
    for use in fonts_of(job):
        font = use.font
        if font.embedded and font.kind != "Type3" and not font.subset:
            said = f"the font {font.base} is embedded whole, or its subset has no tag"
            yield Remark(said, use.page, use.box, use.about)


RULE = Rule("font-not-subset", FAILURE, check)
