"""A made-up page as the rules look at it: things with their ink, and the units it is built of.

Inputs:  `MadeUpPage`, `PageCopy`, `HouseStyle`.
Outputs: `Scene`: things, units, frames with what stands in them.
Units:   `Length`, from the trim's top left corner.
Source:  our choice: what several rules need is reckoned once. A collection is one unit, since its
         bands and stacks are meant to line up (newspaper.md N19).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from banmian.check.boxes import depth, line_box, union
from banmian.editorial.edition import Ad, Collection, JumpKind, PageCopy
from banmian.editorial.story import Story
from banmian.errors import Place
from banmian.geometry import Rect
from banmian.house.grid import PageGrid
from banmian.house.style import HouseStyle
from banmian.makeup.overset import place_of
from banmian.makeup.page import Block, MadeUpPage, MadeUpStory, Role, TextBlock
from banmian.units import mm

HEADLINES = frozenset({Role.HEADLINE, Role.STANDING_HEAD})
HEADS = HEADLINES | {Role.KICKER, Role.DECK, Role.BYLINE, Role.SPEAKER}
RUNNING = frozenset({Role.BODY, Role.CROSSHEAD, Role.SIGNOFF, Role.JUMP})
SLACK = mm(0.05)  # rounding, not ink

_FOLIO = "folio"
_AD = "ad"


@dataclass(frozen=True, slots=True)
class Thing:
    """A block and the room its ink takes; `story` is empty for the page's furniture."""

    story: str
    unit: str
    block: Block
    box: Rect
    lines: tuple[Rect, ...]

    @property
    def role(self) -> Role | None:
        """What a text is; None for a picture."""
        return self.block.role if isinstance(self.block, TextBlock) else None

    @property
    def name(self) -> str:
        """What a message calls it."""
        role = self.role
        return "picture" if role is None else role.value

    @property
    def is_vertical(self) -> bool:
        """Whether it is text in columns."""
        return isinstance(self.block, TextBlock) and self.block.style.vertical


@dataclass(frozen=True, slots=True)
class Unit:
    """What fills one slot: a story, or a collection as a whole.

    An advertisement fills a slot of kind `ad`; or it is set as a story, in one called `ad`, or
    `ad-` and more.
    """

    name: str
    rect: Rect
    stories: tuple[str, ...]
    is_ad: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A frame of running text and what stands in it, from its head to its foot."""

    story: str
    number: int
    of: int
    rect: Rect
    things: tuple[Thing, ...]

    @property
    def is_vertical(self) -> bool:
        """Whether its lines are columns."""
        return any(thing.is_vertical for thing in self.things)

    @property
    def text_lines(self) -> int:
        """How many lines of running text stand in it."""
        return sum(len(thing.lines) for thing in self.things if thing.role in RUNNING)


@dataclass(frozen=True, slots=True)
class Scene:
    """A page, its copy, its house, and what was reckoned of them."""

    page: MadeUpPage
    copy: PageCopy
    house: HouseStyle
    things: tuple[Thing, ...]
    units: tuple[Unit, ...]

    @property
    def grid(self) -> PageGrid:
        """The page's grid."""
        return self.page.grid

    @property
    def type_area(self) -> Rect:
        """The page without its margins."""
        grid = self.grid
        return Rect(grid.left, grid.top, grid.width, grid.height)

    def written(self, name: str) -> Story | None:
        """A story as its editor wrote it."""
        return next((story for story in self.copy.stories if story.name == name), None)

    @property
    def turned(self) -> frozenset[str]:
        """The slots whose story comes from another page."""
        jumps = ((slot.name, slot.jump) for slot in self.copy.slots)
        return frozenset(name for name, jump in jumps if jump and jump.kind is JumpKind.FROM)

    def of(self, story: str) -> tuple[Thing, ...]:
        """What belongs to a story, in reading order."""
        return tuple(thing for thing in self.things if thing.story == story)

    def source(self, thing: Thing) -> Place:
        """Where the copy of a thing was written."""
        story = self.written(thing.story)
        block = thing.block
        if story is None:
            return self.place(thing.story)
        if not isinstance(block, TextBlock):
            return story.photos[0].place if story.photos else story.place
        number = block.paragraph.rpartition("-")[2]
        whole = thing.unit not in self.turned  # what is printed here begins the copy
        if whole and block.role in {Role.BODY, Role.CROSSHEAD} and number.isdecimal():
            index = int(number)
            if index < len(story.body):
                return story.body[index].place
        if block.role is Role.SIGNOFF and story.signoff is not None:
            return story.signoff.place
        return place_of(block.role, story, self.copy)

    def place(self, story: str) -> Place:
        """Where a story's file begins, or an advertisement is named; else the page's file."""
        written = self.written(story) or next((a for a in self.copy.ads if a.name == story), None)
        return written.place if written else self.copy.place

    def columns(self) -> Iterator[Column]:
        """Every frame of running text, in the order in which text flows through them."""
        for story in self.page.stories:
            own = self.of(story.name)
            for number, rect in enumerate(story.frames):
                things = tuple(thing for thing in own if depth(thing.block.rect, rect) > SLACK)
                yield Column(story.name, number, len(story.frames), rect, things)

    def headlines(self) -> tuple[Thing, ...]:
        """The headlines of all stories."""
        return tuple(thing for thing in self.things if thing.role in HEADLINES)

    def stands_between(self, gap: Rect, but: str = "") -> Thing | None:
        """What stands in a rectangle, the things of one story left out."""
        return next((t for t in self.things if t.story != but and depth(t.box, gap) > SLACK), None)

    def boxes(self) -> tuple[Rect, ...]:
        """Boxes and panels of the layout."""
        rects = (rule.rect for rule in self.page.rules)
        return tuple(rect for rect in rects if rect.width and rect.height)


def look_at(page: MadeUpPage, copy: PageCopy, house: HouseStyle) -> Scene:
    """Reckon what the rules need."""
    slots = _slots(copy)
    things = [_thing("", _FOLIO, block) for block in page.furniture]
    for story in page.stories:
        unit = slots.get(story.name, story.name)
        things.extend(_thing(story.name, unit, block) for block in story.blocks)
    return Scene(page, copy, house, tuple(things), tuple(_units(page, copy, slots)))


def _thing(story: str, unit: str, block: Block) -> Thing:
    if not isinstance(block, TextBlock):
        return Thing(story, unit, block, block.rect, ())
    lines = tuple(line_box(placed, block) for placed in block.lines)
    return Thing(story, unit, block, union(lines) if lines else block.rect, lines)


def _slots(copy: PageCopy) -> dict[str, str]:
    """The slot of every story and of a collection's sign-off."""
    slots = {}
    for slot in copy.slots:
        if not isinstance(slot.content, Collection):
            slots[slot.content.name] = slot.name
            continue
        intro = slot.content.intro
        names = [story.name for story in ((intro,) if intro else ()) + slot.content.items]
        slots.update(dict.fromkeys((*names, f"{slot.name}-signoff"), slot.name))
    return slots


def _units(page: MadeUpPage, copy: PageCopy, slots: dict[str, str]) -> Iterator[Unit]:
    """The units of a page; the picture credit at its foot is none."""
    ads = {slot.name for slot in copy.slots if isinstance(slot.content, Ad)}
    found: dict[str, list[MadeUpStory]] = {}
    for story in page.stories:
        if story.name in slots:
            found.setdefault(slots[story.name], []).append(story)
    for name, stories in found.items():
        names = tuple(s.name for s in stories)
        is_ad = name in ads or name.partition("-")[0] == _AD
        yield Unit(name, union(s.area for s in stories), names, is_ad)
