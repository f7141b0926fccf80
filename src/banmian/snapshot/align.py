"""Which glyph of the new page is which of the old one.

Inputs:  the lines of two pages.
Outputs: `Alignment`: pairs, edits, and lines that stand elsewhere in the order.
Units:   indices of glyphs; `end` is not counted.
Source:  our choice: whole lines first, since most stay; then characters inside what is left
         (Ratcliff and Obershelp, as in difflib), so that time stays in hand on a full broadsheet.
"""

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from banmian.snapshot.drawn import Glyph
from banmian.snapshot.lines import Line

CHARACTERS_MAX = 3000  # of a side of one gap that is compared character by character
ISLAND = 2  # equal characters between larger edits that are mere chance


@dataclass(frozen=True, slots=True)
class Edit:
    """The glyphs `old` became the glyphs `new`; what is empty stands before the glyph `…_place`."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    old_place: int
    new_place: int


@dataclass(frozen=True, slots=True)
class Crossing:
    """A line with the same words at another place in the order, by numbers of lines."""

    old: int
    new: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """How two pages' glyphs belong together; pairs ascend in the new page."""

    pairs: tuple[tuple[int, int], ...]
    edits: tuple[Edit, ...]
    crossings: tuple[Crossing, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """A page's glyphs and lines."""

    glyphs: tuple[Glyph, ...]
    lines: tuple[Line, ...]


def align(old: Words, new: Words) -> Alignment:
    """Pair the glyphs of two pages."""
    matcher = SequenceMatcher(
        None, [line.text for line in old.lines], [line.text for line in new.lines], autojunk=False
    )
    pairs: list[tuple[int, int]] = []
    gaps: list[tuple[list[int], list[int]]] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
                pairs += _whole(old.lines[i], new.lines[j])
        else:
            gaps.append((list(range(i1, i2)), list(range(j1, j2))))
    crossings = _crossings(old, new, gaps)
    crossed_old = {one.old for one in crossings}
    crossed_new = {one.new for one in crossings}
    for one in crossings:
        pairs += _whole(old.lines[one.old], new.lines[one.new])
    edits: list[Edit] = []
    for olds, news in gaps:
        _gap(
            _glyphs_in(old, [n for n in olds if n not in crossed_old]),
            _glyphs_in(new, [n for n in news if n not in crossed_new]),
            (old, new),
            (pairs, edits),
        )
    pairs.sort(key=lambda pair: pair[1])
    edits.sort(key=lambda edit: (edit.new_place, edit.old_place))
    return Alignment(tuple(pairs), tuple(edits), crossings)


def _whole(old: Line, new: Line) -> list[tuple[int, int]]:
    """Pairs of two lines with the same words; glyphs may divide them otherwise."""
    if old.end - old.start != new.end - new.start:
        count = min(old.end - old.start, new.end - new.start)
        return [(old.start + n, new.start + n) for n in range(count)]
    return list(zip(range(old.start, old.end), range(new.start, new.end), strict=True))


def _crossings(
    old: Words, new: Words, gaps: list[tuple[list[int], list[int]]]
) -> tuple[Crossing, ...]:
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for olds, _ in gaps:
        for number in olds:
            if len(old.lines[number].text.strip()) >= 2:
                waiting[old.lines[number].text].append(number)
    found = []
    for _, news in gaps:
        for number in news:
            queue = waiting.get(new.lines[number].text)
            if queue:
                found.append(Crossing(queue.popleft(), number))
    return tuple(found)


def _glyphs_in(words: Words, numbers: list[int]) -> list[int]:
    return [g for n in numbers for g in range(words.lines[n].start, words.lines[n].end)]


def _gap(
    olds: list[int],
    news: list[int],
    words: tuple[Words, Words],
    into: tuple[list[tuple[int, int]], list[Edit]],
) -> None:
    """Compare character by character what whole lines left over."""
    if not olds and not news:
        return
    pairs, edits = into
    one = [words[0].glyphs[n].text for n in olds]
    two = [words[1].glyphs[n].text for n in news]
    head = 0
    while head < min(len(one), len(two)) and one[head] == two[head]:
        head += 1
    tail = 0
    while tail < min(len(one), len(two)) - head and one[-1 - tail] == two[-1 - tail]:
        tail += 1
    blocks = [(0, 0, head)]
    middle = (one[head : len(one) - tail], two[head : len(two) - tail])
    if max(len(middle[0]), len(middle[1])) <= CHARACTERS_MAX:
        for i, j, size in SequenceMatcher(None, *middle, autojunk=False).get_matching_blocks():
            blocks.append((i + head, j + head, size))
    blocks.append((len(one) - tail, len(two) - tail, tail))
    i0 = j0 = 0
    for i, j, size in _without_islands([block for block in blocks if block[2]], len(one), len(two)):
        _edit((olds[i0:i], news[j0:j]), (olds[i:] or olds[-1:], news[j:] or news[-1:]), edits)
        pairs += [(olds[i + n], news[j + n]) for n in range(size)]
        i0, j0 = i + size, j + size
    _edit((olds[i0:], news[j0:]), (olds[-1:], news[-1:]), edits)


def _edit(
    changed: tuple[Sequence[int], Sequence[int]],
    following: tuple[Sequence[int], Sequence[int]],
    edits: list[Edit],
) -> None:
    """Note an edit, if there is one."""
    old, new = changed
    if old or new:
        places = [
            (glyphs or after or (0,))[0] for glyphs, after in zip(changed, following, strict=True)
        ]
        edits.append(Edit(tuple(old), tuple(new), places[0], places[1]))


def _without_islands(
    blocks: list[tuple[int, int, int]], old_length: int, new_length: int
) -> list[tuple[int, int, int]]:
    """Drop equal characters that stand by chance between larger edits."""
    kept = []
    for index, (i, j, size) in enumerate(blocks):
        before = blocks[index - 1] if index else (0, 0, 0)
        after = blocks[index + 1] if index + 1 < len(blocks) else (old_length, new_length, 0)
        left = max(i - before[0] - before[2], j - before[1] - before[2])
        right = max(after[0] - i - size, after[1] - j - size)
        if size > ISLAND or min(left, right) <= 2 * size:
            kept.append((i, j, size))
    return kept
