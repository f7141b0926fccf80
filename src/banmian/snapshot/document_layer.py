"""Layer 4: page boxes, output intents, metadata, bookmarks, links, entries of the catalogue.

Inputs:  the facts of two documents and of their pages.
Outputs: `Draft`s of the layer `document`.
Units:   millimetres in words.
Source:  ISO 32000-2 14.11.2 (boxes: those left out stand for others), 14.11.5 (output intents).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from banmian.snapshot.draft import MM, Draft, shown
from banmian.snapshot.drawn import Bounds
from banmian.snapshot.facts import BOXES, DocumentFacts, Note, PageFacts
from banmian.snapshot.finding import Fact, Gravity, Layer
from banmian.snapshot.phrases import Kind

NEAR = 0.003  # points a box may differ by: rounding to four digits


def document_drafts(old: DocumentFacts, new: DocumentFacts) -> Iterator[Draft]:
    """What changed beside the pages."""
    yield from _named(Kind.ENTRY, old.entries, new.entries, Gravity.WARNING)
    yield from _named(Kind.METADATA, old.metadata, new.metadata, Gravity.WARNING)
    for sort in sorted(old.intents.keys() | new.intents.keys()):
        words = [f"{sort} {f.intents[sort]}" if sort in f.intents else "" for f in (old, new)]
        if words[0] != words[1]:
            yield _draft(Kind.INTENT, words[0], words[1])
    yield from _outline(old.outline, new.outline)
    for kind, before, after in (
        (Kind.LANGUAGE, old.language, new.language),
        (Kind.TAGS, old.marked, new.marked),
        (Kind.ENCRYPTION, old.encryption, new.encryption),
    ):
        if before != after:
            yield _draft(kind, before, after)


def page_drafts(old: PageFacts, new: PageFacts) -> Iterator[Draft]:
    """What changed on a page beside its content."""
    for name in (box[1:] for box in BOXES):
        one, two = old.boxes.get(name), new.boxes.get(name)
        if not _same_box(one, two):
            yield _draft(Kind.BOX, _words(one), _words(two), facts=(("name", name),))
    yield from _named(Kind.PAGE_ENTRY, old.entries, new.entries, Gravity.ERROR)
    yield from _notes(old.notes, new.notes)


def page_moved(old: int, new: int) -> Draft:
    """A page that stands elsewhere among the others."""
    return _draft(Kind.PAGE_MOVED, str(old), str(new))


def _same_box(one: Bounds | None, two: Bounds | None) -> bool:
    if one is None or two is None:
        return one is two
    return all(abs(a - b) <= NEAR for a, b in zip(one, two, strict=True))


def _words(box: Bounds | None) -> str:
    if box is None:
        return ""
    width, height = (box[2] - box[0]) * MM, (box[3] - box[1]) * MM
    return f"{width:.2f} × {height:.2f} mm @ {box[0] * MM:.2f},{box[1] * MM:.2f}"


def _named(
    kind: Kind, old: dict[str, str], new: dict[str, str], gravity: Gravity
) -> Iterator[Draft]:
    """Entries by name; destinations that all moved are one finding."""
    changed = [name for name in sorted(old.keys() | new.keys()) if old.get(name) != new.get(name)]
    targets = [name for name in changed if name.startswith("Dests/")]
    for name in changed:
        if name in targets[1:]:
            continue
        count = len(targets) if targets and name == targets[0] else 1
        before, after = (shown(side.get(name, "")) for side in (old, new))
        facts = (("name", name if count == 1 else f"{name} …"),)
        yield Draft(Layer.DOCUMENT, kind, gravity, None, before, after, count=count, facts=facts)


def _outline(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[Draft]:
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for step in range(max(i2 - i1, j2 - j1)):
            before = old[i1 + step] if i1 + step < i2 else ""
            after = new[j1 + step] if j1 + step < j2 else ""
            yield _draft(Kind.OUTLINE, shown(before.strip()), shown(after.strip()))


def _notes(old: Iterable[Note], new: Iterable[Note]) -> Iterator[Draft]:
    """Links and remarks: equal ones drop out, then those at the same place are pairs."""
    before, after = list(old), list(new)
    for note, count in (Counter(before) & Counter(after)).items():
        for _ in range(count):
            before.remove(note)
            after.remove(note)
    for fits in (_same_rect, _same_goal):
        for one in list(before):
            two = next((note for note in after if fits(one, note)), None)
            if two is not None:
                before.remove(one)
                after.remove(two)
                yield from _note_changes(one, two)
    for one in before:
        yield _note(one, _note_words(one), "", gone=True)
    for two in after:
        yield _note(two, "", _note_words(two))


def _same_rect(one: Note, two: Note) -> bool:
    return one.sort == two.sort and _same_box(one.bounds, two.bounds)


def _same_goal(one: Note, two: Note) -> bool:
    return (one.sort, one.goes, one.says) == (two.sort, two.goes, two.says)


def _note_changes(one: Note, two: Note) -> Iterator[Draft]:
    if (one.goes, one.says) != (two.goes, two.says):
        yield _note(two, _note_words(one), _note_words(two))
    elif one.rest != two.rest:
        yield _note(two, f"{_note_words(one)} {one.rest[:6]}", f"{_note_words(two)} {two.rest[:6]}")
    elif not _same_box(one.bounds, two.bounds):
        yield _note(two, _words(one.bounds), _words(two.bounds))


def _note(note: Note, before: str, after: str, *, gone: bool = False) -> Draft:
    kind = Kind.LINK if note.sort == "Link" else Kind.ANNOTATION
    facts = (("name", note.sort),)
    return Draft(
        Layer.DOCUMENT, kind, Gravity.ERROR, note.bounds, before, after, facts=facts, gone=gone
    )


def _note_words(note: Note) -> str:
    words = " ".join(filter(None, (note.goes, f"“{shown(note.says)}”" if note.says else "")))
    return words or note.sort


def _draft(kind: Kind, before: str, after: str, facts: tuple[Fact, ...] = ()) -> Draft:
    return Draft(Layer.DOCUMENT, kind, Gravity.ERROR, None, before, after, facts=facts)
