"""Layer 4, fonts: which are there, embedded how, and whether their text can be copied.

Inputs:  the faces two documents use, by name.
Outputs: `Draft`s of the layer `document`.
Units:   none.
Source:  ISO 32000-2 9.9 (embedding), 9.10 (ToUnicode). A subset changes with the words it is for;
         so programs are compared only when both sides show the same characters.
"""

from collections.abc import Iterable, Iterator

from banmian.snapshot.draft import Draft, shown
from banmian.snapshot.face import Face
from banmian.snapshot.finding import Gravity, Layer
from banmian.snapshot.phrases import Kind

Shelf = dict[str, list[Face]]


def font_drafts(
    old: Iterable[Face], new: Iterable[Face], names: tuple[frozenset[str], frozenset[str]]
) -> Iterator[Draft]:
    """What changed among the fonts of two documents.

    Args:
        old: faces that pages of the old document show, where pages differ.
        new: those of the new one.
        names: all names of fonts, of the old and of the new document.
    """
    for name in sorted(names[0] - names[1]):
        yield _draft(Kind.FONT_REMOVED, name, "")
    for name in sorted(names[1] - names[0]):
        yield _draft(Kind.FONT_ADDED, "", name)
    before, after = _shelf(old), _shelf(new)
    for name in sorted(before.keys() & after.keys()):
        yield from _changes(name, before[name], after[name])


def _changes(name: str, old: list[Face], new: list[Face]) -> Iterator[Draft]:
    kinds = [", ".join(sorted({f.program_kind or "–" for f in faces})) for faces in (old, new)]
    if kinds[0] != kinds[1]:
        yield _draft(Kind.FONT_EMBEDDING, kinds[0], kinds[1], name)
    has = [", ".join(sorted({_has_map(face) for face in faces})) for faces in (old, new)]
    if has[0] != has[1]:
        yield _draft(Kind.TO_UNICODE, has[0], has[1], name)
    else:
        yield from _maps(name, old, new)
    subtypes = [", ".join(sorted({face.subtype for face in faces})) for faces in (old, new)]
    if subtypes[0] != subtypes[1]:
        yield _draft(Kind.FONT_ENTRY, subtypes[0], subtypes[1], name, "Subtype")
    if _shown(old) != _shown(new) or kinds[0] != kinds[1]:
        return
    programs = [{face.program for face in faces} for faces in (old, new)]
    if programs[0] != programs[1]:
        yield _draft(Kind.FONT_PROGRAM, "", "", name)
    for entry in sorted({key for face in (*old, *new) for key in face.entries}):
        values = [
            ", ".join(sorted({face.entries.get(entry, "–") for face in faces}))
            for faces in (old, new)
        ]
        if values[0] != values[1]:
            yield _draft(Kind.FONT_ENTRY, values[0], values[1], name, entry)


def _maps(name: str, old: list[Face], new: list[Face]) -> Iterator[Draft]:
    """Codes of the same program that mean other characters than before."""
    by_program = {face.program or face.subtype: face for face in new}
    for face in old:
        other = by_program.get(face.program or face.subtype)
        if other is None or face.maps is None or other.maps is None:
            continue
        codes = sorted(
            code
            for code in face.used & other.used
            if face.maps.get(code, "") != other.maps.get(code, "")
        )
        if codes:
            words = [
                shown("".join(f.maps.get(c, "–") for c in codes)) for f in (face, other) if f.maps
            ]
            yield _draft(Kind.TO_UNICODE, words[0], words[1], name)


def _shelf(faces: Iterable[Face]) -> Shelf:
    shelf: Shelf = {}
    for face in faces:
        if face.used:
            shelf.setdefault(face.name, []).append(face)
    return shelf


def _shown(faces: list[Face]) -> frozenset[str]:
    return frozenset().union(*(face.used_text for face in faces))


def _has_map(face: Face) -> str:
    return "✓" if face.maps else "–"


def _draft(kind: Kind, before: str, after: str, name: str = "", entry: str = "") -> Draft:
    gravity = Gravity.NOTICE if kind is Kind.FONT_PROGRAM else Gravity.ERROR
    facts = tuple((key, value) for key, value in (("name", name), ("entry", entry)) if value)
    return Draft(Layer.DOCUMENT, kind, gravity, None, before, after, facts=facts)
