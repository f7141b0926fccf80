"""Reads a page: page.yaml and every story it names, all their faults at once.

Inputs:  a page's folder, which lies in its edition's folder.
Outputs: `PageCopy`; `check_slots` compares its slots with those a layout declares.
Units:   none.
Source:  content-format contract.
"""

from collections.abc import Collection as Container
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from banmian.ad.read import read_ad
from banmian.editorial.edition import (
    Ad,
    Collection,
    Editor,
    Jump,
    JumpKind,
    ModulePlace,
    PageCopy,
    Slot,
    SlotKind,
)
from banmian.editorial.fields import (
    STORIES_LIMIT,
    AdFields,
    AdModuleFields,
    CollectionFields,
    ModuleFields,
    PageFields,
)
from banmian.editorial.folder import ContentFile, ContentFolder
from banmian.editorial.read_story import read_story
from banmian.editorial.story import Story
from banmian.editorial.texts import optional_text, roles_at, text_at
from banmian.editorial.which_folder import PAGE_FILE, PAGE_FOLDER, page_folder_fault
from banmian.errors import ContentError, Diagnostic, Place, UsageError
from banmian.gathering import Gathering
from banmian.source.places import Key, Places
from banmian.source.sourced import SourcedText
from banmian.source.yaml_file import Loaded, load_yaml

_IF_MISSING = "a page's folder holds page.yaml: number, section, layout, slots (docs/content.md)"


def load_page(folder: Path) -> PageCopy:
    """Read a page and all its stories; nothing is written.

    Args:
        folder: the page's folder; messages name the files as this path does.

    Raises:
        UsageError: there is no page.yaml.
        ContentError: with all faults of all files of the page.

    """
    home = ContentFolder.of_page(folder)
    file = home.named(PAGE_FILE)
    loaded = load_yaml(
        file.path, PageFields, shown_as=file.shown_as, error=ContentError, if_missing=_IF_MISSING
    )
    fields, places = loaded.value, loaded.places
    _refuse_too_many(loaded)
    reader = SlotReader(home, places)
    reader.gathering.diagnostics.extend(_wrong_number(loaded, folder))
    reader.gathering.diagnostics.extend(_wrong_jumps(loaded))
    reader.jumps = _jumps(loaded)
    slots = [reader.slot(name, value) for name, value in fields.slots.items()]
    slots += [reader.module(name, value) for name, value in fields.modules.items()]
    reader.gathering.diagnostics.extend(_slots_missing(loaded))
    if reader.gathering.diagnostics:
        raise ContentError(reader.gathering.diagnostics)
    return PageCopy(
        number=fields.number,
        section=text_at(places, "section"),
        layout=fields.layout,
        layout_place=places.of("layout"),
        editors=tuple(Editor(*pair) for pair in roles_at(places, fields.editors, "editors")),
        slots=tuple(slot for slot in slots if slot),
        photo_credit=optional_text(places, fields.photo_credit, "photo_credit"),
        inks=fields.inks,
        place=Place(file.shown_as, 1, 1),
        path=folder,
    )


def _jumps(loaded: Loaded[PageFields]) -> dict[str, Jump]:
    """The turns of a page, by slot."""
    fields, places = loaded.value, loaded.places
    ends = (
        (JumpKind.TO, "jumps_to", fields.jumps_to),
        (JumpKind.FROM, "jumps_from", fields.jumps_from),
    )
    return {
        slot: Jump(kind, page, places.of(key, slot))
        for kind, key, jumps in ends
        for slot, page in jumps.items()
    }


def _wrong_jumps(loaded: Loaded[PageFields]) -> Iterator[Diagnostic]:
    """Turns that name no story of this page, lead to itself, or turn what has been turned."""
    fields, places = loaded.value, loaded.places
    for key, jumps in (("jumps_to", fields.jumps_to), ("jumps_from", fields.jumps_from)):
        for slot, page in jumps.items():
            place = places.of(key, slot)
            if not isinstance(fields.slots.get(slot), str):
                hint = "name a slot that holds one story under slots"
                yield Diagnostic("jump-slot", f"{slot!r} holds no story here", place, hint)
            if page == fields.number:
                hint = "name another page of the edition"
                yield Diagnostic("jump-page", "the story turns to its own page", place, hint)
            if key == "jumps_from" and slot in fields.jumps_to:
                message = f"{slot!r} is turned twice"
                hint = "a story turns once: give the slot more lines, or cut the story"
                yield Diagnostic("jump-twice", message, place, hint)


