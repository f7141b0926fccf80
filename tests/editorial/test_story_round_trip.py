"""Any story that is written down is read back as it was, and knows where it was written."""

import json
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from banmian.editorial.folder import ContentFile, ContentFolder
from banmian.editorial.marks import BREAK_ALLOWED
from banmian.editorial.read_story import read_story
from banmian.editorial.story import Crosshead, Emphasis, HeadText, Paragraph, Story
from banmian.source.sourced import SourcedText

LETTERS = "甲乙丙丁人大代表，。“”‘’、……——·(%)1.2万aB \u200b\u2060" + string.punctuation
WORDS = st.text(alphabet=LETTERS, min_size=1, max_size=16).filter(
    lambda text: text == text.strip() and text.strip("\u200b\u2060/ ") != ""
)
HAN = st.text(alphabet="甲乙丙丁，。“”", min_size=2, max_size=30)

MARKS = {Emphasis.PLAIN: "", Emphasis.STRONG: "**", Emphasis.KAI: "*"}

Runs = tuple[tuple[Emphasis, str], ...]


@dataclass(frozen=True)
class Written:
    """A story as plain values: what goes in must come out."""

    headline: tuple[str, ...]
    kicker: str | None
    deck: str | None
    dateline: str | None
    byline: tuple[tuple[str, tuple[str, ...]], ...]
    speaker: tuple[str, str | None] | None
    signoff: str | None
    body: tuple[Runs | str, ...]


@st.composite
def paragraphs(draw: st.DrawFn) -> Runs:
    emphases = (Emphasis.STRONG, Emphasis.KAI)
    runs: list[tuple[Emphasis, str]] = []
    for _ in range(draw(st.integers(1, 3))):
        runs.append((draw(st.sampled_from(emphases)), draw(WORDS)))
        runs.append((Emphasis.PLAIN, draw(WORDS)))
    start, end = draw(st.sampled_from([(0, None), (1, None), (0, -1)]))
    return tuple(runs[start:end])


STORIES = st.builds(
    Written,
    headline=st.lists(WORDS, min_size=1, max_size=3).map(tuple),
    kicker=st.none() | WORDS,
    deck=st.none() | WORDS,
    dateline=st.none() | WORDS,
    byline=st.lists(
        st.tuples(WORDS, st.lists(WORDS, min_size=1, max_size=2).map(tuple)), max_size=2
    ).map(tuple),
    speaker=st.none() | st.tuples(WORDS, st.none() | WORDS),
    signoff=st.none() | WORDS,
    body=st.lists(paragraphs() | WORDS, min_size=1, max_size=4).map(tuple),
)


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def head(text: str) -> str:
    """A break before a slash or another break is written as U+200B: `///` begins with a slash."""
    return quoted(re.sub(f"{BREAK_ALLOWED}(?![{BREAK_ALLOWED}/])", "/", text.replace("/", "//")))


def escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in string.punctuation else c for c in text)


def formatted(story: Written) -> str:
    lines = ["---", f"headline: [{', '.join(map(head, story.headline))}]"]
    lines += [f"{k}: {head(v)}" for k in ("kicker", "deck") if (v := getattr(story, k))]
    lines += [f"{k}: {quoted(v)}" for k in ("dateline", "signoff") if (v := getattr(story, k))]
    if story.byline:
        lines.append("byline:")
        for role, names in story.byline:
            listed = ", ".join(map(quoted, names))
            lines.append(f"  - role: {quoted(role)}\n    names: [{listed}]")
    if story.speaker:
        name, title = story.speaker
        lines.append(f"speaker:\n  name: {quoted(name)}")
        lines += [f"  title: {quoted(title)}"] if title else []
    lines.append("---")
    for block in story.body:
        if isinstance(block, str):
            lines += ["", f"## {escaped(block)}"]
        else:
            lines += ["", "".join(f"{MARKS[e]}{escaped(t)}{MARKS[e]}" for e, t in block)]
    return "\n".join(lines) + "\n"


def read(text: str) -> Story:
    with TemporaryDirectory() as name:
        folder = ContentFolder.of_page(Path(name))
        (folder.path / "story.md").write_text(text, encoding="utf-8")
        return read_story(ContentFile(folder.path / "story.md", "story.md"), folder)


def as_written(story: Story) -> Written:
    def text(value: SourcedText | None) -> str | None:
        return value.text if value else None

    def line(value: HeadText | None) -> str | None:
        return value.lines[0].text if value else None

    return Written(
        headline=tuple(part.text for part in story.headline.lines),
        kicker=line(story.kicker),
        deck=line(story.deck),
        dateline=text(story.dateline),
        byline=tuple((b.role.text, tuple(n.text for n in b.names)) for b in story.byline),
        speaker=(story.speaker.name.text, text(story.speaker.title)) if story.speaker else None,
        signoff=text(story.signoff),
        body=tuple(
            block.text.text
            if isinstance(block, Crosshead)
            else tuple((run.emphasis, run.text.text) for run in block.runs)
            for block in story.body
        ),
    )


def all_texts(story: Story) -> Iterator[SourcedText]:
    for part in (story.kicker, story.headline, story.deck):
        yield from part.lines if part else ()
    yield from (part for part in (story.dateline, story.signoff) if part)
    for byline in story.byline:
        yield byline.role
        yield from byline.names
    if story.speaker:
        yield story.speaker.name
        yield from [story.speaker.title] if story.speaker.title else []
    for block in story.body:
        yield block.text
        if isinstance(block, Paragraph):
            yield from (run.text for run in block.runs)


@given(STORIES)
def test_reading_undoes_writing(written: Written) -> None:
    assert as_written(read(formatted(written))) == written


@given(STORIES)
def test_every_character_stands_where_it_says(written: Written) -> None:
    file = formatted(written)
    lines = file.split("\n")
    for text in all_texts(read(file)):
        for at, character in enumerate(text.text):
            place = text.place_of(at)
            there = lines[place.line - 1][place.column - 1]
            # A break mark of a head is typed as a slash; a quote in YAML is typed \" by us.
            assert there in {character, "/" if character == BREAK_ALLOWED else character, "\\"}
            if there == "\\" != character:
                assert lines[place.line - 1][place.column] == character


@given(HAN, st.lists(st.integers(1, 29), max_size=4))
def test_line_ends_between_han_characters_leave_no_trace(text: str, breaks: list[int]) -> None:
    wrapped = text
    for at in sorted({b for b in breaks if b < len(text)}, reverse=True):
        wrapped = f"{wrapped[:at]}\n{wrapped[at:]}"
    story = read(f"---\nheadline: 题\n---\n{wrapped}\n")
    (block,) = story.body
    assert block.text.text == text
    lines = wrapped.split("\n")
    for at, character in enumerate(text):
        place = block.text.place_of(at)
        assert lines[place.line - 4][place.column - 1] == character
