"""What stands between the lines: in which face pinyin is set, and whether there is room for it.

Inputs:  annotations of the copy, a catalogue, a `Setting` that knows the white between its lines.
Outputs: `Beside` for the composer; warnings where lines stand too close.
Units:   em of the style's size.
Source:  R35: half an em of white for marks on one side, five eighths for two. R36: pinyin is sans
         serif and half as large as its characters; that it shrinks in need is our choice.
"""

from collections.abc import Iterable, Iterator, Sequence

from banmian.compose.interlinear import (
    MARKED_GAP,
    READING_SIZE,
    TWO_SIDED_GAP,
    letters_of,
)
from banmian.compose.style import Beside, Copy, Setting
from banmian.editorial.story import Annotation
from banmian.errors import Diagnostic, Place, Severity
from banmian.source.sourced import SourcedText
from banmian.typeface.catalogue import Catalogue

_CLOSE = 1e-6
_PITCH = "give the style a larger pitch in the layout"


def beside_of(annotation: Annotation, catalogue: Catalogue) -> Beside:
    """The composer's view of an annotation: pinyin in Hei, or in the first face without one."""
    if not annotation.readings:
        return Beside(annotation.dots, annotation.name)
    hei = (key for key in catalogue.keys if catalogue.entry(key).role == "hei")
    faces = catalogue.chain(next(hei, catalogue.keys[0]))
    readings = tuple(syllable.text for syllable in annotation.readings)
    return Beside(annotation.dots, annotation.name, readings, faces)


def room_between_lines(
    pieces: Iterable[tuple[SourcedText, Annotation]], copy: Copy, setting: Setting
) -> Iterator[Diagnostic]:
    """Warn of the first mark, and the first pinyin, of a paragraph that has too little white."""
    marked = read = None
    for text, annotation in pieces:
        if marked is None and (annotation.dots or annotation.name):
            marked = text.place
        if read is None and annotation.readings:
            read = text.place
    runs = tuple(run.beside for run in copy.runs)
    if marked is not None:
        wanted = TWO_SIDED_GAP if read is not None or _two_sided(runs, setting) else MARKED_GAP
        if setting.line_gap < wanted - _CLOSE:
            what = "dots and lines stand closer to the text than they should"
            yield _too_low(f"{what}: they want {wanted:g} em", setting, marked, _PITCH)
    if read is not None:
        size = letters_of(runs, setting).size()
        if size < READING_SIZE - _CLOSE:
            what = f"pinyin is set at {size:.2f} of its characters' size instead of {READING_SIZE}"
            hint = f"{_PITCH}, or write the reading in the line: 镕（róng）"
            yield _too_low(what, setting, read, hint)


def _two_sided(runs: Sequence[Beside], setting: Setting) -> bool:
    """Whether both sides have marks: dots at the right of columns, lines at the left."""
    return setting.vertical and any(run.dots for run in runs) and any(run.name for run in runs)


def _too_low(what: str, setting: Setting, place: Place, hint: str) -> Diagnostic:
    return Diagnostic(
        "line-gap",
        f"the white between the lines is {setting.line_gap:.2f} em: {what}",
        place,
        hint,
        Severity.WARNING,
    )