def _refuse_too_many(loaded: Loaded[PageFields]) -> None:
    """Stop before a thousand files are read.

    Raises:
        ContentError: the page names more stories than it may.

    """
    slots = loaded.value.slots.values()
    count = sum(1 + len(slot.items) if isinstance(slot, CollectionFields) else 1 for slot in slots)
    count += len(loaded.value.modules)
    if count > STORIES_LIMIT:
        message = f"the page names {count} stories, the limit is {STORIES_LIMIT}"
        place = loaded.places.of("slots")
        raise ContentError([Diagnostic("too-many-stories", message, place, "split the page")])


def _slots_missing(loaded: Loaded[PageFields]) -> list[Diagnostic]:
    """A page has something on it, and no name means two places."""
    fields, places = loaded.value, loaded.places
    if not fields.slots and not fields.modules:
        hint = "add a line `slots: {lead: lead.md}`"
        return [Diagnostic("missing-key", "the key 'slots' is missing", places.of(), hint)]
    hint = "give one of them another name"
    return [
        Diagnostic("name-twice", f"{name} is a slot and a module", places.of("modules", name), hint)
        for name in fields.modules
        if name in fields.slots
    ]


def _wrong_number(loaded: Loaded[PageFields], folder: Path) -> list[Diagnostic]:
    return wrong_number(loaded.value.number, loaded.places, folder)


def wrong_number(number: int, places: Places, folder: Path) -> list[Diagnostic]:
    """The number of a page repeats its folder's name, so that no two pages share one."""
    name = folder.resolve().name
    if not PAGE_FOLDER.fullmatch(name):
        return page_folder_fault(folder)
    if int(name) == number:
        return []
    message = f"the page's number is {number}, but its folder is {name}"
    hint = f"write number: {int(name)}, or rename the folder to {number:02}"
    return [Diagnostic("page-number", message, places.of("number"), hint)]


