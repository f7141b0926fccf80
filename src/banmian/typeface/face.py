"""A face as the composer and the checks see it: what it covers, how it shapes, where its ink is.

Inputs:  a font file (TrueType or OpenType) and its entry in fonts.toml.
Outputs: `Face`, and `Glyph` for each glyph of a shaped text.
Units:   em, as plain floats; x to the right, y upwards from the baseline.
         In columns an advance counts downwards.
Source:  HarfBuzz through uharfbuzz. Script Hani and language zh-hans are those the painter uses.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

import uharfbuzz

from banmian.errors import FontError

Features = tuple[tuple[str, int], ...]

# As the painter shapes (its CSS: font-variant-ligatures: none), and as page subsets are cut: a
# ligature would be one glyph here and two there.
_NO_LIGATURES = {"liga": 0, "clig": 0, "dlig": 0, "hlig": 0, "calt": 0}

# Characters Unicode calls default ignorable: nothing is drawn for them, no face need have them.
_NEVER_DRAWN = frozenset(
    chr(code)
    for first, last in (
        (0x00AD, 0x00AD),
        (0x034F, 0x034F),
        (0x200B, 0x200F),
        (0x202A, 0x202E),
        (0x2060, 0x206F),
        (0xFE00, 0xFE0F),
        (0xFEFF, 0xFEFF),
        (0xE0100, 0xE01EF),
    )
    for code in range(first, last + 1)
)


class Glyph(NamedTuple):
    """One glyph of a shaped text; a tuple, because a dataclass is slow by the thousand."""

    cluster: int
    gid: int
    advance: float
    x_offset: float
    y_offset: float


@dataclass(frozen=True, slots=True)
class FaceIdentity:
    """Which face this is: its key in fonts.toml, its file, and what the painter calls it."""

    key: str
    family: str
    weight: int
    path: Path
    digest: str


class Face:
    """A font file opened for measuring; nothing a caller can do changes it."""

    __slots__ = ("_font", "_scale", "ascent", "descent", "identity", "units_per_em")

    def __init__(self, identity: FaceIdentity) -> None:
        try:
            blob = uharfbuzz.Blob.from_file_path(str(identity.path))
        except (OSError, uharfbuzz.HarfBuzzError) as fault:
            raise FontError.of(
                "font-unreadable", f"cannot open the font file {identity.path.name}: {fault}"
            ) from fault
        if bytes(blob.data[:4]) == b"ttcf":
            raise _is_collection(identity.path.name)
        face = uharfbuzz.Face(blob)
        if not face.glyph_count or "head" not in face.table_tags:
            raise FontError.of(
                "font-damaged",
                f"{identity.path.name} is not a TrueType or OpenType font",
                hint="name a .ttf or .otf file in fonts.toml; .woff is not read",
            )
        self._font: Any = uharfbuzz.Font(face)
        self._scale = 1 / face.upem
        self.identity = identity
        self.units_per_em: int = face.upem
        lines = self._font.get_font_extents("ltr")
        self.ascent: float = lines.ascender * self._scale
        self.descent: float = -lines.descender * self._scale

    def __repr__(self) -> str:
        return f"Face({self.key!r})"

    @property
    def key(self) -> str:
        """The name of this face in fonts.toml."""
        return self.identity.key

    @property
    def family(self) -> str:
        """The family name the painter asks for."""
        return self.identity.family

    @property
    def weight(self) -> int:
        """The CSS weight the painter asks for."""
        return self.identity.weight

    @property
    def path(self) -> Path:
        """The font file."""
        return self.identity.path

    @property
    def digest(self) -> str:
        """The SHA-256 of the font file, in hex."""
        return self.identity.digest

    def covers(self, char: str) -> bool:
        """Whether the face has a glyph for it, or none is needed (joiners, selectors)."""
        return self._font.get_nominal_glyph(ord(char)) is not None or char in _NEVER_DRAWN

    def covers_cluster(self, cluster: str) -> bool:
        """Whether the face can set a grapheme cluster: part by part, or by a composed glyph.

        HarfBuzz composes é of e and U+0301 by itself where the face has the one and not the other.
        """
        if all(map(self.covers, cluster)):
            return True
        return len(cluster) > 1 and all(map(self.covers, normalize("NFC", cluster)))

    def advance(self, char: str) -> float:
        """The width of a character that stands alone."""
        return sum(glyph.advance for glyph in self.shape(char))

    def ink(self, gid: int) -> tuple[float, float, float, float]:
        """The box of a glyph's ink: left, bottom, right, top; all 0 for a blank glyph."""
        box = self._font.get_glyph_extents(gid)
        if box is None:
            return (0.0, 0.0, 0.0, 0.0)
        scale = self._scale
        left, top = box.x_bearing * scale, box.y_bearing * scale
        return (left, top + box.height * scale, left + box.width * scale, top)

    def shape(
        self, text: str, *, features: Features = (), vertical: bool = False
    ) -> tuple[Glyph, ...]:
        """Turn a text into positioned glyphs.

        A cluster is the index into `text` of the first character a glyph stands for: one glyph may
        stand for two characters (——), and a mark may share the cluster of its letter.
        """
        buffer: Any = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.direction = "ttb" if vertical else "ltr"
        buffer.script = "Hani"
        buffer.language = "zh-hans"
        uharfbuzz.shape(self._font, buffer, _NO_LIGATURES | dict(features))
        return tuple(self._glyphs(buffer, vertical))

    def _glyphs(self, buffer: Any, vertical: bool) -> Iterator[Glyph]:
        scale = self._scale
        # an empty text has no list of positions
        for info, placed in zip(buffer.glyph_infos, buffer.glyph_positions or (), strict=True):
            x, y, across, up = placed.position
            advance = -up if vertical else across
            # tuple.__new__ skips NamedTuple's own: a third of the time of reading a shaped page
            yield tuple.__new__(
                Glyph, (info.cluster, info.codepoint, advance * scale, x * scale, y * scale)
            )


def _is_collection(name: str) -> FontError:
    """HarfBuzz would take the first face of a collection, which is seldom the one that is meant."""
    words = f"from fontTools.ttLib import TTFont; TTFont('{name}', fontNumber=0).save('own.otf')"
    return FontError.of(
        "font-collection",
        f"{name} is a collection of several faces (.ttc)",
        hint=f'take one out, counted from 0, and name that file: .venv/bin/python -c "{words}"',
    )
