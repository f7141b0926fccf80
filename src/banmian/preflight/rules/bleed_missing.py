"""What touches the edge of the page reaches into the bleed.

What it does: Finds pictures and areas that end at the trim, or just before or after it, instead
              of at the edge of the bleed.
Why:          The cut wanders by a millimetre: a picture that ends at the trim gets a white edge.
Example:      A panel that ends exactly at the right trim.
Source:       Our choice: from 0.3 mm inside the trim to short of the bleed's edge.
"""

from collections.abc import Iterator

from banmian.preflight.document import PressPage
from banmian.preflight.painted import Kind, Painted
from banmian.preflight.rule import FAILURE, Job, Remark, Rule
from banmian.units import mm

_INSIDE = mm(0.3).pt
_SHORT = 0.3  # points by which the bleed may be missed
_AREAS = {Kind.FILL, Kind.IMAGE, Kind.SHADING, Kind.STENCIL}


def check(job: Job) -> Iterator[Remark]:
    """Areas whose edge lies at the trim."""
    for page in job.file.pages:
        if page.trim is None:
            continue
        seen = [
            (thing, f"ends at the {side} trim and does not reach into the bleed")
            for thing in page.printed
            if thing.kind in _AREAS and not _paper(thing)
            for side in _sides(thing, page, job.order.bleed.pt)
        ]
        yield from job.told(page, seen, hint="let it run into the bleed, or keep it off the edge")


def _paper(thing: Painted) -> bool:
    inks = thing.colour.inks if thing.colour else None
    return inks is not None and not any(inks)


def _sides(thing: Painted, page: PressPage, wanted: float) -> Iterator[str]:
    box, trim = thing.box, page.sheet
    if not box.overlaps(trim.grown(-_INSIDE)):
        return  # marks, or nothing that the cut leaves
    ends = {
        "left": trim.left - box.left,
        "lower": trim.bottom - box.bottom,
        "right": box.right - trim.right,
        "upper": box.top - trim.top,
    }
    for side, beyond in ends.items():
        if -_INSIDE <= beyond < wanted - _SHORT:
            yield side


RULE = Rule("bleed-missing", FAILURE, check)
