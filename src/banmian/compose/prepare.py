"""Step 2, prepare: atoms become items with widths, gaps between them, and costs of breaking.

Inputs:  `Collected`, `Setting`; the faces' own shaping through HarfBuzz.
Outputs: `Prepared`: what does not depend on the measure, and is worth keeping.
Units:   em of the paragraph's size.
Source:  docs/decisions/0002-ink-bodies-and-gaps.md; R5: widths come before breaks.
"""

from dataclasses import dataclass

from banmian.compose.atom import Collected
from banmian.compose.breaks import break_cost
from banmian.compose.cells import in_cells, on_cells
from banmian.compose.classes import CharClass
from banmian.compose.columns import in_columns
from banmian.compose.gaps import PLAIN_GAP, Gap, end_gap, make_gap
from banmian.compose.hyphens import hyphenate
from banmian.compose.interlinear import PLAIN_COPY, Annotated, annotated, keep_apart
from banmian.compose.items import Item, make_items
from banmian.compose.names import bind_names
from banmian.compose.style import Setting


@dataclass(frozen=True, slots=True)
class Prepared:
    """A paragraph ready for breaking: `gaps[i]` and `costs[i]` stand after `items[i]`."""

    items: tuple[Item, ...]
    gaps: tuple[Gap, ...]
    costs: tuple[float, ...]
    setting: Setting
    annotated: Annotated = PLAIN_COPY


def prepare(collected: Collected, setting: Setting) -> Prepared:
    """Measure the atoms by HarfBuzz and lay down the gaps between them."""
    items, joints = make_items(collected)
    if setting.hyphenate and not setting.vertical:
        items, joints = hyphenate(items, joints)
    if setting.vertical:
        items = in_columns(items)
    if setting.marks.cells:
        items = in_cells(items)
    gaps: list[Gap] = []
    costs: list[float] = []
    plain = not setting.tracking and not setting.breaks_by_sense
    han = CharClass.HAN
    for index in range(len(items) - 1):
        joint = joints[index]
        if plain and not joint and items[index].klass == han == items[index + 1].klass:
            gaps.append(PLAIN_GAP)  # nine gaps in ten: worth its own branch
            costs.append(0.0)
        else:
            gaps.append(make_gap(items, index, joint, setting))
            costs.append(break_cost(items, index, joint, setting))
    bind_names(collected.copy, items, gaps, costs, setting)
    if items:
        gaps.append(end_gap(joints[-1]))
        costs.append(0.0)
    notes = annotated(collected.copy, setting)
    keep_apart(items, gaps, notes)
    if setting.marks.cells:
        gaps = on_cells(items, gaps)
    return Prepared(tuple(items), tuple(gaps), tuple(costs), setting, notes)
