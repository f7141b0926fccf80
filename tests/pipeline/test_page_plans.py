"""plan.yaml of the demonstration: plans that build, the same ones every time, never over edits."""

import shutil
from io import BytesIO
from itertools import combinations
from pathlib import Path

import pikepdf
import pytest
import yaml
from PIL import Image

from banmian.editorial.read_plan import load_plan
from banmian.errors import BanmianError, ContentError, LayoutError, OversetError, UsageError
from banmian.house.grid import Area
from banmian.house.style import StorySlot
from banmian.makeup.make_up import make_up
from banmian.makeup.placed import area_of, overlap
from banmian.pipeline.page import load_job
from banmian.pipeline.plan import Plans, find_plans, thumbnail
from banmian.pipeline.plan_file import BACKUP, is_edited, page_text, write_page
from banmian.pipeline.settings import Settings
from banmian.plan.score import Placed
from banmian.units import mm

EDITION = Path(__file__).parents[2] / "content" / "demo" / "2026-01-03"
AD = Area(5, 3, 78, 19)


@pytest.fixture(scope="module")
def plans(page_settings: Settings) -> Plans:
    return find_plans(EDITION / "01", page_settings)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A copy of the page whose page.yaml has not been made yet."""
    shutil.copytree(EDITION, tmp_path / EDITION.name)
    folder = tmp_path / EDITION.name / "01"
    (folder / "page.yaml").unlink()
    return folder


def of_size(page: Path, width: float, height: float) -> None:
    """Make the page's advertisement as large as another place, in mm."""
    path = page / "ads" / "quilts.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].mediabox = pdf.pages[0].trimbox = [0, 0, mm(width).pt, mm(height).pt]
        pdf.save()


def codes(error: BanmianError) -> set[str]:
    return {one.code for one in error.diagnostics}


def test_three_plans_the_best_first(plans: Plans) -> None:
    points = [plan.score.points for plan in plans.plans]
    assert len(points) == 3
    assert points == sorted(points, reverse=True)
    assert len({plan.text for plan in plans.plans}) == 3


def test_every_plan_has_every_story_once_and_the_ad_where_it_was(plans: Plans) -> None:
    for plan in plans.plans:
        names = [one.name for one in plan.placed]
        assert len(names) == len(set(names)) == 9
        assert [one.area for one in plan.placed if one.ad] == [AD]
        areas = [one.area for one in plan.placed]
        assert not any(overlap(one, other) for one, other in combinations(areas, 2))
        lead = plan.placed[0]
        assert (lead.rank, lead.area.column, lead.area.line) == (1, 0, 3)


def test_every_plan_builds_full(plans: Plans, page: Path, page_settings: Settings) -> None:
    for plan in plans.plans:
        write_page(page, plan.text, force=True)
        made = make_up(load_job(page, page_settings))
        assert [str(note) for note in made.notes] == []
        assert {fit.story: fit.over for fit in made.fits if fit.over} == {}


def test_the_shipped_page_is_one_of_the_plans(plans: Plans) -> None:
    shipped = (EDITION / "01" / "page.yaml").read_text(encoding="utf-8")
    assert shipped in [plan.text for plan in plans.plans]


def test_a_plan_is_written_and_read_back(plans: Plans, page: Path, page_settings: Settings) -> None:
    write_page(page, plans.plans[1].text, force=False)
    slots = load_job(page, page_settings).page.slots
    read = {slot.name: area_of(slot.module) for slot in slots if slot.module is not None}
    assert read == {one.name: one.area for one in plans.plans[1].placed}


def test_a_picture_may_be_given_its_size(plans: Plans, page: Path, page_settings: Settings) -> None:
    text = plans.plans[0].text
    found = "{story: clinic-boat.md, level: 1,"
    assert found in text
    text = text.replace(found, f"{found} picture: {{columns: 2, lines: 9}},")
    (page / "page.yaml").write_text(text, encoding="utf-8")
    slot = load_job(page, page_settings).house.slots["clinic-boat"]
    assert isinstance(slot, StorySlot)
    picture = slot.frames.picture
    assert picture is not None
    assert (picture.at.columns, picture.at.lines) == (2, 9)
    assert slot.frames.text is not None
    rects = [slot.frames.grid.frame_rect(one, 0, one.lines) for one in slot.frames.text.frames]
    assert not any(slot.frames.grid.rect(picture.at).overlaps(rect) for rect in rects)


def test_an_advertisement_over_the_whole_foot(page: Path, page_settings: Settings) -> None:
    path = page / "plan.yaml"
    text = path.read_text(encoding="utf-8")
    strip = "column: 0, columns: 8, line: 90, lines: 7"
    of_size(page, 350.0, 35.3)
    path.write_text(text.replace("column: 5, columns: 3, line: 78, lines: 19", strip), "utf-8")
    found = find_plans(page, page_settings)
    for plan in found.plans:
        areas = {one.name: one.area for one in plan.placed}
        assert areas.pop("ad") == Area(0, 8, 90, 7)
        assert max(area.line + area.lines for area in areas.values()) == 89


