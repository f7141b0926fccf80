"""The file says whether it is trapped.

What it does: Looks for Trapped, True or False, in Info, and the same in the XMP metadata where
              that names it.
Why:          The plant must know whether overlaps between inks are still to be made.
Example:      No Trapped in Info, or Unknown.
Source:       ISO 15930-7, 6.7 and 6.13.
"""

from collections.abc import Iterator

from banmian.preflight.read import entry, name
from banmian.preflight.rule import FAILURE, Job, Remark, Rule
from banmian.preflight.xmp import PDF


def check(job: Job) -> Iterator[Remark]:
    """Trapped in Info and in XMP."""
    said = name(entry(job.file.pdf.trailer, "/Info", "/Trapped"))
    if said not in {"True", "False"}:
        message = f"Trapped is {said}" if said else "Info does not say whether it is trapped"
        yield Remark(message, hint="write /Trapped /False")
    also = job.file.xmp.get(PDF, "Trapped") if job.file.xmp else ""
    if also and said and also != said:
        yield Remark(f"Trapped is {said} in Info and {also} in the XMP metadata")


RULE = Rule("trapped", FAILURE, check)
