"""The file says that it is PDF/X-4.

What it does: Reads pdfxid:GTS_PDFXVersion in the XMP metadata, and the key of older PDF/X in
              Info.
Why:          A plant's workflow takes the file for what it claims to be; PDF/X-1a or PDF/X-3
              follow other rules.
Example:      A file that claims PDF/X-1a:2001, or nothing.
Source:       ISO 15930-7, 6.7.
"""

from collections.abc import Iterator

from banmian.preflight.rule import FAILURE, Job, Remark, Rule
from banmian.preflight.xmp import PDFX


def check(job: Job) -> Iterator[Remark]:
    """The claim in XMP, and none other in Info."""
    claimed = job.file.xmp.get(PDFX, "GTS_PDFXVersion") if job.file.xmp else ""
    older = job.file.info.get("GTS_PDFXVersion", "")
    if claimed != "PDF/X-4":
        said = claimed or older
        message = f"it claims to be {said}" if said else "it does not say that it is PDF/X-4"
        yield Remark(message, hint="pdfxid:GTS_PDFXVersion in the XMP metadata must be PDF/X-4")
    elif older and older != claimed:
        yield Remark(f"Info claims {older}, the XMP metadata PDF/X-4")


RULE = Rule("pdfx-version", FAILURE, check)
