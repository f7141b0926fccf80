"""Copy for which the layout has no place: said before anything is set, so that nothing gets lost.

Inputs:  `PageCopy`, `HouseStyle`.
Outputs: a diagnostic for each piece of copy that would not be printed.
Units:   none.
Source:  our choice: what an editor hands in is printed, or refused with its file and line.
"""

from collections.abc import Iterator, Set

from banmian.editorial.edition import Collection, PageCopy
from banmian.editorial.story import Crosshead, Story
from banmian.errors import Diagnostic, Place
from banmian.house.style import Arrangement, CollectionSlot, HouseStyle, StoryFrames, StorySlot


def unplaced(page: PageCopy, house: HouseStyle) -> Iterator[Diagnostic]:
    """Everything on a page that the layout does not print."""
    for slot in page.slots:
        frames = house.slots.get(slot.name)
        if isinstance(slot.content, Story) and isinstance(frames, StorySlot):
            yield from _story(slot.content, frames.frames)
        elif isinstance(slot.content, Collection) and isinstance(frames, CollectionSlot):
            if len(slot.content.items) > frames.places:
                yield _too_many(slot.name, len(slot.content.items), frames.places, slot.place)
            yield from _collection(slot.content, frames)
    if page.photo_credit is not None and not _has_credit(house):
        yield _no_place("the page", "photo_credit", page.photo_credit.place)


def _has_credit(house: HouseStyle) -> bool:
    """Whether the page's picture credit has a line of its own, or stands under a collection."""
    slots = house.slots.values()
    return house.photo_credit is not None or any(
        isinstance(slot, CollectionSlot) and has_foot(slot) for slot in slots
    )


def has_foot(slot: CollectionSlot) -> bool:
    """Whether lines stand under the last item of a collection."""
    return slot.arrangement is not None and slot.arrangement.foot is not None


def _too_many(name: str, items: int, places: int, place: Place) -> Diagnostic:
    return Diagnostic(
        "too-many-items",
        f"slot {name!r} has {items} items, the layout {places} places",
        place,
        "take some items out, or give the layout more places",
    )


def _collection(copy: Collection, slot: CollectionSlot) -> Iterator[Diagnostic]:
    if copy.intro is not None:
        if slot.intro is None:
            yield _no_place(copy.intro.name, "intro", copy.intro.place)
        else:
            yield from _story(copy.intro, slot.intro)
    for story, frames in zip(copy.items, slot.modules, strict=False):
        yield from _story(story, frames)
    if slot.arrangement is not None:
        for story in copy.items:
            yield from _arranged(story, slot.arrangement)
    if copy.signoff is not None and slot.signoff is None and not has_foot(slot):
        yield _no_place(slot.name, "signoff", copy.signoff.place)


def _arranged(story: Story, arrangement: Arrangement) -> Iterator[Diagnostic]:
    """What no pattern prints; the text stands in all of them."""
    parts = {part.part for pattern in arrangement.patterns for part in pattern.parts}
    has_portrait = any(pattern.portrait for pattern in arrangement.patterns)
    yield from _unprinted(story, parts | {"dateline", "signoff"}, int(has_portrait))
    for quote in story.pull_quotes:
        yield _no_place(story.name, f"pull quote {quote.plain}", quote.place)


def _story(story: Story, frames: StoryFrames) -> Iterator[Diagnostic]:
    parts = {part.part for part in frames.parts}
    if frames.text is not None:
        parts |= {"dateline", "signoff"}  # they are set with the running text
    yield from _unprinted(story, parts, frames.pictures)
    for quote in story.pull_quotes[frames.quotes :]:
        yield _no_place(story.name, f"pull quote {quote.plain}", quote.place)
    if frames.text is None:
        for block in story.body:
            if "body" not in parts or isinstance(block, Crosshead):
                what = "crosshead" if isinstance(block, Crosshead) else "body"
                yield _no_place(story.name, what, block.place)
                break


def _unprinted(story: Story, parts: Set[str], pictures: int) -> Iterator[Diagnostic]:
    """Pieces of a story's head, and pictures, that are not among what is printed."""
    for what, place in _pieces(story):
        if what not in parts:
            yield _no_place(story.name, what, place)
    for photo in story.photos[pictures:]:
        yield _no_place(story.name, f"photo {photo.shown_as}", photo.place)


def _pieces(story: Story) -> Iterator[tuple[str, Place]]:
    """The pieces of a story's head, by the name of the part that prints them."""
    yield "headline", story.headline.place
    if story.kicker is not None:
        yield "kicker", story.kicker.place
    if story.deck is not None:
        yield "deck", story.deck.place
    if story.dateline is not None:
        yield "dateline", story.dateline.place
    if story.byline:
        yield "byline", story.byline[0].role.place
    if story.speaker is not None:
        yield "speaker", story.speaker.name.place
    if story.signoff is not None:
        yield "signoff", story.signoff.place


def _no_place(name: str, what: str, place: Place) -> Diagnostic:
    return Diagnostic(
        "no-place",
        f"{name}: the layout has no place for the {what}",
        place,
        "take it out, or choose a layout that prints it",
    )
