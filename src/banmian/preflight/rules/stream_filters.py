"""Data is packed in ways that every RIP unpacks.

What it does: Looks for LZW and Crypt among the filters.
Why:          LZW is forbidden in PDF/A, Crypt in PDF/X.
Example:      /Filter /LZWDecode from an old program.
Source:       ISO 19005-2, 6.1.7.2; ISO 15930-7, 6.1.
"""

from collections.abc import Iterator

from banmian.preflight.read import entry, items, name
from banmian.preflight.rule import FAILURE, Job, Remark, Rule

_REFUSED = {"LZWDecode", "Crypt"}


def check(job: Job) -> Iterator[Remark]:
    """Each stream's filters."""
    for stream in job.inventory.streams:
        for label in (name(one) for one in items(entry(stream, "/Filter"))):
            if label in _REFUSED:
                yield Remark(f"object {stream.objgen[0]} is packed with {label}")


RULE = Rule("stream-filter", FAILURE, check)
