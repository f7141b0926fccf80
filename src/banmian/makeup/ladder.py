"""The copyfitting ladder: what a story may change, rung by rung, until its text fits its frames.

The paragraphs' looseness and the white of crossheads come first and are the flow's own business.
Then: the white of the head in whole lines, columns that end a line early, the picture's height,
tracking, the body's size. A rung is climbed only when all below it do not do; on each, the change
that disturbs least is taken. The editor's own `fit:` is kept as it is and never overridden.

Inputs:  `Story`, `StoryFrames`, `Ladder`, a `StorySetter`.
Outputs: `Climbed`: the frames to set the story in, and the steps that were taken.
Units:   lines of the grid; em for tracking.
Source:  architecture.md; the order is that of the trade: white before type, pictures before size.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from banmian.editorial.story import Story
from banmian.house.grid import Area, Frame
from banmian.house.style import Ladder, Part, PictureFrame, StoryFrames, TextFrames
from banmian.makeup.fill import spread
from banmian.makeup.inset_moves import moved_insets, redivided_insets
from banmian.makeup.module import SHALLOWEST
from banmian.makeup.page import Step
from banmian.makeup.story import StorySetter
from banmian.units import Length

OVER = 1_000  # a line over counts as so many white ones
WHITE = 2  # lines that may stay white at the end of a text
HEADLINE = "headline"
GUTTER = 0.9  # em between columns, at the least


@dataclass(frozen=True, slots=True)
class Climbed:
    """A story's frames after the ladder, and what was changed to get there."""

    frames: StoryFrames
    steps: tuple[Step, ...]


def climb(story: Story, frames: StoryFrames, ladder: Ladder, setter: StorySetter) -> Climbed:
    """Change a story's frames as little as makes its text fit; or not at all, if nothing does."""
    ground = Climbed(frames, ())
    best, missing = ground, _missing(story, ground, setter)
    if not missing:
        return ground
    for rung in _rungs(ground, ladder, story, setter):
        for tried in rung:
            if not _heads_fit(story, tried.frames, setter):
                continue
            left = _missing(story, tried, setter)
            if not left:
                return tried
            if left < missing:
                best, missing = tried, left
    return best


def asked_for(story: Story) -> Iterator[Step]:
    """What the editor has asked for in the story's `fit:`."""
    if story.fit is not None and story.fit.looseness:
        yield Step("looseness", story.fit.looseness)
    if story.fit is not None and story.fit.tracking:
        yield Step("tracking", story.fit.tracking)


def _missing(story: Story, tried: Climbed, setter: StorySetter) -> int:
    """Lines over, or white beyond what nobody sees; lines over count for more."""
    flow = setter.flow(story, tried.frames)
    if flow is None:
        return 0
    return flow.over * OVER if flow.over else max(flow.short - WHITE, 0)


def _heads_fit(story: Story, frames: StoryFrames, setter: StorySetter) -> bool:
    return all(setter.part_fits(story, part, frames.grid) for part in frames.parts)


def _rungs(
    ground: Climbed, ladder: Ladder, story: Story, setter: StorySetter
) -> Iterator[Iterator[Climbed]]:
    """The rungs in their order; a higher one may use all below it."""
    yield _even_feet(ground)
    yield _heads(ground, ladder)
    yield (feet for one in _heads(ground, ladder) for feet in _even_feet(one))
    yield (head for one in _pictures(ground, ladder) for head in (one, *_heads(one, ladder)))
    if story.fit is None or not story.fit.tracking:
        yield (head for one in _tracked(ground, ladder) for head in (one, *_heads(one, ladder)))
    yield (
        tried
        for body in _bodies(ground, ladder, setter)
        for head in (body, *_heads(body, ladder))
        for tried in (head, *_even_feet(head))
    )


def _heads(base: Climbed, ladder: Ladder) -> Iterator[Climbed]:
    for lines in _outward(ladder.heads):
        frames = with_head(base.frames, lines)
        if frames is not None:
            yield Climbed(frames, (*base.steps, Step("head", lines)))


def _pictures(base: Climbed, ladder: Ladder) -> Iterator[Climbed]:
    for lines in _outward(ladder.pictures):
        frames = with_picture(base.frames, lines)
        if frames is not None:
            yield Climbed(frames, (*base.steps, Step("picture", lines)))


def _tracked(base: Climbed, ladder: Ladder) -> Iterator[Climbed]:
    text = base.frames.text
    if text is None or not ladder.tracking:
        return
    for share in (1 / 3, -1 / 3, 2 / 3, -2 / 3, 1.0, -1.0):
        tracking = round(ladder.tracking * share, 4)
        frames = replace(base.frames, text=replace(text, tracking=tracking))
        yield Climbed(frames, (*base.steps, Step("tracking", tracking)))


