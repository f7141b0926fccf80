"""A story says who wrote it where the layout prints it.

What it does: Looks for stories in places with a byline that have neither byline, speaker, dateline
              nor sign-off. A story that comes from another page was signed there.
Why:          A report without a name is nobody's; the layout leaves white where it should stand.
Example:      A lead without `byline`.
Source:       newspaper.md N15, N16.
"""

from collections.abc import Iterator

from banmian.check.boxes import union
from banmian.check.rule import WARNING, Remark, Rule
from banmian.check.scene import HEADS, Scene
from banmian.editorial.edition import Ad, JumpKind, Slot
from banmian.editorial.story import Story
from banmian.house.style import CollectionSlot, HouseStyle, StorySlot

_BYLINE = "byline"


def check(scene: Scene) -> Iterator[Remark]:
    """Stories that nobody signs."""
    for slot in scene.copy.slots:
        if not _prints_bylines(slot, scene.house) or _comes_from_elsewhere(slot):
            continue
        content = slot.content
        if isinstance(content, Ad):
            continue
        for story in (content,) if isinstance(content, Story) else content.items:
            if not (story.byline or story.speaker or story.dateline or story.signoff):
                heads = [t.block.rect for t in scene.of(story.name) if t.role in HEADS]
                if heads:
                    yield Remark(
                        "the layout prints a byline, and the story has none",
                        union(heads),
                        story.name,
                        hint="write byline, or dateline for an agency's report",
                    )


def _prints_bylines(slot: Slot, house: HouseStyle) -> bool:
    place = house.slots.get(slot.name)
    if isinstance(place, StorySlot):
        return any(part.part == _BYLINE for part in place.frames.parts)
    if isinstance(place, CollectionSlot):
        modules = any(part.part == _BYLINE for frames in place.modules for part in frames.parts)
        arranged = place.arrangement.patterns if place.arrangement else ()
        return modules or any(part.part == _BYLINE for one in arranged for part in one.parts)
    return False


def _comes_from_elsewhere(slot: Slot) -> bool:
    """Whether a story is continued here: it is signed where it begins."""
    return slot.jump is not None and slot.jump.kind is JumpKind.FROM


RULE = Rule("byline-missing", WARNING, check)