def test_what_somebody_has_edited_is_not_written_over(plans: Plans, page: Path) -> None:
    first, second = plans.plans[0].text, plans.plans[1].text
    path = write_page(page, first, force=False)
    write_page(page, second, force=False)  # nobody has touched it
    assert (page / BACKUP).read_text(encoding="utf-8") == first
    edited = second.replace("level: 3", "level: 4")
    path.write_text(edited, encoding="utf-8")
    assert is_edited(edited)
    with pytest.raises(UsageError) as caught:
        write_page(page, first, force=False)
    assert codes(caught.value) == {"page-edited"}
    assert path.read_text(encoding="utf-8") == edited
    write_page(page, first, force=True)
    assert path.read_text(encoding="utf-8") == first
    assert (page / BACKUP).read_text(encoding="utf-8") == edited


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("rank: 2", "rank: 1", "rank-twice"),
        ("column: 5, columns: 3, line: 78", "column: 4, columns: 3, line: 70", "ad-in-the-way"),
        ("column: 5, columns: 3, line: 78", "column: 0, columns: 8, line: 3", "ad-in-the-way"),
        ("column: 5, columns: 3, line: 78", "column: 6, columns: 3, line: 78", "outside"),
        ("layout: ziyou", "layout: neiye", "not-free"),
        ("line: 78, lines: 19", "line: 77, lines: 20", "ad-size"),
        ("ads/quilts.pdf", "ads/quilt.pdf", "file-missing"),
        ("    at: {column: 5", "    at: {colum: 5", "unknown-key"),
        ("    alt: ", "    # ", "missing-key"),
    ],
)
def test_what_no_search_can_mend_is_told(
    page: Path, page_settings: Settings, old: str, new: str, code: str
) -> None:
    path = page / "plan.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises((ContentError, LayoutError)) as caught:
        find_plans(page, page_settings)
    assert code in codes(caught.value)
    assert codes(caught.value) <= {code, "missing-key"}


def test_any_words_of_an_advertisement_are_written_as_they_are(page: Path) -> None:
    path, words = page / "plan.yaml", '棉被: "新", {旧} # 一床'
    text = path.read_text(encoding="utf-8")
    lines = [f"    alt: '{words}'" if "alt:" in line else line for line in text.splitlines()]
    path.write_text("\n".join(lines), encoding="utf-8")
    plan = load_plan(page)
    placed = [
        Placed(name, 1, 1, AD, ad=name == "ad")
        for name in (*(one.file for one in plan.stories), "ad")
    ]
    written = yaml.safe_load(page_text(plan, placed))["modules"]["ad"]
    at = {"column": 5, "columns": 3, "line": 78, "lines": 19}
    assert written == {"file": "ads/quilts.pdf", "alt": words, "at": at}


def test_stories_that_fill_no_page_are_told(page: Path, page_settings: Settings) -> None:
    path = page / "plan.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("line: 78, lines: 19", "line: 30, lines: 67"), encoding="utf-8")
    of_size(page, 127.72, 338.0)
    with pytest.raises(ContentError) as caught:
        find_plans(page, page_settings)
    assert codes(caught.value) == {"plan-misfit"}


def test_a_plan_s_picture_shows_the_advertisement(plans: Plans, page_settings: Settings) -> None:
    drawn = Image.open(BytesIO(thumbnail(plans, plans.plans[0], page_settings))).convert("HSV")
    hole = plans.job.house.grid.rect(AD)
    scale = drawn.width / plans.job.house.grid.page_width.mm
    left, top, right, foot = (s.mm * scale for s in (hole.x, hole.y, hole.right, hole.bottom))
    inside = drawn.crop((round(left), round(top), round(right), round(foot)))
    coloured = sum(inside.getchannel("S").histogram()[100:])
    assert coloured > inside.width * inside.height * 0.2  # grey stands there until the press


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"line: 3,": "line: 2,"}, "outside"),
        ({"line: 78": "line: 74"}, "modules-overlap"),
    ],
)
def test_modules_that_cannot_stand_are_told(
    plans: Plans, page: Path, page_settings: Settings, change: dict[str, str], code: str
) -> None:
    text = plans.plans[0].text
    for old, new in change.items():
        assert old in text
        text = text.replace(old, new)
    (page / "page.yaml").write_text(text, encoding="utf-8")
    with pytest.raises((LayoutError, ContentError, OversetError)) as caught:
        load_job(page, page_settings)
    assert code in codes(caught.value)
