"""Set a story's running text and pour it into its chain of frames.

Inputs:  a story's dateline, body and sign-off, a `RunningStyle`, frames, a `Setter`.
Outputs: `RunningText`, set but not poured; `Running`: its blocks in reading order, and how it fits.
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
from banmian.geometry import Rect
from banmian.house.grid import PageGrid
from banmian.house.setting import Align
from banmian.house.style import TypeStyle
from banmian.makeup.flow import Choice, Flow, Keep, Slug, pour
from banmian.makeup.line_frames import LineFrame
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
class RunningStyle:
    """How running text is set: its own style, its crossheads', and how high these may be."""

    body: TypeStyle
    crosshead: TypeStyle
    crosshead_lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RunningText:
    """A story's running text in every number of lines it can be set in, not poured yet."""

    story: str
    style: RunningStyle
    sets: tuple[_Set, ...]
    slugs: tuple[Slug, ...]
    measure: float


def set_text(story: Story, style: RunningStyle, along: Length, setter: Setter) -> RunningText:
    """Set a story's text in lines of one length."""
    sets = tuple(
        _set(role, pieces, style, along, setter) for role, pieces in _text_of(story, style.body)
    )
    slugs = tuple(_slug(one, style.crosshead_lines) for one in sets)
    return RunningText(story.name, style, sets, slugs, measure_of(style.body, along).narrowest)


def stand_text(
    text: RunningText, frames: tuple[LineFrame, ...], grid: PageGrid, setter: Setter
) -> Running:
    """Pour running text into its frames and give every line its place."""
    flow = pour(text.slugs, [frame.lines for frame in frames])
    chain = _Chain(frames)
    blocks: list[TextBlock] = []
    poured = zip(text.sets, flow.starts, flow.chosen, strict=True)
    for number, (one, start, choice) in enumerate(poured):
        name = f"{text.story}-{number}"
        if one.role is Role.CROSSHEAD:
            blocks.append(_crosshead(one, name, chain.rect(start, choice.lines), grid, setter))
        else:
            blocks.extend(_paragraph(one, name, start, choice, chain))
    return Running(tuple(blocks), _fit(text, flow, frames))


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


def _set(
    role: Role, pieces: tuple[Piece, ...], style: RunningStyle, along: Length, setter: Setter
) -> _Set:
    if role is Role.CROSSHEAD:
        head = tuple(replace(piece, face=style.crosshead.face) for piece in pieces)
        return _Set(role, style.crosshead, head, setter.copy(head, style.crosshead), ())
    own = style.body
    if role is Role.SIGNOFF:
        own = replace(own, face=own.kai, align=Align.RIGHT, indent=0.0)
    copy = setter.copy(pieces, own)
    return _Set(role, own, pieces, copy, setter.set_all(copy, own, along))


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


def _fit(text: RunningText, flow: Flow, frames: tuple[LineFrame, ...]) -> StoryFit:
    return StoryFit(
        story=text.story,
        capacity=sum(frame.lines for frame in frames),
        lines=sum(choice.lines for choice in flow.chosen),
        over=flow.over,
        short=flow.short,
        measure=text.measure,
        adjusted=tuple(
            (number, choice.change) for number, choice in enumerate(flow.chosen) if choice.change
        ),
    )


@dataclass(frozen=True, slots=True)
class _Chain:
    """Frames filled one after the other."""

    frames: tuple[LineFrame, ...]

    def at(self, line: int) -> tuple[int, int]:
        """The frame that holds a line of the chain, and the line's number in it.

        Lines that found no place stand under the last frame, so that nothing is dropped silently.
        """
        number = 0
        while line >= self.frames[number].lines and number < len(self.frames) - 1:
            line -= self.frames[number].lines
            number += 1
        return number, line

    def rect(self, line: int, lines: int) -> Rect:
        """The place of lines that stand in one frame."""
        number, row = self.at(line)
        return self.frames[number].part(row, lines)


def _crosshead(one: _Set, name: str, rect: Rect, grid: PageGrid, setter: Setter) -> TextBlock:
    return set_part(PartCopy(Role.CROSSHEAD, name, (one.pieces,)), one.style, rect, grid, setter)


def _paragraph(
    one: _Set, name: str, start: int, choice: Choice, chain: _Chain
) -> Iterator[TextBlock]:
    composed = finalise(next(s for s in one.settings if len(s.spans) == choice.lines))
    by_frame: dict[int, list[tuple[int, PlacedLine]]] = {}
    for index, line in enumerate(composed.lines):
        number, row = chain.at(start + index)
        placed = PlacedLine(line, *chain.frames[number].place(row))
        by_frame.setdefault(number, []).append((row, placed))
    for part, (number, rows) in enumerate(by_frame.items()):
        rect = chain.frames[number].part(rows[0][0], len(rows))
        lines = tuple(placed for _, placed in rows)
        yield TextBlock(one.role, one.style, rect, one.copy, lines, name, part)
