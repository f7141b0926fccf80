"""The preflight of what was just made: a page, an edition, printer's spreads.

Inputs:  the press PDF, the pages it is made of, how the house goes to press.
Outputs: warnings; failures as `PreflightError`.
Units:   `Length`.
Source:  docs/preflight.md. The order is the layout's: its page, its bleed, its marks.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from banmian.errors import Diagnostic, PreflightError, Severity
from banmian.house.style import PressStyle
from banmian.preflight.order import PlantOrder
from banmian.preflight.run import preflight
from banmian.press.boxes import Boxes
from banmian.press.finish import PaintedPage


def before_press(
    pages: Sequence[PaintedPage],
    pdf: bytes,
    style: PressStyle,
    file: Path,
    notes: Iterable[Diagnostic] = (),
) -> tuple[Diagnostic, ...]:
    """What a printing plant would like better in a page or an edition.

    Raises:
        PreflightError: a plant would refuse it; what was noted earlier is told with it.
    """
    return _told(pdf, order_of(pages, style, {page.boxes for page in pages}), file, notes)


def spreads_before_press(
    pages: Sequence[PaintedPage], boxes: Boxes, pdf: bytes, style: PressStyle, file: Path
) -> tuple[Diagnostic, ...]:
    """What a printing plant would like better in printer's spreads; they have no tags.

    Raises:
        PreflightError: a plant would refuse them.
    """
    return _told(pdf, order_of(pages, style, {boxes}, tagged=False), file, ())


def order_of(
    pages: Sequence[PaintedPage], style: PressStyle, boxes: set[Boxes], *, tagged: bool = True
) -> PlantOrder:
    """What the plant is to print; of sheets that differ in size no size is ordered."""
    sizes = {(one.width, one.height) for one in boxes}
    return PlantOrder(
        trim=next(iter(sizes)) if len(sizes) == 1 else None,
        bleed=min((one.bleed for one in boxes), key=lambda bleed: bleed.emu),
        most_ink=style.ink_ceiling,
        marks=all(page.job.marks for page in pages),
        black=all(page.job.black for page in pages),
        tagged=tagged,
    )


def _told(
    pdf: bytes, order: PlantOrder, file: Path, notes: Iterable[Diagnostic]
) -> tuple[Diagnostic, ...]:
    found = tuple(finding.as_diagnostic(str(file)) for finding in preflight(pdf, order))
    if any(finding.severity is Severity.ERROR for finding in found):
        raise PreflightError((*notes, *found))
    return found
