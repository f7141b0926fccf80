"""Black text overprints.

What it does: Looks for black text that is not set to overprint, or whose overprint mode wipes
              away the other inks after all.
Why:          A knocked-out letter needs perfect register; the least shift shows white edges.
Example:      Black text on a tint, without overprint.
Source:       docs/preflight.md; ISO 32000-1, 8.6.7 (OPM 1).
"""

from collections.abc import Iterator

from banmian.preflight.painted import Kind, Painted
from banmian.preflight.rule import WARNING, Job, Remark, Rule


def check(job: Job) -> Iterator[Remark]:
    """Black text that knocks out, by story."""
    for page in job.file.pages:
        seen = [
            (thing, "black text knocks out what is beneath it")
            for thing in page.inside
            if thing.kind is Kind.TEXT and _black(thing) and thing.knocks_out
        ]
        yield from job.told(page, seen, hint="overprint it: op true, OPM 1, in DeviceCMYK")


def _black(thing: Painted) -> bool:
    inks = thing.colour.inks if thing.colour else None
    return inks is not None and max(inks[:3]) < 0.001 and inks[3] > 0.95


RULE = Rule("black-text-knocks-out", WARNING, check)
