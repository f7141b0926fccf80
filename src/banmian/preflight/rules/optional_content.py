"""Nothing can be switched on and off.

What it does: Looks for layers (optional content).
Why:          Which layers print is up to the program that opens the file.
Example:      An OCG with the editor's notes.
Source:       Our choice, stricter than ISO 15930-7, 6.9, which allows some.
"""

from collections.abc import Iterator

from banmian.preflight.read import entry, items
from banmian.preflight.rule import FAILURE, Job, Remark, Rule


def check(job: Job) -> Iterator[Remark]:
    """The catalog's layers."""
    layers = entry(job.file.root, "/OCProperties")
    if layers is not None:
        count = len(items(entry(layers, "/OCGs")))
        yield Remark(f"the file has layers ({count})", hint="write it flat")


RULE = Rule("optional-content", FAILURE, check)
