"""Set a story's running text and pour it into its chain of frames.

Inputs:  a story's dateline, body and sign-off, the layout's `TextFrames`, a `Setter`.
Outputs: `Running`: the blocks in reading order and how the text fits.
Units:   lines of the grid; `Length` on the page.
Source:  newspaper.md N15 (dateline in Hei, an em before the text), N16 (sign-off at the right),
         N21; R30–R32, R39.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from banmian.compose.breaking import Broken
from banmian.compose.finalise import finalise
from banmian.compose.style import Copy
from banmian.editorial.story import Crosshead, Story
from banmian.house.grid import PageGrid
from banmian.house.setting import Align
from banmian.house.style import TextFrames, TypeStyle
from banmian.makeup.flow import Choice, Flow, Keep, Slug, pour
from banmian.makeup.line_frames import LineFrame, line_frame
from banmian.makeup.page import PlacedLine, Role, StoryFit, TextBlock
from banmian.makeup.parts import PartCopy, paragraph_pieces, set_part
from banmian.makeup.setter import Piece, Setter, measure_of
from banmian.source.sourced import SourcedText
from banmian.units import Length

MORE_WHITE = 8.0  # price of a line of white more or less round a crosshead


@dataclass(frozen=True, slots=True)
class Running:
    """Running text in its frames."""

    blocks: tuple[TextBlock, ...]
    fit: StoryFit


@dataclass(frozen=True, slots=True)
class _Set:
    """A paragraph's copy and its settings by number of lines; a crosshead has no settings."""

    role: Role
    style: TypeStyle
    pieces: tuple[Piece, ...]
    copy: Copy
    settings: tuple[Broken, ...]


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames a text has, with the styles it is set in."""

    text: TextFrames
    body: TypeStyle
    crosshead: TypeStyle
    grid: PageGrid
    lines: tuple[LineFrame, ...]

    @classmethod
    def of(
        cls, text: TextFrames, body: TypeStyle, crosshead: TypeStyle, grid: PageGrid
    ) -> "Frames":
        """The frames with their lines; crossheads stand as the text does."""
        crosshead = replace(crosshead, vertical=body.vertical, columns_run=body.columns_run)
        lines = tuple(line_frame(frame, grid, body) for frame in text.frames)
        return cls(text, body, crosshead, grid, lines)

    @property
    def along(self) -> Length:
        """The length of a line."""
        return self.lines[0].along


def set_running(story: Story, frames: Frames, setter: Setter) -> Running:
    """Set and pour a story's text."""
    sets = [_set(role, pieces, frames, setter) for role, pieces in _text_of(story, frames.body)]
    slugs = [_slug(one, frames.text.crosshead_lines) for one in sets]
    flow = pour(slugs, [frame.lines for frame in frames.lines])
    blocks: list[TextBlock] = []
    for number, (one, start, choice) in enumerate(zip(sets, flow.starts, flow.chosen, strict=True)):
        name = f"{story.name}-{number}"
        if one.role is Role.CROSSHEAD:
            blocks.extend(_crosshead(one, name, (start, choice.lines), frames, setter))
        else:
            blocks.extend(_paragraph(one, name, start, choice, frames))
    fit = _fit(story.name, flow, frames, measure_of(frames.body, frames.along).narrowest)
    return Running(tuple(blocks), fit)


def _text_of(story: Story, style: TypeStyle) -> Iterator[tuple[Role, tuple[Piece, ...]]]:
    """A story's text, paragraph by paragraph."""
    dateline = story.dateline
    for block in story.body:
        if isinstance(block, Crosshead):
            yield Role.CROSSHEAD, (Piece(block.text, style.face),)
            continue
        pieces = paragraph_pieces(block, style)
        if dateline is not None:
            blank = SourcedText.at("\u3000", dateline.place)
            pieces = (Piece(dateline + blank, style.strong), *pieces)
            dateline = None
        yield Role.BODY, pieces
    if story.signoff is not None:
        yield Role.SIGNOFF, (Piece(story.signoff, style.kai),)


def _set(role: Role, pieces: tuple[Piece, ...], frames: Frames, setter: Setter) -> _Set:
    if role is Role.CROSSHEAD:
        head = tuple(replace(piece, face=frames.crosshead.face) for piece in pieces)
        return _Set(role, frames.crosshead, head, setter.copy(head, frames.crosshead), ())
    style = frames.body
    if role is Role.SIGNOFF:
        style = replace(style, face=style.kai, align=Align.RIGHT, indent=0.0)
    copy = setter.copy(pieces, style)
    settings = setter.set_all(copy, style, frames.along)
    return _Set(role, style, pieces, copy, settings)


def _slug(one: _Set, crosshead_lines: tuple[int, ...]) -> Slug:
    if one.role is Role.CROSSHEAD:
        wanted = crosshead_lines[0]
        heights = (Choice(n, MORE_WHITE * abs(n - wanted), 0) for n in crosshead_lines)
        return Slug(tuple(heights), Keep.WITH_NEXT)
    best = min(one.settings, key=lambda setting: setting.cost)
    choices = (
        Choice(len(setting.spans), setting.cost - best.cost, len(setting.spans) - len(best.spans))
        for setting in one.settings
    )
    return Slug(tuple(choices), Keep.WITH_LAST if one.role is Role.SIGNOFF else Keep.FREE)


def _fit(story: str, flow: Flow, frames: Frames, measure: float) -> StoryFit:
    return StoryFit(
        story=story,
        capacity=sum(frame.lines for frame in frames.lines),
        lines=sum(choice.lines for choice in flow.chosen),
        over=flow.over,
        short=flow.short,
        measure=measure,
        adjusted=tuple(
            (number, choice.change) for number, choice in enumerate(flow.chosen) if choice.change
        ),
    )


def _frame_at(line: int, frames: tuple[LineFrame, ...]) -> tuple[int, int]:
    """The frame that holds a line of the chain, and the line's number in it.

    Lines that found no place stand under the last frame, so that nothing is dropped silently.
    """
    number = 0
    while line >= frames[number].lines and number < len(frames) - 1:
        line -= frames[number].lines
        number += 1
    return number, line


def _crosshead(
    one: _Set, name: str, span: tuple[int, int], frames: Frames, setter: Setter
) -> tuple[TextBlock, ...]:
    start, lines = span
    number, line = _frame_at(start, frames.lines)
    rect = frames.lines[number].part(line, lines)
    copy = PartCopy(Role.CROSSHEAD, name, (one.pieces,))
    return (set_part(copy, frames.crosshead, rect, frames.grid, setter),)


def _paragraph(
    one: _Set, name: str, start: int, choice: Choice, frames: Frames
) -> tuple[TextBlock, ...]:
    broken = next(s for s in one.settings if len(s.spans) == choice.lines)
    composed = finalise(broken)
    by_frame: dict[int, list[tuple[int, PlacedLine]]] = {}
    for index, line in enumerate(composed.lines):
        number, row = _frame_at(start + index, frames.lines)
        placed = PlacedLine(line, *frames.lines[number].place(row))
        by_frame.setdefault(number, []).append((row, placed))
    blocks = []
    for part, (number, rows) in enumerate(by_frame.items()):
        rect = frames.lines[number].part(rows[0][0], len(rows))
        lines = tuple(placed for _, placed in rows)
        blocks.append(TextBlock(one.role, one.style, rect, one.copy, lines, name, part))
    return tuple(blocks)
