"""No spot of the page carries more ink than the paper takes.

What it does: Reckons the four inks of every square millimetre inside the bleed, with overprinting
              text on top of what is beneath it, and tells the heaviest when it is over 240 %.
Why:          Newsprint takes no more: ink sets off on the next page, shows through, and the web
              tears.
Example:      A shadow of 75/65/65/95 in a picture; bold black type overprinting a picture of 220 %.
Source:       docs/preflight.md, limits: 240 is the ceiling for coldset, 220 the aim.
"""

from collections.abc import Iterator

from banmian.preflight.colour_rules import told_inks
from banmian.preflight.coverage import coverages
from banmian.preflight.document import PressPage
from banmian.preflight.painted import Painted
from banmian.preflight.plane import Box
from banmian.preflight.rule import FAILURE, Job, Remark, Rule

_ROUNDING = 1.0  # per cent; tones are whole steps of 255, and pictures are JPEGs


def check(job: Job) -> Iterator[Remark]:
    """The heaviest square of each page."""
    limit = job.order.most_ink
    for page, coverage in zip(job.file.pages, coverages(job.file), strict=True):
        if coverage is None or coverage.total <= limit + _ROUNDING:
            continue
        said = (
            f"the inks come to {coverage.total:.0f} % ({told_inks(coverage.inks)}), over {limit:g}"
        )
        about = _about(job, page, coverage.worst)
        yield Remark(said, page, coverage.worst, about, "convert the picture or colour anew")


def _about(job: Job, page: PressPage, worst: Box) -> str:
    """The uppermost thing there that is not text, or else the text."""
    there: list[Painted] = [thing for thing in page.printed if thing.box.overlaps(worst)]
    grounds = [thing for thing in there if thing.run is None]
    upper = (grounds or there)[-1:]
    return "".join(job.file.naming.about(thing, page.content.painted) for thing in upper)


RULE = Rule("ink-coverage", FAILURE, check)
