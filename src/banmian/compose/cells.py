"""The character grid: every character in a cell of one em, Western runs in whole cells (纵横对齐).

Marks keep their blank halves and so fill their cells; `gaps` and `edges` see to that. What is left
to do: whatever else is no whole number of em wide is centred in the next whole number of cells.
Words that follow each other, with the blanks between them, are one *run* and are centred together.

Inputs:  items and gaps as they are off the grid.
Outputs: items and gaps on it; the blank that lines keep at their edges.
Units:   em of the paragraph's size: a cell is one em.
Source:  CLREQ "Handling of Grid Alignment in Chinese and Western Mixed Text Composition": R33. That
         a run always has some white, and none beside a mark where half an em on its other side will
         do, is our choice.
"""

from collections.abc import Iterator, Sequence
from math import ceil, floor

from banmian.compose.classes import BLANK_BEFORE, MARKS, CharClass
from banmian.compose.gaps import HANLIKE, PLAIN_GAP, Gap, Opens
from banmian.compose.items import HALF, Item

EPSILON = 1e-6
MOST = 0.5  # white on one side of a run
LOOSE = frozenset({CharClass.WESTERN, CharClass.NARROW_OPEN, CharClass.NARROW_CLOSE})


def in_cells(items: Sequence[Item]) -> list[Item]:
    """Put whatever is neither a word nor a mark of the grid's own size into whole cells."""
    return [item if item.klass in LOOSE else _in_cell(item) for item in items]


def _in_cell(item: Item) -> Item:
    if item.klass in MARKS and item.width == HALF:
        return item
    width = float(ceil(item.width - EPSILON))
    white = width - item.width
    if abs(white) <= EPSILON:
        return item
    share = 1.0 if item.klass in BLANK_BEFORE else 0.0 if item.klass in MARKS else 0.5
    shift = white * share  # ink stays towards the text (R12)
    return item._replace(width=width, origins=tuple(at + shift for at in item.origins))


def on_cells(items: Sequence[Item], gaps: Sequence[Gap]) -> list[Gap]:
    """Round the white between items to cells, and pad every run to a whole number of them."""
    padded = [_rounded(items, index, gap) for index, gap in enumerate(gaps)]
    for begin, end in _runs(items):
        width = sum(item.width for item in items[begin:end])
        width += sum(gap.space for gap in padded[begin : end - 1])
        white = floor(width + EPSILON) + 1 - width
        beside_han = [items[n].klass in HANLIKE for n in (begin - 1, end) if 0 <= n < len(items)]
        share = 0.5
        if white <= MOST and len(beside_han) == 2 and beside_han[0] != beside_han[1]:
            share = float(beside_han[0])  # none beside the mark (R28)
        for index, pad in ((begin - 1, white * share), (end - 1, white * (1.0 - share))):
            if index >= 0:
                padded[index] = padded[index]._replace(space=padded[index].space + pad)
    return padded


def _rounded(items: Sequence[Item], index: int, gap: Gap) -> Gap:
    if gap is PLAIN_GAP:
        return gap
    sides = items[index : index + 2]
    loose = sum(item.klass in LOOSE for item in sides)
    if loose == len(sides) == 2:
        space = gap.space
    elif loose and not any(item.klass == CharClass.FULL_FORM for item in sides):
        space = float(gap.typed.count("\u3000"))
    else:
        space = float(ceil(gap.space - EPSILON))
    return gap._replace(space=space, space_min=space, space_max=space, opens=Opens.NEVER)


def _runs(items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """The first word of each run, and one past its last."""
    begin = -1
    for index, item in enumerate(items):
        if item.klass not in LOOSE:
            if begin >= 0:
                yield begin, index
            begin = -1
        elif begin < 0:
            begin = index
    if begin >= 0:
        yield begin, len(items)


def run_edges(items: Sequence[Item], gaps: Sequence[Gap]) -> tuple[list[float], list[float]]:
    """The blank before a line that begins in a run, and behind one that ends with its last word.

    A line may begin inside a run; what is left of it is padded so that what follows stands in
    cells again.
    """
    leads, trails = [0.0] * len(items), [0.0] * len(items)
    for begin, end in _runs(items):
        trails[end - 1] = gaps[end - 1].space % 1.0
        rest = 0.0
        for index in range(end - 1, begin - 1, -1):
            rest += items[index].width + gaps[index].space
            leads[index] = max(0.0, ceil(rest - EPSILON) - rest)
    return leads, trails


def resume(items: Sequence[Item], gaps: Sequence[Gap], lead: float) -> tuple[list[Gap], float]:
    """Begin a line inside a run: its white on both sides alike, none where it fills the line."""
    gaps = list(gaps)
    end = next((n for n, item in enumerate(items) if item.klass not in LOOSE), len(items))
    if end == len(items):
        return gaps, 0.0
    after = gaps[end - 1]
    white = lead + after.space % 1.0
    side = (white - floor(white - EPSILON)) / 2
    gaps[end - 1] = after._replace(space=floor(after.space) + side)
    return gaps, side
