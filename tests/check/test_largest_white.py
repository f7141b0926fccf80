"""The largest empty rectangle is that which trying all of them finds."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from banmian.check.white import Paper
from banmian.geometry import Rect
from banmian.units import ZERO, mm

SIDE = 7
INK = st.tuples(*(st.integers(0, 2 * SIDE) for _ in range(4)))  # in half millimetres


def overlaps(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    x, y, width, height = one
    left, top, across, down = other
    return x < left + across and left < x + width and y < top + down and top < y + height


@given(st.lists(INK, max_size=5))
def test_no_rectangle_is_larger(inks: list[tuple[int, int, int, int]]) -> None:
    paper = Paper(Rect(mm(20), mm(30), mm(SIDE), mm(SIDE)))
    marked = []
    for x, y, width, height in inks:
        left, top, across, down = x / 2, y / 2, (width + 1) / 2, (height + 1) / 2
        paper.mark(Rect(mm(20 + left), mm(30 + top), mm(across), mm(down)))
        marked.append((left, top, across, down))
    found = paper.largest_white()
    best = 0
    for x, y, right, foot in product(range(SIDE), range(SIDE), range(SIDE), range(SIDE)):
        box = (x, y, right - x + 1, foot - y + 1)
        if right >= x and foot >= y and not any(overlaps(box, ink) for ink in marked):
            best = max(best, box[2] * box[3])
    assert round(found.width.mm * found.height.mm) == best
    place = (found.x.mm - 20, found.y.mm - 30, found.width.mm, found.height.mm)
    assert not any(overlaps(place, ink) for ink in marked)


def test_a_rule_without_thickness_parts_the_white() -> None:
    paper = Paper(Rect(mm(0), mm(0), mm(40), mm(30)))
    paper.mark(Rect(mm(-5), mm(10.2), mm(90), ZERO))
    assert paper.largest_white() == Rect(mm(0), mm(11), mm(40), mm(19))
