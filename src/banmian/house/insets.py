"""Pictures and quotes that stand inside running text: what they leave of its columns.

An inset takes whole lines. It takes all of a column, or the text runs on at one side of it in a
measure of whole em; both sides never. The text needs to be told nothing: its frames become more and
narrower ones.

Inputs:  the frames of a text, `Inset`s, the size of the text.
Outputs: frames that leave the insets free, in the order the text fills them.
Units:   lines of the grid; `Length` across the page.
Source:  our choice: text on one side only, five em of it at the least, an em of white between.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from banmian.geometry import Rect
from banmian.house.grid import Frame, PageGrid
from banmian.units import ZERO, Length

LEAST_BESIDE = 5  # em: a narrower measure reads as a ladder of words
NARROWEST = 3  # em of an inset


class InsetKind(StrEnum):
    """What stands inside the text."""

    PHOTO = "photo"
    QUOTE = "quote"


class Side(StrEnum):
    """At which side of its place an inset stands when text runs beside it."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Inset:
    """A place inside a text: it takes `lines` whole lines from `line` on.

    Attributes:
        style: of the quote, or of the picture's caption.
        caption_lines: the lines at its foot for the caption.
        box: kind of the rule or panel drawn round it; None for none.
    """

    kind: InsetKind
    x: Length
    width: Length
    line: int
    lines: int
    style: str
    caption_lines: int
    box: str | None

    @property
    def right(self) -> Length:
        """Its right edge."""
        return self.x + self.width

    def rect(self, grid: PageGrid) -> Rect:
        """Its lines on the page."""
        return grid.frame_rect(Frame(self.x, self.width, self.line, self.lines), 0, self.lines)


@dataclass(frozen=True, slots=True)
class Type:
    """What of a text's type the white round an inset depends on: its size, its own margin."""

    size: Length
    margin: Length

    def whole(self, room: Length) -> Length:
        """The width of a column of whole em in some room; nothing when it is too narrow."""
        ems = (room - self.margin * 2).emu // self.size.emu
        return self.size * ems + self.margin * 2 if ems >= LEAST_BESIDE else ZERO


def cut_frames(frames: Sequence[Frame], insets: Sequence[Inset], body: Type) -> tuple[Frame, ...]:
    """The frames that are left round insets."""
    return tuple(part for frame in frames for part in _cut(frame, insets, body))


def wrong_places(
    frames: Sequence[Frame], insets: Sequence[Inset], body: Type
) -> Iterator[tuple[int, str]]:
    """What is wrong with the places of insets: the number of each, and what it is."""
    for number, inset in enumerate(insets):
        if inset.width < body.size * NARROWEST:
            yield number, f"less than {NARROWEST} em are left for the inset"
        if inset.caption_lines >= inset.lines:
            yield number, "the caption takes all lines of the inset"
        for frame in frames:
            if _meet(frame, inset) and all(
                body.whole(room) for room in _rooms(frame, (inset,), body)
            ):
                yield number, "text would run at both sides of the inset"
        for other in insets[:number]:
            column = Frame(other.x, other.width, other.line, other.lines)
            if _meet(column, inset):
                yield number, "the inset lies over another"


def _cut(frame: Frame, insets: Sequence[Inset], body: Type) -> Iterator[Frame]:
    """One column's frames, from its head to its foot."""
    near = [inset for inset in insets if _meet(frame, inset)]
    if not near:
        yield frame
        return
    edges = {frame.line, frame.line + frame.lines}
    for inset in near:
        edges |= {max(inset.line, frame.line)}
        edges |= {min(inset.line + inset.lines, frame.line + frame.lines)}
    before: Frame | None = None
    for top, foot in pairwise(sorted(edges)):
        beside = [i for i in near if i.line < foot and top < i.line + i.lines]
        part = _beside(replace(frame, line=top, lines=foot - top), beside, body)
        if before is not None and part is not None and _alike(before, part):
            before = replace(before, lines=before.lines + part.lines)
            continue
        if before is not None:
            yield before
            part = replace(part, joined=True) if part is not None else None
        before = part
    if before is not None:
        yield before


def _meet(frame: Frame, inset: Inset) -> bool:
    across = inset.x < frame.x + frame.width and frame.x < inset.right
    return (
        across and inset.line < frame.line + frame.lines and frame.line < inset.line + inset.lines
    )


def _alike(one: Frame, other: Frame) -> bool:
    return (one.x, one.width) == (other.x, other.width)


def _beside(frame: Frame, insets: Sequence[Inset], body: Type) -> Frame | None:
    """What is left of some lines of a column: the wider side, at the column's own edge."""
    if not insets:
        return frame
    left, right = (body.whole(room) for room in _rooms(frame, insets, body))
    if not left and not right:
        return None
    if left >= right:
        return replace(frame, width=left)
    return replace(frame, x=frame.x + frame.width - right, width=right)


def _rooms(frame: Frame, insets: Sequence[Inset], body: Type) -> tuple[Length, Length]:
    """The white at the left and at the right of insets, less an em towards them."""
    end = frame.x + frame.width
    left = min(inset.x for inset in insets) - frame.x - body.size
    right = end - max(inset.right for inset in insets) - body.size
    return left, right
