"""Make up a page: every story into its slot, the furniture round them, the rules between them.

Inputs:  `EditionCopy`, `PageCopy`, `HouseStyle`, `Catalogue`.
Outputs: `MadeUpPage`.
Units:   grid units in, `Length` out.
Source:  newspaper.md N8, N11–N21.
"""

from dataclasses import dataclass, field, replace

from banmian.ad.read import AdPdf
from banmian.editorial.edition import Ad, Collection, EditionCopy, JumpKind, PageCopy, Slot
from banmian.editorial.overrides import overrides_of
from banmian.editorial.story import Story
from banmian.errors import FontError, OversetError, Severity
from banmian.geometry import Rect
from banmian.house.grid import PageGrid
from banmian.house.style import (
    AdSlot,
    CollectionSlot,
    HouseStyle,
    JumpLines,
    Part,
    RuleLine,
    StoryFrames,
    StorySlot,
    TypeStyle,
)
from banmian.makeup.collection import arrange_collection
from banmian.makeup.fitting import head_fits
from banmian.makeup.folio import folio_copy
from banmian.makeup.jump import Front, divide, jump_line
from banmian.makeup.ladder import asked_for, climb
from banmian.makeup.memo import Memo
from banmian.makeup.notes import notes
from banmian.makeup.outfits import Items
from banmian.makeup.overset import overset
from banmian.makeup.page import (
    Block,
    DrawingBlock,
    MadeUpPage,
    MadeUpStory,
    PictureBlock,
    Role,
    RuleBlock,
    StoryFit,
    TextBlock,
)
from banmian.makeup.parts import PartCopy, names_of, set_part
from banmian.makeup.sense import Segment
from banmian.makeup.setter import Piece, Setter
from banmian.makeup.story import FIRST, ITEM, STANDING, Rank, StorySetter
from banmian.source.sourced import SourcedText
from banmian.typeface.catalogue import Catalogue
from banmian.units import ZERO, Length


@dataclass(frozen=True, slots=True)
class PageJob:
    """All that one page is made from; with a `memo`, what has not changed is taken over."""

    edition: EditionCopy
    page: PageCopy
    house: HouseStyle
    catalogue: Catalogue
    segment: Segment
    fronts: tuple[Front, ...] = ()
    memo: Memo | None = field(default=None, compare=False)


def make_up(job: PageJob, *, allow_overset: bool = False) -> MadeUpPage:
    """Make up one page; where it may be overset, that is told as a warning.

    Raises:
        FontError: a character that no face has.
        ContentError: a story that is to turn and cannot.
        OversetError: a story longer than its frames, a head higher or wider than its place.
    """
    job = replace(job, page=_turned(job))
    work = _Work(job)
    page = work.make_up()
    if work.setter.faults:
        raise FontError(dict.fromkeys(work.setter.faults))
    too_long = tuple(overset(page, job.page))
    if too_long and not allow_overset:
        raise OversetError(too_long)
    over = (replace(one, severity=Severity.WARNING) for one in too_long)
    told = (*over, *work.setter.notes, *notes(page, job.page, job.house))
    return replace(page, notes=told, overrides=overrides_of(job.page))


def _turned(job: PageJob) -> PageCopy:
    """The page's copy with the part of each turned story that stands on it."""
    return replace(job.page, slots=tuple(_part_of(slot, job) for slot in job.page.slots))


def _part_of(slot: Slot, job: PageJob) -> Slot:
    story, frames = slot.content, job.house.slots.get(slot.name)
    if slot.jump is None or not isinstance(story, Story) or not isinstance(frames, StorySlot):
        return slot
    if slot.jump.kind is JumpKind.TO:
        parts = divide(story, frames.frames, slot.jump.page, _apart(job, job.house))
        return replace(slot, content=parts.first)
    front = next(front for front in job.fronts if front.slot == slot.name)
    parts = divide(front.story, front.frames, job.page.number, _apart(job, front.house))
    text = frames.frames.text
    words = jump_line((JumpLines() if text is None else text.jump).back, front.page)
    back = SourcedText.at(words, slot.jump.place)
    return replace(slot, content=replace(story, body=parts.rest.body, back=back))


def _apart(job: PageJob, house: HouseStyle) -> StorySetter:
    """A setter for finding where a story is divided: what it notes is noted again on the page."""
    return StorySetter(house, Setter(job.catalogue, job.segment, house.grid.leading))


