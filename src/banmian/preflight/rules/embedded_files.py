"""The file carries no other files.

What it does: Looks for embedded files and attachments.
Why:          They do not print, make the file larger, and are a way to smuggle something in;
              PDF/A-2 allows only PDF/A.
Example:      The page's XML source as an attachment.
Source:       ISO 19005-2, 6.8; our choice for the press.
"""

from collections.abc import Iterator

from banmian.preflight.read import entry
from banmian.preflight.rule import FAILURE, Job, Remark, Rule


def check(job: Job) -> Iterator[Remark]:
    """Attachments, wherever they hang."""
    files = sum(entry(one, "/EF") is not None for one in job.inventory.dictionaries)
    named = entry(job.file.root, "/Names", "/EmbeddedFiles") is not None
    if files or named:
        hint = "keep sources beside the press file, not in it"
        yield Remark(f"the file carries other files ({max(files, 1)})", hint=hint)


RULE = Rule("embedded-files", FAILURE, check)
