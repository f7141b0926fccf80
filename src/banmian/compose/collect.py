"""Step 1, collect: copy in runs becomes atoms, each a grapheme cluster with its class.

Inputs:  `Copy`.
Outputs: `Collected`: atoms in order, without the white the copy begins with.
Units:   offsets in characters of `Copy.text`.
Source:  UAX #29 for clusters (R11); CLREQ "First-line Indents" for the dropped U+3000 (R30).
"""

import regex

from banmian.compose.atom import Atom, Collected
from banmian.compose.classes import CharClass, class_of
from banmian.compose.context import AMBIGUOUS, resolve
from banmian.compose.style import Copy, TypeRun

_CLUSTER = regex.compile(r"\X")
# Copy of these characters alone has one cluster a character: no need to look for longer ones.
_SIMPLE = regex.compile(r"[ -~\u00a0-\u02ff\u2010-\u2027\u3000-\u3029\u4e00-\u9fff\uff01-\uff5e]*")
_DASHES = "—―"
_PAIRS = {
    **dict.fromkeys(_DASHES, CharClass.DASH),
    **dict.fromkeys("…⋯", CharClass.ELLIPSIS),
}


def collect(copy: Copy) -> Collected:
    """Split copy into atoms; a run of — and a pair of … become one atom each (R6, R7)."""
    atoms: list[Atom] = []
    offset = 0
    ambiguous = False
    for number, run in enumerate(copy.runs):
        text = run.text
        ambiguous = ambiguous or AMBIGUOUS.search(text) is not None
        at = offset
        for cluster in text if _SIMPLE.fullmatch(text) else _CLUSTER.findall(text):
            klass = class_of(cluster)
            atom = Atom(cluster, at, klass, number)
            at += len(cluster)
            if klass == CharClass.BLANK and not atoms:
                continue
            if cluster in _PAIRS and atoms and _goes_on(atoms[-1], atom, copy.runs):
                first = atoms.pop()
                atom = Atom(first.text + cluster, first.start, _PAIRS[cluster], first.run)
            atoms.append(atom)
        offset += len(text)
    if ambiguous:
        resolve(atoms)
    return Collected(copy, tuple(atoms))


def _goes_on(first: Atom, second: Atom, runs: tuple[TypeRun, ...]) -> bool:
    """Whether a dash or dots go on: dashes without end, dots by two (R7: cut between pairs)."""
    if first.text[-1] != second.text or (len(first.text) > 1 and second.text not in _DASHES):
        return False
    return first.run == second.run or runs[first.run].is_set_like(runs[second.run])
