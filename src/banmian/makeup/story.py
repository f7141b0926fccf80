"""Set one story into the frames a layout or an arrangement gives it.

Inputs:  `Story`, `StoryFrames`, `HouseStyle`, a `Setter`.
Outputs: `SetStory`: the story's blocks, its column rules, how its text fits.
Units:   grid units in, `Length` out.
Source:  newspaper.md N11–N19.
"""

from dataclasses import dataclass, field, replace

from banmian.editorial.story import Story
from banmian.geometry import Rect
from banmian.house.grid import Frame, PageGrid
from banmian.house.insets import Inset, Type, cut_frames
from banmian.house.style import HouseStyle, Part, PictureFrame, StoryFrames, TextFrames, TypeStyle
from banmian.makeup.balance import level_feet
from banmian.makeup.chain import Chain
from banmian.makeup.column_rules import column_rules
from banmian.makeup.flow import Flow
from banmian.makeup.inset import Filled, fill_insets, set_inset
from banmian.makeup.line_frames import LineFrame, line_frame
from banmian.makeup.overset import is_in_place
from banmian.makeup.page import (
    Block,
    MadeUpStory,
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
    picture_block,
    set_part,
    speaker_lines,
)
from banmian.makeup.running import RunningStyle, RunningText, pour_text, set_text, stand_text
from banmian.makeup.setter import Piece, Setter
from banmian.units import Length

CONTINUED = "continued"  # the part for the line of a story that is continued here


@dataclass(frozen=True, slots=True)
class Rank:
    """What a story's headline is, and its level among the page's heads."""

    role: Role
    level: int


FIRST = Rank(Role.HEADLINE, 1)
ITEM = Rank(Role.HEADLINE, 2)
STANDING = Rank(Role.STANDING_HEAD, 1)


@dataclass(frozen=True, slots=True)
class SetStory:
    """A story in its place."""

    story: MadeUpStory
    rules: tuple[RuleBlock, ...]
    fits: tuple[StoryFit, ...]


