"""A story that turns to another page: printed once, divided well, told at both ends."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from banmian.editorial.story import Crosshead, Paragraph, Run, Story
from banmian.errors import BanmianError, ContentError
from banmian.house.grid import Area
from banmian.house.style import StoryFrames, TextFrames
from banmian.makeup.jump import Parts, divide, jump_line, page_in_words
from banmian.makeup.make_up import PageJob, make_up
from banmian.makeup.page import MadeUpPage, Role, TextBlock
from banmian.makeup.setter import Setter
from banmian.makeup.story import FIRST, StorySetter
from banmian.pipeline.page import load_job
from banmian.pipeline.settings import Settings

DEMO = Path(__file__).resolve().parents[2] / "content" / "demo" / "2026-01-01"
PAGE = Area(0, 8, 0, 97)
END = re.compile(r"(?:[。！？]|……)[”’』」）》]*$")


def texts(page: MadeUpPage, story: str, *roles: Role) -> list[str]:
    (found,) = (one for one in page.stories if one.name == story)
    paragraphs: dict[str, str] = {}
    for block in found.blocks:
        if isinstance(block, TextBlock) and block.role in roles:
            text = "".join(c.text + c.blank for p in block.lines for c in p.line.clusters)
            paragraphs[block.paragraph] = paragraphs.get(block.paragraph, "") + text
    return list(paragraphs.values())


def written(story: Path) -> list[str]:
    """The paragraphs and crossheads of a story's file."""
    body = story.read_text(encoding="utf-8").split("---\n", 2)[2]
    return [re.sub(r"^## |[\u200b\u2060\n]", "", one) for one in body.split("\n\n") if one.strip()]


def test_both_pages_together_print_the_copy(page_settings: Settings) -> None:
    first = make_up(load_job(DEMO / "01", page_settings))
    second = make_up(load_job(DEMO / "02", page_settings))
    front = texts(first, "lead", Role.BODY, Role.CROSSHEAD)
    rest = texts(second, "01/lead", Role.BODY, Role.CROSSHEAD)
    front[0] = front[0].removeprefix("本报云泽12月31日讯\u3000")
    assert [*front, *rest] == written(DEMO / "01" / "lead.md")
    assert texts(first, "lead", Role.JUMP) == ["（下转第二版）"]
    assert texts(second, "01/lead", Role.CONTINUED) == ["（上接第一版）"]
    heads = [texts(p, s, Role.HEADLINE) for p, s in ((first, "lead"), (second, "01/lead"))]
    assert heads[0] == heads[1] == ["白石河大桥昨日建成通车"]
    assert texts(second, "01/lead", Role.KICKER, Role.DECK, Role.BYLINE) == []
    assert len(texts(first, "lead", Role.PULL_QUOTE)) == 1


# ------------------------------------------------------------ where it is divided


def frames(job: PageJob, *lines: int) -> StoryFrames:
    grid = job.house.grid
    chain = tuple(grid.frame(Area(column, 1, 0, n)) for column, n in enumerate(lines))
    text = TextFrames("body", "crosshead", (2, 3), chain, ruled=True)
    return StoryFrames(grid, PAGE, (), text, None)


def setter(job: PageJob) -> StorySetter:
    return StorySetter(job.house, Setter(job.catalogue, job.segment, job.house.grid.leading))


@pytest.fixture(scope="session")
def speech(reference_job: PageJob) -> Story:
    """A speech with a crosshead and a sign-off."""
    (found,) = (story for story in reference_job.page.stories if story.name == "xie-aie")
    blocks = list(found.body)
    blocks.insert(3, Crosshead(found.headline.lines[0], found.place))
    return replace(found, body=tuple(blocks), photos=(), signoff=found.headline.lines[0])


def plain(story: Story) -> str:
    return "".join(block.text.text for block in story.body)


def check(parts: Parts, story: Story, place: StoryFrames, job: PageJob) -> None:
    """What holds wherever a story is divided."""
    first, rest = parts.first, parts.rest
    assert plain(first) + plain(rest) == plain(story)
    assert first.signoff is None
    assert rest.signoff == story.signoff
    assert isinstance(first.body[-1], Paragraph), "a crosshead never ends the first part"
    made = setter(job).set(first, place, FIRST)
    (fit,) = made.fits
    assert fit.over == 0
    assert len(plain(rest)) > 22  # more than a line or two of 11 em
    blocks = [b for b in made.story.blocks if isinstance(b, TextBlock)]
    assert blocks[-1].role is Role.JUMP
    divided = isinstance(rest.body[0], Paragraph) and rest.body[0].is_rest
    if divided:
        assert len(first.body[-1].text) > 11
        assert len(rest.body[0].text) > 11
    if not first.body[-1].goes_on:
        assert not divided or END.search(first.body[-1].text.text)
    else:
        last = blocks[-2].lines[-1].line
        assert last.width == pytest.approx(11)  # flush as any line inside a paragraph


