"""Three to nine speeches of any lengths fill the page, and nothing stands over anything.

The demonstration page's speeches are cut up into sentences, and dealt out again by the seed: so
many speakers, so much text as the reference has, times 0.9 to 1.05, one speech up to three times as
long as another.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from banmian.check.run import run
from banmian.editorial.edition import Collection
from banmian.editorial.story import Emphasis, Paragraph, Run, Story
from banmian.makeup.make_up import PageJob, make_up
from banmian.makeup.page import MadeUpPage
from banmian.pipeline.page import load_job
from banmian.pipeline.settings import Settings
from banmian.source.sourced import SourcedText

DEMO = Path(__file__).resolve().parents[2] / "content" / "demo" / "2026-01-01" / "03"
RATIOS = (0.9, 1.05)  # of the reference's text
LENGTHS = (100, 1200)  # characters of a speech
PARAGRAPHS = (90, 120, 160, 220)
PAIRS = re.compile("[“”‘’（）《》]")
LIVED_WITH = {"shallow-column"}  # two lines over a sign-off: better than a hole
CASES = [(speakers, seed) for speakers in range(3, 10) for seed in (1, 2)]


@pytest.fixture(scope="module")
def demonstration(page_settings: Settings) -> PageJob:
    return load_job(DEMO, page_settings)


def collection_of(job: PageJob) -> Collection:
    return next(s.content for s in job.page.slots if isinstance(s.content, Collection))


def paragraphs(story: Story) -> Iterator[str]:
    return (block.text.text for block in story.body if isinstance(block, Paragraph))


def varied(job: PageJob, speakers: int, seed: int) -> tuple[PageJob, list[int]]:
    """The page with other speeches, and how long each is."""
    dice = random.Random(speakers * 100 + seed)
    collection = collection_of(job)
    texts = [text for item in collection.items for text in paragraphs(item)]
    sentences = [s for text in texts for s in re.findall("[^。]+。", PAIRS.sub("", text))]
    whole = sum(map(len, texts)) * dice.uniform(*RATIOS)
    lengths = [0]
    while not all(LENGTHS[0] <= length <= LENGTHS[1] for length in lengths):
        weights = [dice.uniform(0.5, 1.6) for _ in range(speakers)]
        lengths = [int(whole * weight / sum(weights)) for weight in weights]
    items = []
    for number, length in enumerate(lengths):
        model = dice.choice(collection.items)
        body = tuple(_paragraph(text, model) for text in _speech(length, sentences, dice))
        items.append(replace(model, name=f"speech-{number}", body=body))
    content = replace(collection, items=tuple(items))
    slots = tuple(
        replace(slot, content=content) if slot.content is collection else slot
        for slot in job.page.slots
    )
    return replace(job, page=replace(job.page, slots=slots)), lengths


def _speech(length: int, sentences: list[str], dice: random.Random) -> Iterator[str]:
    """Paragraphs of so many characters together."""
    while length > 0:
        wanted = dice.choice(PARAGRAPHS)
        wanted = length if length - wanted < 40 else wanted
        text = ""
        while len(text) < wanted:
            text += dice.choice(sentences)
        yield text[: wanted - 1].rstrip("，、：；。") + "。"
        length -= wanted


def _paragraph(text: str, model: Story) -> Paragraph:
    return Paragraph((Run(SourcedText.at(text, model.place), Emphasis.PLAIN),), model.place)


@pytest.mark.parametrize(("speakers", "seed"), CASES)
def test_the_page_is_full_and_whole(speakers: int, seed: int, demonstration: PageJob) -> None:
    job, lengths = varied(demonstration, speakers, seed)
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
