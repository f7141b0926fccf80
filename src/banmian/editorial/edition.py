"""An edition and its pages as the editors handed them in.

Inputs:  made by `load_edition` and `load_page`.
Outputs: `EditionCopy`, `PageCopy` with its slots, `Collection`.
Units:   none.
Source:  content-format contract.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

from banmian.ad.read import AdFile
from banmian.editorial.story import Story
from banmian.errors import Place
from banmian.source.sourced import SourcedText


class SlotKind(StrEnum):
    """What a slot of a layout takes."""

    STORY = "story"
    COLLECTION = "collection"
    AD = "ad"


@dataclass(frozen=True, slots=True)
class Collection:
    """Stories of equal rank under a common head, such as the speeches of one meeting."""

    intro: Story | None
    items: tuple[Story, ...]
    signoff: SourcedText | None
    place: Place


@dataclass(frozen=True, slots=True)
class Ad:
    """An advertisement that came ready-made; `name` is its file's, as page.yaml has it."""

    name: str
    file: AdFile
    alt: SourcedText
    place: Place


class JumpKind(StrEnum):
    """Which end of a turn is here."""

    TO = "to"
    FROM = "from"


@dataclass(frozen=True, slots=True)
class Jump:
    """A story turns to another page, or comes from one (转版)."""

    kind: JumpKind
    page: int
    place: Place


@dataclass(frozen=True, slots=True)
class ModulePlace:
    """A place that the page gives: columns and lines of the page's grid, from 0.

    Attributes:
        level: which of the layout's heads a story gets, from 1.
        picture: columns and lines of a story's picture, where the editor has said so.
    """

    column: int
    columns: int
    line: int
    lines: int
    level: int = 1
    picture: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands in one slot of the layout; the place is that of the slot's name.

    A story that is continued here is all of it: where its first part ends, make-up finds.
    A `module` is a slot that the page has made itself, on a layout that leaves places to it.
    """

    name: str
    content: Story | Collection | Ad
    place: Place
    jump: Jump | None = None
    module: ModulePlace | None = None

    @property
    def kind(self) -> SlotKind:
        """Whether a story, a collection or an advertisement stands here."""
        if isinstance(self.content, Ad):
            return SlotKind.AD
        return SlotKind.STORY if isinstance(self.content, Story) else SlotKind.COLLECTION


@dataclass(frozen=True, slots=True)
class Editor:
    """Who answers for the page: printed in the folio line (责任编辑 某某)."""

    role: SourcedText
    names: tuple[SourcedText, ...]


@dataclass(frozen=True, slots=True)
class PageCopy:
    """All copy of one page, slots in the order of page.yaml, which is the reading order."""

    number: int
    section: SourcedText
    layout: str
    layout_place: Place
    editors: tuple[Editor, ...]
    slots: tuple[Slot, ...]
    photo_credit: SourcedText | None
    inks: Literal["all", "black"] | None
    place: Place
    path: Path

    def slot(self, name: str) -> Slot | None:
        """The slot of that name, if the page fills it."""
        return next((slot for slot in self.slots if slot.name == name), None)

    @property
    def stories(self) -> tuple[Story, ...]:
        """Every story of the page, intros included, in reading order."""
        found: list[Story] = []
        for slot in self.slots:
            if isinstance(slot.content, Story):
                found.append(slot.content)
            elif isinstance(slot.content, Collection):
                found.extend([slot.content.intro] if slot.content.intro else [])
                found.extend(slot.content.items)
        return tuple(found)

    @property
    def ads(self) -> tuple[Ad, ...]:
        """Every advertisement of the page."""
        return tuple(slot.content for slot in self.slots if isinstance(slot.content, Ad))


@dataclass(frozen=True, slots=True)
class EditionCopy:
    """One day's newspaper: its imprint, and the folders of its pages in page order."""

    newspaper: SourcedText
    date: datetime.date
    issue_number: SourcedText | None
    cn_number: SourcedText | None
    publisher: SourcedText | None
    price: SourcedText | None
    website: SourcedText | None
    lunar_date: SourcedText | None
    weather: SourcedText | None
    folder_name: str
    pages: tuple[Path, ...]
    place: Place
