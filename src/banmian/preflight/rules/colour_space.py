"""Type, lines and areas are in CMYK, grey or a single ink.

What it does: Looks at the colour of everything painted but pictures, at shadings, and at the
              space in which transparency is reckoned. Allowed are DeviceCMYK, DeviceGray, ICC
              profiles for CMYK, and Separation.
Why:          RGB text comes out as four thin screens that never register; every RIP converts it
              in its own way.
Example:      Black text as RGB 0 0 0.
Source:       docs/preflight.md; ISO 15930-7, 6.2.
"""

from collections.abc import Iterator

from banmian.preflight.colour_rules import allowed
from banmian.preflight.painted import Kind
from banmian.preflight.read import entry, name
from banmian.preflight.rule import FAILURE, Job, Remark, Rule


def check(job: Job) -> Iterator[Remark]:
    """Every colour that is painted with."""
    for page in job.file.pages:
        seen = [
            (thing, f"{thing.kind} in {thing.colour.space.described}")
            for thing in page.printed
            if thing.colour is not None
            and thing.kind is not Kind.IMAGE
            and not allowed(thing.colour.space)
        ]
        yield from job.told(page, seen, hint="convert it with the press's profile")
        blending = name(entry(page.obj, "/Group", "/CS"))
        if blending in {"DeviceRGB", "CalRGB"}:
            yield Remark(f"transparency on the page is reckoned in {blending}", page)


RULE = Rule("colour-space", FAILURE, check)
