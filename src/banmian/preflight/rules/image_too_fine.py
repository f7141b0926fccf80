"""Pictures carry no pixels that nobody sees.

What it does: Reckons every picture's pixels an inch at its size; line art of one bit is left
              alone.
Why:          Above 450 pixels an inch a newspaper plate shows no more, and the file grows.
Example:      A portrait of 4000 pixels over 40 mm.
Source:       docs/preflight.md: over 450 warns.
"""

from collections.abc import Iterator

from banmian.preflight.painted import Kind
from banmian.preflight.rule import WARNING, Job, Remark, Rule


def check(job: Job) -> Iterator[Remark]:
    """Pictures above the most."""
    most = job.order.most_ppi
    for page in job.file.pages:
        seen = [
            (thing, f"the picture has {thing.raster.ppi:.0f} ppi at its size; {most:g} do")
            for thing in page.printed
            if thing.kind is Kind.IMAGE
            and thing.raster is not None
            and thing.raster.bits > 1
            and thing.raster.ppi > most + 0.5
        ]
        yield from job.told(page, seen, hint="downsample it to 300 ppi")


RULE = Rule("image-resolution-high", WARNING, check)
