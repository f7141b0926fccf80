"""Fonts whose glyphs advance down the page, beside those WeasyPrint has embedded.

Inputs:  pydyf's PDF, before it is written; the names of the fonts that columns are painted with.
Outputs: the PDF, with a second font dictionary for each: same glyphs, other writing mode.
Units:   none.
Source:  ISO 32000-2, 9.7.6 (Type 0 fonts), 9.7.5.2 (Identity-V); `strokes`.
"""

from collections.abc import Iterable
from typing import Any

from banmian.render.strokes import DOWN


def add_down_fonts(pdf: Any, page: Any, names: Iterable[bytes]) -> None:
    """Add the fonts of a page's columns to its resources; pages share them."""
    fonts = _at(pdf, _at(pdf, page["Resources"])["Font"])
    for name in sorted(names):
        down = (name + DOWN).decode()
        if down not in fonts:
            font = type(fonts)(_at(pdf, fonts[name.decode()]))
            font["Encoding"] = "/Identity-V"
            pdf.add_object(font)
            fonts[down] = font.reference


def _at(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
