"""The file does not meddle with the press.

What it does: Looks in graphics states for transfer functions, halftones, and rules for black
              generation and undercolour removal.
Why:          Such settings were made for one device; on another they spoil the tone curve.
Example:      /TR in an ExtGState, left by a scanner's program.
Source:       ISO 15930-7, 6.11; ISO 19005-2, 6.2.5.
"""

from collections.abc import Iterator

from banmian.preflight.read import entry, name
from banmian.preflight.rule import FAILURE, Job, Remark, Rule

_SETTINGS = ("/TR", "/TR2", "/HTP", "/BG", "/BG2", "/UCR", "/UCR2")
_HARMLESS = {"Default", "Identity"}


def check(job: Job) -> Iterator[Remark]:
    """Graphics states, wherever they hang."""
    found = set()
    for one in job.inventory.dictionaries:
        for key in _SETTINGS:
            value = entry(one, key)
            if value is not None and name(value) not in _HARMLESS and _state(one):
                found.add(key[1:])
        if entry(one, "/HT") is not None and name(entry(one, "/HT")) != "Default" and _state(one):
            found.add("HT")
    for key in sorted(found):
        yield Remark(f"a graphics state sets {key}", hint="leave it out")


def _state(one: object) -> bool:
    return name(entry(one, "/Type")) in {"", "ExtGState"}


RULE = Rule("device-settings", FAILURE, check)
