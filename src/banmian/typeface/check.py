"""What `fonts check` finds: changed files, permissions, marks and characters that a face lacks.

Inputs:  a catalogue; texts of a content folder, if any.
Outputs: diagnostics.
Units:   none.
Source:  docs/fonts.md.
"""

from collections.abc import Iterable, Iterator

from banmian.errors import Diagnostic, FontError, Severity, in_reading_order
from banmian.source.sourced import SourcedText
from banmian.typeface.borrowed import borrowed_glyphs
from banmian.typeface.catalogue import Catalogue
from banmian.typeface.charset import named
from banmian.typeface.coverage import missing_characters, missing_glyph
from banmian.typeface.face import Face
from banmian.typeface.mark_bodies import unsqueezable_marks
from banmian.typeface.permission import embedding_faults

_MAINLAND_MARKS = (
    "use the foundry's face for mainland China (SC, GB), whose marks stand in one half"
)
_HOW_TO_LICENSE = "ask the foundry for a licence that allows it, or use another face"


def check_fonts(catalogue: Catalogue, texts: Iterable[SourcedText] = ()) -> tuple[Diagnostic, ...]:
    """Check every face's file and permission, and that the faces have the texts' characters."""
    found: list[Diagnostic] = []
    for key in catalogue.keys:
        fault = catalogue.file_fault(key)
        found.extend([fault] if fault else _face_faults(catalogue, key))
    if not any(fault.severity is Severity.ERROR for fault in found):
        chains = {key: catalogue.chain(key) for key in catalogue.keys}
        copy = tuple(texts)
        for text in copy:
            found.extend(_coverage_faults(text, chains))
        found.extend(borrowed_glyphs(catalogue, copy))
    return in_reading_order(found)


def _face_faults(catalogue: Catalogue, key: str) -> Iterator[Diagnostic]:
    place = catalogue.read.places.of("faces", key, "file")
    try:
        face = catalogue.face(key)
    except FontError as fault:
        yield from (Diagnostic(d.code, d.message, place, d.hint) for d in fault.diagnostics)
        return
    for code, sentence in embedding_faults(face.path):
        yield Diagnostic(code, f"{face.path.name} {sentence}", place, _HOW_TO_LICENSE)
    marks = unsqueezable_marks(face)
    if marks and catalogue.entry(key).role != "other":
        message = f"{marks} of {face.path.name} have ink in the half that squeezing takes away"
        hint = _MAINLAND_MARKS
        yield Diagnostic("marks-not-squeezable", message, place, hint, Severity.WARNING)


def _coverage_faults(
    text: SourcedText, chains: dict[str, tuple[Face, ...]]
) -> Iterator[Diagnostic]:
    """An error for a character no face has; a warning for one that only some chains have."""
    lacking: dict[tuple[int, str], list[str]] = {}
    for key, chain in chains.items():
        for missing in missing_characters(text.text, chain):
            lacking.setdefault(missing, []).append(key)
    for (index, char), keys in lacking.items():
        place = text.place_of(index)
        if len(keys) == len(chains):
            yield missing_glyph(char, place, tuple(chains))
            continue
        message = f"set in {' or '.join(keys)}, the character {named(char)} would stop the build"
        hint = "the other faces have it: add one of them to the fallback chain in fonts.toml"
        yield Diagnostic("glyph-missing-in-chain", message, place, hint, Severity.WARNING)
