"""The reference page is full: no hole, no broken head, no widow, nothing over anything else."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy
import pytest
from PIL import Image

from banmian.geometry import Rect
from banmian.house.grid import PageGrid
from banmian.makeup.page import (
    MadeUpPage,
    MadeUpStory,
    PictureBlock,
    PlacedLine,
    Role,
    TextBlock,
)
from banmian.pipeline.page import PageResult
from banmian.units import ZERO, mm

HOLE = 2  # lines
UNDER_HEAD = 2  # lines
EMPTY_CM2 = 25.0


@pytest.fixture
def chains(reference_page: MadeUpPage) -> list[tuple[str, Any, Any]]:
    """For every story with running text: its name, its frames, its blocks in them."""
    found = []
    for story in reference_page.stories:
        if story.frames:
            blocks = [b for b in story.blocks if isinstance(b, TextBlock) and is_running(b)]
            found.append((story.name, story.frames, blocks))
    assert len(found) == 7
    return found


def is_running(block: TextBlock) -> bool:
    return block.role in {Role.BODY, Role.CROSSHEAD}


def lines_of(frame: Rect, grid: PageGrid) -> int:
    return round(frame.height / grid.leading)


def rows_in(frame: Rect, block: TextBlock, grid: PageGrid) -> range:
    """The lines of a frame that a block covers; none when it stands in another frame."""
    if abs((block.rect.x - frame.x).mm) > 0.1:
        return range(0)
    first = round((block.rect.y - frame.y) / grid.leading)
    rows = range(first, first + round(block.rect.height / grid.leading))
    return rows if rows and rows[0] >= 0 and rows[-1] < lines_of(frame, grid) else range(0)


def test_no_story_is_overset(reference_page: MadeUpPage) -> None:
    assert {fit.story: fit.over for fit in reference_page.fits if fit.over} == {}
    assert len(reference_page.fits) == 7


def test_every_block_of_running_text_stands_in_one_frame(
    chains: list[tuple[str, Any, Any]], reference_page: MadeUpPage
) -> None:
    for name, frames, blocks in chains:
        for block in blocks:
            homes = [f for f in frames if rows_in(f, block, reference_page.grid)]
            assert len(homes) == 1, (name, block.paragraph)


def test_no_column_has_a_hole(
    chains: list[tuple[str, Any, Any]], reference_page: MadeUpPage
) -> None:
    for name, frames, blocks in chains:
        for number, frame in enumerate(frames):
            covered = {row for b in blocks for row in rows_in(frame, b, reference_page.grid)}
            longest, white = 0, 0
            for row in range(lines_of(frame, reference_page.grid)):
                white = 0 if row in covered else white + 1
                longest = max(longest, white)
            assert longest <= HOLE, f"{name}, column {number}: {longest} lines white"


def test_column_feet_are_on_one_line(
    chains: list[tuple[str, Any, Any]], reference_page: MadeUpPage
) -> None:
    for name, frames, blocks in chains:
        assert len({frame.bottom for frame in frames}) <= 2, name  # the last stands over a sign-off
        feet = []
        for frame in frames:
            rows = [row for b in blocks for row in rows_in(frame, b, reference_page.grid)]
            feet.append(lines_of(frame, reference_page.grid) - 1 - max(rows))
        assert set(feet[:-1]) <= {0, 1}, f"{name}: columns end {feet} lines above the foot"
        assert feet[-1] <= HOLE, f"{name}: columns end {feet} lines above the foot"


def test_heads_take_whole_lines(reference_page: MadeUpPage) -> None:
    grid = reference_page.grid
    for block in reference_page.blocks:
        if isinstance(block, TextBlock):
            for distance in (block.rect.y - grid.top, block.rect.height):
                lines = distance / grid.leading
                assert lines == pytest.approx(round(lines), abs=1e-6), block.paragraph


def test_crossheads_keep_to_the_text_under_them(
    chains: list[tuple[str, Any, Any]], reference_page: MadeUpPage
) -> None:
    grid = reference_page.grid
    checked = 0
    for name, frames, blocks in chains:
        for frame in frames:
            body = {row for b in blocks if b.role is Role.BODY for row in rows_in(frame, b, grid)}
            for head in (b for b in blocks if b.role is Role.CROSSHEAD):
                rows = rows_in(frame, head, grid)
                if rows:
                    under = range(rows[-1] + 1, rows[-1] + 1 + UNDER_HEAD)
                    assert set(under) <= body, (name, frame)
                    checked += 1
    assert checked == 2


def paragraphs(chains: list[tuple[str, Any, Any]]) -> Iterator[list[TextBlock]]:
    """The parts of every body paragraph."""
    for _, _, blocks in chains:
        names = dict.fromkeys(b.paragraph for b in blocks if b.role is Role.BODY)
        for name in names:
            yield [block for block in blocks if block.paragraph == name]


def test_no_last_line_is_a_single_character(chains: list[tuple[str, Any, Any]]) -> None:
    short = []
    for parts in paragraphs(chains):
        lines = [placed.line for part in parts for placed in part.lines]
        letters = [c for c in lines[-1].clusters if any(char.isalnum() for char in c.text)]
        if len(lines) > 1 and len(letters) < 2 and sum(len(c.text) for c in letters) < 2:
            short.append("".join(cluster.text for cluster in lines[-1].clusters))
    assert short == []


def test_no_widow_stands_at_a_columns_head(chains: list[tuple[str, Any, Any]]) -> None:
    widows = [parts[-1].paragraph for parts in paragraphs(chains) if is_widow(parts)]
    assert widows == []


def is_widow(parts: list[TextBlock]) -> bool:
    return len(parts) > 1 and len(parts[-1].lines) == 1


# ---------------------------------------------------------------- nothing over anything else


def ink_box(placed: PlacedLine, block: TextBlock) -> Rect:
    """The em boxes of a line, from its first cluster to its last."""
    size = block.style.size
    first, last = placed.line.clusters[0], placed.line.clusters[-1]
    left = placed.x + size * first.x
    right = placed.x + size * (last.x + last.advance)
    return Rect(left, placed.baseline - size * 0.88, right - left, size)


def ink(page: MadeUpPage) -> list[tuple[str, Rect]]:
    """Every line and every picture of a page with the place it takes."""
    taken = []
    for block in page.blocks:
        if not isinstance(block, TextBlock):
            taken.append((block.file.name, block.rect))
        else:
            for placed in block.lines:
                text = "".join(cluster.text for cluster in placed.line.clusters)
                taken.append((text, ink_box(placed, block)))
    return taken


def overlap_mm(one: Rect, other: Rect) -> float:
    """How deep two rectangles reach into each other, in the shorter direction."""
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return min(across, down).mm


def test_no_text_or_picture_lies_over_another(reference_page: MadeUpPage) -> None:
    over = [
        (one, other)
        for (one, a), (other, b) in combinations(ink(reference_page), 2)
        if overlap_mm(a, b) > 0.01
    ]
    assert over == []


def test_all_stands_inside_the_type_area(reference_page: MadeUpPage) -> None:
    grid = reference_page.grid
    area = Rect(grid.left, grid.top, grid.width, grid.height)
    assert [name for name, rect in ink(reference_page) if not area.contains(rect)] == []


def test_every_line_stands_inside_its_block(reference_page: MadeUpPage) -> None:
    for block in reference_page.blocks:
        if isinstance(block, TextBlock):
            for placed in block.lines:
                box = ink_box(placed, block)
                assert block.rect.y <= box.y + mm(0.01), block.paragraph
                assert box.bottom - mm(0.01) <= block.rect.bottom, block.paragraph
                assert block.rect.x <= box.x + mm(0.01), block.paragraph
                assert box.right - mm(0.01) <= block.rect.right, block.paragraph


def test_no_rule_crosses_text_or_pictures(reference_page: MadeUpPage) -> None:
    thin = [rule for rule in reference_page.rules if ZERO in {rule.rect.width, rule.rect.height}]
    assert len(thin) > 10
    crossed = [
        (rule.kind, name)
        for rule in thin
        for name, box in ink(reference_page)
        if crosses(rule.rect, box)
    ]
    assert crossed == []


def crosses(rule: Rect, box: Rect) -> bool:
    """Whether a rule, which has no width, runs through a box."""
    across = rule.x < box.right and box.x < rule.right
    down = rule.y < box.bottom and box.y < rule.bottom
    if rule.width:
        return across and box.y < rule.y < box.bottom
    return down and box.x < rule.x < box.right


def test_pictures_are_of_one_size(reference_page: MadeUpPage) -> None:
    sizes = {
        (block.rect.width, block.rect.height)
        for block in reference_page.blocks
        if isinstance(block, PictureBlock)
    }
    assert len(sizes) == 1


# ---------------------------------------------------------------- the printed page

CELL_MM = 0.5
DARK = 0.85 * 255  # a tint is lighter


def largest_empty_cm2(bitmap: Any, mm_a_pixel: float) -> tuple[float, tuple[float, ...]]:
    """The largest rectangle of a grey bitmap without ink, in cm² and as x, y, width, height in mm.

    The classic way: for every row, how far up each column is empty; then a stack of rising columns.
    """
    pixels = round(CELL_MM / mm_a_pixel)
    cell = pixels * mm_a_pixel
    rows, columns = (side // pixels for side in bitmap.shape)
    cells = bitmap[: rows * pixels, : columns * pixels].reshape(rows, pixels, columns, pixels)
    empty = cells.min(axis=(1, 3)) > DARK
    heights = numpy.zeros(columns, dtype=int)
    best, where = 0, (0, 0, 0, 0)
    for row in range(rows):
        heights = numpy.where(empty[row], heights + 1, 0)
        stack: list[tuple[int, int]] = []  # where a height begins, and it
        for column, height in enumerate([*heights.tolist(), 0]):
            begin = column
            while stack and stack[-1][1] >= height:
                begin, high = stack.pop()
                if high * (column - begin) > best:
                    best = high * (column - begin)
                    where = (begin, row - high + 1, column - begin, high)
            stack.append((begin, height))
    return best * cell * cell / 100, tuple(side * cell for side in where)


def test_the_measuring_of_white_itself() -> None:
    paper = numpy.full((300, 400), 255.0)
    assert largest_empty_cm2(paper, 0.5)[0] == pytest.approx(300)
    paper[100, :] = 0  # a rule divides it
    area, (x, y, width, height) = largest_empty_cm2(paper, 0.5)
    assert area == pytest.approx(200 * 99.5 / 100)
    assert (x, y, width, height) == (0, 50.5, 200, 99.5)
    paper[:] = 240  # a tint is not ink
    assert largest_empty_cm2(paper, 0.5)[0] == pytest.approx(300)


def head_foot(story: MadeUpStory) -> float:
    """Where the heads of a story end, in mm from the page's top."""
    heads = {Role.HEADLINE, Role.DECK, Role.BYLINE, Role.KICKER}
    feet = [b.rect.bottom.mm for b in story.blocks if isinstance(b, TextBlock) and b.role in heads]
    return max(feet)


def test_no_large_white_below_the_leads_head(
    reference_page: MadeUpPage, reference_result: PageResult, record_property: Any
) -> None:
    png: Path | None = reference_result.png
    assert png is not None
    with Image.open(png) as image:
        page = numpy.asarray(image.convert("L"), dtype=float)
    grid = reference_page.grid
    scale = 25.4 / 150  # mm a pixel
    top = head_foot(reference_page.stories[0])
    rows = slice(round(top / scale), round((grid.top + grid.leading * grid.lines).mm / scale))
    columns = slice(round(grid.left.mm / scale), round((grid.left + grid.width).mm / scale))
    area, (x, y, width, height) = largest_empty_cm2(page[rows, columns], scale)
    where = (
        f"{area:.1f} cm²: {width:.0f} × {height:.0f} mm at {x + grid.left.mm:.0f}, {y + top:.0f}"
    )
    record_property("largest white", where)
    print(where)
    assert area <= EMPTY_CM2, where
