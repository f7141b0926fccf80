"""Fit a head into its place: its size from those the house allows, its lines by sense.

Inputs:  copies of forced lines, a `TypeStyle` with its sizes, the place, a `Setter`.
Outputs: `FittedCopy`: the style in the size chosen, the lines, whether they are in place.
Units:   `Length`; em of the chosen size inside a line.
Source:  newspaper.md N12 (sizes two steps apart), N13; R38 (the scale). That the largest size is
         taken whose breaks do the sense no harm is our choice.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from banmian.compose.style import Copy
from banmian.geometry import Rect
from banmian.house.style import TypeStyle
from banmian.makeup.heads import EPSILON, Wanted
from banmian.makeup.page import HeadFit, MadeUpStory, TextBlock
from banmian.makeup.sense import POOR
from banmian.makeup.setter import BrokenCopy, Setter
from banmian.units import mm

SLACK = mm(0.05)  # rounding, not copy


@dataclass(frozen=True, slots=True)
class FittedCopy:
    """A head's lines in the size chosen; `broken` has one paragraph for each forced line."""

    style: TypeStyle
    broken: tuple[BrokenCopy, ...]
    is_in_place: bool

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return sum(len(one.broken.spans) for one in self.broken)

    @property
    def widths(self) -> tuple[float, ...]:
        """How wide each line is."""
        return tuple(width for one in self.broken for width in one.widths)

    @property
    def worst(self) -> float:
        """What its worst break does to the sense."""
        return max((one.worst for one in self.broken), default=0.0)


def fit_copy(
    copies: Sequence[Copy], style: TypeStyle, place: Rect, wanted: int | None, setter: Setter
) -> FittedCopy:
    """Set copies in the largest size of their style that suits; in the smallest if none does.

    A size suits that fits the place in no more lines than wanted and breaks no phrase; then, rather
    than a smaller one that does, one that fits in more lines, or with a bad break.
    """
    ways = []
    for size in style.sizes or (style.size,):
        way = _fitted(copies, replace(style, size=size), place, wanted, setter)
        if way.is_in_place and way.worst < POOR and (wanted is None or way.lines <= wanted):
            return way
        ways.append(way)
    return min(ways, key=lambda way: _harm(way, wanted))


def _harm(way: FittedCopy, wanted: int | None) -> tuple[bool, bool, bool]:
    too_many = wanted is not None and way.lines > wanted
    return not way.is_in_place, too_many, way.worst >= POOR


def _fitted(
    copies: Sequence[Copy], style: TypeStyle, place: Rect, wanted: int | None, setter: Setter
) -> FittedCopy:
    along, across = (place.height, place.width) if style.vertical else (place.width, place.height)
    pitch = setter.leading if style.pitch is None else style.size * style.pitch
    room = int((across - style.size + SLACK) / pitch) + 1
    lines = Wanted(wanted if len(copies) == 1 else None, max(room - len(copies) + 1, 1))
    broken = tuple(setter.broken(copy, style, along, lines) for copy in copies)
    over = max((-span.slack for one in broken for span in one.broken.spans), default=0.0)
    way = FittedCopy(style, broken, is_in_place=over <= EPSILON)
    return way if way.lines <= room else replace(way, is_in_place=False)


def head_fits(stories: Iterable[MadeUpStory]) -> Iterator[HeadFit]:
    """How the heads of stories came out that had a choice of sizes."""
    for story in stories:
        for block in story.blocks:
            if isinstance(block, TextBlock) and block.style.sizes and block.lines:
                yield HeadFit(
                    story.name,
                    block.role,
                    block.paragraph,
                    block.style.size,
                    block.style.sizes,
                    tuple(
                        "".join(cluster.text + cluster.blank for cluster in placed.line.clusters)
                        for placed in block.lines
                    ),
                    max(placed.line.width / placed.line.measure for placed in block.lines),
                )
