"""Every glyph on the page says which character it is.

What it does: Looks for fonts without a ToUnicode map, unless an encoding says it, and for shown
              codes that the map leaves out or gives as nothing or U+0000.
Why:          Without it nobody can search, copy, archive or read aloud the page; and it often
              shows that a glyph is missing.
Example:      A map that leaves out a code, as a face without the character gives.
Source:       ISO 19005-2, 6.2.11.7; docs/preflight.md.
"""

from collections.abc import Iterator

from banmian.preflight.font import Font
from banmian.preflight.font_list import fonts_of
from banmian.preflight.rule import FAILURE, Job, Remark, Rule


def check(job: Job) -> Iterator[Remark]:
    """Fonts whose shown codes have no text."""
    for use in fonts_of(job):
        font = use.font
        if font.texts is None:
            if not font.encoded:
                said = f"the font {font.base} has no ToUnicode map"
                yield Remark(said, use.page, use.box, use.about)
            continue
        missing = [code for code in sorted(font.used) if not _known(font, code)]
        if missing:
            codes = ", ".join(f"{code:#x}" for code in missing[:5])
            said = f"the font {font.base} shows {len(missing)} codes that have no text ({codes})"
            yield Remark(said, use.page, use.box, use.about)


def _known(font: Font, code: int) -> bool:
    if font.texts and code in font.texts:
        return font.texts[code].strip("\0\ufeff\ufffe") != ""
    return font.encoded and code not in font.named


RULE = Rule("font-without-text", FAILURE, check)
