"""The page has no transparency, or says how it is to be reckoned.

What it does: Looks for opacity below 1, blend modes, and soft masks; and whether the page's group
              names CMYK as the space in which they are mixed.
Why:          PDF/X-4 allows it, but flattening at the plant may make edges visible or text
              coarse.
Example:      A shadow under a picture; a PNG with alpha.
Source:       docs/preflight.md: transparency warns; ISO 15930-7, 6.6.
"""

from collections.abc import Iterator

from banmian.preflight.painted import Painted
from banmian.preflight.read import entry, name
from banmian.preflight.rule import WARNING, Job, Remark, Rule


def check(job: Job) -> Iterator[Remark]:
    """What is mixed with its ground."""
    for page in job.file.pages:
        seen = [(thing, said) for thing in page.inside for said in _means(thing)]
        yield from job.told(page, seen, hint="flatten it on the ground it stands on")
        if seen and name(entry(page.obj, "/Group", "/CS")) != "DeviceCMYK":
            yield Remark("the page does not say that transparency is reckoned in CMYK", page)


def _means(thing: Painted) -> Iterator[str]:
    look = thing.look
    if look.alpha < 0.999:
        yield f"{thing.kind} with an opacity of {look.alpha:.2f}"
    if look.blend != "Normal":
        yield f"{thing.kind} in blend mode {look.blend}"
    if look.soft_mask or (thing.raster is not None and thing.raster.soft_mask):
        yield f"{thing.kind} under a soft mask"


RULE = Rule("transparency", WARNING, check)
