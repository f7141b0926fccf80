"""Step 1, collect: copy in runs becomes atoms, each a grapheme cluster with its class.

Inputs:  `Copy`.
Outputs: `Collected`: atoms in order; the printed text without its leading U+3000.
Units:   offsets in characters of `Copy.text`.
Source:  UAX #29 for clusters (R11); CLREQ "First-line Indents" for the dropped U+3000 (R30).
"""

from dataclasses import dataclass
from typing import NamedTuple

import regex

from banmian.compose.classes import CharClass, class_of
from banmian.compose.style import Copy

_CLUSTER = regex.compile(r"\X")
_PAIRED = {CharClass.ELLIPSIS, CharClass.CONNECTOR}
_DASHES = {"—", "⸺"}


class Atom(NamedTuple):
    """One cluster of the copy: what is never divided."""

    text: str
    start: int
    klass: CharClass
    run: int


@dataclass(frozen=True, slots=True)
class Collected:
    """The copy of one paragraph as atoms."""

    copy: Copy
    atoms: tuple[Atom, ...]


def collect(copy: Copy) -> Collected:
    """Split copy into atoms; pairs of — and of … become one atom each (R6, R7)."""
    atoms: list[Atom] = []
    offset = 0
    for number, run in enumerate(copy.runs):
        at = offset
        for text in _CLUSTER.findall(run.text):
            start, at = at, at + len(text)
            if text == "\u3000" and not atoms:
                continue
            klass = class_of(text)
            if klass in _PAIRED and atoms and _makes_pair(atoms[-1], text, number):
                last = atoms.pop()
                pair = CharClass.DASH if text in _DASHES else CharClass.ELLIPSIS
                atoms.append(Atom(last.text + text, last.start, pair, number))
                continue
            atoms.append(Atom(text, start, klass, number))
        offset += len(run.text)
    return Collected(copy, tuple(atoms))


def _makes_pair(before: Atom, text: str, run: int) -> bool:
    return before.text == text and before.run == run and text in "—…⋯"
