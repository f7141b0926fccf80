"""Insets keep their place in the text when the ladder moves or divides its columns."""

from dataclasses import replace
from pathlib import Path

import pytest

from banmian.house.grid import Frame
from banmian.house.insets import Inset, InsetKind
from banmian.house.load import load_house
from banmian.house.style import StorySlot
from banmian.makeup.inset_moves import moved_insets, redivided_insets
from banmian.makeup.ladder import with_head
from banmian.units import Length, mm

WIDE = (Frame(mm(0), mm(40), 10, 30), Frame(mm(45), mm(40), 10, 30), Frame(mm(90), mm(40), 10, 30))
NARROW = tuple(replace(f, x=f.x * 0.9, width=mm(35)) for f in WIDE)


LEFT, BOTH = mm(0), mm(85)  # the first column's edge, the width of two


def inset(line: int, x: Length = LEFT, width: Length = BOTH, lines: int = 8) -> Inset:
    return Inset(InsetKind.QUOTE, x, width, line, lines, "quote", 0, None)


def lowered(by: int, *columns: int) -> tuple[Frame, ...]:
    return tuple(
        replace(f, line=f.line + by, lines=f.lines - by) if at in columns else f
        for at, f in enumerate(WIDE)
    )


@pytest.mark.parametrize("by", [-2, -1, 1, 2])
@pytest.mark.parametrize(("line", "goes"), [(10, True), (12, True), (13, False), (32, False)])
def test_an_inset_at_the_head_of_its_columns_goes_with_them(by: int, line: int, goes: bool) -> None:
    moved = moved_insets([inset(line)], WIDE, lowered(by, 0, 1, 2))
    assert moved == (inset(line + by if goes else line),)


def test_an_inset_in_columns_that_stay_stays() -> None:
    still = inset(10, mm(90), mm(40))
    assert moved_insets([still], WIDE, lowered(2, 0, 1)) == (still,)


def test_an_inset_over_a_column_that_goes_and_one_that_stays_has_no_place() -> None:
    assert moved_insets([inset(10)], WIDE, lowered(1, 0)) is None


def test_insets_do_not_come_over_each_other_nor_leave_their_columns() -> None:
    pair = [inset(10), inset(18)]
    assert moved_insets(pair, WIDE, lowered(1, 0, 1, 2)) is None
    assert moved_insets(pair, WIDE, lowered(-1, 0, 1, 2)) == (inset(9), inset(18))
    assert moved_insets([inset(10, lines=30)], WIDE, lowered(1, 0, 1, 2)) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((mm(0), mm(85)), (mm(0), mm(40.5) + mm(35))),
        ((mm(45), mm(20)), (mm(40.5), mm(20))),
        ((mm(65), mm(20)), (mm(40.5) + mm(35) - mm(20), mm(20))),
        ((mm(50), mm(20)), None),
    ],
)
def test_in_new_columns_an_inset_keeps_to_the_edges_it_stood_at(
    before: tuple[Length, Length], after: tuple[Length, Length] | None
) -> None:
    moved = redivided_insets([inset(12, *before)], WIDE, NARROW)
    assert moved == (None if after is None else (inset(12, *after),))


@pytest.mark.parametrize("by", [-1, 1])
def test_a_head_that_grows_or_shrinks_takes_an_inset_under_it_along(project: Path, by: int) -> None:
    """The front page's quote, at its place and at the head of its column."""
    slot = load_house(project / "layouts", "yaowen").slots["lead"]
    assert isinstance(slot, StorySlot)
    text = slot.frames.text
    assert text is not None
    (quote,) = text.insets
    column = next(f for f in text.frames if f.x <= quote.x < f.x + f.width)
    first = replace(quote, line=column.line)
    for one, line in ((quote, quote.line), (first, first.line + by)):
        changed = with_head(replace(slot.frames, text=replace(text, insets=(one,))), by)
        assert changed is not None
        assert changed.text is not None
        assert [inset.line for inset in changed.text.insets] == [line]
        assert {f.line for f in changed.text.frames if f.x == column.x} == {column.line + by}
