"""What a check of a rule gives: one finding for every place where the rule could be broken.

Inputs:  made by the checks.
Outputs: `Finding`, `Weight`, `Rule`, the tolerances.
Units:   em.
Source:  our choice of tolerances: CSS engines place glyphs in 1/64 px and PDF writers round, so
         that nothing under 0.03 em is held against anybody.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from benchmarks.clreq.lines import SetParagraph

CLOSE = 0.03  # two gaps that are meant to be equal
EDGE = 0.05  # a body that is meant to touch something


@dataclass(frozen=True, slots=True)
class Finding:
    """A place where a rule applies, and whether it is held."""

    held: bool
    line: int
    what: str


class Weight(StrEnum):
    """Whether the sources ask for it, or our house does."""

    HARD = "hard"
    HOUSE = "house"


Check = Callable[[SetParagraph], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and the function that checks it."""

    number: str
    says: str
    weight: Weight
    check: Check


def between(white: float, low: float, high: float, tolerance: float) -> bool:
    """Whether a distance lies between two others, with a tolerance on both sides."""
    return low - tolerance <= white <= high + tolerance
