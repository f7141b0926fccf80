"""Characters that no face has, in samples: told as warnings, and left white where they would stand.

On a page such a character is an error; a sample is a measurement, and one emoji among thousands of
paragraphs must not end it.

Inputs:  samples and their faces; composed lines.
Outputs: diagnostics; lines to be painted, with a blank where a glyph would be a box.
Units:   em, as in the lines.
Source:  our choice. A blank, not nothing: it keeps the neighbours' glyphs from being shaped as if
         they met, and copied text shows that something is left out.
"""

from collections.abc import Iterable
from dataclasses import replace

import regex

from banmian.compose.cluster import Cluster
from banmian.compose.finalise import ComposedLine
from banmian.compose.interlinear import Interlinear
from banmian.compose.shaping import is_hidden
from banmian.errors import Diagnostic, Place, Severity
from banmian.typeface.coverage import missing_glyph
from banmian.typeface.face import Face

WHITE = "\u3000"  # every face has it, and it draws nothing
_CLUSTER = regex.compile(r"\X")


def lacking(char: str, sample: str | float, place: Place, chain: Iterable[Face]) -> Diagnostic:
    """The warning for a character of a sample that no face has."""
    fault = missing_glyph(char, place, tuple(face.key for face in chain))
    message = f"paragraph {sample!r}: {fault.message}; it is left white"
    return replace(fault, message=message, severity=Severity.WARNING)


def left_white(line: ComposedLine) -> ComposedLine:
    """A line whose characters without a glyph are blanks; everything else stays where it is."""
    if all(_is_drawn(cluster.text, cluster.face) for cluster in line.clusters):
        clusters = line.clusters
    else:
        clusters = tuple(_blanked(cluster) for cluster in line.clusters)
    return replace(line, clusters=clusters, interlinear=_readable(line.interlinear))


def _is_drawn(text: str, face: Face) -> bool:
    return text.isascii() or all(map(face.covers_cluster, _CLUSTER.findall(text)))


def _blanked(cluster: Cluster) -> Cluster:
    """A cluster with a blank for every grapheme that its face has nothing of."""
    if _is_drawn(cluster.text, cluster.face):
        return cluster
    graphemes = _CLUSTER.findall(cluster.text)
    counts = [0] * len(graphemes)  # of each grapheme, its glyphs
    owners = [number for number, text in enumerate(graphemes) for _ in text]
    for glyph in cluster.face.shape(cluster.text):
        if not is_hidden(cluster.text[glyph.cluster]):
            counts[owners[glyph.cluster]] += 1
    if sum(counts) != len(cluster.pens):
        graphemes, counts = [cluster.text], [len(cluster.pens)]
    text = ""
    kept: list[int] = []
    begin = 0
    for grapheme, count in zip(graphemes, counts, strict=True):
        painted, glyphs = _painted(grapheme, count, cluster.face)
        text += painted
        kept.extend(range(begin, begin + glyphs))
        begin += count
    crosses = tuple(cluster.crosses[index] for index in kept) if cluster.crosses else ()
    return cluster._replace(
        text=text, pens=tuple(cluster.pens[index] for index in kept), crosses=crosses
    )


def _painted(grapheme: str, count: int, face: Face) -> tuple[str, int]:
    """What is painted of a grapheme: all, the letter without an accent, or white."""
    if _is_drawn(grapheme, face):
        return grapheme, count
    if _is_drawn(grapheme[0], face) and not is_hidden(grapheme[0]):
        return grapheme[0], 1
    return WHITE, 1


def _readable(between: Interlinear) -> Interlinear:
    """Without the pinyin that would have a box in it."""
    readings = tuple(
        reading
        for reading in between.readings
        if _is_drawn(reading.cluster.text, reading.cluster.face)
    )
    same = len(readings) == len(between.readings)
    return between if same else replace(between, readings=readings)
