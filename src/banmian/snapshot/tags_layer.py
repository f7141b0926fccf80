"""Layer 4, tags: roles, nesting, reading order, alternative text.

Inputs:  two tag trees.
Outputs: `Draft`s with the page they are of.
Units:   none.
Source:  ISO 14289-1 (PDF/UA). Words that changed are the layer of text's; here a piece whose words
         changed still is the same piece when it stands at the same place in the tree.
"""

from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from banmian.snapshot.draft import Draft, shown
from banmian.snapshot.finding import Gravity, Layer
from banmian.snapshot.phrases import Kind
from banmian.snapshot.tags import Tag, TagTree

OnPage = tuple[int, Draft]
TOLD_MAX = 20  # tags of one kind told one by one


def tag_drafts(old: TagTree, new: TagTree) -> Iterator[OnPage]:
    """What changed among the tags of two documents."""
    if old.present != new.present:
        words = ["✓" if tree.present else "" for tree in (old, new)]
        yield 0, _draft(Kind.TAGS, words[0], words[1], None)
        return
    if old.roles != new.roles:
        yield 0, _draft(Kind.TAG_ENTRY, old.roles[:8], new.roles[:8], None, "RoleMap")
    if old.broken != new.broken:
        before, after = str(old.broken), str(new.broken)
        yield 0, _draft(Kind.TAG_ENTRY, before, after, None, "ParentTree ×")
    yield from _told(_changes(old.tags, new.tags))


def _changes(old: tuple[Tag, ...], new: tuple[Tag, ...]) -> Iterator[OnPage]:
    matcher = SequenceMatcher(None, [_key(t) for t in old], [_key(t) for t in new], autojunk=False)
    gone: list[Tag] = []
    added: list[Tag] = []
    replaced: list[tuple[Tag, Tag]] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        one, two = old[i1:i2], new[j1:j2]
        if tag == "equal" or [_form(t) for t in one] == [_form(t) for t in two]:
            for a, b in zip(one, two, strict=True):
                replaced.append((a, b))
                yield from _entries(a, b)
        elif [t.depth for t in one] == [t.depth for t in two] and _content(one) == _content(two):
            for a, b in zip(one, two, strict=True):
                if a.role != b.role:
                    yield b.place[0], _draft(Kind.TAG_ROLE, a.path, b.path, b)
                yield from _entries(a, b)
        else:
            gone += one
            added += two
    yield from _exchanged([(a, b) for a, b in replaced if a.content != b.content])
    yield from _moved_or_new(gone, added)


def _exchanged(replaced: list[tuple[Tag, Tag]]) -> Iterator[OnPage]:
    """Pieces that hold what another one held."""
    before = {one.content for one, _ in replaced} - {"missing"}
    for one, two in replaced:
        if two.content in before:
            words = (shown(one.content), shown(two.content))
            yield two.place[0], _draft(Kind.TAG_ORDER, *words, two)


def _moved_or_new(gone: list[Tag], added: list[Tag]) -> Iterator[OnPage]:
    """Tags on one side only; what is on both, elsewhere, was moved."""
    waiting: dict[object, list[Tag]] = {}
    for tag in gone:
        waiting.setdefault(_content_key(tag), []).append(tag)
    for tag in added:
        others = waiting.get(_content_key(tag))
        if not others:
            if tag.role:
                yield tag.place[0], _draft(Kind.TAG_ADDED, "", tag.path, tag)
            continue
        other = others.pop(0)
        yield from _entries(other, tag)
        if not tag.role and tag.content != "missing":
            words = [f"{t.path} “{shown(t.content)}”" for t in (other, tag)]
            kind = Kind.TAG_CONTENT if other.path != tag.path else Kind.TAG_ORDER
            yield tag.place[0], _draft(kind, words[0], words[1], tag)
    for left in waiting.values():
        for tag in left:
            if tag.role:
                yield tag.place[0], replace(_draft(Kind.TAG_REMOVED, tag.path, "", tag), gone=True)


def _entries(one: Tag, two: Tag) -> Iterator[OnPage]:
    if one.words == two.words and one.others == two.others and one.name == two.name:
        return
    before, after = dict(one.words), dict(two.words)
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) == after.get(key):
            continue
        values = (shown(before.get(key, "")), shown(after.get(key, "")))
        if key == "Alt":
            yield two.place[0], _draft(Kind.ALT, *values, two)
        elif key == "Lang":
            yield two.place[0], _draft(Kind.LANGUAGE, *values, two)
        else:
            yield two.place[0], _draft(Kind.TAG_ENTRY, *values, two, f"{two.path} {key}")
    before, after = dict(one.others), dict(two.others)
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            values = (before.get(key, "")[:8], after.get(key, "")[:8])
            yield two.place[0], _draft(Kind.TAG_ENTRY, *values, two, f"{two.path} {key}")


def _told(found: Iterator[OnPage]) -> Iterator[OnPage]:
    """Findings, each once; many of one kind on one page are one."""
    kept: dict[tuple[int, Kind], list[Draft]] = {}
    for page, draft in dict.fromkeys(found):
        kept.setdefault((page, draft.kind), []).append(draft)
    for (page, _), drafts in kept.items():
        shown_ = drafts if len(drafts) <= TOLD_MAX else drafts[:TOLD_MAX]
        for draft in shown_[:-1]:
            yield page, draft
        yield page, replace(shown_[-1], count=1 + len(drafts) - len(shown_))


def _key(tag: Tag) -> tuple[int, str, str]:
    return (tag.depth, tag.role, tag.content)


def _form(tag: Tag) -> tuple[int, str]:
    return (tag.depth, tag.role)


def _content_key(tag: Tag) -> tuple[str, str]:
    return (tag.role, tag.content)


def _content(tags: tuple[Tag, ...]) -> list[str]:
    return [tag.content for tag in tags if not tag.role]


def _draft(kind: Kind, before: str, after: str, tag: Tag | None, name: str = "") -> Draft:
    facts = (("name", name),) if name else ()
    bounds = tag.box if tag else None
    mcid = tag.place[1] if tag else -1
    return Draft(Layer.DOCUMENT, kind, Gravity.ERROR, bounds, before, after, facts=facts, mcid=mcid)
