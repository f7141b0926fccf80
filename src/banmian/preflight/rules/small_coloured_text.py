"""Small text is in one or two inks.

What it does: Looks for text under 10 pt in three inks or more, and under 7 pt in two.
Why:          Where three plates meet in one thin stroke, none of them falls on the others.
Example:      A caption of 8 pt in 40/30/30/10.
Source:       docs/preflight.md: multi-ink small text warns.
"""

from collections.abc import Iterator

from banmian.preflight.colour_rules import told_inks
from banmian.preflight.order import PlantOrder
from banmian.preflight.painted import Kind, Painted
from banmian.preflight.rule import WARNING, Job, Remark, Rule

_TRACE = 0.02
_BROKEN = 0.02  # points by which sizes may be rounded


def check(job: Job) -> Iterator[Remark]:
    """Small text by the number of its inks."""
    for page in job.file.pages:
        seen = [
            (thing, f"text of {thing.run.size:.3g} pt in {told_inks(thing.colour.inks)}")
            for thing in page.inside
            if thing.kind is Kind.TEXT
            and thing.run is not None
            and thing.colour is not None
            and _small(thing, job.order)
        ]
        yield from job.told(page, seen, hint="set it in black, or larger")


def _small(thing: Painted, order: PlantOrder) -> bool:
    inks = thing.colour.inks if thing.colour else None
    if inks is None or thing.run is None:
        return False
    count = sum(ink > _TRACE for ink in inks)
    size = thing.run.size + _BROKEN
    return (count >= 3 and size < order.small_text.pt) or (
        count == 2 and size < order.smallest_reversed.pt
    )


RULE = Rule("small-text-in-inks", WARNING, check)
