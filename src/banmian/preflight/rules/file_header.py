"""The file begins and ends as a PDF of a version that PDF/X-4 knows.

What it does: Looks for %PDF-1.3 to 1.6 in the first byte, four bytes above 127 in the second
              line, the version in the catalog, and nothing but a line end after %%EOF.
Why:          A workflow that sees a later version, or bytes before or after the file, may refuse
              it, or take it for text and spoil it.
Example:      %PDF-1.7, or a mail header before %PDF.
Source:       ISO 15930-7, 6.1; ISO 19005-2, 6.1.2 and 6.1.3.
"""

import re
from collections.abc import Iterator

from banmian.preflight.read import entry, name
from banmian.preflight.rule import FAILURE, Job, Remark, Rule

_HEADER = re.compile(rb"%PDF-(\d+\.\d+)[\r\n]+")
_KNOWN = {"1.3", "1.4", "1.5", "1.6"}


def check(job: Job) -> Iterator[Remark]:
    """The first two lines, the catalog's version, the last line."""
    data = job.file.data
    header = _HEADER.match(data)
    if header is None:
        yield Remark("the file does not begin with %PDF-1.n", hint="cut off what stands before it")
    else:
        yield from _versions(job, header[1].decode("ascii"))
        second = data[header.end() : header.end() + 5]
        if second[:1] != b"%" or len(second) < 5 or min(second[1:]) < 128:
            yield Remark("the second line is not a comment of four bytes above 127")
    end = data.rstrip(b"\r\n")
    if not end.endswith(b"%%EOF") or len(data) - len(end) > 2:
        yield Remark("the file does not end with %%EOF: it was cut short or something was added")


def _versions(job: Job, header: str) -> Iterator[Remark]:
    later = name(entry(job.file.root, "/Version"))
    for version in dict.fromkeys((header, later or header)):
        if version not in _KNOWN:
            hint = "write the PDF as version 1.6"
            yield Remark(f"PDF/X-4 is PDF 1.3 to 1.6, and this is PDF {version}", hint=hint)


RULE = Rule("file-header", FAILURE, check)
