"""Black text is black ink alone.

What it does: Looks for text whose colour is nearly black and made of more than the black ink.
Why:          Four plates never fall quite on one another: small black type gets coloured edges.
Example:      Text in 60/50/50/100.
Source:       docs/preflight.md: black text K only.
"""

from collections.abc import Iterator

from banmian.preflight.colour_rules import told_inks
from banmian.preflight.painted import Kind, Painted
from banmian.preflight.rule import FAILURE, Job, Remark, Rule

_TRACE = 0.01


def check(job: Job) -> Iterator[Remark]:
    """Text that looks black and is not K alone."""
    for page in job.file.pages:
        seen = [
            (thing, f"black text in several inks: {told_inks(thing.colour.inks)}")
            for thing in page.inside
            if thing.kind is Kind.TEXT and thing.colour is not None and _rich(thing)
        ]
        yield from job.told(page, seen, hint="set it in 0/0/0/100")


def _rich(thing: Painted) -> bool:
    inks = thing.colour.inks if thing.colour else None
    if inks is None or (thing.colour and thing.colour.space.inks):
        return False
    cyan, magenta, yellow, black = inks
    coloured = max(cyan, magenta, yellow) > _TRACE
    even = max(cyan, magenta, yellow) - min(cyan, magenta, yellow) < 0.35
    dark = black >= 0.8 or (black >= 0.4 and even) or min(cyan, magenta, yellow) >= 0.6
    return coloured and dark


RULE = Rule("rich-black-text", FAILURE, check)
