"""The file is tagged, though it does not claim to be.

What it does: When the XMP metadata claims no PDF/A level a and no PDF/UA: looks for a tag tree.
Why:          Without tags a screen reader and an archive cannot tell the stories apart.
Example:      A page from a program that only prints.
Source:       ISO 14289-1; our choice.
"""

from collections.abc import Iterator

from banmian.preflight.read import entry
from banmian.preflight.rule import WARNING, Job, Remark, Rule
from banmian.preflight.tagged import claims_tags


def check(job: Job) -> Iterator[Remark]:
    """The tag tree."""
    tagged = entry(job.file.root, "/StructTreeRoot", "/K") is not None
    if job.order.tagged and not tagged and not claims_tags(job.file.xmp):
        yield Remark("the file has no tags", hint="the press does not need them, readers do")


RULE = Rule("untagged", WARNING, check)