def _bodies(base: Climbed, ladder: Ladder, setter: StorySetter) -> Iterator[Climbed]:
    text = base.frames.text
    if text is None:
        return
    for name in ladder.bodies:
        columns = redivided(text.frames, setter.house.style(name).size)
        insets = redivided_insets(text.insets, text.frames, columns) if columns else None
        if name != text.style and insets is not None:
            body = replace(text, style=name, frames=columns, insets=insets)
            frames = replace(base.frames, text=body)
            yield Climbed(frames, (*base.steps, Step("body", 0, name)))


def redivided(frames: tuple[Frame, ...], size: Length) -> tuple[Frame, ...]:
    """Columns side by side, made as wide as whole em of another size; empty if they are not that.

    As many em as leave the columns nine tenths of an em apart.
    """
    first, last, count = frames[0], frames[-1], len(frames)
    whole = last.x + last.width - first.x
    in_a_row = all(left.x + left.width < right.x for left, right in pairwise(frames))
    if not in_a_row or len({frame.width for frame in frames}) > 1:
        return ()
    measure = (whole - size * (GUTTER * (count - 1))).emu // (size.emu * count)
    width = size * measure
    step = width + Length((whole - width * count).emu // max(count - 1, 1))
    return tuple(
        replace(frame, x=first.x + step * number, width=width)
        for number, frame in enumerate(frames)
    )


def _even_feet(base: Climbed) -> Iterator[Climbed]:
    """Let columns end a line early, two at the most, all but the last."""
    text = base.frames.text
    if text is None or len(text.frames) < 2 or text.insets:
        return
    deep = [at for at, frame in enumerate(text.frames[:-1]) if frame.lines > SHALLOWEST + 1]
    for cut in range(1, len(deep) + 1):
        feet = spread(cut, deep, len(text.frames))
        frames = replace(base.frames, text=replace(text, feet=feet))
        yield Climbed(frames, (*base.steps, Step("feet", cut)))


def _outward(most: int) -> Iterator[int]:
    for lines in range(1, most + 1):
        yield lines
        yield -lines


def with_head(frames: StoryFrames, lines: int) -> StoryFrames | None:
    """The head so many lines higher or lower, what stands under it moved; None if it cannot be."""
    head = next((part for part in frames.parts if part.part == HEADLINE), None)
    if head is None or head.at.lines + lines < 1:
        return None
    grown = replace(head.at, lines=head.at.lines + lines)
    parts = [
        replace(part, at=grown) if part is head else _moved_part(part, head.at, lines)
        for part in frames.parts
    ]
    picture = frames.picture
    if picture is not None and _is_under(picture.at, head.at):
        picture = replace(
            picture, at=_down(picture.at, lines), caption=_down(picture.caption, lines)
        )
    return _with_text(replace(frames, parts=tuple(parts), picture=picture), head.at, lines)


def with_picture(frames: StoryFrames, lines: int) -> StoryFrames | None:
    """The picture so many lines higher or lower, its caption and the text under it moved."""
    picture = frames.picture
    if picture is None or picture.at.lines + lines < SHALLOWEST:
        return None
    grown: PictureFrame = replace(
        picture,
        at=replace(picture.at, lines=picture.at.lines + lines),
        caption=_down(picture.caption, lines),
    )
    return _with_text(replace(frames, picture=grown), picture.at, lines)


def _with_text(frames: StoryFrames, over: Area, lines: int) -> StoryFrames | None:
    """Move the head of the columns that stand under a place, their feet kept."""
    text = frames.text
    if text is None:
        return frames
    moved: list[Frame] = []
    left = frames.grid.x_of(over.column)
    right = left + frames.grid.width_of(over.columns)
    for frame in text.frames:
        under = frame.line >= over.line + over.lines and left < frame.x + frame.width
        if under and frame.x < right:
            frame = replace(frame, line=frame.line + lines, lines=frame.lines - lines)  # noqa: PLW2901
        if frame.lines < SHALLOWEST:
            return None
        moved.append(frame)
    insets = moved_insets(text.insets, text.frames, moved)
    if insets is None:
        return None
    changed: TextFrames = replace(text, frames=tuple(moved), insets=insets)
    return replace(frames, text=changed)


def _moved_part(part: Part, head: Area, lines: int) -> Part:
    return replace(part, at=_down(part.at, lines)) if _is_under(part.at, head) else part


def _is_under(at: Area, head: Area) -> bool:
    below = at.line >= head.line + head.lines
    beside = at.column + at.columns <= head.column or head.column + head.columns <= at.column
    return below and not beside


def _down(at: Area, lines: int) -> Area:
    return replace(at, line=at.line + lines)
