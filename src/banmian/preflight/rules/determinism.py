"""The page built again is the same, byte for byte.

What it does: When a second build of the page is given (--again), compares the two files.
Why:          Only then can anybody tell whether a page that was sent twice was changed.
Example:      A DocumentID drawn by lot; a date that is the clock's.
Source:       docs/preflight.md.
"""

from collections.abc import Iterator

from banmian.preflight.rule import FAILURE, Job, Remark, Rule


def check(job: Job) -> Iterator[Remark]:
    """The first byte that differs."""
    if job.twin is None or job.twin == job.file.data:
        return
    pairs = enumerate(zip(job.file.data, job.twin, strict=False))
    where = next((i for i, (one, other) in pairs if one != other), None)
    if where is None:
        where = min(len(job.file.data), len(job.twin))
    yield Remark(f"the second file differs from byte {where} on", hint=_HINT)


_HINT = "look for dates, random identifiers and paths"


RULE = Rule("not-the-same-again", FAILURE, check)
