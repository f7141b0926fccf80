"""Pictures that are too coarse for their size, told where they are named.

Inputs:  `MadeUpPage`.
Outputs: warnings, with the line of the copy; the preflight refuses such a page later.
Units:   pixels an inch.
Source:  docs/preflight.md: under 200 ppi steps show.
"""

from collections.abc import Iterator

from banmian.errors import Diagnostic, Severity
from banmian.makeup.page import MadeUpPage, PictureBlock
from banmian.preflight.order import PlantOrder

LEAST_PPI = PlantOrder().least_ppi


def coarse_pictures(page: MadeUpPage) -> Iterator[Diagnostic]:
    """Every picture with fewer pixels than its size wants."""
    for block in page.blocks:
        if isinstance(block, PictureBlock) and round(block.ppi) < LEAST_PPI:
            width, height = block.rect.width, block.rect.height
            across = round(width.pt / 72 * LEAST_PPI), round(height.pt / 72 * LEAST_PPI)
            yield Diagnostic(
                "picture-coarse",
                f"the picture {block.file.name} has {block.ppi:.0f} ppi at its size of "
                f"{width.mm:.0f} × {height.mm:.0f} mm, under {LEAST_PPI:.0f}",
                block.place,
                f"get a larger original ({across[0]} × {across[1]} pixels or more), or give it a "
                "smaller place",
                Severity.WARNING,
            )