_Filled = tuple[tuple[MadeUpStory, ...], tuple[RuleBlock, ...], tuple[StoryFit, ...]]


class _Work:
    """One page being made up."""

    def __init__(self, job: PageJob) -> None:
        self.job = job
        self.house = job.house
        self.grid: PageGrid = job.house.grid
        whole = names_of(job.page.stories) | job.house.terms
        memo = Memo() if job.memo is None else job.memo
        memo.begin(job.house, job.edition, job.catalogue, whole, replace(job.page, slots=()))
        leading = self.grid.leading
        self.setter = Setter(job.catalogue, job.segment, leading, whole=whole, memo=memo)
        self.story_setter = StorySetter(job.house, self.setter)
        self.stories: list[MadeUpStory] = []
        self.fits: list[StoryFit] = []
        self.rules: list[RuleBlock] = []

    def make_up(self) -> MadeUpPage:
        page = self.job.page
        furniture = self._furniture()
        credit = self.house.photo_credit
        for slot in sorted(page.slots, key=_is_ad):  # they are read last
            self._slot(slot)
        if page.photo_credit is not None and credit is not None:
            style = self.house.style(credit.style)
            self._line("photo-credit", Role.CREDIT, page.photo_credit, style, credit)
        self.rules.extend(self._rule(rule) for rule in self.house.rules)
        return MadeUpPage(
            newspaper=self.job.edition.newspaper.text,
            date=self.job.edition.date,
            number=page.number,
            section=page.section.text,
            grid=self.grid,
            furniture=furniture,
            stories=tuple(self.stories),
            rules=tuple(self.rules),
            fits=tuple(self.fits),
            notes=(),
            heads=tuple(head_fits(self.stories)),
        )

    def _slot(self, slot: Slot) -> None:
        """Fill a slot, or take it over from the make-up before."""
        memo = self.setter.memo
        made = memo.made
        stories, rules, fits = self.setter.noting(slot.name, slot, lambda: self._filled(slot))
        memo.taken += memo.made == made
        self.stories.extend(stories)
        self.rules.extend(rules)
        self.fits.extend(fits)

    def _filled(self, slot: Slot) -> _Filled:
        """What stands in a slot."""
        self.setter.memo.made += 1
        before = self.stories, self.rules, self.fits
        self.stories, self.rules, self.fits = [], [], []
        frames = self.house.slots[slot.name]
        if isinstance(slot.content, Story) and isinstance(frames, StorySlot):
            self._story(slot.content, frames.frames, FIRST)
        elif isinstance(slot.content, Collection) and isinstance(frames, CollectionSlot):
            self._collection(slot.content, frames)
        elif isinstance(slot.content, Ad) and isinstance(frames, AdSlot):
            self._ad(slot.content, frames)
        filled = tuple(self.stories), tuple(self.rules), tuple(self.fits)
        self.stories, self.rules, self.fits = before
        return filled

    def _furniture(self) -> tuple[TextBlock, ...]:
        blocks = []
        for part in self.house.folio:
            style = self.house.style(part.style)
            pieces = folio_copy(part.part, self.job.edition, self.job.page, style)
            if pieces:
                copy = PartCopy(Role.FOLIO, part.part, (pieces,))
                blocks.append(
                    set_part(copy, style, self.grid.rect(part.at), self.grid, self.setter)
                )
        return tuple(blocks)

    def _story(self, story: Story, frames: StoryFrames, rank: Rank) -> None:
        """A story in its frames, which the ladder has changed where its text does not fit."""
        climbed = climb(story, frames, self.house.ladder, self.story_setter)
        made = self.story_setter.set(story, climbed.frames, rank)
        self.stories.append(made.story)
        self.rules.extend(made.rules)
        steps = (*asked_for(story), *climbed.steps)
        self.fits.extend(replace(fit, steps=steps) for fit in made.fits)

    def _collection(self, copy: Collection, slot: CollectionSlot) -> None:
        if copy.intro is not None and slot.intro is not None:
            self._story(copy.intro, slot.intro, STANDING)
        if slot.arrangement is not None:
            self._arranged(copy, slot)
            return
        for story, frames in zip(copy.items, slot.modules, strict=False):
            self._story(story, frames, ITEM)
        if copy.signoff is not None and slot.signoff is not None:
            style = self.house.style(slot.signoff.style)
            self._line(f"{slot.name}-signoff", Role.SIGNOFF, copy.signoff, style, slot.signoff)

    def _ad(self, ad: Ad, slot: AdSlot) -> None:
        """An advertisement, to the edges of its hole."""
        rect = self.grid.rect(slot.area)
        self.stories.append(MadeUpStory(ad.name, 0, rect, (_ad_block(ad, rect),)))

    def _line(self, name: str, role: Role, text: SourcedText, style: TypeStyle, part: Part) -> None:
        """A single line with a place of its own, such as the sign-off."""
        self._lines(name, role, text, style, self.grid.rect(part.at))

    def _lines(
        self, name: str, role: Role, text: SourcedText, style: TypeStyle, rect: Rect
    ) -> None:
        copy = PartCopy(role, name, ((Piece(text, style.face),),))
        block = set_part(copy, style, rect, self.grid, self.setter)
        self.stories.append(MadeUpStory(name, 0, rect, (block,)))

    # ------------------------------------------------------------ collections

    def _arranged(self, copy: Collection, slot: CollectionSlot) -> None:
        """Find places for the items; the sign-off and the page's credit go under the last one."""
        assert slot.arrangement is not None
        lines = _FootLines(self, slot, copy)
        items = Items(copy.items, slot.arrangement, self.story_setter, lines.count)
        arranged = arrange_collection(items)
        for story, frames in zip(copy.items, arranged.frames, strict=True):
            self._story(story, frames, ITEM)
        self.rules.extend(arranged.rules)
        lines.set(arranged.foot)

    # ------------------------------------------------------------ rules

    def _rule(self, rule: RuleLine) -> RuleBlock:
        rect = self.grid.rect(rule.at)
        half = self.grid.gutter * 0.5
        rects = {
            "top": Rect(rect.x, rect.y, rect.width, ZERO),
            "middle": Rect(rect.x, rect.y + rect.height * 0.5, rect.width, ZERO),
            "bottom": Rect(rect.x, rect.bottom, rect.width, ZERO),
            "left": Rect(rect.x - half, rect.y, ZERO, rect.height),
            "right": Rect(rect.right + half, rect.y, ZERO, rect.height),
            "box": rect,
        }
        return RuleBlock(rule.kind, rects[rule.edge])


