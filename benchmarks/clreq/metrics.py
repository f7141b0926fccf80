"""How wide the face draws a character, and how it spaces a word.

Inputs:  the face's file.
Outputs: `Advances`.
Units:   em.
Source:  OpenType `hmtx` by way of `cmap`; HarfBuzz, whose default features every engine uses.
"""

from functools import cache
from pathlib import Path

import uharfbuzz as hb


class Advances:
    """The natural widths of one face."""

    def __init__(self, file: Path) -> None:
        self._face = hb.Face(hb.Blob.from_file_path(str(file)))
        self._font = hb.Font(self._face)
        self.of = cache(self._advance)
        self.word = cache(self._word)

    def _advance(self, char: str) -> float:
        """The advance of one character."""
        glyph = self._font.get_nominal_glyph(ord(char.replace("\u0002", "-")))
        if glyph is None:
            raise ValueError(f"the face has no {char!r}")
        return float(self._font.get_glyph_h_advance(glyph)) / float(self._face.upem)

    def _word(self, text: str) -> tuple[float, ...]:
        """Where each character of a Western word starts, kerned."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self._font, buffer)
        starts, at = [], 0.0
        for position in buffer.glyph_positions or ():
            starts.append(at / self._face.upem)
            at += position.x_advance
        return tuple(starts)
