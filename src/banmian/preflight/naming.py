"""What to call a thing on the page: its story's headline, its picture's alternative text.

Inputs:  the tags of a document; what its pages paint.
Outputs: `Naming`.
Units:   none.
Source:  our choice: an editor finds “the portrait of so-and-so” sooner than an object number.
"""

from dataclasses import dataclass
from typing import Any

from banmian.preflight.painted import Kind, Painted
from banmian.preflight.read import entry, is_dict, items, key_of, name, number, text

Key = tuple[tuple[int, int], int]  # a content stream's object, and the mark within it
_MOST_ELEMENTS = 500_000
_MOST_BOOKMARKS = 10_000
_LONG = 24
_NEAR = 60.0  # points
_HEADS = {"H", "H1", "H2"}


@dataclass(frozen=True, slots=True)
class Tag:
    """What the tags say about a piece of marked content."""

    head: str
    alt: str


@dataclass(frozen=True, slots=True)
class Naming:
    """Names by the tags, else by the text nearby."""

    tags: dict[Key, Tag]
    figures: tuple[Any, ...]  # the elements of pictures

    def owner(self, thing: Painted) -> str:
        """What to gather a thing under: its story, or for a picture itself."""
        if thing.raster is not None:
            return f"{thing.box}"
        tag = self.tags.get((thing.source.stream, thing.source.mcid))
        return tag.head if tag is not None else ""

    def about(self, thing: Painted, others: list[Painted]) -> str:
        """The story, picture or text that a thing belongs to."""
        tag = self.tags.get((thing.source.stream, thing.source.mcid))
        own = thing.run.text.strip() if thing.run else ""
        if thing.kind in {Kind.IMAGE, Kind.STENCIL}:
            if tag is not None and tag.alt:
                return _with(f"picture {_quoted(tag.alt)}", tag, None, ())
            return _with(f"picture {_label(thing)}".strip(), tag, thing, others)
        if own:
            return _with(f"text {_quoted(own)}", tag, None, ())
        return _with("", tag, thing, others)


def _label(thing: Painted) -> str:
    raster = thing.raster
    return f"of {raster.width} × {raster.height} pixels" if raster else ""


def _with(what: str, tag: Tag | None, thing: Painted | None, others: Any) -> str:
    if tag is not None and tag.head:
        story = f"story {_quoted(tag.head)}"
        return f"{what} in {story}" if what else story
    near = _nearest_text(thing, others) if thing is not None else ""
    if near:
        return f"{what} near {_quoted(near)}".strip()
    return what


def _quoted(words: str) -> str:
    words = " ".join(words.split()).strip('“”"')
    return f"“{words if len(words) <= _LONG else words[: _LONG - 1] + '…'}”"


def _nearest_text(thing: Painted, others: list[Painted]) -> str:
    """The text nearest to a thing, when there is some close by."""
    reach = thing.box.grown(_NEAR)
    best, words = float("inf"), ""
    for other in others:
        if other.run is None or not other.run.text.strip() or not other.box.overlaps(reach):
            continue
        across = max(other.box.left - thing.box.right, thing.box.left - other.box.right, 0)
        down = max(other.box.bottom - thing.box.top, thing.box.bottom - other.box.top, 0)
        if across + down < best:
            best, words = across + down, other.run.text
    return words


def read_naming(root: Any, pages: Any) -> Naming:
    """Walk the tags in reading order; a head names what follows it, up to the next."""
    shown: dict[Key, str] = {}
    for page in pages:
        for thing in page.content.painted:
            if thing.run is not None and thing.source.mcid >= 0:
                key = (thing.source.stream, thing.source.mcid)
                shown[key] = shown.get(key, "") + thing.run.text
    walk = _Walk(entry(root, "/StructTreeRoot", "/RoleMap"), shown, _bookmarks(root))
    walk.go(entry(root, "/StructTreeRoot"))
    return Naming(walk.tags, tuple(walk.figures))


def _plain(words: str) -> str:
    return "".join(words.split())


def _bookmarks(root: Any) -> set[str]:
    """The titles of the outline, without blanks."""
    titles: set[str] = set()
    waiting = [entry(root, "/Outlines", "/First")]
    seen: set[object] = set()
    while waiting and len(seen) < _MOST_BOOKMARKS:
        item = waiting.pop()
        if not is_dict(item) or key_of(item) in seen:
            continue
        seen.add(key_of(item))
        titles.add(_plain(text(entry(item, "/Title"))))
        waiting += [entry(item, "/First"), entry(item, "/Next")]
    return titles


class _Walk:
    """One walk through the tags, without recursion: other people's trees may be rings."""

    def __init__(self, roles: Any, shown: dict[Key, str], titles: set[str]) -> None:
        self.tags: dict[Key, Tag] = {}
        self.figures: list[Any] = []
        self._roles = roles
        self._shown = shown
        self._titles = titles
        self._heads: list[str] = [""]  # each head's marks' text, joined as they come

    def go(self, tree: Any) -> None:
        """Walk the tree."""
        heads: dict[Key, int] = {}
        alts: dict[Key, str] = {}
        seen: set[object] = set()
        waiting: list[tuple[Any, Any, str, bool]] = [
            (kid, None, "", False) for kid in reversed(items(entry(tree, "/K")))
        ]
        count = 0
        while waiting and count < _MOST_ELEMENTS:
            count += 1
            element, page, alt, in_head = waiting.pop()
            mark = number(element)
            if mark is not None or entry(element, "/MCID") is not None:
                key = _key(element, page)
                if in_head:
                    self._heads[-1] += self._shown.get(key, "")
                heads[key], alts[key] = len(self._heads) - 1, alt
                continue
            if not is_dict(element) or (key_of(element) and key_of(element) in seen):
                continue
            seen.add(key_of(element))
            role = self._role(name(entry(element, "/S")))
            alt = text(entry(element, "/Alt")) or alt
            if role in _HEADS and not in_head:
                self._heads.append("")
                in_head = True
            if role == "Figure":
                self.figures.append(element)
            page = entry(element, "/Pg") or page
            kids = items(entry(element, "/K"))
            waiting += [(kid, page, alt, in_head) for kid in reversed(kids)]
        names = self._names()
        self.tags = {key: Tag(names[head], alts[key]) for key, head in heads.items()}

    def _names(self) -> list[str]:
        """The story's head for each head: a crosshead, which has no bookmark, goes by the last."""
        names: list[str] = []
        for head in self._heads:
            known = not self._titles or _plain(head) in self._titles
            names.append(head if known or not names else names[-1])
        return names

    def _role(self, role: str) -> str:
        for _ in range(8):
            mapped = name(entry(self._roles, f"/{role}")) if role else ""
            if not mapped or mapped == role:
                break
            role = mapped
        return role


def _key(element: Any, page: Any) -> Key:
    mark = number(element)
    if mark is not None:
        return (key_of(page) or (0, 0), int(mark))
    stream = entry(element, "/Stm") or entry(element, "/Pg") or page
    return (key_of(stream) or (0, 0), int(number(entry(element, "/MCID")) or 0))
