"""A demonstration page with other speeches: as many, and as long together, as is asked for.

The page's own speeches are cut up into sentences and dealt out again by a seed; the speakers are
those of the page, who are invented. One speech is up to three times as long as another.

Inputs:  a page's job, a `Deal`.
Outputs: the job with other speeches, and how many characters each has.
Units:   characters.
Source:  our choice.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from banmian.editorial.edition import Collection
from banmian.editorial.story import Emphasis, Paragraph, Run, Story
from banmian.makeup.make_up import PageJob
from banmian.source.sourced import SourcedText

RATIOS = (0.9, 1.05)  # of the page's own text
LENGTHS = (100, 1200)  # characters of a speech
PARAGRAPHS = (90, 120, 160, 220)
SHORTEST = 40  # characters of a paragraph at the end
PAIRS = re.compile("[“”‘’（）《》]")


@dataclass(frozen=True, slots=True)
class Deal:
    """What is dealt: `ratio` is of the page's own text; without one, the dice choose it."""

    speakers: int
    seed: int
    ratio: float | None = None


def collection_of(job: PageJob) -> Collection:
    """The page's collection."""
    return next(s.content for s in job.page.slots if isinstance(s.content, Collection))


def paragraphs(story: Story) -> Iterator[str]:
    """The text of a story, paragraph by paragraph."""
    return (block.text.text for block in story.body if isinstance(block, Paragraph))


def dealt(job: PageJob, deal: Deal) -> tuple[PageJob, list[int]]:
    """The page with other speeches, and how long each is."""
    dice = random.Random(deal.speakers * 100 + deal.seed)
    collection = collection_of(job)
    texts = [text for item in collection.items for text in paragraphs(item)]
    sentences = [s for text in texts for s in re.findall("[^。]+。", PAIRS.sub("", text))]
    ratio = dice.uniform(*RATIOS)
    whole = sum(map(len, texts)) * (ratio if deal.ratio is None else deal.ratio)
    lengths = [0]
    while not all(LENGTHS[0] <= length <= LENGTHS[1] for length in lengths):
        weights = [dice.uniform(0.5, 1.6) for _ in range(deal.speakers)]
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
        wanted = length if length - wanted < SHORTEST else wanted
        text = ""
        while len(text) < wanted:
            text += dice.choice(sentences)
        yield text[: wanted - 1].rstrip("，、：；。") + "。"
        length -= wanted


def _paragraph(text: str, model: Story) -> Paragraph:
    return Paragraph((Run(SourcedText.at(text, model.place), Emphasis.PLAIN),), model.place)
