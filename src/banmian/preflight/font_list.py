"""The fonts of a file, each once, with a place where it is used.

Inputs:  a `Job`.
Outputs: `FontUse`s.
Units:   points in the page's own axes.
Source:  our choice: a font that is named and never used is listed by every plant's tools too.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from banmian.preflight.document import PressPage
from banmian.preflight.font import Font, read_font
from banmian.preflight.plane import Box
from banmian.preflight.rule import Job


@dataclass(frozen=True, slots=True)
class FontUse:
    """A font and the first text in it."""

    font: Font
    page: PressPage | None = None
    box: Box | None = None
    about: str = "unused"


def fonts_of(job: Job) -> Iterator[FontUse]:
    """Fonts in the order of use, then those that nothing is set in."""
    met: set[int] = set()
    bases: set[tuple[str, str]] = set()
    for page in job.file.pages:
        for thing in page.content.painted:
            font = thing.run.font if thing.run else None
            if font is not None and id(font) not in met:
                met.add(id(font))
                bases.add((font.base, font.kind))
                about = job.file.naming.about(thing, page.content.painted)
                yield FontUse(font, page, thing.box, about)
        for font in page.content.fonts.values():
            if id(font) not in met:
                met.add(id(font))
                bases.add((font.base, font.kind))
                yield FontUse(font, page, None, "")
    for value in job.inventory.fonts():
        font = read_font("", value)
        if (font.base, font.kind) not in bases:
            bases.add((font.base, font.kind))
            yield FontUse(font)
