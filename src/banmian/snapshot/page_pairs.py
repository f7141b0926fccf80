"""Which page of the new file stands for which of the old one.

Inputs:  the digests of all pages.
Outputs: pairs of numbers; 0 where there is none.
Units:   pages counted from 1.
Source:  our choice: equal pages hold the order together, as equal lines do in a text.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher


def pair_pages(old: Sequence[str], new: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Pair pages; the pairs stand in the order of the new file, what is gone where it was."""
    if len(old) == len(new) and sorted(old) != sorted(new):
        return tuple((n, n) for n in range(1, len(old) + 1))
    pairs: list[tuple[int, int]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for step in range(max(i2 - i1, j2 - j1)):
            one = i1 + step + 1 if i1 + step < i2 else 0
            two = j1 + step + 1 if j1 + step < j2 else 0
            if tag == "replace" and (one == 0 or two == 0 or _elsewhere(old, new, (one, two))):
                pairs += [pair for pair in ((one, 0), (0, two)) if pair != (0, 0)]
            else:
                pairs.append((one, two))
    return _with_moved(pairs, old, new)


def _elsewhere(old: Sequence[str], new: Sequence[str], pair: tuple[int, int]) -> bool:
    return old[pair[0] - 1] in new or new[pair[1] - 1] in old


def _with_moved(
    pairs: list[tuple[int, int]], old: Sequence[str], new: Sequence[str]
) -> tuple[tuple[int, int], ...]:
    """Pages gone and added with the same digest are one that moved."""
    gone = {old[one - 1]: one for one, two in pairs if not two}
    found: list[tuple[int, int]] = []
    moved: set[int] = set()
    for one, two in pairs:
        if not one and new[two - 1] in gone:
            source = gone.pop(new[two - 1])
            moved.add(source)
            found.append((source, two))
        else:
            found.append((one, two))
    return tuple(pair for pair in found if pair[1] or pair[0] not in moved)
