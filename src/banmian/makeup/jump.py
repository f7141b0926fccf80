"""Divide a story that turns to another page (转版): the first part is what its frames hold.

The place is found by trying every one near the end of the frames, at its price: between two
paragraphs, at a sentence's end, and only if neither fills the frames, at the end of a line. It
follows from the story and the first page's layout alone, so that either page can be built alone.

Inputs:  a story, the frames of its first part, the style of the house that has them.
Outputs: the story's two parts; a `ContentError` when it cannot be divided.
Units:   lines of the chain; characters of a paragraph.
Source:  newspaper.md N18; the prices are our choice.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from banmian.compose.finalise import finalise
from banmian.editorial.story import Paragraph, Run, Story
from banmian.errors import ContentError, Diagnostic
from banmian.house.style import HouseStyle, StoryFrames
from banmian.makeup.chain import Chain
from banmian.makeup.flow import SHORT
from banmian.makeup.running import RunningText, pour_text
from banmian.makeup.story import StorySetter
from banmian.makeup.ways import Placed
from banmian.source.sourced import SourcedText

INSIDE = 90.0  # price of a place inside a paragraph, at a sentence's end
MID_SENTENCE = 250.0  # of one inside a sentence
NEAR = 2  # paragraphs before the one at the foot of the frames that are tried, too
LEAST = 2  # lines of a paragraph on either page; of the second part at all
_SENTENCE = re.compile(r"(?:[。！？]|……)[”’』」）》]*")
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Parts:
    """A story in two: with the line that leads on, with the text that is left."""

    first: Story
    rest: Story


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the first part may end: with `paragraphs` whole ones, and some characters more."""

    paragraphs: int
    characters: int
    price: float


def page_in_words(number: int) -> str:
    """A page's number as it is read: 二, 十, 十二, 二十三."""
    tens, ones = divmod(number, 10)
    words = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return words + (_DIGITS[ones] if ones else "")


def jump_line(pattern: str, number: int) -> str:
    """The line that names another page."""
    return pattern.replace("{page}", page_in_words(number)).replace("{number}", str(number))


def divide(story: Story, frames: StoryFrames, to_page: int, setter: StorySetter) -> Parts:
    """Divide a story between its frames and those of another page.

    Raises:
        ContentError: all of it fits, or the frames hold too little of it.
    """
    assert frames.text is not None
    words = jump_line(frames.text.jump.onward, to_page)
    job = _Division(story, frames, setter, SourcedText.at(words, story.place))
    return job.parts()


