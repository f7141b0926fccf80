"""Text flows through frames of any shape: once, in order, on the grid, in the measure of each."""

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banmian.editorial.story import Crosshead, Paragraph, Story
from banmian.house.grid import Area, Frame, PageGrid
from banmian.house.style import StoryFrames, TextFrames
from banmian.makeup.make_up import PageJob
from banmian.makeup.page import Role, TextBlock
from banmian.makeup.setter import Setter
from banmian.makeup.story import FIRST, SetStory, StorySetter
from banmian.units import mm

PAGE = Area(0, 8, 0, 97)


@pytest.fixture(scope="session")
def story(reference_job: PageJob) -> Story:
    """A speech with a crosshead in the middle, so that there is one to divide."""
    (found,) = (story for story in reference_job.page.stories if story.name == "xie-aie")
    blocks = list(found.body)
    blocks.insert(3, Crosshead(found.headline.lines[0], found.place))
    return replace(found, body=tuple(blocks), photos=())


def set_in(story: Story, job: PageJob, frames: tuple[Frame, ...]) -> SetStory:
    grid = job.house.grid
    text = TextFrames("body", "crosshead", (2, 3), frames, ruled=True)
    setter = StorySetter(job.house, Setter(job.catalogue, job.segment, grid.leading))
    return setter.set(story, StoryFrames(grid, PAGE, (), text, None), FIRST)


@st.composite
def shapes(draw: st.DrawFn) -> list[Area]:
    """Frames side by side and one over the other, of one to three base columns each."""
    areas = []
    column = 0
    while column < 8:
        columns = draw(st.integers(1, min(3, 8 - column)))
        line = draw(st.integers(0, 9))
        for _ in range(draw(st.integers(1, 2))):
            lines = draw(st.integers(1, 24))
            areas.append(Area(column, columns, line, lines))
            line += lines + draw(st.integers(0, 3))
        column += columns
    return areas


def text_of(blocks: list[TextBlock]) -> str:
    return "".join(c.text for b in blocks for p in b.lines for c in p.line.clusters)


def check(made: SetStory, story: Story, grid: PageGrid) -> None:
    """What holds of running text in every chain of level frames."""
    blocks = [block for block in made.story.blocks if isinstance(block, TextBlock)]
    copy = [b.text.text for b in story.body]
    written = "".join(copy).replace("\u200b", "").replace("\u2060", "")
    assert text_of(blocks) == written
    assert all(not one.rect.overlaps(other.rect) for one, other in combinations(blocks, 2))
    last = made.story.frames[-1]
    for block in blocks:
        frame = next((f for f in made.story.frames if f.contains(block.rect)), last)
        assert block.rect.width == frame.width
        for placed in block.lines if block.role is Role.BODY else ():
            assert placed.x == frame.x
            assert placed.line.measure == pytest.approx(frame.width / grid.body)
            assert placed.line.width <= placed.line.measure + 1e-6
            row = (placed.baseline - grid.top - grid.baseline) / grid.leading
            assert row == pytest.approx(round(row), abs=1e-9)


@settings(max_examples=25)
@given(areas=shapes())
def test_text_fills_frames_of_any_shape(
    areas: list[Area], story: Story, reference_job: PageJob
) -> None:
    grid = reference_job.house.grid
    made = set_in(story, reference_job, tuple(grid.frame(area) for area in areas))
    check(made, story, grid)
    (fit,) = made.fits
    assert fit.capacity == sum(area.lines for area in areas)


def test_a_paragraph_runs_from_one_column_into_two(story: Story, reference_job: PageJob) -> None:
    grid = reference_job.house.grid
    frames = (grid.frame(Area(0, 1, 0, 20)), grid.frame(Area(1, 2, 0, 14)))
    made = set_in(story, reference_job, frames)
    blocks = [block for block in made.story.blocks if isinstance(block, TextBlock)]
    (across,) = (
        (one, other) for one, other in pairwise(blocks) if one.paragraph == other.paragraph
    )
    assert [part.part for part in across] == [0, 1]
    assert [part.lines[0].line.measure for part in across] == [
        pytest.approx(11),
        pytest.approx(22 + grid.gutter / grid.body),
    ]
    assert not across[0].lines[-1].line.last
    (fit,) = made.fits
    assert (fit.over, fit.measure) == (0, 11)


def test_frames_of_one_width_are_set_as_one_measure(story: Story, reference_job: PageJob) -> None:
    """The ways of a paragraph in a chain whose frames agree are those of the single measure."""
    grid = reference_job.house.grid
    tall = set_in(story, reference_job, (grid.frame(Area(0, 1, 0, 90)),))
    text = TextFrames("body", "crosshead", (2, 3), tuple(
        grid.frame(Area(column, 1, 0, lines)) for column, lines in enumerate((30, 40, 20))
    ), ruled=True)  # fmt: skip
    setter = StorySetter(
        reference_job.house, Setter(reference_job.catalogue, reference_job.segment, grid.leading)
    )
    three = setter.set(story, StoryFrames(grid, PAGE, (), text, None), FIRST)
    assert tall.fits[0].measure == three.fits[0].measure == 11
    slugs = setter.text(story, text, grid).slugs
    assert len(slugs) == sum(isinstance(block, Paragraph | Crosshead) for block in story.body)
    assert [mm(0) < rule.rect.height for rule in three.rules] == [True, True]


def feet(made: SetStory, grid: PageGrid) -> dict[int, int]:
    """The last line of the page's grid that text stands on, by column."""
    found: dict[int, int] = {}
    for block in made.story.blocks:
        if isinstance(block, TextBlock):
            last = round((block.rect.bottom - grid.top) / grid.leading)
            found[block.rect.x.emu] = max(found.get(block.rect.x.emu, 0), last)
    return found


@pytest.mark.parametrize(("heights", "line"), [((60, 60, 60), 0), ((40, 40, 24, 24), 16)])
def test_a_short_text_ends_level_in_all_columns(
    heights: tuple[int, ...], line: int, story: Story, reference_job: PageJob
) -> None:
    """Columns that begin at different lines, round a picture, end at the same one."""
    grid = reference_job.house.grid
    frames = tuple(
        grid.frame(Area(column, 1, line if lines < 40 else 0, lines))
        for column, lines in enumerate(heights)
    )
    text = TextFrames("body", "crosshead", (2, 3), frames, ruled=True, balance=True)
    setter = StorySetter(
        reference_job.house, Setter(reference_job.catalogue, reference_job.segment, grid.leading)
    )
    made = setter.set(story, StoryFrames(grid, PAGE, (), text, None), FIRST)
    check(made, story, grid)
    ends = feet(made, grid)
    assert len(ends) == len(heights)
    assert max(ends.values()) - min(ends.values()) <= 1
    assert max(ends.values()) < 40
    (fit,) = made.fits
    assert (fit.over, fit.short) == (0, 0)
    assert {round((rule.rect.bottom - grid.top) / grid.leading) for rule in made.rules} == {
        max(ends.values())
    }
