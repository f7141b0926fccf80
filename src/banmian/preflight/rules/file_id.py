"""The file has an identifier.

What it does: Looks for an array of two strings as ID in the trailer.
Why:          Workflows tell versions of a page apart by it.
Example:      A trailer without ID.
Source:       ISO 15930-7, 6.1; ISO 32000-1, 14.4.
"""

from collections.abc import Iterator

from banmian.preflight.read import entry, items
from banmian.preflight.rule import FAILURE, Job, Remark, Rule


def check(job: Job) -> Iterator[Remark]:
    """The trailer's ID."""
    parts = [bytes(part) for part in items(entry(job.file.pdf.trailer, "/ID"))]
    if len(parts) != 2 or not all(parts):
        yield Remark("the file has no identifier (ID in the trailer)")


RULE = Rule("file-id", FAILURE, check)
