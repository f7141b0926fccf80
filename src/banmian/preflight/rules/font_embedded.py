"""Every font is in the file.

What it does: Looks at every font that the file names, used or not, for an embedded program.
Why:          The plant's own face of that name has other glyphs, or none at all.
Example:      Helvetica from ReportLab's defaults.
Source:       ISO 15930-7, 6.10; ISO 19005-2, 6.2.11.4.
"""

from collections.abc import Iterator

from banmian.preflight.font_list import fonts_of
from banmian.preflight.rule import FAILURE, Job, Remark, Rule


def check(job: Job) -> Iterator[Remark]:
    """Fonts without a program."""
    for use in fonts_of(job):
        if not use.font.embedded:
            said = f"the font {use.font.base} is not embedded"
            yield Remark(said, use.page, use.box, use.about, "embed a subset of it")


RULE = Rule("font-not-embedded", FAILURE, check)
