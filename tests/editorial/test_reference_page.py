"""The content of the repository is the reference page, character for character."""

from datetime import date
from pathlib import Path

from banmian.editorial.edition import Collection
from banmian.editorial.marks import without_marks
from banmian.editorial.plain import page_paragraphs
from banmian.editorial.read_edition import load_edition
from banmian.editorial.read_page import check_slots, load_page
from banmian.editorial.story import Crosshead, Emphasis, Paragraph

ROOT = Path(__file__).parents[2]
EDITION = ROOT / "content" / "2024-11-13"
REFERENCE = ROOT / "tests" / "data" / "reference" / "fayan-zhaibian.txt"


def test_content_equals_reference_paragraph_by_paragraph() -> None:
    reference = tuple(p for p in REFERENCE.read_text(encoding="utf-8").split("\n") if p)
    assert page_paragraphs(load_page(EDITION / "05")) == reference
    assert len(reference) == 71


def test_the_edition() -> None:
    edition = load_edition(EDITION)
    assert (edition.newspaper.text, edition.date) == ("湖北日报", date(2024, 11, 13))
    assert (edition.folder_name, edition.pages) == ("2024-11-13", (EDITION / "05",))


def test_the_page_has_the_shape_of_its_layout() -> None:
    page = load_page(EDITION / "05")
    assert (page.number, page.section.text, page.layout) == (5, "要闻", "fayan-zhaibian")
    assert check_slots(page, {"lead": "story", "excerpts": "collection"}) == ()
    lead = page.stories[0]
    assert [without_marks(b.text.text) for b in lead.body if isinstance(b, Crosshead)] == [
        "“全力支持和保证代表更好依法履职”",
        "“用心用情用力为民履职尽责”",
    ]
    excerpts = page.slots[1].content
    assert isinstance(excerpts, Collection)
    assert [s.speaker.name.text for s in excerpts.items if s.speaker] == [
        "曾向阳",
        "李昌海",
        "张社教",
        "何裕生",
        "何玉锋",
        "谢爱娥",
    ]


def test_leading_words_are_marked() -> None:
    stories = load_page(EDITION / "05").stories
    strong = [
        (run.text.text, at)
        for story in stories
        for block in story.body
        if isinstance(block, Paragraph)
        for at, run in enumerate(block.runs)
        if run.emphasis is Emphasis.STRONG
    ]
    assert len(strong) == 14
    assert all(text.endswith("。") for text, _ in strong)
    assert sum(1 for _, at in strong if at > 0) == 2  # 二、 and 三、 stand inside a paragraph


def test_no_drawing_is_credited_to_anybody() -> None:
    photos = [photo for story in load_page(EDITION / "05").stories for photo in story.photos]
    assert len(photos) == 6
    assert all(photo.credit is None for photo in photos)
    assert {photo.alt.text for photo in photos if photo.alt} == {"占位示意图"}
    assert len({photo.picture.digest for photo in photos}) == 6


def test_rights_are_said_beside_the_copy() -> None:
    for notice in (EDITION / "LICENSE.md", REFERENCE.parent / "LICENSE.md"):
        assert "not** covered by the project's licence" in " ".join(
            notice.read_text(encoding="utf-8").split()
        )
