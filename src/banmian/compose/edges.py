"""Line edges: what blank a line keeps at its start and end, and which marks may hang behind it.

A gap vanishes at a line's edge, and with it the blank halves of the marks there (`gaps`). Styles
that keep them, or a grid that must, say so here; so does hanging punctuation.

Inputs:  `Prepared`, the narrowest measure.
Outputs: `Edges`.
Units:   em of the paragraph's size.
Source:  CLREQ "Compression of punctuation marks at line start or line end", "Hanging Punctuation
         Marks at Line End": R19, R20, R25. What counts as a mark that is met is our choice.
"""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from banmian.compose.cells import run_edges
from banmian.compose.classes import HALF_EM, MARKS, CharClass
from banmian.compose.emergency import group_width, groups
from banmian.compose.gaps import blank_after, blank_before
from banmian.compose.items import HALF, Item
from banmian.compose.prepare import Prepared
from banmian.house.punctuation import Blank


class Edges(NamedTuple):
    """What lines keep at their edges; no lists where they keep nothing.

    Attributes:
        leads: blank before a line that begins with an item.
        trails: blank behind a line that ends with an item.
        hanging: ends of lines (one past their last item) whose mark may stand outside.
    """

    leads: Sequence[float] = ()
    trails: Sequence[float] = ()
    hanging: frozenset[int] = frozenset()

    def lead(self, begin: int) -> float:
        """The blank before a line."""
        return self.leads[begin] if self.leads else 0.0

    def trail(self, end: int) -> float:
        """The blank behind a line that ends before item `end`."""
        return self.trails[end - 1] if self.trails else 0.0


NO_EDGES = Edges()


def edges_of(prepared: Prepared, narrowest: float) -> Edges:
    """The edges a style asks for; blank is given up where a line of `narrowest` em lacks room."""
    style = prepared.setting.marks
    hanging = _hanging(prepared) if style.hanging else frozenset()
    if style.line_start is Blank.TRIM and style.line_end is Blank.TRIM and not style.cells:
        return Edges(hanging=hanging)
    items = prepared.items
    leads, trails = [0.0] * len(items), [0.0] * len(items)
    if style.cells:
        leads, trails = run_edges(items, prepared.gaps)
    for begin, end in groups(prepared):
        last = end - 1
        if style.line_start is Blank.FULL:
            leads[begin] = leads[begin] or blank_before(items[begin], style)
        if style.line_end is Blank.FULL:
            trails[last] = trails[last] or blank_after(items, last, style)
        kept = leads[begin] + trails[last]
        if kept and kept + _least(prepared, begin, end) > narrowest + 1e-9:
            leads[begin] = trails[last] = 0.0
    return Edges(leads, trails, hanging)


def _least(prepared: Prepared, begin: int, end: int) -> float:
    return group_width(prepared, (begin, end), squeezes=prepared.setting.justifies)


def _hanging(prepared: Prepared) -> frozenset[int]:
    items, gaps = prepared.items, prepared.gaps
    return frozenset(
        index + 1
        for index, item in enumerate(items)
        if item.klass in _HANGING
        and item.width <= HALF * item.scale
        and index
        and not gaps[index - 1].typed
        and not _is_mark(items[index - 1])
    )


_HANGING = frozenset({CharClass.PAUSE, CharClass.STOP})
_PUNCTUATION = (
    MARKS
    | HALF_EM
    | {
        CharClass.CONNECTOR,
        CharClass.DASH,
        CharClass.ELLIPSIS,
        CharClass.NARROW_OPEN,
        CharClass.NARROW_CLOSE,
    }
)
_NO_MARKS = frozenset("%‰")


def _is_mark(item: Item) -> bool:
    """Whether an item ends in a mark, so that a mark behind it meets another."""
    if item.klass != CharClass.WESTERN:
        return item.klass in _PUNCTUATION
    last = item.text[-1]
    return unicodedata.category(last)[0] == "P" and last not in _NO_MARKS
