"""Set a story's running text and pour it into its chain of frames.

Inputs:  a story's dateline, body and sign-off, a `RunningStyle`, frames, a `Setter`.
Outputs: `RunningText`, set but not poured; `Running`: its blocks in reading order, and how it fits.
Units:   lines of the grid; `Length` on the page.
Source:  newspaper.md N15 (dateline in Hei, an em before the text), N16 (sign-off at the right),
         N18 (the lines of a turned story), N21; R30–R32, R39.
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
from banmian.makeup.chain import Chain
from banmian.makeup.flow import Choice, Flow, Keep, Slug, pour
from banmian.makeup.line_frames import LineFrame
from banmian.makeup.page import PlacedLine, Role, StoryFit, TextBlock
from banmian.makeup.parts import PartCopy, paragraph_pieces, set_part
from banmian.makeup.setter import Piece, Setter, measure_of
from banmian.makeup.ways import Placed, Ways
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
    """A paragraph's copy and the ways to set it; a crosshead has none."""

    role: Role
    style: TypeStyle
    pieces: tuple[Piece, ...]
    copy: Copy
    ways: Ways | None


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph of running text before it is set; one that `goes_on` elsewhere ends flush."""

    role: Role
    style: TypeStyle
    pieces: tuple[Piece, ...]
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class RunningStyle:
    """How running text is set: its own style, its crossheads', and how high these may be."""

    body: TypeStyle
    crosshead: TypeStyle
    crosshead_lines: tuple[int, ...]
    looseness: int = 0


@dataclass(frozen=True, slots=True)
class RunningText:
    """A story's running text, not poured yet; `slugs` are set in lines of the length `along`."""

    story: str
    style: RunningStyle
    sets: tuple[_Set, ...]
    slugs: tuple[Slug, ...]
    along: Length

    def slugs_in(self, chain: Chain) -> tuple[Slug | Placed, ...]:
        """The text as it can be set in a chain of frames."""
        if {frame.along for frame in chain.frames} == {self.along}:
            return self.slugs
        lengths = chain.lengths()
        return tuple(
            slug if one.ways is None else Placed(one.ways, lengths, slug.keep)
            for one, slug in zip(self.sets, self.slugs, strict=True)
        )


def set_text(story: Story, style: RunningStyle, along: Length, setter: Setter) -> RunningText:
    """Set a story's text in lines of one length."""
    sets = tuple(_set(piece, setter) for piece in _text_of(story, style))
    slugs = tuple(_slug(one, style.crosshead_lines, along) for one in sets)
    return RunningText(story.name, style, sets, slugs, along)


def pour_text(text: RunningText, chain: Chain) -> Flow:
    """Pour running text; a line longer or shorter than is natural, if its editor wants it so."""
    slugs = text.slugs_in(chain)
    flow = pour(slugs, chain.heights, chain.joints)
    if not text.style.looseness:
        return flow
    wanted = sum(choice.lines - choice.change for choice in flow.chosen) + text.style.looseness
    return pour(slugs, chain.heights, chain.joints, wanted)


def stand_text(
    text: RunningText, frames: tuple[LineFrame, ...], grid: PageGrid, setter: Setter
) -> Running:
    """Pour running text into its frames and give every line its place."""
    chain = Chain(frames)
    slugs = text.slugs_in(chain)
    flow = pour_text(text, chain)
    blocks: list[TextBlock] = []
    poured = zip(text.sets, slugs, flow.starts, flow.chosen, strict=True)
    for number, (one, slug, start, choice) in enumerate(poured):
        name = f"{text.story}-{number}"
        if one.ways is None:
            blocks.append(_crosshead(one, name, chain.rect(start, choice.lines), grid, setter))
            continue
        lengths = slug.lengths_at(start) if isinstance(slug, Placed) else (text.along,)
        ways = one.ways.settings(*lengths)
        broken = next(way for way in ways if len(way.spans) == choice.lines)
        blocks.extend(_paragraph(one, name, start, broken, chain))
    return Running(tuple(blocks), _fit(text, flow, chain))


def _text_of(story: Story, style: RunningStyle) -> Iterator[_Piece]:
    """A story's text, paragraph by paragraph."""
    body = style.body
    line = replace(body, indent=0.0)  # its face is told piece by piece
    at_right = replace(line, align=Align.RIGHT)
    dateline = story.dateline
    if story.back is not None:
        at_left = replace(line, align=Align.LEFT)
        yield _Piece(Role.CONTINUED, at_left, (Piece(story.back, body.kai),))
    for block in story.body:
        if isinstance(block, Crosshead):
            head = style.crosshead
            yield _Piece(Role.CROSSHEAD, head, (Piece(block.text, head.face),))
            continue
        pieces = paragraph_pieces(block, body)
        if dateline is not None:
            blank = SourcedText.at("\u3000", dateline.place)
            pieces = (Piece(dateline + blank, body.strong), *pieces)
            dateline = None
        own = replace(body, indent=0.0) if block.is_rest else body
        yield _Piece(Role.BODY, own, pieces, block.goes_on)
    if story.signoff is not None:
        yield _Piece(Role.SIGNOFF, at_right, (Piece(story.signoff, body.kai),))
    if story.onward is not None:
        yield _Piece(Role.JUMP, at_right, (Piece(story.onward, body.kai),))


def _set(piece: _Piece, setter: Setter) -> _Set:
    role, own = piece.role, piece.style
    copy = setter.copy(piece.pieces, own)
    if role is Role.CROSSHEAD:
        return _Set(role, own, piece.pieces, copy, None)
    return _Set(role, own, piece.pieces, copy, Ways(setter.prepared(copy, own), own, piece.goes_on))


def _slug(one: _Set, crosshead_lines: tuple[int, ...], along: Length) -> Slug:
    if one.ways is None:
        wanted = crosshead_lines[0]
        heights = (Choice(n, MORE_WHITE * abs(n - wanted), 0) for n in crosshead_lines)
        return Slug(tuple(heights), Keep.WITH_NEXT)
    keep = Keep.WITH_LAST if one.role in {Role.SIGNOFF, Role.JUMP} else Keep.FREE
    return Slug(one.ways.choices(along), keep)


def _fit(text: RunningText, flow: Flow, chain: Chain) -> StoryFit:
    return StoryFit(
        story=text.story,
        capacity=chain.lines,
        lines=sum(choice.lines for choice in flow.chosen),
        over=flow.over,
        short=flow.short,
        measure=_measure(text, chain),
        adjusted=tuple(
            (number, choice.change) for number, choice in enumerate(flow.chosen) if choice.change
        ),
    )


def _measure(text: RunningText, chain: Chain) -> float:
    """The em in a line: where lines differ, in the middle one of them by length."""
    lengths = sorted(chain.lengths()) or [text.along]
    return measure_of(text.style.body, lengths[len(lengths) // 2]).narrowest


def _crosshead(one: _Set, name: str, rect: Rect, grid: PageGrid, setter: Setter) -> TextBlock:
    return set_part(PartCopy(Role.CROSSHEAD, name, (one.pieces,)), one.style, rect, grid, setter)


def _paragraph(
    one: _Set, name: str, start: int, broken: Broken, chain: Chain
) -> Iterator[TextBlock]:
    lines = finalise(broken).lines
    done = 0
    for part, (number, row, count) in enumerate(chain.parts(start, len(lines))):
        frame = chain.frames[number]
        placed = tuple(
            PlacedLine(lines[done + index], *frame.place(row + index)) for index in range(count)
        )
        done += count
        rect = frame.part(row, count)
        yield TextBlock(one.role, one.style, rect, one.copy, placed, name, part)
