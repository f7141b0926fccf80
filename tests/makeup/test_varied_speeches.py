"""Three to nine speeches of any lengths fill the page, and nothing stands over anything.

The demonstration page's speeches are dealt out again by the seed: so many speakers, so much text as
the reference has, times 0.9 to 1.05, one speech up to three times as long as another.
"""

from itertools import combinations
from pathlib import Path

import pytest
from benchmarks.dealt import Deal, collection_of, dealt, paragraphs

from banmian.check.run import run
from banmian.editorial.edition import Collection
from banmian.makeup.make_up import PageJob, make_up
from banmian.makeup.page import MadeUpPage
from banmian.pipeline.page import load_job
from banmian.pipeline.settings import Settings

DEMO = Path(__file__).resolve().parents[2] / "content" / "demo" / "2026-01-01" / "03"
LIVED_WITH = {"shallow-column"}  # two lines over a sign-off: better than a hole
CASES = [(speakers, seed) for speakers in range(3, 10) for seed in (1, 2)]


@pytest.fixture(scope="module")
def demonstration(page_settings: Settings) -> PageJob:
    return load_job(DEMO, page_settings)


@pytest.mark.parametrize(("speakers", "seed"), CASES)
def test_the_page_is_full_and_whole(speakers: int, seed: int, demonstration: PageJob) -> None:
    job, lengths = dealt(demonstration, Deal(speakers, seed))
    reference = sum(len(t) for item in collection_of(demonstration).items for t in paragraphs(item))
    assert 0.89 < sum(lengths) / reference < 1.06
    page = make_up(job)
    assert [fit.story for fit in page.fits if fit.over] == []
    found = run(page, job.page, job.house)
    assert [str(one) for one in found if one.code not in LIVED_WITH] == []
    assert_tiled(page, [item.name for item in collection_of(job).items])
    assert_complete(page, collection_of(job))


def assert_tiled(page: MadeUpPage, wanted: list[str]) -> None:
    """All items stand in their order, no two in the same place."""
    items = [story for story in page.stories if story.name in wanted]
    assert [story.name for story in items] == wanted
    frames = [frame for story in page.stories for frame in story.frames]
    assert len(frames) > len(wanted)
    assert not [pair for pair in combinations(frames, 2) if pair[0].overlaps(pair[1])]
    areas = [story.area for story in items]
    assert not [pair for pair in combinations(areas, 2) if pair[0].overlaps(pair[1])]


def assert_complete(page: MadeUpPage, collection: Collection) -> None:
    """Every word of the items is printed, in its order."""
    printed = dict.fromkeys((story.name for story in page.stories), "")
    for story in page.stories:
        for block in story.blocks:
            lines = getattr(block, "lines", ())
            printed[story.name] += "".join(c.text for one in lines for c in one.line.clusters)
    for item in collection.items:
        for text in paragraphs(item):
            assert _letters(text) in _letters(printed[item.name])


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())