@dataclass(slots=True)
class StorySetter:
    """Sets stories; text that has been set in a measure is not set in it again."""

    house: HouseStyle
    setter: Setter
    _texts: dict[tuple[str, RunningStyle, Length], RunningText] = field(default_factory=dict)

    def set(self, story: Story, frames: StoryFrames, rank: Rank) -> SetStory:
        """Set a story into its frames."""
        grid = frames.grid
        blocks: list[Block] = []
        insets = fill_insets(story, frames)
        text_frames = self._levelled(story, frames)
        chain = () if text_frames is None else text_frames.frames
        text_rects = [grid.frame_rect(frame, 0, frame.lines) for frame in chain]
        heads: dict[int, TextBlock] = {}
        order = sorted(enumerate(frames.parts), key=lambda one: one[1].part != "headline")
        headline: Length | None = None
        for number, part in order:
            copy = self.head(story, part.part, part.style, part.lines, rank.role)
            if copy is not None:
                rect = part_rect(part, grid)
                style = beside_text(self.house.style(part.style), rect, text_rects)
                if headline is not None:
                    style = self.house.below(style, headline)
                heads[number] = set_part(copy, style, rect, grid, self.setter)
                headline = heads[number].style.size if part.part == "headline" else headline
        blocks.extend(heads[number] for number in sorted(heads))
        rules: tuple[RuleBlock, ...] = ()
        fits: tuple[StoryFit, ...] = ()
        if frames.text is not None and text_frames is not None:
            text = self.text(_running(story, frames), text_frames, grid)
            lines = self._lines(text_frames, grid)
            running = stand_text(text, lines, grid, self.setter)
            blocks.extend(running.blocks)
            fits = (running.fit,)
            if frames.text.ruled:
                inside = [_column(one.inset) for one in insets]
                rules = column_rules(_ruled(frames.text, text_frames), inside, grid)
        if frames.picture is not None and story.photos:
            blocks.extend(self._picture(story, frames.picture, grid))
        for one in insets:
            content, box = set_inset(one, self.house.style(one.inset.style), grid, self.setter)
            blocks.extend(content)
            rules += box
        made = MadeUpStory(
            story.name, rank.level, grid.rect(frames.area), tuple(blocks), tuple(text_rects)
        )
        return SetStory(made, rules, fits)

    def lines_for(
        self, story: Story, frames: StoryFrames
    ) -> tuple[TextFrames | None, tuple[LineFrame, ...]]:
        """The frames of a story's text round what stands inside it, and their lines."""
        text = self._round(frames.text, fill_insets(story, frames))
        return text, () if text is None else self._lines(text, frames.grid)

    def _levelled(self, story: Story, frames: StoryFrames) -> TextFrames | None:
        """The frames of a story's text round what stands inside it, its feet level if wanted."""
        left = self._round(frames.text, fill_insets(story, frames))
        if left is None or not left.balance or left.feet:
            return left
        text = self.text(_running(story, frames), left, frames.grid)
        return replace(left, feet=level_feet(text, self._lines(left, frames.grid)))

    def _round(self, text: TextFrames | None, insets: tuple[Filled, ...]) -> TextFrames | None:
        """The frames that a story's pictures and quotes leave of its text's."""
        if text is None or not insets:
            return text
        style = self.house.style(text.style)
        left = cut_frames(text.frames, [one.inset for one in insets], Type(style.size, style.inset))
        return replace(text, frames=left)

    def text(self, story: Story, frames: TextFrames, grid: PageGrid) -> RunningText:
        """A story's text, set in the measure that most lines of its frames have."""
        style = self._running_style(story, frames)
        key = (story.name, style, Chain(self._lines(frames, grid)).commonest)
        if key not in self._texts:
            self._texts[key] = self.setter.noting(
                key, story, lambda: set_text(story, style, key[2], self.setter)
            )
        return self._texts[key]

    def text_anew(self, story: Story, frames: TextFrames, grid: PageGrid) -> RunningText:
        """The same, whatever has been set under the story's name before."""
        along = Chain(self._lines(frames, grid)).commonest
        return set_text(story, self._running_style(story, frames), along, self.setter)

    def _running_style(self, story: Story, frames: TextFrames) -> RunningStyle:
        body = self._body(frames)
        if story.fit is not None:
            body = replace(body, tracking=body.tracking + story.fit.tracking)
        crosshead = replace(
            self.house.style(frames.crosshead),
            vertical=body.vertical,
            columns_run=body.columns_run,
        )  # crossheads stand as the text does
        loose = story.fit.looseness if story.fit is not None else 0
        return RunningStyle(body, crosshead, frames.crosshead_lines, loose)

    def _body(self, frames: TextFrames) -> TypeStyle:
        style = self.house.style(frames.style)
        return replace(style, tracking=style.tracking + frames.tracking)

    def flow(self, story: Story, frames: StoryFrames) -> Flow | None:
        """How a story's text would run in its frames; None when it has none."""
        left = self._levelled(story, frames)
        if left is None:
            return None
        text = self.text(_running(story, frames), left, frames.grid)
        return pour_text(text, Chain(self._lines(left, frames.grid)))

    def part_fits(self, story: Story, part: Part, grid: PageGrid) -> bool:
        """Whether a part stands in its place."""
        copy = self.head(story, part.part, part.style, part.lines)
        if copy is None:
            return True
        rect = part_rect(part, grid)
        block = set_part(copy, self.house.style(part.style), rect, grid, self.setter)
        return is_in_place(block)

    def _lines(self, frames: TextFrames, grid: PageGrid) -> tuple[LineFrame, ...]:
        body = self._body(frames)
        feet = frames.feet or (0,) * len(frames.frames)
        return tuple(
            line_frame(replace(frame, lines=frame.lines - foot), grid, body)
            for frame, foot in zip(frames.frames, feet, strict=True)
        )

    def head(
        self,
        story: Story,
        part: str,
        style_name: str,
        wanted: int | None,
        headline: Role = Role.HEADLINE,
    ) -> PartCopy | None:
        """What a part prints of a story; None when the story has nothing of the kind."""
        style = self.house.style(style_name)
        name = f"{story.name}-{part}"
        heads = {
            "kicker": (Role.KICKER, story.kicker),
            "headline": (headline, story.headline),
            "deck": (Role.DECK, story.deck),
        }
        if part in heads:
            role, text = heads[part]
            return None if text is None else PartCopy(role, name, head_lines(text, style), wanted)
        if part == "body":
            return PartCopy(Role.BODY, name, body_lines(story.body, style))
        if part == CONTINUED and story.back is not None:
            return PartCopy(Role.CONTINUED, name, ((Piece(story.back, style.face),),))
        if part == "byline" and story.byline:
            return PartCopy(Role.BYLINE, name, byline_lines(story.byline, style))
        if part == "speaker" and story.speaker is not None:
            return PartCopy(Role.SPEAKER, name, speaker_lines(story.speaker, style))
        return None

    def _picture(self, story: Story, frame: PictureFrame, grid: PageGrid) -> tuple[Block, ...]:
        """The first photo, as high as its frame, in the middle of it; its caption under it."""
        photo = story.photos[0]
        rect = grid.rect(frame.at)
        width, height = frame.size(grid)
        left = rect.x if frame.left else rect.x + (rect.width - width) * 0.5
        blocks: list[Block] = [picture_block(photo, Rect(left, rect.y, width, height))]
        style = self.house.style(frame.caption_style)
        lines = caption_lines(photo, style)
        if lines:
            copy = PartCopy(Role.CAPTION, f"{story.name}-caption", lines)
            under = grid.rect(frame.caption)
            if frame.left:
                under = Rect(under.x, under.y, width, under.height)
            blocks.append(set_part(copy, style, under, grid, self.setter))
        return tuple(blocks)


def part_rect(part: Part, grid: PageGrid) -> Rect:
    """Where a part stands on the page."""
    rect = grid.rect(part.at)
    return Rect(rect.x + part.left, rect.y, rect.width - part.left, rect.height)


def _column(inset: Inset) -> Frame:
    return Frame(inset.x, inset.width, inset.line, inset.lines)


def _running(story: Story, frames: StoryFrames) -> Story:
    """A story as its text runs: the line of a continued one may have a place of its own."""
    has_place = any(part.part == CONTINUED for part in frames.parts)
    return replace(story, back=None) if has_place else story


def _ruled(text: TextFrames, levelled: TextFrames) -> tuple[Frame, ...]:
    """The columns that rules stand between; where feet have been levelled, as high as these."""
    if not text.balance or not levelled.feet:
        return text.frames
    foot = max(frame.line + frame.lines for frame in text.frames)
    pairs = zip(levelled.frames, levelled.feet, strict=True)
    cut = min(end for frame, end in pairs if frame.line + frame.lines == foot)
    return tuple(
        replace(frame, lines=frame.lines - cut) if frame.line + frame.lines == foot else frame
        for frame in text.frames
    )
