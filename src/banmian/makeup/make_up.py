"""Make up a page: every story into its slot, the furniture round them, the rules between them.

Inputs:  `EditionCopy`, `PageCopy`, `HouseStyle`, `Catalogue`.
Outputs: `MadeUpPage`.
Units:   grid units in, `Length` out.
Source:  newspaper.md N8, N11–N21.
"""

from dataclasses import dataclass, replace

from banmian.editorial.edition import Collection, EditionCopy, PageCopy
from banmian.editorial.story import Story
from banmian.errors import FontError, OversetError
from banmian.geometry import Rect
from banmian.house.grid import PageGrid
from banmian.house.style import (
    CollectionSlot,
    HouseStyle,
    Part,
    PictureFrame,
    RuleLine,
    StoryFrames,
    StorySlot,
    TextFrames,
)
from banmian.makeup.folio import folio_copy
from banmian.makeup.notes import notes
from banmian.makeup.overset import overset
from banmian.makeup.page import (
    Block,
    MadeUpPage,
    MadeUpStory,
    PictureBlock,
    Role,
    RuleBlock,
    StoryFit,
    TextBlock,
)
from banmian.makeup.parts import (
    PartCopy,
    beside_text,
    body_lines,
    byline_lines,
    caption_lines,
    head_lines,
    set_part,
    speaker_lines,
)
from banmian.makeup.running import Frames, set_running
from banmian.makeup.sense import Segment
from banmian.makeup.setter import Piece, Setter
from banmian.source.sourced import SourcedText
from banmian.typeface.catalogue import Catalogue
from banmian.units import ZERO


@dataclass(frozen=True, slots=True)
class PageJob:
    """All that one page is made from."""

    edition: EditionCopy
    page: PageCopy
    house: HouseStyle
    catalogue: Catalogue
    segment: Segment


def make_up(job: PageJob) -> MadeUpPage:
    """Make up one page.

    Raises:
        FontError: a character that no face has.
        OversetError: a story longer than its frames, a head higher or wider than its place.
    """
    work = _Work(job)
    page = work.make_up()
    if work.setter.faults:
        raise FontError(work.setter.faults)
    too_long = tuple(overset(page, job.page))
    if too_long:
        raise OversetError(too_long)
    return replace(page, notes=(*work.setter.notes, *notes(page, job.page, job.house)))


