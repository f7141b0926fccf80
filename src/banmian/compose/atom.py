"""The atom: a grapheme cluster of the copy with its class, never divided.

Inputs:  none.
Outputs: `Atom`, `Collected`.
Units:   offsets in characters of `Copy.text`.
Source:  UAX #29 for clusters (R11).
"""

from dataclasses import dataclass
from typing import NamedTuple

from banmian.compose.classes import CharClass
from banmian.compose.style import Copy


class Atom(NamedTuple):
    """One cluster of the copy, or a pair of dashes or dots: what is never divided."""

    text: str
    start: int
    klass: CharClass
    run: int


@dataclass(frozen=True, slots=True)
class Collected:
    """The copy of one paragraph as atoms."""

    copy: Copy
    atoms: tuple[Atom, ...]
