"""Samples with markup: the same inline grammar as in a story, for `compose --markup`.

Inputs:  a `Sample`, the face of plain text, a catalogue.
Outputs: `Copy` in its faces with what stands between the lines; warnings; diagnostics.
Units:   none.
Source:  docs/content.md, "The body".
"""

from collections.abc import Iterator
from itertools import chain

from banmian.compose.style import Copy, TypeRun
from banmian.editorial.inline import InlineReader
from banmian.editorial.story import Emphasis, Run
from banmian.errors import ContentError, Diagnostic, Place
from banmian.gathering import Gathering
from banmian.makeup.between import beside_of
from banmian.pipeline.lacking import lacking
from banmian.pipeline.samples import Sample, SampleCopies, one_paragraph
from banmian.source.sourced import SourcedBuilder, SourcedText
from banmian.typeface.catalogue import Catalogue
from banmian.typeface.coverage import missing_characters
from banmian.typeface.face import Face

_ROLES = {Emphasis.STRONG: "hei", Emphasis.KAI: "kai"}


def marked_copies(samples: list[Sample], face: str, catalogue: Catalogue) -> SampleCopies:
    """The copy of every sample, its markup read.

    Raises:
        ContentError: markup that is not accepted; all faults at once.
    """
    gathering = Gathering(ContentError)
    tried = [gathering.attempt(_marked_copy, sample, face, catalogue) for sample in samples]
    if gathering.diagnostics:
        raise gathering.together()
    read = [one for one in tried if one is not None]
    return SampleCopies(
        tuple(copy for copy, _ in read), tuple(chain.from_iterable(missing for _, missing in read))
    )


def _marked_copy(sample: Sample, face: str, catalogue: Catalogue) -> tuple[Copy, list[Diagnostic]]:
    reader = InlineReader(_as_written(sample))
    if reader.diagnostics:
        raise ContentError(reader.diagnostics)
    runs: list[TypeRun] = []
    missing: list[Diagnostic] = []
    for run in reader.runs:
        faces = catalogue.chain(_face_of(run, face, catalogue))
        beside = beside_of(run.annotation, catalogue)
        runs.append(TypeRun(run.text.text, faces, beside=beside))
        missing.extend(_missing(sample, run.text, faces))
        for syllable in run.annotation.readings:
            missing.extend(_missing(sample, syllable, beside.faces))
    return Copy(tuple(runs)), missing


def _face_of(run: Run, face: str, catalogue: Catalogue) -> str:
    role = _ROLES.get(run.emphasis)
    keys = (key for key in catalogue.keys if role and catalogue.entry(key).role == role)
    return next(keys, face)


def _missing(sample: Sample, text: SourcedText, faces: tuple[Face, ...]) -> Iterator[Diagnostic]:
    for index, char in missing_characters(text.text, faces):
        yield lacking(char, sample.name, text.place_of(index), faces)


def _as_written(sample: Sample) -> SourcedText:
    """The sample with the places of its lines; text out of JSON stands where its line does."""
    builder = SourcedBuilder()
    file, first = sample.place.file, sample.place.line or 1
    if one_paragraph(sample.source) != sample.text:
        for number, line in enumerate(sample.text.splitlines()):
            builder.add("\n" if number else "", Place(file, first))
            builder.add(line.strip(), Place(file, first))
        return builder.done(sample.place)
    for number, line in enumerate(sample.source.splitlines(), first):
        words = line.strip()
        if words and number > first:
            builder.add("\n", Place(file, number, 1))
        builder.add(words, Place(file, number, len(line) - len(line.lstrip()) + 1))
    return builder.done(sample.place)
