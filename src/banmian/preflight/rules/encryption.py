"""The file is not encrypted.

What it does: Looks for an Encrypt dictionary, whether or not a password is needed.
Why:          A plant's system opens files without anybody who could type a password; PDF/X
              forbids it.
Example:      A PDF with an owner's password against printing.
Source:       ISO 15930-7, 6.1; ISO 19005-2, 6.1.3.
"""

from collections.abc import Iterator

from banmian.preflight.rule import FAILURE, Job, Remark, Rule


def check(job: Job) -> Iterator[Remark]:
    """Whether qpdf had to decrypt it."""
    if job.file.pdf.is_encrypted:
        yield Remark("the file is encrypted", hint="write it without passwords and permissions")


RULE = Rule("encryption", FAILURE, check)
