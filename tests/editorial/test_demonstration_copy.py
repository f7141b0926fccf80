"""The demonstration editions can be read whole, and nothing in them is a real paper's."""

import re
from pathlib import Path

import pytest

from banmian.editorial.edition import PageCopy
from banmian.editorial.read_edition import load_edition
from banmian.editorial.read_page import load_page
from banmian.picture.metadata import ALGORITHMIC_MEDIA
from banmian.picture.reader import read_picture

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "content" / "demo"
EDITIONS = sorted(path.parent for path in DEMO.glob("*/edition.yaml"))
PAGES = sorted(path.parent for path in DEMO.glob("*/*/page.yaml"))
REFERENCE = ROOT / "content" / "2024-11-13" / "05"


def length(file: Path) -> int:
    """The characters a story prints in its body."""
    body = file.read_text(encoding="utf-8").split("---\n", 2)[2]
    return len(re.sub(r"[\s*#\u200b\u2060]", "", body))


def test_there_are_editions() -> None:
    assert EDITIONS[0].name == "2026-01-01"
    for folder in EDITIONS:
        edition = load_edition(folder)
        assert edition.newspaper.text.startswith("示例"), folder.name
        assert edition.date.isoformat() == folder.name
        assert edition.pages


@pytest.mark.parametrize("folder", PAGES, ids=lambda p: f"{p.parent.name}-{p.name}")
def test_no_name_of_the_reference_stands_in_the_demonstration(folder: Path) -> None:
    real = [story.speaker.name.text for story in load_page(REFERENCE).stories if story.speaker]
    real += ["湖北", "武汉", "洪湖", "黄冈", "十堰"]
    for file in (*folder.glob("*.md"), folder / "page.yaml", folder.parent / "edition.yaml"):
        text = file.read_text(encoding="utf-8")
        assert [name for name in real if name in text] == [], file.name


@pytest.mark.parametrize("folder", PAGES, ids=lambda p: f"{p.parent.name}-{p.name}")
def test_every_file_of_a_page_is_used_and_every_picture_is_a_drawing(folder: Path) -> None:
    page: PageCopy = load_page(folder)
    own = [story for story in page.stories if story.path.parent == folder]
    assert {f"{story.name}.md" for story in own} == {p.name for p in folder.glob("*.md")}
    pictures = {photo.file for story in own for photo in story.photos}
    assert pictures == set((folder / "photos").glob("*.*"))
    for picture in pictures:
        said = read_picture(picture, shown_as=picture.name).metadata
        assert said.digital_source_type == ALGORITHMIC_MEDIA
        assert said.alt == "占位示意图"


def test_the_invented_speeches_are_as_long_as_the_real_ones() -> None:
    invented, real = (load_page(folder) for folder in (DEMO / "2026-01-01" / "03", REFERENCE))
    lengths = [
        (length(one.path), length(other.path))
        for one, other in zip(invented.stories, real.stories, strict=True)
        if one.speaker is not None
    ]
    assert len(lengths) == 6
    assert [(one, other) for one, other in lengths if abs(one / other - 1) > 0.03] == []
