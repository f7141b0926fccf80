"""Set a story's running text and pour it into its chain of frames.

Inputs:  a story's body, the layout's `TextFrames`, a `Setter`.
Outputs: `Running`: the blocks in reading order and how the text fits.
Units:   lines of the grid; `Length` on the page.
Source:  newspaper.md N21; R30–R32, R39.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from banmian.compose.breaking import Broken
from banmian.compose.finalise import finalise
from banmian.compose.style import Copy
from banmian.editorial.story import Block as CopyBlock
from banmian.editorial.story import Crosshead, Emphasis
from banmian.house.grid import Area, PageGrid
from banmian.house.style import TextFrames, TypeStyle
from banmian.makeup.flow import Choice, Flow, Slug, pour
from banmian.makeup.page import PlacedLine, Role, StoryFit, TextBlock
from banmian.makeup.parts import PartCopy, set_part
from banmian.makeup.setter import Piece, Setter, measure_of


@dataclass(frozen=True, slots=True)
class Running:
    """Running text in its frames."""

    blocks: tuple[TextBlock, ...]
    fit: StoryFit


@dataclass(frozen=True, slots=True)
class _Set:
    """A paragraph's copy and its settings by number of lines, or a crosshead's copy."""

    block: CopyBlock
    copy: Copy
    settings: tuple[Broken, ...]


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames a text has, with the styles it is set in."""

    text: TextFrames
    body: TypeStyle
    crosshead: TypeStyle
    grid: PageGrid


def set_running(story: str, body: Sequence[CopyBlock], frames: Frames, setter: Setter) -> Running:
    """Set and pour a body."""
    width = frames.grid.width_of(frames.text.frames[0].columns)
    sets = [_set(block, frames, setter) for block in body]
    slugs = [_slug(one, frames.text.crosshead_lines) for one in sets]
    flow = pour(slugs, [frame.lines for frame in frames.text.frames])
    blocks: list[TextBlock] = []
    for number, (one, start, choice) in enumerate(zip(sets, flow.starts, flow.chosen, strict=True)):
        name = f"{story}-{number}"
        if isinstance(one.block, Crosshead):
            blocks.extend(_crosshead(one, name, start, frames, setter))
        else:
            blocks.extend(_paragraph(one, name, start, choice, frames))
    fit = _fit(story, sets, flow, frames, measure_of(frames.body, width).narrowest)
    return Running(tuple(blocks), fit)


def _set(block: CopyBlock, frames: Frames, setter: Setter) -> _Set:
    style = frames.body
    if isinstance(block, Crosshead):
        return _Set(block, setter.copy([Piece(block.text, frames.crosshead.face)]), ())
    copy = setter.copy(Piece(run.text, face_of(style, run.emphasis)) for run in block.runs)
    width = frames.grid.width_of(frames.text.frames[0].columns)
    return _Set(block, copy, setter.set_all(copy, style, width))


def face_of(style: TypeStyle, emphasis: Emphasis) -> str:
    """The catalogue key of the face an emphasis is set in."""
    return {
        Emphasis.PLAIN: style.face,
        Emphasis.STRONG: style.strong,
        Emphasis.KAI: style.kai,
    }[emphasis]


def _slug(one: _Set, crosshead_lines: int) -> Slug:
    if not one.settings:
        return Slug((Choice(crosshead_lines, 0.0, 0),), keeps_with_next=True)
    best = min(one.settings, key=lambda setting: setting.cost)
    return Slug(
        tuple(
            Choice(
                len(setting.spans),
                setting.cost - best.cost,
                len(setting.spans) - len(best.spans),
            )
            for setting in one.settings
        )
    )


def _fit(story: str, sets: Sequence[_Set], flow: Flow, frames: Frames, measure: float) -> StoryFit:
    return StoryFit(
        story=story,
        capacity=sum(frame.lines for frame in frames.text.frames),
        lines=sum(choice.lines for choice in flow.chosen),
        over=flow.over,
        short=flow.short,
        measure=measure,
        adjusted=tuple(
            (number, choice.change) for number, choice in enumerate(flow.chosen) if choice.change
        ),
    )


def _frame_at(line: int, frames: tuple[Area, ...]) -> tuple[int, int]:
    """The frame that holds a line of the chain, and the line's number in it.

    Lines that found no place stand under the last frame, so that nothing is dropped silently.
    """
    for number, frame in enumerate(frames):
        if line < frame.lines or number == len(frames) - 1:
            return number, line
        line -= frame.lines
    raise AssertionError("a text has at least one frame")


def _slot(frame: Area, line: int, lines: int) -> Area:
    return Area(frame.column, frame.columns, frame.line + line, lines)


def _crosshead(
    one: _Set, name: str, start: int, frames: Frames, setter: Setter
) -> tuple[TextBlock, ...]:
    assert isinstance(one.block, Crosshead)
    number, line = _frame_at(start, frames.text.frames)
    area = _slot(frames.text.frames[number], line, frames.text.crosshead_lines)
    copy = PartCopy(Role.CROSSHEAD, name, ((Piece(one.block.text, frames.crosshead.face),),))
    return (set_part(copy, frames.crosshead, area, frames.grid, setter),)


def _paragraph(
    one: _Set, name: str, start: int, choice: Choice, frames: Frames
) -> tuple[TextBlock, ...]:
    broken = next(s for s in one.settings if len(s.spans) == choice.lines)
    composed = finalise(broken)
    grid, style = frames.grid, frames.body
    baseline = grid.baseline_in_slot(grid.body, grid.leading)
    by_frame: dict[int, list[tuple[int, PlacedLine]]] = {}
    for index, line in enumerate(composed.lines):
        number, row = _frame_at(start + index, frames.text.frames)
        frame = frames.text.frames[number]
        placed = PlacedLine(
            line,
            grid.x_of(frame.column) + style.inset,
            grid.y_of(frame.line + row) + baseline,
        )
        by_frame.setdefault(number, []).append((row, placed))
    blocks = []
    for part, (number, rows) in enumerate(by_frame.items()):
        area = _slot(frames.text.frames[number], rows[0][0], len(rows))
        rect = grid.rect(area)
        lines = tuple(placed for _, placed in rows)
        blocks.append(TextBlock(Role.BODY, style, rect, one.copy, lines, name, part))
    return tuple(blocks)
