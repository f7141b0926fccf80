"""The tag tree, as pdfium reads it: a reader hears the copy, story by story, and nothing else."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banmian.editorial.marks import without_marks
from banmian.editorial.story import Crosshead, Paragraph, Story
from banmian.makeup.make_up import PageJob
from banmian.makeup.page import MadeUpPage, TextBlock
from banmian.press.facts import _Levels, facts_of


@pytest.fixture(scope="module")
def spoken(read_aloud: Callable[..., list[Any]], reference_pdf: Path) -> list[Any]:
    return read_aloud(reference_pdf.read_bytes())


def squeezed(text: str) -> str:
    return "".join(without_marks(text).split())


def test_every_paragraph_is_one_element_in_however_many_columns(
    spoken: list[Any], reference_job: PageJob, reference_page: MadeUpPage
) -> None:
    """Running text alone: an intro is one block."""
    blocks = [block for block in reference_page.blocks if isinstance(block, TextBlock)]
    assert any(block.part for block in blocks), (
        "no paragraph of the page runs over a column's end: this test shows nothing"
    )
    heard = [squeezed(one.text) for one in spoken]
    stories: tuple[Story, ...] = reference_job.page.stories
    for story in stories:
        for block in story.body:
            text = squeezed(block.text.text)
            if story.name != "intro":
                assert heard.count(text) == 1, text[:20]
            assert isinstance(block, Paragraph | Crosshead)


def test_stories_are_read_in_the_order_of_the_page(
    spoken: list[Any], reference_job: PageJob
) -> None:
    heads = [squeezed(one.text) for one in spoken if one.tag in ("H1", "H2")]
    wanted = [squeezed(story.headline.plain) for story in reference_job.page.stories]
    assert [head for head in heads if head in wanted] == wanted


def test_a_picture_has_words_and_its_caption_follows(spoken: list[Any]) -> None:
    tags = [one.tag for one in spoken]
    figures = [number for number, tag in enumerate(tags) if tag == "Figure"]
    assert len(figures) == 6
    for number in figures:
        assert spoken[number].alt
        assert tags[number + 1] == "Caption"


def test_the_folio_line_is_not_read(spoken: list[Any]) -> None:
    heard = "".join(one.text for one in spoken)
    assert "星期三" not in heard
    assert "要闻" not in heard


def test_headings_begin_at_one_and_skip_none(spoken: list[Any]) -> None:
    ranks = [int(one.tag[1:]) for one in spoken if one.tag[0] == "H" and one.tag[1:].isdigit()]
    assert ranks[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(ranks))


@given(st.lists(st.integers(1, 6), min_size=1, max_size=12))
def test_whatever_levels_a_layout_gives(levels: list[int]) -> None:
    ranked = _Levels()
    ranks = [ranked.rank(level) for level in levels]
    assert ranks[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(ranks))
    for number in range(1, len(levels)):
        same = levels[number] == levels[number - 1]
        assert (ranks[number] == ranks[number - 1]) or not same


def test_facts_number_every_piece_once(reference_page: MadeUpPage) -> None:
    facts = facts_of(reference_page)
    pieces = [
        piece for story in facts.stories for element in story.elements for piece in element.pieces
    ]
    assert pieces == list(range(facts.furniture, facts.furniture + len(pieces)))
    assert facts.furniture > 0
    assert len(facts.tags) == facts.furniture + len(pieces)
