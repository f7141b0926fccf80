"""The file has no form to fill in.

What it does: Looks for an AcroForm with fields, or with XFA.
Why:          What a form shows depends on the program that opens it.
Example:      A text field left over from a template.
Source:       ISO 15930-7, 6.14; ISO 19005-2, 6.4.
"""

from collections.abc import Iterator

from banmian.preflight.read import entry, items
from banmian.preflight.rule import FAILURE, Job, Remark, Rule


def check(job: Job) -> Iterator[Remark]:
    """The catalog's AcroForm."""
    form = entry(job.file.root, "/AcroForm")
    if items(entry(form, "/Fields")) or entry(form, "/XFA") is not None:
        yield Remark("the file has form fields", hint="flatten the form")
    if entry(job.file.root, "/NeedsRendering") is not None:
        yield Remark("the file wants to be rendered as an XFA form")


RULE = Rule("form-fields", FAILURE, check)