@pytest.mark.parametrize("lines", range(5, 23, 3))
def test_a_story_is_divided_once_and_well(
    lines: int, speech: Story, reference_job: PageJob
) -> None:
    place = frames(reference_job, lines, lines)
    parts = divide(speech, place, 2, setter(reference_job))
    check(parts, speech, place, reference_job)
    made = setter(reference_job).set(parts.first, place, FIRST)
    assert made.fits[0].short <= 3


def test_a_long_sentence_is_divided_only_in_need(speech: Story, reference_job: PageJob) -> None:
    block = next(block for block in speech.body if isinstance(block, Paragraph))
    run = block.runs[0]
    words = re.sub(r"[。！？…]", "，", run.text.text)
    long = replace(run.text.cut(0, 1), text=words * 8)
    story = replace(speech, body=(replace(block, runs=(Run(long, run.emphasis),)),), signoff=None)
    place = frames(reference_job, 20)
    parts = divide(story, place, 2, setter(reference_job))
    check(parts, story, place, reference_job)
    (part,) = parts.first.body
    assert isinstance(part, Paragraph)
    assert part.goes_on
    assert parts.rest.body[0].text.text[0] not in "，。、"


def test_a_story_that_fits_does_not_turn(speech: Story, reference_job: PageJob) -> None:
    with pytest.raises(ContentError, match="jump-needless"):
        divide(speech, frames(reference_job, 90, 90), 2, setter(reference_job))
    with pytest.raises(ContentError, match="jump-room"):
        divide(speech, frames(reference_job, 1), 2, setter(reference_job))


def test_pages_are_named_in_words() -> None:
    assert [page_in_words(n) for n in (1, 9, 10, 12, 20, 45)] == [
        "一", "九", "十", "十二", "二十", "四十五",
    ]  # fmt: skip
    assert jump_line("（下转A{number}）", 12) == "（下转A12）"


# ------------------------------------------------------------ both pages agree


@pytest.fixture
def edition(tmp_path: Path, page_settings: Settings) -> Path:
    """A copy of the demonstration edition that a test may change."""
    folder = tmp_path / "2026-01-01"
    shutil.copytree(DEMO, folder)
    assert page_settings.project
    return folder


@pytest.mark.parametrize(
    ("pages", "old", "new", "code"),
    [
        ("02 01", "jumps_from: {third: 1}", "", "jump-not-agreed"),
        ("02 01", "jumps_from: {third: 1}", "jumps_from: {side: 1}", "jump-not-agreed"),
        ("01 02", "jumps_to: {lead: 2}", "", "jump-not-agreed"),
        ("01 02", "jumps_to: {lead: 2}", "jumps_to: {lead: 3}", "jump-not-agreed"),
        ("01 01", "jumps_to: {lead: 2}", "jumps_to: {lead: 3}", "jump-not-agreed"),
        ("01 01", "jumps_to: {lead: 2}", "jumps_to: {lead: 9}", "jump-page"),
        ("01 01", "jumps_to: {lead: 2}", "jumps_to: {lead: 1}", "jump-page"),
        ("01 01", "jumps_to: {lead: 2}", "jumps_to: {briefs: 2}", "jump-slot"),
        ("01 01", "jumps_to: {lead: 2}", "jumps_to: {leed: 2}", "jump-slot"),
        ("02 02", "jumps_from: {third: 1}", "jumps_from: {third: 1}\njumps_to: {third: 3}",
         "jump-twice"),
        ("02 02", "jumps_from: {third: 1}", "jumps_from: {photo: 1}", "file-missing"),
    ],
)  # fmt: skip
def test_pages_that_do_not_agree_are_told(
    edition: Path, page_settings: Settings, pages: str, old: str, new: str, code: str
) -> None:
    page, built = pages.split()  # the one that is changed, the one that is built
    path = edition / page / "page.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(BanmianError) as caught:
        make_up(load_job(edition / built, page_settings))
    assert code in {found.code for found in caught.value.diagnostics}
    assert all(found.place for found in caught.value.diagnostics)


def test_pictures_without_a_place_turn_with_the_story(
    edition: Path, page_settings: Settings
) -> None:
    path = edition / "01" / "lead.md"
    text = path.read_text(encoding="utf-8")
    photo = "---\nphotos: [{file: photos/bridge.jpg, alt: 图}]\n"
    path.write_text(text.replace("---\n", photo, 1), encoding="utf-8")
    load_job(edition / "01", page_settings)  # its lead has no place for it: page 2 is to print it
    with pytest.raises(ContentError, match=r"01/lead: the layout has no place for the photo"):
        load_job(edition / "02", page_settings)
