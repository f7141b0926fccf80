"""The demonstration pages are full: all of their copy stands, and hardly a line stays white."""

from pathlib import Path

import pytest

from banmian.makeup.make_up import make_up
from banmian.makeup.page import MadeUpPage
from banmian.pipeline.page import load_job
from banmian.pipeline.settings import Settings

DEMO = Path(__file__).parents[2] / "content" / "demo"
FULL = ("2026-01-01/03",)


@pytest.fixture(params=FULL)
def made_up(request: pytest.FixtureRequest, page_settings: Settings) -> MadeUpPage:
    return make_up(load_job(DEMO / request.param, page_settings))


def test_nothing_is_found_wrong(made_up: MadeUpPage) -> None:
    assert [str(note) for note in made_up.notes] == []


def test_no_story_leaves_more_than_two_lines_white(made_up: MadeUpPage) -> None:
    assert len(made_up.fits) > 3
    assert {fit.story: fit.over for fit in made_up.fits if fit.over} == {}
    white = {fit.story: fit.capacity - fit.lines for fit in made_up.fits}
    assert {story: lines for story, lines in white.items() if lines > 2} == {}
