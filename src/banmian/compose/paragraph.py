"""The four calls that set a paragraph.

Inputs:  `Copy`, `Measure`, `Setting`.
Outputs: `ComposedParagraph`.
Units:   em of the paragraph's size.
Source:  the order (widths before breaks, R5) is CLREQ's.
"""

from banmian.compose.breaking import break_lines, first_fit
from banmian.compose.collect import collect
from banmian.compose.columns import for_columns
from banmian.compose.finalise import ComposedParagraph, finalise
from banmian.compose.prepare import Prepared, prepare
from banmian.compose.style import Copy, Measure, Setting


def prepare_copy(copy: Copy, setting: Setting) -> Prepared:
    """Collect and prepare: what does not depend on the measure, and is worth keeping."""
    return prepare(collect(for_columns(copy) if setting.vertical else copy), setting)


def compose(
    copy: Copy, measure: Measure, setting: Setting, looseness: int = 0
) -> ComposedParagraph:
    """Set a paragraph by total fit; never overflows, empty copy gives no lines."""
    return finalise(break_lines(prepare_copy(copy, setting), measure, looseness))


def compose_first_fit(copy: Copy, measure: Measure, setting: Setting) -> ComposedParagraph:
    """Set a paragraph line by line, for comparison."""
    return finalise(first_fit(prepare_copy(copy, setting), measure))