@dataclass(slots=True)
class SlotReader:
    """Reads the stories of a page's slots, each file at most once."""

    folder: ContentFolder
    places: Places
    jumps: Mapping[str, Jump] = field(default_factory=dict)
    gathering: Gathering = field(default_factory=lambda: Gathering(ContentError, UsageError))
    _seen: dict[Path, Place] = field(default_factory=dict)

    def slot(self, name: str, value: str | CollectionFields | AdFields) -> Slot | None:
        """What stands in a slot, or None when something in it is wrong."""
        content: Story | Collection | Ad | None
        if isinstance(value, str):
            content = self.story("slots", name)
        elif isinstance(value, AdFields):
            content = self.ad("slots", name)
        else:
            content = self._collection(name, value)
        place = self.places.of_key("slots", name)
        return None if content is None else Slot(name, content, place, self.jumps.get(name))

    def module(self, name: str, fields: ModuleFields | AdModuleFields) -> Slot | None:
        """A story or an advertisement with a place of its own."""
        content: Story | Ad | None
        at = fields.at
        place = ModulePlace(at.column, at.columns, at.line, at.lines)
        if isinstance(fields, AdModuleFields):
            content = self.ad("modules", name)
        else:
            content = self.story("modules", name, "story")
            picture = fields.picture
            size = None if picture is None else (picture.columns, picture.lines)
            place = replace(place, level=fields.level, picture=size)
        where = self.places.of_key("modules", name)
        return None if content is None else Slot(name, content, where, module=place)

    def story(self, *path: Key) -> Story | None:
        """The story whose file is named at a path of keys."""
        return self.gathering.attempt(lambda: self._read(path))

    def ad(self, *path: Key) -> Ad | None:
        """The advertisement whose file and words are named under a path of keys."""
        return self.gathering.attempt(lambda: self._ad(path))

    def _collection(self, name: str, fields: CollectionFields) -> Collection | None:
        path = ("slots", name)
        intro = self.story(*path, "intro") if fields.intro is not None else None
        items = [self.story(*path, "items", at) for at in range(len(fields.items))]
        stories = tuple(item for item in items if item)
        if len(stories) < len(items) or (fields.intro is not None and intro is None):
            return None
        signoff = optional_text(self.places, fields.signoff, *path, "signoff")
        return Collection(intro, stories, signoff, self.places.of(*path))

    def _ad(self, path: tuple[Key, ...]) -> Ad:
        name = text_at(self.places, *path, "file")
        file = self.folder.file(name)
        self._once(file, name)
        found = read_ad(file.path, file.shown_as, name.place)
        return Ad(name.text, found, text_at(self.places, *path, "alt"), name.place)

    def _once(self, file: ContentFile, name: SourcedText) -> None:
        """Refuse what stands on the page already."""
        first = self._seen.setdefault(file.path, name.place)
        if first != name.place:
            message = f"{name} stands on this page twice; first in line {first.line}"
            fault = Diagnostic("story-twice", message, name.place, "delete one of the two")
            raise ContentError([fault])

    def _read(self, path: tuple[Key, ...]) -> Story:
        name = text_at(self.places, *path)
        jump = self.jumps.get(str(path[1])) if len(path) == 2 else None
        comes_from = jump.page if jump is not None and jump.kind is JumpKind.FROM else None
        folder = self.folder if comes_from is None else self.folder.page(comes_from)
        file = folder.file(name)

        def fault(code: str, message: str, hint: str) -> ContentError:
            return ContentError([Diagnostic(code, message, name.place, hint)])

        if not name.text.endswith(".md"):
            raise fault("not-a-story", f"{name} is not a story", "a story is a file *.md")
        self._once(file, name)
        if not file.path.is_file():
            raise fault(
                "file-missing", f"there is no file {file.shown_as}", _nearest(name.text, folder)
            )
        story = read_story(file, folder)
        if comes_from is None:
            return story
        return replace(story, name=f"{comes_from:02}/{story.name}")


def _nearest(name: str, folder: ContentFolder) -> str:
    """The file the editor may have meant."""
    there = sorted(path.name for path in folder.path.glob("*.md"))
    near = get_close_matches(name, there, n=1)
    if near:
        return f"did you mean {near[0]}?"
    return f"the folder has: {', '.join(there[:20]) or 'no story'}"


def check_slots(
    page: PageCopy, declared: Mapping[str, str], optional: Container[str] = ()
) -> tuple[Diagnostic, ...]:
    """Compare a page's slots with those its layout declares.

    Args:
        page: the page.
        declared: the kind of each slot of the layout, "story", "collection" or "ad", by its name.
        optional: the slots that a page may leave empty.

    """
    found: list[Diagnostic] = []
    names = ", ".join(f"{name} ({kind})" for name, kind in declared.items())
    for slot in page.slots:
        if slot.module is not None:
            continue  # the page has made it
        kind = declared.get(slot.name)
        if kind is None:
            near = get_close_matches(slot.name, declared, n=1)
            first = f"did you mean {near[0]}? " if near else ""
            message = f"the layout {page.layout} has no slot {slot.name!r}"
            hint = f"{first}it has: {names}"
            found.append(Diagnostic("unknown-slot", message, slot.place, hint))
        elif kind != slot.kind:
            message = f"the slot {slot.name} takes a {kind}, not a {slot.kind}"
            found.append(Diagnostic("slot-kind", message, slot.place, HOW_TO_FILL[kind]))
    for name, kind in declared.items():
        if name not in optional and page.slot(name) is None:
            message = f"the slot {name} of the layout {page.layout} is not filled"
            hint = f"add it under slots; it takes a {kind}"
            found.append(Diagnostic("missing-slot", message, page.place, hint))
    return tuple(found)


HOW_TO_FILL: Mapping[str, str] = {
    SlotKind.STORY: "name one story: slot: name.md",
    SlotKind.COLLECTION: "name several: slot: {items: [one.md, two.md]}",
    SlotKind.AD: "name a PDF or picture: slot: {file: ads/name.pdf, alt: …}",
}
