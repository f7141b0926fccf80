"""A file that claims to be accessible is tagged, with language and title.

What it does: When the XMP metadata claims PDF/A level a or PDF/UA: looks for a tag tree, Marked,
              a language, and a title that is shown.
Why:          The one file serves the press, the archive and the screen reader; a claim that is
              not true is worse than none.
Example:      pdfuaid:part 1 without StructTreeRoot.
Source:       ISO 14289-1, 7.1; ISO 19005-2, 6.7.
"""

from collections.abc import Iterator

from banmian.preflight.read import entry, text
from banmian.preflight.rule import FAILURE, Job, Remark, Rule
from banmian.preflight.tagged import claims_tags


def check(job: Job) -> Iterator[Remark]:
    """The tag tree, the language and the title."""
    if not claims_tags(job.file.xmp):
        return
    root = job.file.root
    if entry(root, "/StructTreeRoot", "/K") is None:
        yield Remark("the file claims to be tagged and has no tags")
    elif entry(root, "/MarkInfo", "/Marked") is not True:
        yield Remark("the file has tags and does not say that it is marked")
    if not text(entry(root, "/Lang")):
        yield Remark("the file does not say in which language it is")
    if entry(root, "/ViewerPreferences", "/DisplayDocTitle") is not True:
        yield Remark("the file's title is not shown (DisplayDocTitle)")


RULE = Rule("tags-missing", FAILURE, check)
