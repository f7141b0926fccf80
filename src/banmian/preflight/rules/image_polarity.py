"""A CMYK JPEG is neither a negative nor taken for one.

What it does: Compares the Adobe marker (APP14) of CMYK JPEGs, which says that their values are
              stored upside down, with the Decode array.
Why:          If only one of the two says so, the picture prints as a negative, and screens may
              not show it.
Example:      A CMYK JPEG from Photoshop placed without Decode [1 0 1 0 1 0 1 0].
Source:       docs/preflight.md; Adobe Technical Note 5116.
"""

from collections.abc import Iterator

from banmian.preflight.painted import Painted
from banmian.preflight.read import DAMAGE
from banmian.preflight.rule import FAILURE, Job, Remark, Rule

_UPSIDE_DOWN = (1.0, 0.0) * 4


def check(job: Job) -> Iterator[Remark]:
    """CMYK JPEGs whose marker and Decode disagree."""
    for page in job.file.pages:
        seen = [(thing, said) for thing in page.printed for said in _fault(thing)]
        yield from job.told(page, seen)


def _fault(thing: Painted) -> Iterator[str]:
    raster = thing.raster
    if raster is None or raster.filters != ("DCTDecode",):
        return
    if raster.space is None or raster.space.components != 4:
        return
    try:
        head = bytes(raster.stream.read_raw_bytes())[:65_536]
    except DAMAGE:
        return
    marked = b"\xff\xee\x00\x0eAdobe" in head
    turned = raster.decode == _UPSIDE_DOWN
    if marked and not turned:
        yield "the CMYK JPEG has Adobe's marker and no Decode: it may print as a negative"
    elif turned and not marked:
        yield "the CMYK JPEG is turned over by Decode, though nothing in it says so"


RULE = Rule("image-polarity", FAILURE, check)
