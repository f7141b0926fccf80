"""Faults of several files and pages are told at once, and an edition is written whole or not."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from banmian.errors import ContentError, LayoutError, Severity
from banmian.pipeline.edition import build_edition
from banmian.pipeline.page import build_page
from banmian.pipeline.settings import Settings, Stage
from banmian.progress import Silent


@pytest.fixture
def edition(project: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "2024-11-13"
    shutil.copytree(project / "content" / "2024-11-13", folder)
    return folder


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_edition_page_and_stories_at_once(edition: Path, page_settings: Settings) -> None:
    change(edition / "edition.yaml", "2024-11-13", "2024-13-99")
    change(edition / "05" / "xie-aie.md", "headline:", "heading:")
    change(edition / "05" / "intro.md", "11月12日", "# 一\n\n11月12日")
    with pytest.raises(ContentError) as caught:
        build_page(edition / "05", page_settings, Silent())
    files = {Path(d.place.file).name for d in caught.value.diagnostics if d.place}
    assert files == {"edition.yaml", "xie-aie.md", "intro.md"}


def test_a_bad_page_keeps_the_others_from_being_written(
    edition: Path, page_settings: Settings, tmp_path: Path
) -> None:
    shutil.copytree(edition / "05", edition / "06")
    change(edition / "06" / "page.yaml", "number: 5", "number: 6")
    change(edition / "06" / "lead.md", "headline:", "heading:")
    settings = replace(page_settings, output=tmp_path / "out", png=False)
    with pytest.raises(ContentError):
        build_edition(edition, settings, Silent())
    assert not (tmp_path / "out").exists()
    shutil.rmtree(edition / "06")
    (result,) = build_edition(edition, settings, Silent()).pages
    assert result.pdf is not None
    assert result.pdf.exists()


def test_white_is_warned_of(edition: Path, page_settings: Settings) -> None:
    for name in ("xie-aie", "he-yufeng", "he-yusheng", "zhang-shejiao"):
        change(edition / "05" / "page.yaml", f"      - {name}.md\n", "")
    settings = replace(page_settings, until=Stage.MAKEUP)
    notes = build_page(edition / "05", settings, Silent()).notes
    assert {note.code for note in notes} == {"underset"}
    assert {note.severity for note in notes} == {Severity.WARNING}
    assert any("li-changhai: " in note.message for note in notes)


def test_empty_places_are_warned_of(edition: Path, page_settings: Settings, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    layouts = page_settings.project / "tests" / "data" / "layouts"
    shutil.copytree(layouts / "places", mine / "layouts" / "fayan-zhaibian")
    for name in ("fonts", "press"):
        (mine / name).symlink_to(page_settings.project / name)
    change(edition / "05" / "page.yaml", "      - xie-aie.md\n", "")
    settings = replace(page_settings, project=mine, until=Stage.MAKEUP)
    notes = build_page(edition / "05", settings, Silent()).notes
    assert {note.code for note in notes} == {"places-empty"}


def test_rgb_is_refused(project: Path, edition: Path, page_settings: Settings) -> None:
    mine = edition.parent / "project"
    shutil.copytree(project / "layouts", mine / "layouts")
    for name in ("fonts", "press"):
        (mine / name).symlink_to(project / name)
    change(mine / "layouts" / "fayan-zhaibian" / "style.css", "var(--red)", "#c00")
    settings = replace(page_settings, project=mine, output=edition.parent / "out")
    with pytest.raises(LayoutError) as caught:
        build_page(edition / "05", settings, Silent())
    assert [d.code for d in caught.value.diagnostics] == ["colour-rgb"]
