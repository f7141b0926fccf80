"""No glyph is the empty box of a missing character.

What it does: Looks for shown codes that are glyph 0, lie beyond the face's last glyph, or are
              named .notdef.
Why:          The reader sees a box, a blank or nothing where a character should be.
Example:      A rare character that the face lacks, shown as glyph 0.
Source:       ISO 19005-2, 6.2.11.8.
"""

from collections.abc import Iterator

from banmian.preflight.font import Font
from banmian.preflight.font_list import fonts_of
from banmian.preflight.rule import FAILURE, Job, Remark, Rule


def check(job: Job) -> Iterator[Remark]:
    """Shown codes without a glyph."""
    for use in fonts_of(job):
        missing = [code for code in sorted(use.font.used) if _missing(use.font, code)]
        if missing:
            said = f"{len(missing)} codes of the font {use.font.base} have no glyph"
            hint = "the face lacks the character: set it in another"
            yield Remark(said, use.page, use.box, use.about, hint)


def _missing(font: Font, code: int) -> bool:
    if font.composite:
        return code == 0 or bool(font.by_glyph and font.glyphs and code >= font.glyphs)
    return font.named.get(code) == ".notdef"


RULE = Rule("notdef-glyph", FAILURE, check)
