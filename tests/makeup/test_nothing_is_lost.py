"""All copy is printed, or the build says what has no place: datelines, sign-offs, parts."""

import shutil
from pathlib import Path

import pytest

from banmian.errors import ContentError, FontError
from banmian.makeup.make_up import make_up
from banmian.makeup.page import MadeUpPage, Role, TextBlock
from banmian.pipeline.page import load_job
from banmian.pipeline.settings import Settings


@pytest.fixture
def page_folder(project: Path, tmp_path: Path) -> Path:
    """A copy of the reference page that a test may change."""
    folder = tmp_path / "2024-11-13"
    shutil.copytree(project / "content" / "2024-11-13", folder)
    return folder / "05"


def add_to(folder: Path, story: str, lines: str) -> None:
    path = folder / story
    path.write_text(path.read_text("utf-8").replace("---\n", f"---\n{lines}\n", 1), "utf-8")


def made(folder: Path, settings: Settings) -> MadeUpPage:
    return make_up(load_job(folder, settings))


def texts(page: MadeUpPage, story: str, role: Role) -> list[str]:
    (found,) = (one for one in page.stories if one.name == story)
    return [
        "".join(c.text + c.blank for placed in block.lines for c in placed.line.clusters)
        for block in found.blocks
        if isinstance(block, TextBlock) and block.role is role
    ]


def test_a_dateline_begins_the_first_paragraph(page_folder: Path, page_settings: Settings) -> None:
    add_to(page_folder, "xie-aie.md", "dateline: 本报讯")
    page = made(page_folder, page_settings)
    first, second, *_ = texts(page, "xie-aie", Role.BODY)
    assert first.startswith("本报讯\u3000这些年，")
    assert "本报讯" not in second
    (story,) = (one for one in page.stories if one.name == "xie-aie")
    body = next(b for b in story.blocks if isinstance(b, TextBlock) and b.role is Role.BODY)
    assert {c.face.key for c in body.lines[0].line.clusters if c.text in "本报讯"} == {"hei"}


def test_a_sign_off_ends_the_text_at_the_right(page_folder: Path, page_settings: Settings) -> None:
    add_to(page_folder, "xie-aie.md", "signoff: （某某 整理）")
    page = made(page_folder, page_settings)
    assert texts(page, "xie-aie", Role.SIGNOFF) == ["（某某 整理）"]
    (story,) = (one for one in page.stories if one.name == "xie-aie")
    block = next(b for b in story.blocks if isinstance(b, TextBlock) and b.role is Role.SIGNOFF)
    (placed,) = block.lines
    last = placed.line.clusters[-1]
    assert last.x + last.advance == pytest.approx(placed.line.measure, abs=1e-6)


@pytest.mark.parametrize(
    ("story", "lines", "part"),
    [
        ("lead.md", "kicker: 代表工作", "kicker"),
        ("xie-aie.md", "deck: 一位村医", "deck"),
        ("xie-aie.md", "byline: [{role: 记者, names: [某某]}]", "byline"),
        ("lead.md", "photos: [{file: photos/xie-aie.jpg}]", "photo"),
        ("intro.md", "signoff: （完）", "signoff"),
        ("intro.md", "dateline: 本报讯", "dateline"),
    ],
)
def test_what_has_no_place_is_told(
    page_folder: Path, page_settings: Settings, story: str, lines: str, part: str
) -> None:
    add_to(page_folder, story, lines)
    with pytest.raises(ContentError) as caught:
        made(page_folder, page_settings)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "no-place"
    assert f"for the {part}" in diagnostic.message
    assert diagnostic.place is not None
    assert diagnostic.place.file.endswith(story)
    assert diagnostic.place.line == 2


def annotate(folder: Path, old: str, new: str) -> None:
    path = folder / "lead.md"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


def test_dots_names_and_pinyin_reach_the_page(page_folder: Path, page_settings: Settings) -> None:
    annotate(page_folder, "桥梁作用", "[桥**梁**]{着重}作[用]{yòng}，[武汉]{专名}")
    page = made(page_folder, page_settings)
    blocks = [b for b in page.blocks if isinstance(b, TextBlock)]
    beside = [placed.line.interlinear for block in blocks for placed in block.lines]
    assert [dot.text for one in beside for dot in one.dots] == ["桥", "梁"]
    assert [name.text for one in beside for name in one.names] == ["武汉"]
    assert [r.cluster.text for one in beside for r in one.readings] == ["yòng"]


def test_too_little_white_between_the_lines_is_told(
    page_folder: Path, page_settings: Settings
) -> None:
    annotate(page_folder, "桥梁作用", "[桥梁]{着重}[作用]{zuò yòng}")
    found = [note for note in made(page_folder, page_settings).notes if note.code == "line-gap"]
    line = (page_folder / "lead.md").read_text("utf-8").split("\n").index("---", 1) + 2
    assert [(n.place.file[-7:], n.place.line) for n in found if n.place] == [("lead.md", line)] * 2
    dots, pinyin = (note.message for note in found)
    assert dots.startswith("the white between the lines is 0.43 em: dots and lines")
    assert "pinyin is set at 0.4" in pinyin


def test_white_enough_is_not_told(page_folder: Path, page_settings: Settings) -> None:
    intro = page_folder / "intro.md"  # its style has a pitch of 1.5
    intro.write_text(intro.read_text("utf-8").rstrip() + "[重点]{着重}\n", "utf-8")
    assert "line-gap" not in {note.code for note in made(page_folder, page_settings).notes}


def test_pinyin_that_no_face_has_is_an_error(page_folder: Path, page_settings: Settings) -> None:
    annotate(page_folder, "桥", "[桥]{ê̌}")
    with pytest.raises(FontError) as caught:
        made(page_folder, page_settings)
    assert "U+030C" in str(caught.value)
    assert "lead.md" in str(caught.value)
