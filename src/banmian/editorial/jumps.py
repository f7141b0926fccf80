"""Stories that turn to another page (转版): whether both pages agree, and where each begins.

Inputs:  a `PageCopy`; the page.yaml of the pages it turns to or from.
Outputs: `FirstPart`s of the stories continued here; a diagnostic for each turn that leads nowhere.
Units:   page numbers.
Source:  newspaper.md N18. Both pages say it, so that each can be built alone: our choice.
"""

from dataclasses import dataclass

from banmian.editorial.edition import Jump, JumpKind, PageCopy, Slot
from banmian.editorial.fields import PageFields
from banmian.editorial.folder import ContentFolder
from banmian.editorial.story import Story
from banmian.editorial.which_folder import PAGE_FILE
from banmian.errors import BanmianError, ContentError, Diagnostic, Place
from banmian.source.yaml_file import load_yaml


@dataclass(frozen=True, slots=True)
class FirstPart:
    """Where a story that is continued in `slot` of this page begins."""

    slot: str
    number: int
    layout: str
    first_slot: str
    place: Place


def jumps_of(page: PageCopy) -> tuple[tuple[FirstPart, ...], tuple[Diagnostic, ...]]:
    """The first parts of what is continued on a page, and what is wrong with its turns."""
    parts: list[FirstPart] = []
    faults: list[Diagnostic] = []
    for slot in page.slots:
        jump = slot.jump
        if jump is None or not isinstance(slot.content, Story):
            continue
        other = _other_page(page, jump)
        if isinstance(other, Diagnostic):
            faults.append(other)
            continue
        there = other.jumps_from if jump.kind is JumpKind.TO else other.jumps_to
        name = next(
            (
                name
                for name, number in there.items()
                if number == page.number and other.slots.get(name) == slot.content.path.name
            ),
            None,
        )
        if name is None:
            faults.append(_not_agreed(page, slot, jump))
        elif jump.kind is JumpKind.FROM:
            parts.append(FirstPart(slot.name, jump.page, other.layout, name, jump.place))
    return tuple(parts), tuple(faults)


def _other_page(page: PageCopy, jump: Jump) -> PageFields | Diagnostic:
    """The page.yaml at the other end."""
    folder = ContentFolder.of_page(page.path).page(jump.page)
    try:
        file = folder.named(PAGE_FILE)
        loaded = load_yaml(file.path, PageFields, shown_as=file.shown_as, error=ContentError)
    except BanmianError as fault:
        first = fault.diagnostics[0].message
        message = f"page {jump.page} cannot be read: {first}"
        return Diagnostic("jump-page", message, jump.place, "name a page of this edition")
    return loaded.value


def _not_agreed(page: PageCopy, slot: Slot, jump: Jump) -> Diagnostic:
    assert isinstance(slot.content, Story)
    story = slot.content.path.name
    if jump.kind is JumpKind.TO:
        message = f"page {jump.page} does not continue {story}"
        hint = f"write there: slots: {{SLOT: {story}}} and jumps_from: {{SLOT: {page.number}}}"
    else:
        message = f"{story} does not turn from page {jump.page} to this one"
        hint = f"write there: jumps_to: {{SLOT: {page.number}}}, SLOT being where {story} stands"
    return Diagnostic("jump-not-agreed", message, jump.place, hint)