class _Work:
    """One page being made up."""

    def __init__(self, job: PageJob) -> None:
        self.job = job
        self.house = job.house
        self.grid: PageGrid = job.house.grid
        self.setter = Setter(job.catalogue, job.segment, self.grid.leading)
        self.fits: list[StoryFit] = []
        self.rules: list[RuleBlock] = []

    def make_up(self) -> MadeUpPage:
        page = self.job.page
        furniture = self._furniture()
        stories: list[MadeUpStory] = []
        for slot in page.slots:
            frames = self.house.slots[slot.name]
            if isinstance(slot.content, Story) and isinstance(frames, StorySlot):
                stories.append(self._story(slot.content, frames.frames, (Role.HEADLINE, 1)))
            elif isinstance(slot.content, Collection) and isinstance(frames, CollectionSlot):
                stories.extend(self._collection(slot.content, frames))
        stories.extend(self._line("photo-credit", Role.CREDIT, page.photo_credit,
                                  self.house.photo_credit))  # fmt: skip
        self.rules.extend(self._rule(rule) for rule in self.house.rules)
        return MadeUpPage(
            newspaper=self.job.edition.newspaper.text,
            date=self.job.edition.date,
            number=page.number,
            section=page.section.text,
            grid=self.grid,
            furniture=furniture,
            stories=tuple(stories),
            rules=tuple(self.rules),
            fits=tuple(self.fits),
            notes=(),
        )

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

    # ------------------------------------------------------------ stories

    def _story(self, story: Story, frames: StoryFrames, head: tuple[Role, int]) -> MadeUpStory:
        blocks: list[Block] = []
        chain = () if frames.text is None else frames.text.frames
        text = tuple(self.grid.frame_rect(frame, 0, frame.lines) for frame in chain)
        for part in frames.parts:
            copy = self._part_copy(story, part, head[0])
            if copy is not None:
                rect = self.grid.rect(part.at)
                style = beside_text(self.house.style(part.style), rect, text)
                blocks.append(set_part(copy, style, rect, self.grid, self.setter))
        if frames.text is not None:
            blocks.extend(self._running(story, frames.text))
        if frames.picture is not None and story.photos:
            blocks.extend(self._picture(story, frames.picture))
        return MadeUpStory(story.name, head[1], self.grid.rect(frames.area), tuple(blocks))

    def _part_copy(self, story: Story, part: Part, head: Role) -> PartCopy | None:
        style = self.house.style(part.style)
        name = f"{story.name}-{part.part}"
        heads = {
            "kicker": (Role.KICKER, story.kicker),
            "headline": (head, story.headline),
            "deck": (Role.DECK, story.deck),
        }
        if part.part in heads:
            role, text = heads[part.part]
            return (
                None if text is None else PartCopy(role, name, head_lines(text, style), part.lines)
            )
        if part.part == "body":
            return PartCopy(Role.BODY, name, body_lines(story.body, style))
        if part.part == "byline" and story.byline:
            return PartCopy(Role.BYLINE, name, byline_lines(story.byline, style))
        if part.part == "speaker" and story.speaker is not None:
            return PartCopy(Role.SPEAKER, name, speaker_lines(story.speaker, style))
        return None

    def _running(self, story: Story, text: TextFrames) -> tuple[TextBlock, ...]:
        frames = Frames.of(
            text, self.house.style(text.style), self.house.style(text.crosshead), self.grid
        )
        running = set_running(story, frames, self.setter)
        self.fits.append(running.fit)
        if text.ruled:
            self.rules.extend(self._column_rules(text))
        return running.blocks

    def _column_rules(self, text: TextFrames) -> tuple[RuleBlock, ...]:
        rules = []
        for left, right in zip(text.frames, text.frames[1:], strict=False):
            end = left.x + left.width
            if not end < right.x <= end + self.grid.gutter * 2:
                continue  # not its neighbour: the text goes on elsewhere
            top = max(left.line, right.line)
            foot = max(left.line + left.lines, right.line + right.lines)
            x = end + (right.x - end) * 0.5
            rect = Rect(x, self.grid.y_of(top), ZERO, self.grid.leading * (foot - top))
            rules.append(RuleBlock("column-rule", rect))
        return tuple(rules)

    def _picture(self, story: Story, frame: PictureFrame) -> tuple[Block, ...]:
        """The first photo, as high as its frame, in the middle of it; its caption under it."""
        photo = story.photos[0]
        rect = self.grid.rect(frame.at)
        width = min(rect.height * frame.ratio, rect.width)
        height = width * (1 / frame.ratio)
        left = rect.x + (rect.width - width) * 0.5
        alt = photo.alt.text if photo.alt else ""
        blocks: list[Block] = [PictureBlock(Rect(left, rect.y, width, height), photo.file, alt)]
        style = self.house.style(frame.caption_style)
        lines = caption_lines(photo, style)
        if lines:
            copy = PartCopy(Role.CAPTION, f"{story.name}-caption", lines)
            under = self.grid.rect(frame.caption)
            blocks.append(set_part(copy, style, under, self.grid, self.setter))
        return tuple(blocks)

    # ------------------------------------------------------------ collections

    def _collection(self, copy: Collection, slot: CollectionSlot) -> list[MadeUpStory]:
        stories = []
        if copy.intro is not None and slot.intro is not None:
            stories.append(self._story(copy.intro, slot.intro, (Role.STANDING_HEAD, 1)))
        for story, frames in zip(copy.items, slot.modules, strict=False):
            stories.append(self._story(story, frames, (Role.HEADLINE, 2)))
        stories.extend(self._line(f"{slot.name}-signoff", Role.SIGNOFF, copy.signoff, slot.signoff))
        return stories

    def _line(
        self, name: str, role: Role, text: SourcedText | None, part: Part | None
    ) -> list[MadeUpStory]:
        """A single line with a place of its own, such as the sign-off."""
        if text is None or part is None:
            return []
        style = self.house.style(part.style)
        copy = PartCopy(role, name, ((Piece(text, style.face),),))
        block = set_part(copy, style, self.grid.rect(part.at), self.grid, self.setter)
        return [MadeUpStory(name, 0, self.grid.rect(part.at), (block,))]

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
