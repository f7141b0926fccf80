"""The preflight of a page that was just made.

Inputs:  the press PDF, the layout it was made by.
Outputs: warnings; failures as `PreflightError`.
Units:   `Length`.
Source:  docs/preflight.md. The order is the layout's: its page, its bleed, its marks.
"""

from collections.abc import Iterable
from pathlib import Path

from banmian.errors import Diagnostic, PreflightError, Severity
from banmian.house.style import HouseStyle
from banmian.preflight.order import PlantOrder
from banmian.preflight.run import preflight


def before_press(
    pdf: bytes, house: HouseStyle, file: Path, notes: Iterable[Diagnostic] = ()
) -> tuple[Diagnostic, ...]:
    """What a printing plant would like better.

    Raises:
        PreflightError: a plant would refuse the page; what was noted earlier is told with it.
    """
    grid = house.grid
    order = PlantOrder(
        trim=(grid.page_width, grid.page_height),
        bleed=grid.bleed,
        most_ink=house.press.ink_ceiling,
        marks=house.press.marks,
    )
    found = tuple(finding.as_diagnostic(str(file)) for finding in preflight(pdf, order))
    if any(finding.severity is Severity.ERROR for finding in found):
        raise PreflightError((*notes, *found))
    return found
