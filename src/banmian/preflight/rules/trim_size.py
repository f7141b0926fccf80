"""The page has the size that was ordered, and all pages the same.

What it does: Compares the TrimBox with the order, and every page with the first.
Why:          A page of another size is scaled or cut at the plant, most often unasked.
Example:      A page of 380 × 540 mm where 390 × 540 was ordered.
Source:       Our choice: within 0.1 mm, less than a cutter holds.
"""

from collections.abc import Iterator

from banmian.preflight.rule import FAILURE, Job, Remark, Rule
from banmian.units import Length, mm, pt

_SLACK = mm(0.1)


def check(job: Job) -> Iterator[Remark]:
    """Every page's trim."""
    first: tuple[Length, Length] | None = None
    for page in job.file.pages:
        if page.trim is None:
            continue
        size = (pt(page.trim.width), pt(page.trim.height))
        wanted = job.order.trim
        if wanted is not None and not _same(size, wanted):
            said = f"the page is {_told(size)}, and {_told(wanted)} was ordered"
            yield Remark(said, page, hint="say --size when another size was ordered")
        if first is not None and not _same(size, first):
            yield Remark(f"the page is {_told(size)}, the first one {_told(first)}", page)
        first = first or size


def _same(one: tuple[Length, Length], other: tuple[Length, Length]) -> bool:
    return all(abs(a.emu - b.emu) <= _SLACK.emu for a, b in zip(one, other, strict=True))


def _told(size: tuple[Length, Length]) -> str:
    return f"{size[0].mm:.5g} × {size[1].mm:.5g} mm"


RULE = Rule("trim-size", FAILURE, check)
