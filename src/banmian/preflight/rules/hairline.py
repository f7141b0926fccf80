"""No line is too thin for the plate.

What it does: Measures strokes, filled bars and the rings that CSS borders become, under their
              clips, after all scaling; a width of 0 is the thinnest line of the machine.
Why:          Under 0.25 pt a line breaks up on a newspaper plate, or at 0 is one dot of a
              platesetter: invisible.
Example:      border-left: 0.1pt.
Source:       docs/preflight.md.
"""

from collections.abc import Iterator

from banmian.preflight.painted import Kind, Painted
from banmian.preflight.path import LONG
from banmian.preflight.rule import FAILURE, Job, Remark, Rule

_SLACK = 0.004  # points; browsers round to their own units
_DUST = 1.0  # points; a bit of an outline, not a line


def check(job: Job) -> Iterator[Remark]:
    """Lines under the least thickness."""
    least = job.order.thinnest.pt
    for page in job.file.pages:
        seen = [
            (thing, f"the line is {thing.line.thickness:.2f} pt; {least:g} pt is the thinnest")
            for thing in page.printed
            if thing.line is not None and _line(thing) and thing.line.thickness < least - _SLACK
        ]
        yield from job.told(page, seen)


def _line(thing: Painted) -> bool:
    line = thing.line
    if line is None or thing.look.alpha <= 0:
        return False
    if thing.kind is not Kind.FILL:
        return True
    return line.length >= max(LONG * line.thickness, _DUST)


RULE = Rule("hairline", FAILURE, check)
