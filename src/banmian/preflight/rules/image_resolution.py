"""Pictures have enough pixels for their size.

What it does: Reckons every picture's pixels an inch at the size at which it is placed, along the
              side that has fewer.
Why:          Under 200 pixels an inch edges turn to steps, even on newsprint.
Example:      A picture of 600 pixels over 150 mm: 102 ppi.
Source:       docs/preflight.md: under 200 fails.
"""

from collections.abc import Iterator

from banmian.preflight.rule import FAILURE, Job, Remark, Rule


def check(job: Job) -> Iterator[Remark]:
    """Pictures below the least."""
    least = job.order.least_ppi
    for page in job.file.pages:
        seen = [
            (
                thing,
                f"the picture has {thing.raster.ppi:.0f} ppi at its size, under {least:g}",
            )
            for thing in page.printed
            if thing.raster is not None and thing.raster.ppi < least - 0.5
        ]
        yield from job.told(page, seen, hint="place it smaller, or get a larger original")


RULE = Rule("image-resolution-low", FAILURE, check)
