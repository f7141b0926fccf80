"""Info and the XMP metadata say the same.

What it does: Compares title, dates, producer and program where both name them.
Why:          Which of the two a program shows is its own choice; they must not tell two stories.
Example:      Info names another title than dc:title.
Source:       ISO 15930-7, 6.7; ISO 19005-2, 6.6.3 (by way of part 1, 6.7.3).
"""

from collections.abc import Iterator

from banmian.preflight.dates import same_moment
from banmian.preflight.rule import FAILURE, Job, Remark, Rule
from banmian.preflight.xmp import DC, PDF, XMP

_PAIRS = (
    ("Title", DC, "title"),
    ("Producer", PDF, "Producer"),
    ("Creator", XMP, "CreatorTool"),
    ("Keywords", PDF, "Keywords"),
)
_DATES = (("CreationDate", "CreateDate"), ("ModDate", "ModifyDate"))


def check(job: Job) -> Iterator[Remark]:
    """Each pair that both have."""
    xmp, info = job.file.xmp, job.file.info
    if xmp is None or xmp.fault:
        return
    for key, namespace, twin in _PAIRS:
        ours, theirs = info.get(key, ""), xmp.get(namespace, twin)
        if ours and theirs and " ".join(ours.split()) != theirs:
            yield Remark(f"{key} is “{ours}” in Info and “{theirs}” in the XMP metadata")
    for key, twin in _DATES:
        ours, theirs = info.get(key, ""), xmp.get(XMP, twin)
        if ours and theirs and not same_moment(ours, theirs):
            yield Remark(f"{key} is {ours} in Info and {theirs} in the XMP metadata")


RULE = Rule("metadata-disagrees", FAILURE, check)
