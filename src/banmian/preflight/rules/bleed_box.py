"""The page has the bleed that was ordered.

What it does: Checks that the BleedBox reaches at least as far beyond the trim as was ordered, on
              all four sides.
Why:          Paper is never cut exactly; without bleed a white edge shows.
Example:      No BleedBox, or one of 2 mm.
Source:       Issue of the plant: 3 mm; ISO 15930-7, 6.12.
"""

from collections.abc import Iterator

from banmian.preflight.rule import FAILURE, Job, Remark, Rule

_SLACK = 0.03  # points


def check(job: Job) -> Iterator[Remark]:
    """The bleed on each side."""
    wanted = job.order.bleed.pt
    for page in job.file.pages:
        trim, bleed = page.trim, page.bleed
        if trim is None or wanted <= 0:
            continue
        if bleed is None:
            yield Remark("the page has no BleedBox", page)
            continue
        sides = (
            trim.left - bleed.left,
            trim.bottom - bleed.bottom,
            bleed.right - trim.right,
            bleed.top - trim.top,
        )
        if min(sides) < wanted - _SLACK:
            least = max(min(sides), 0) * 25.4 / 72
            said = f"the bleed is {least:.2f} mm, and {job.order.bleed.mm:g} mm are wanted"
            yield Remark(said, page)


RULE = Rule("bleed-box", FAILURE, check)