def _ad_block(ad: Ad, rect: Rect) -> Block:
    file = ad.file
    if isinstance(file, AdPdf):
        return DrawingBlock(rect, file.path, ad.alt.text, file.digest)
    pixels = (file.upright_width_px, file.upright_height_px)
    return PictureBlock(rect, file.path, ad.alt.text, pixels, (0.5, 0.5), ad.place)


def _is_ad(slot: Slot) -> bool:
    return isinstance(slot.content, Ad)


@dataclass(frozen=True, slots=True)
class _FootLines:
    """The lines under a collection's last item: its sign-off, then the page's picture credit."""

    work: _Work
    slot: CollectionSlot
    copy: Collection

    def _texts(self) -> list[tuple[str, Role, SourcedText]]:
        credit = self.work.job.page.photo_credit
        texts = []
        if self.copy.signoff is not None:
            texts.append((f"{self.slot.name}-signoff", Role.SIGNOFF, self.copy.signoff))
        if credit is not None and self.work.house.photo_credit is None:
            texts.append(("photo-credit", Role.CREDIT, credit))
        return texts

    def _style(self) -> TypeStyle | None:
        arrangement = self.slot.arrangement
        if arrangement is None or arrangement.foot is None:
            return None
        return self.work.house.style(arrangement.foot)

    def count(self, width: Length) -> int:
        """How many lines they take in a width."""
        style = self._style()
        if style is None:
            return 0
        return sum(self._lines_of(text, style, width) for _, _, text in self._texts())

    def _lines_of(self, text: SourcedText, style: TypeStyle, width: Length) -> int:
        copy = self.work.setter.copy((Piece(text, style.face),), style)
        return len(self.work.setter.set_one(copy, style, width).lines)

    def set(self, rect: Rect) -> None:
        """Set them into their place, one under the other."""
        style = self._style()
        if style is None:
            return
        y, leading = rect.y, self.work.grid.leading
        for name, role, text in self._texts():
            height = leading * self._lines_of(text, style, rect.width)
            self.work._lines(name, role, text, style, Rect(rect.x, y, rect.width, height))
            y += height
