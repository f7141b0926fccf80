"""The grid's sums come out: columns and gutters fill the type area, lines fill its height."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.house.grid import Area, PageGrid
from banmian.units import ZERO, Length, mm, pt

grids = st.builds(
    lambda columns, measure, body, leading, lines, spare: PageGrid(
        page_width=mm(1000),
        page_height=mm(2000),
        bleed=mm(3),
        left=mm(20),
        top=mm(25),
        width=body * measure * columns + Length(spare),
        height=leading * lines,
        columns=columns,
        measure=measure,
        body=body,
        leading=leading,
        lines=lines,
    ),
    columns=st.integers(1, 12),
    measure=st.integers(5, 40),
    body=st.integers(50, 200).map(lambda tenths: pt(tenths / 10)),
    leading=st.integers(80, 300).map(lambda tenths: pt(tenths / 10)),
    lines=st.integers(1, 120),
    spare=st.integers(0, 3_000_000),
)


@given(grids)
def test_columns_and_gutters_fill_the_type_area(grid: PageGrid) -> None:
    filled = grid.column_width * grid.columns + grid.gutter * (grid.columns - 1)
    left_over = grid.width - filled
    if grid.columns > 1:
        assert 0 <= left_over.emu < grid.columns - 1  # whole EMU: less than one a gutter
    assert grid.width_of(grid.columns) == grid.width
    last = grid.x_of(grid.columns - 1) + grid.column_width
    assert last + left_over == grid.left + grid.width or grid.columns == 1


@given(grids, st.data())
def test_merged_columns_end_where_their_last_column_ends(
    grid: PageGrid, data: st.DataObject
) -> None:
    column = data.draw(st.integers(0, grid.columns - 1))
    count = data.draw(st.integers(1, grid.columns - column))
    right = grid.x_of(column) + grid.width_of(count)
    if count < grid.columns:
        assert right == grid.x_of(column + count - 1) + grid.column_width
    else:
        assert right == grid.left + grid.width


@given(grids, st.data())
def test_neighbouring_areas_touch_but_do_not_overlap(grid: PageGrid, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, grid.lines))
    upper = grid.rect(Area(0, grid.columns, 0, cut))
    lower = grid.rect(Area(0, grid.columns, cut, grid.lines - cut))
    assert upper.bottom == lower.y
    assert not upper.overlaps(lower)
    assert upper.height + lower.height == grid.leading * grid.lines


@given(grids, st.data())
def test_odd_columns_fill_their_area_evenly(grid: PageGrid, data: st.DataObject) -> None:
    measure = data.draw(st.integers(1, 40))
    count = data.draw(st.integers(2, 12))
    area = Area(0, grid.columns, 1, 3)
    if grid.body * measure * count > grid.width:
        with pytest.raises(ValueError, match=f"{count} columns of {measure} em need"):
            grid.odd_frames(area, count, measure)
        return
    frames = grid.odd_frames(area, count, measure)
    assert len(frames) == count
    assert {frame.width for frame in frames} == {grid.body * measure}
    gaps = {b.x - a.x - a.width for a, b in pairwise(frames)}
    assert len(gaps) == 1
    assert min(gaps) >= ZERO
    assert frames[0].x == grid.left
    spare = grid.left + grid.width - frames[-1].x - frames[-1].width
    assert 0 <= spare.emu < count
    assert {(frame.line, frame.lines) for frame in frames} == {(1, 3)}


@given(grids)
def test_a_line_is_in_the_middle_of_its_slot(grid: PageGrid) -> None:
    baseline = grid.baseline_in_slot(grid.body, grid.leading)
    over = baseline - grid.body * 0.88
    under = grid.leading - baseline - grid.body * 0.12
    assert abs((over - under).emu) <= 2


def test_the_reference_grid() -> None:
    """Eight columns of eleven em at 10 pt on 350 mm: 880 pt of text, seven gutters of the rest."""
    grid = PageGrid(
        mm(390), mm(540), mm(3), mm(20), mm(25), mm(350), mm(490), 8, 11, pt(10), pt(14.3), 97
    )
    assert grid.column_width == pt(110)
    assert grid.gutter.pt == pytest.approx((350 / 25.4 * 72 - 880) / 7, abs=0.0001)
    assert grid.x_of(7) + grid.column_width <= mm(370)
    assert grid.y_of(97) <= mm(25 + 490)
    assert grid.baseline_in_slot(pt(10), pt(14.3)) == pt(2.15 + 8.8)
