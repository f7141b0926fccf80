"""Characters that no face of a chain has: found before anything is set, so that no tofu is printed.

Inputs:  text and a chain of faces.
Outputs: the characters at fault with their indexes; a diagnostic for one of them.
Units:   indexes into the text, from 0.
Source:  our choice: a missing character is an error (exit code 7), never an empty box.
"""

from collections.abc import Sequence

import regex

from banmian.errors import Diagnostic, Place
from banmian.typeface.charset import named
from banmian.typeface.face import Face

_CLUSTER = regex.compile(r"\X")
_LAID_OUT_NOT_DRAWN = frozenset("\n\r\t")


def missing_characters(text: str, chain: Sequence[Face]) -> tuple[tuple[int, str], ...]:
    """Each distinct character that no face of the chain has, with its first index.

    A cluster that one face can set composed (é of e and U+0301) lacks nothing.
    """
    lacking = {
        char
        for char in set(text) - _LAID_OUT_NOT_DRAWN
        if not any(face.covers(char) for face in chain)
    }
    if not lacking:
        return ()
    first: dict[str, int] = {}
    index = 0
    for cluster in text if text.isascii() else _CLUSTER.findall(text):
        first.setdefault(cluster, index)
        index += len(cluster)
    missing: dict[str, int] = {}
    for cluster, begin in first.items():
        if not lacking.isdisjoint(cluster) and not any(
            face.covers_cluster(cluster) for face in chain
        ):
            for offset, char in enumerate(cluster):
                if char in lacking:
                    missing.setdefault(char, begin + offset)
    return tuple((index, char) for char, index in missing.items())


def missing_glyph(char: str, place: Place | None, face_keys: tuple[str, ...]) -> Diagnostic:
    """The error for a character no face has; the caller knows the story's file, line and column."""
    faces = ", ".join(face_keys)
    return Diagnostic(
        "glyph-missing",
        f"no face has the character {named(char)}; looked in {faces}",
        place,
        "write another character, or add a face that has it to the fallback chain in fonts.toml",
    )
