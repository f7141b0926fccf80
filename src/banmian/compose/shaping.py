"""HarfBuzz's glyphs for every character of a paragraph, each from the first face that has it.

Inputs:  `Copy`.
Outputs: for each character of `Copy.text` the glyphs that begin with it; none for the later
         characters of a ligature, none for what is not printed.
Units:   em of the paragraph's size.
Source:  docs/decisions/0001-painting.md: the painter shapes the printed text of neighbouring runs
         of one face and size together, so the composer does, too.
"""

from itertools import groupby
from typing import NamedTuple
from unicodedata import category

import regex

from banmian.compose.style import Copy, TypeRun
from banmian.typeface.face import Face

_CLUSTER = regex.compile(r"\X")
_UNPRINTED = regex.compile(r"[\u00ad\u200b\u2060\ufeff\p{Cc}\u2028\u2029]")

# Joiners, selectors and the like: HarfBuzz gives them an empty glyph, the painter paints none.
_HIDDEN = regex.compile(r"\p{Default_Ignorable_Code_Point}")


def is_hidden(char: str) -> bool:
    """Whether nothing is painted for a character, not even an empty glyph."""
    return _HIDDEN.match(char) is not None


class Shaped(NamedTuple):
    """One glyph: where it comes from, how far it advances, and its offset from the pen."""

    face: Face
    gid: int
    advance: float
    x_offset: float


GlyphTable = list[list[Shaped]]


def shape_copy(copy: Copy) -> GlyphTable:
    """Shape a paragraph; no face having a character leaves it to the first one's .notdef."""
    table: GlyphTable = []
    for _, runs in groupby(copy.runs, lambda run: (run.faces, run.scale)):
        together = tuple(runs)
        text = "".join(run.text for run in together)
        table.extend(_shape_run(together[0], text))
    return table


def _shape_run(run: TypeRun, text: str) -> GlyphTable:
    """Shape the printed characters of a text; the others get no glyphs."""
    if not _UNPRINTED.search(text):
        return _shape_printed(run, text)
    places = [index for index, char in enumerate(text) if not _UNPRINTED.match(char)]
    table: GlyphTable = [[] for _ in text]
    shaped = _shape_printed(run, "".join(text[index] for index in places))
    for index, glyphs in zip(places, shaped, strict=True):
        table[index] = glyphs
    return table


def _shape_printed(run: TypeRun, text: str) -> GlyphTable:
    first = run.faces[0]
    table, complete = _shape(first, run.scale, text)
    if complete or len(run.faces) == 1:
        return table
    table = []
    for face, part in _by_coverage(run.faces, text):
        table.extend(_shape(face, run.scale, part)[0])
    return table


def _shape(face: Face, scale: float, text: str) -> tuple[GlyphTable, bool]:
    """Glyphs by character, and whether the face had them all."""
    table: GlyphTable = [[] for _ in text]
    complete = True
    make = tuple.__new__  # NamedTuple's own constructor costs as much as the rest of the loop
    hidden = _HIDDEN.search(text) is not None
    for cluster, gid, advance, x_offset, _ in face.shape(text):
        if hidden and is_hidden(text[cluster]):
            continue
        if gid == 0:
            complete = False
        box = 0.0 if gid == 0 and category(text[cluster])[0] == "M" else advance  # no room for none
        glyph = make(Shaped, (face, gid, box * scale, x_offset * scale))
        table[cluster].append(glyph)
    return table, complete


def _by_coverage(faces: tuple[Face, ...], text: str) -> list[tuple[Face, str]]:
    """Cut a text where the face has to change; a grapheme cluster is never divided (R11)."""
    spans: list[tuple[Face, str]] = []
    for cluster in _CLUSTER.findall(text):
        face = next((f for f in faces if f.covers_cluster(cluster)), None)
        if face is None:
            face = next((f for f in faces if f.covers(cluster[0])), faces[0])
        if spans and spans[-1][0] is face:
            spans[-1] = (face, spans[-1][1] + cluster)
        else:
            spans.append((face, cluster))
    return spans
