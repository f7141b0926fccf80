"""Pictures are in CMYK or grey.

What it does: Looks at the colour space of every picture, inline ones too; the bases of Indexed
              spaces as well.
Why:          The conversion of a picture is the newspaper's work: with its own profile, seen on a
              proof.
Example:      A photograph in sRGB.
Source:       docs/preflight.md; ISO 15930-7, 6.2.
"""

from collections.abc import Iterator

from banmian.preflight.colour_rules import allowed
from banmian.preflight.painted import Kind, Painted
from banmian.preflight.rule import FAILURE, Job, Remark, Rule


def check(job: Job) -> Iterator[Remark]:
    """Every picture's colour space."""
    for page in job.file.pages:
        seen = [(thing, said) for thing in page.printed for said in _fault(thing)]
        yield from job.told(page, seen, hint="convert the picture with the press's profile")


def _fault(thing: Painted) -> Iterator[str]:
    raster = thing.raster
    if raster is None or thing.kind is not Kind.IMAGE:
        return
    if raster.space is not None:
        if not allowed(raster.space):
            yield f"the picture is in {raster.space.described}"
    elif "JPXDecode" not in raster.filters:
        yield "the picture's colour space is missing or damaged"


RULE = Rule("image-colour-space", FAILURE, check)
