"""Bring together the two pages of a story that turns (转版).

Inputs:  `PageCopy`, the page's house, the folder of all layouts.
Outputs: the page's copy, each turned story with what this page prints of it besides its text; for
         each that is continued here, where its first part stands.
Units:   none.
Source:  newspaper.md N18.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from banmian.editorial.edition import JumpKind, PageCopy, Slot
from banmian.editorial.jumps import FirstPart, jumps_of
from banmian.editorial.story import Story
from banmian.errors import ContentError, Diagnostic, LayoutError
from banmian.gathering import Gathering
from banmian.house.load import load_house
from banmian.house.style import HouseStyle, StorySlot
from banmian.makeup.jump import Front, for_first_page, for_next_page


def turned(page: PageCopy, house: HouseStyle, layouts: Path) -> tuple[PageCopy, tuple[Front, ...]]:
    """Prepare the turned stories of a page.

    Raises:
        BanmianError: the pages do not agree, or a layout has no running text for a turned story.
    """
    if not any(slot.jump for slot in page.slots):
        return page, ()
    parts, diagnostics = jumps_of(page)
    gathering = Gathering(ContentError, LayoutError)
    gathering.diagnostics.extend((*diagnostics, *_without_text(page, house)))
    fronts = [gathering.attempt(_front, page, part, layouts) for part in parts]
    found = tuple(front for front in fronts if front is not None)
    if gathering.diagnostics:
        raise gathering.together()
    return replace(page, slots=tuple(_slot(slot, house, found) for slot in page.slots)), found


def _front(page: PageCopy, part: FirstPart, layouts: Path) -> Front:
    """Where the first part of a story stands."""
    house = load_house(layouts, part.layout, part.place)
    slot, here = house.slots.get(part.first_slot), page.slot(part.slot)
    assert here is not None
    assert isinstance(here.content, Story)
    if not isinstance(slot, StorySlot) or slot.frames.text is None:
        raise ContentError([_no_text(part.first_slot, part.layout, here)])
    story = for_first_page(here.content, slot.frames)
    return Front(part.slot, part.number, story, house, slot.frames)


def _without_text(page: PageCopy, house: HouseStyle) -> Iterator[Diagnostic]:
    """Turned stories in slots without running text."""
    for slot in page.slots:
        frames = house.slots.get(slot.name)
        if slot.jump is not None and isinstance(frames, StorySlot) and frames.frames.text is None:
            yield _no_text(slot.name, page.layout, slot)


def _no_text(name: str, layout: str, slot: Slot) -> Diagnostic:
    assert slot.jump is not None
    message = f"slot {name!r} of layout {layout} has no running text"
    hint = "turn a story from and to slots with text"
    return Diagnostic("jump-slot", message, slot.jump.place, hint)


def _slot(slot: Slot, house: HouseStyle, fronts: tuple[Front, ...]) -> Slot:
    """A slot whose story has what its page prints; a collection's slot is told of elsewhere."""
    frames = house.slots.get(slot.name)
    if slot.jump is None or not isinstance(slot.content, Story):
        return slot
    if slot.jump.kind is JumpKind.FROM:
        front = next(front for front in fronts if front.slot == slot.name)
        return replace(slot, content=for_next_page(slot.content, front.frames))
    if not isinstance(frames, StorySlot):
        return slot
    return replace(slot, content=for_first_page(slot.content, frames.frames))
