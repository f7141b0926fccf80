"""What one white place gives rise to is one finding; two places are two."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from banmian.check.accept import settle
from banmian.check.finding import Finding
from banmian.check.one_cause import one_for_each
from banmian.check.run import check_page
from banmian.check.scene import Scene, look_at
from banmian.editorial.story import Story
from banmian.errors import Diagnostic, Severity
from banmian.geometry import Rect
from banmian.makeup.make_up import make_up
from banmian.pipeline.page import load_job
from banmian.pipeline.settings import Settings
from banmian.units import mm

OF_WHITE = {"underset", "hole", "large-white", "places-empty"}


@pytest.fixture(scope="module")
def edition(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The inside page with a side and a third story of half the length."""
    folder = tmp_path_factory.mktemp("short") / "2026-01-01"
    shutil.copytree(project / "content" / "demo" / "2026-01-01", folder)
    for name in ("pickle-jar", "winter-reading"):
        story = folder / "04" / f"{name}.md"
        _, matter, body = story.read_text("utf-8").split("---\n")
        paragraphs = body.strip().split("\n\n")
        half = "\n\n".join(paragraphs[: len(paragraphs) // 2])
        story.write_text(f"---\n{matter}---\n{half}\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def found(edition: Path, page_settings: Settings) -> tuple[Finding, ...]:
    job = load_job(edition / "04", page_settings)
    return check_page(make_up(job), job.page, job.house).told


@pytest.fixture(scope="module")
def scene(page_settings: Settings, project: Path) -> Scene:
    job = load_job(project / "content" / "demo" / "2026-01-01" / "04", page_settings)
    return look_at(make_up(job), job.page, job.house)


def test_a_short_text_is_one_finding(found: tuple[Finding, ...]) -> None:
    (side,) = [one for one in found if one.story == "pickle-jar"]
    assert (side.code, side.also) == ("underset", ("hole",))
    said = side.diagnostic.message
    assert "lines stay white" in said
    assert "; column 3 of 3 has " in said
    assert side.at is not None
    assert side.as_json()["also"] == ["hole"]


def test_columns_that_end_level_and_early_are_one_finding(found: tuple[Finding, ...]) -> None:
    """A text whose columns are balanced fills its frames by its own account."""
    (third,) = [one for one in found if one.story == "winter-reading" and one.code in OF_WHITE]
    assert (third.code, third.also) == ("hole", ("large-white",))
    said = third.diagnostic.message
    assert [f"column {number} of 3 has" in said for number in (1, 2, 3)] == [True] * 3
    assert "cm² stay white" in said


def white(code: str, story: str, at: Rect | None) -> Finding:
    return Finding(Diagnostic(code, code, severity=Severity.WARNING), at, story)


def codes(found: tuple[Finding, ...]) -> Mapping[str, tuple[str, ...]]:
    return {one.code: one.also for one in found}


def test_a_hole_in_the_middle_of_a_column_is_no_missing_copy(scene: Scene) -> None:
    column = next(one for one in scene.columns() if one.story == "pickle-jar")
    rect = column.rect
    middle = replace(rect, y=rect.y + mm(30), height=mm(20))
    foot = replace(rect, y=rect.bottom - mm(20), height=mm(20))
    short = white("underset", "pickle-jar", None)
    apart = one_for_each((short, white("hole", "pickle-jar", middle)), scene)
    assert codes(apart) == {"underset": (), "hole": ()}
    (joined,) = one_for_each((short, white("hole", "pickle-jar", foot)), scene)
    assert (joined.code, joined.also, joined.at) == ("underset", ("hole",), foot)
    other = one_for_each((short, white("hole", "winter-reading", foot)), scene)
    assert codes(other) == {"underset": (), "hole": ()}


@pytest.mark.parametrize(("height", "is_one"), [(49, False), (51, True)])
def test_a_large_white_is_that_of_a_gap_if_half_of_it_is(
    height: int, is_one: bool, scene: Scene
) -> None:
    gap = white("broken-page", "lead", Rect(mm(20), mm(100), mm(350), mm(height)))
    large = white("large-white", "lead", Rect(mm(30), mm(100), mm(60), mm(100)))
    found = one_for_each((gap, large), scene)
    assert codes(found) == (
        {"broken-page": ("large-white",)} if is_one else {"broken-page": (), "large-white": ()}
    )


def test_what_has_no_white_is_left_alone(scene: Scene) -> None:
    runts = (white("runt", "a", None), white("runt", "a", None))
    assert one_for_each(runts, scene) == runts


def test_a_code_that_is_told_by_another_is_not_accepted_in_vain(scene: Scene) -> None:
    slots = tuple(
        replace(slot, content=replace(slot.content, accept=("hole",)))
        if slot.name == "side" and isinstance(slot.content, Story)
        else slot
        for slot in scene.copy.slots
    )
    copy = replace(scene.copy, slots=slots)
    one = replace(white("underset", "pickle-jar", None), also=("hole",))
    assert settle((one,), copy).told == (one,)
    assert {found.code for found in settle((), copy).told} == {"accept-unused"}