class _Division:
    """One story being divided."""

    def __init__(
        self, story: Story, frames: StoryFrames, setter: StorySetter, onward: SourcedText
    ) -> None:
        assert frames.text is not None
        self.story = story
        self.onward = onward
        self.setter = setter
        text_frames, lines = setter.lines_for(story, frames)
        self.text_frames = text_frames or frames.text
        self.grid = frames.grid
        self.chain = Chain(lines)
        self.text = setter.text(story, self.text_frames, self.grid)

    def parts(self) -> Parts:
        """The cheapest division; the first of those that cost the same."""
        whole = pour_text(self.text, self.chain)
        if not whole.over:
            hint = "let it stand on one page: take it out of jumps_to, and there out of jumps_from"
            raise self._fault("jump-needless", "all of the story fits on its first page", hint)
        ends = [start + c.lines for start, c in zip(whole.starts, whole.chosen, strict=True)]
        at = next(n for n, end in enumerate(ends) if end >= self.chain.lines)
        found = self._best([*self._at_ends(at), *self._at_lines(at, whole.starts[at])])
        if found is None:
            hint = "give its slot more lines, or move a crosshead"
            raise self._fault("jump-room", "the first page holds too little of the story", hint)
        return self._divided(found[1])

    def _fault(self, code: str, message: str, hint: str) -> ContentError:
        text = f"{self.story.name}: {message}"
        return ContentError([Diagnostic(code, text, self.story.place, hint)])

    def _best(self, places: list[_Place]) -> tuple[float, _Place] | None:
        """The cheapest of some places, with its price."""
        best: tuple[float, _Place] | None = None
        for place in places:
            price = self._price(place)
            if price is not None and (best is None or price < best[0]):
                best = price, place
        return best

    def _price(self, place: _Place) -> float | None:
        """What a first part that ends there costs; None when it does not fit."""
        first = self._divided(place).first
        flow = pour_text(self._text_of(first, place), self.chain)
        if flow.over:
            return None
        return flow.price + SHORT * flow.short + place.price

    def _text_of(self, first: Story, place: _Place) -> RunningText:
        """The first part's text: the whole paragraphs have been set already."""
        tail = replace(
            first,
            body=first.body[place.paragraphs :],
            dateline=first.dateline if place.paragraphs == 0 else None,
        )
        end = self.setter.text_anew(tail, self.text_frames, self.grid)
        return replace(
            end,
            sets=self.text.sets[: place.paragraphs] + end.sets,
            slugs=self.text.slugs[: place.paragraphs] + end.slugs,
        )

    # ------------------------------------------------------------ places

    def _at_ends(self, at: int) -> list[_Place]:
        """Ends of paragraphs and of sentences near the foot of the frames."""
        body = self.story.body
        near = range(max(at - NEAR, 0), min(at, len(body) - 1) + 1)
        places = []
        for number in near:
            block = body[number]
            if not isinstance(block, Paragraph):
                continue
            if number + 1 < len(body) and self._is_enough(number + 1, 0):
                places.append(_Place(number + 1, 0, 0.0))
            for sentence in _SENTENCE.finditer(block.text.text):
                if self._may_divide(number, sentence.end()):
                    places.append(_Place(number, sentence.end(), INSIDE))
        return places

    def _at_lines(self, at: int, start: int) -> list[_Place]:
        """Ends of lines of the paragraph that the frames end in."""
        body = self.story.body
        slug = self.text.slugs_in(self.chain)[at]
        ways = self.text.sets[at].ways
        if at >= len(body) or ways is None:
            return []
        lengths = slug.lengths_at(start) if isinstance(slug, Placed) else (self.text.along,)
        best = min(ways.settings(*lengths), key=lambda way: way.cost)
        runs = self.text.sets[at].copy.runs
        starts = [0, *accumulate(len(run.text) for run in runs)]
        before = starts[-1] - len(_plain(body[at]))  # the dateline
        ends = [
            starts[line.clusters[0].run] + line.clusters[0].start - before
            for line in finalise(best).lines[1:]
        ]
        return [
            _Place(at, end, MID_SENTENCE) for end in ends if end > 0 and self._may_divide(at, end)
        ]

    def _may_divide(self, number: int, characters: int) -> bool:
        """Whether both parts of a paragraph have lines enough, and no pinyin is torn."""
        block = self.story.body[number]
        assert isinstance(block, Paragraph)
        length = len(block.text)
        line = self.chain.commonest / self.text.style.body.size
        enough = line * (LEAST - 1) + 1
        if characters < enough or length - characters < enough:
            return False
        position = 0
        for run in block.runs:
            inside = position < characters < position + len(run.text)
            if inside and run.annotation.readings:
                return False
            position += len(run.text)
        return self._is_enough(number, characters)

    def _is_enough(self, number: int, characters: int) -> bool:
        """Whether the second part has lines enough to be worth the turn."""
        left = sum(len(block.text) for block in self.story.body[number:]) - characters
        return left > self.chain.commonest / self.text.style.body.size * LEAST

    # ------------------------------------------------------------ dividing

    def _divided(self, place: _Place) -> Parts:
        body = self.story.body
        first, rest = body[: place.paragraphs], body[place.paragraphs :]
        if place.characters:
            block = rest[0]
            assert isinstance(block, Paragraph)
            before = tuple(_cut(block.runs, 0, place.characters))
            behind = tuple(_cut(block.runs, place.characters, len(block.text)))
            goes_on = place.price >= MID_SENTENCE
            first = (*first, replace(block, runs=before, goes_on=goes_on))
            rest = (Paragraph(behind, behind[0].text.place, is_rest=True), *rest[1:])
        return Parts(
            replace(self.story, body=first, signoff=None, onward=self.onward),
            replace(self.story, body=rest, dateline=None),
        )


def _plain(block: object) -> str:
    return block.text.text if isinstance(block, Paragraph) else ""


def _cut(runs: tuple[Run, ...], start: int, end: int) -> Iterator[Run]:
    """The runs, and parts of runs, between two places of a paragraph."""
    position = 0
    for run in runs:
        begin, stop = max(start - position, 0), min(end - position, len(run.text))
        if begin < stop:
            yield replace(run, text=run.text.cut(begin, stop))
        position += len(run.text)


@dataclass(frozen=True, slots=True)
class Front:
    """The first part of a story that is continued in `slot`: on which page, in which frames."""

    slot: str
    page: int
    story: Story
    house: HouseStyle
    frames: StoryFrames


def for_first_page(story: Story, frames: StoryFrames) -> Story:
    """A turned story as its first page prints it: pictures it has no place for go along."""
    return replace(
        story,
        photos=story.photos[: frames.pictures],
        pull_quotes=story.pull_quotes[: frames.quotes],
    )


def for_next_page(story: Story, first: StoryFrames) -> Story:
    """A turned story as its second page prints it: its headline again, what the first left over."""
    return replace(
        story,
        kicker=None,
        deck=None,
        dateline=None,
        byline=(),
        speaker=None,
        photos=story.photos[first.pictures :],
        pull_quotes=story.pull_quotes[first.quotes :],
    )
