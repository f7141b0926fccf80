"""Running sums over a paragraph: any candidate line's white in a handful of additions.

Inputs:  `Prepared`.
Outputs: `Sums`, indexed by the item a line begins with, or one past the item it ends with.
Units:   em, and counts.
Source:  D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines" (1981).
"""

from typing import NamedTuple

from banmian.compose.classes import CharClass, is_ideograph
from banmian.compose.edges import NO_EDGES, Edges
from banmian.compose.gaps import PLAIN_GAP, Opens
from banmian.compose.prepare import Prepared


class Sums(NamedTuple):
    """A line of items begin…end−1 is `ends[end] − starts[begin]` wide.

    Its gaps, the last item's own not counted, are the differences of the others, `end` taken from
    the list named `…_to` and `begin` from the one named `…_from`.

    Attributes:
        starts: left edge of each item, as a line begins with it.
        ends: right edge of the item before, as a line ends with it, with the hyphen it has there.
        shrink_from, shrink_to: white that can be squeezed out.
        stretch_from, stretch_to: white that word spaces and Han–Western gaps can take.
        free_from, free_to: gaps that open evenly.
        late_from, late_to: gaps that open when none of those is left.
        han: Han characters before each item.
        western: words before each item.
    """

    starts: list[float]
    ends: list[float]
    shrink_from: list[float]
    shrink_to: list[float]
    stretch_from: list[float]
    stretch_to: list[float]
    free_from: list[int]
    free_to: list[int]
    late_from: list[int]
    late_to: list[int]
    han: list[int]
    western: list[int]

    def width(self, begin: int, end: int) -> float:
        """A line's natural width."""
        return self.ends[end] - self.starts[begin]


def sum_up(prepared: Prepared, lead: float = 0.0, edges: Edges = NO_EDGES) -> Sums:
    """Add up a paragraph, gap by gap.

    Its first line can take `lead` em before the first item; what `edges` keep is part of a line.
    """
    starts, ends = [0.0], [0.0]
    shrink_from, shrink_to = [0.0], [0.0]
    stretch_from, stretch_to = [-lead], [0.0]
    free_from, free_to, late_from, late_to = [0], [0], [0], [0]
    han, western = [0], [0]
    x = shrink = stretch = 0.0
    free = late = characters = words = 0
    han_class = CharClass.HAN
    for item, gap in zip(prepared.items, prepared.gaps, strict=True):
        x += item.width
        characters += item.klass == han_class and is_ideograph(item.text)
        words += item.klass == CharClass.WESTERN
        ends.append(x if gap is PLAIN_GAP else x + gap.hyphen)
        shrink_to.append(shrink)
        stretch_to.append(stretch)
        free_to.append(free)
        late_to.append(late)
        if gap is PLAIN_GAP:  # nine gaps in ten
            free += 1
        else:
            white = gap.natural
            x += white
            shrink += white - gap.least
            stretch += gap.space_max - gap.space
            free += gap.opens is Opens.FREELY
            late += gap.opens is Opens.LATE
        starts.append(x)
        shrink_from.append(shrink)
        stretch_from.append(stretch)
        free_from.append(free)
        late_from.append(late)
        han.append(characters)
        western.append(words)
    if edges.leads:
        starts = [at - blank for at, blank in zip(starts, (*edges.leads, 0.0), strict=True)]
        ends = [at + blank for at, blank in zip(ends, (0.0, *edges.trails), strict=True)]
    return Sums(
        starts, ends, shrink_from, shrink_to, stretch_from, stretch_to,
        free_from, free_to, late_from, late_to, han, western,
    )  # fmt: skip
