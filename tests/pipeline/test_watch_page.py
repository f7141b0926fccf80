"""Watching a page: only what changed is made again, and it comes out as a fresh run makes it."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from banmian.makeup.make_up import make_up
from banmian.pipeline.dump import dump
from banmian.pipeline.page import load_job, make_page
from banmian.pipeline.settings import Settings, Stage
from banmian.pipeline.watch import Seen, Watch
from banmian.progress import Silent

Edit = Callable[[Path], None]


@pytest.fixture
def project_copy(project: Path, tmp_path: Path) -> Path:
    """A project whose layouts may be edited."""
    copy = tmp_path / "project"
    shutil.copytree(project / "layouts", copy / "layouts")
    for name in ("fonts", "press"):
        (copy / name).symlink_to(project / name)
    return copy


@pytest.fixture
def watched(project: Path, project_copy: Path, page_settings: Settings, tmp_path: Path) -> Watch:
    """The invented front page, up to its make-up, with files of its own."""
    edition = tmp_path / "2026-01-01"
    shutil.copytree(project / "content" / "demo" / "2026-01-01", edition)
    settings = Settings(tmp_path / "output", project_copy, page_settings.cache, Stage.MAKEUP)
    return Watch(edition / "01", settings, Silent())


def replaced(name: str, old: str, new: str) -> Edit:
    def edit(root: Path) -> None:
        path = root / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    return edit


def seen(watch: Watch) -> Seen:
    found = watch.look()
    assert found is not None
    return found


def test_a_look_without_a_change_does_nothing(watched: Watch) -> None:
    assert seen(watched).made == 7
    assert watched.look() is None
    (watched.folder / "lead.md").touch()
    assert watched.look() is None


def test_one_changed_story_is_one_slot(watched: Watch) -> None:
    seen(watched)
    replaced("commentary.md", "。", "，好。")(watched.folder)
    found = seen(watched)
    assert (found.taken, found.made) == (6, 1)
    replaced("briefs-intro.md", "新年", "元旦")(watched.folder)
    found = seen(watched)
    assert (found.taken, found.made) == (6, 1)


def another_ad(root: Path) -> None:
    with pikepdf.open(root / "01/ads/public-notice.pdf", allow_overwriting_input=True) as pdf:
        pdf.pages[0].contents_add(pdf.make_stream(b"0 0 0 1 k 9 9 20 20 re f"))
        pdf.save()


EDITS: dict[str, tuple[Edit, int]] = {
    "a story": (replaced("01/lead.md", "。", "，真好。"), 1),
    "an item of a collection": (replaced("01/brief-bus.md", "。", "，真好。"), 1),
    "a name in the nameplate": (replaced("edition.yaml", "晴", "阴"), 7),
    "an advertisement": (another_ad, 1),
    "the slots' order": (replaced("01/page.yaml", "  ear: ear.md\n", ""), 7),
}


@pytest.mark.parametrize("what", EDITS)
def test_what_is_taken_over_is_what_would_be_made(watched: Watch, what: str) -> None:
    edit, slots = EDITS[what]
    kept = watched._kept
    make_page(watched.folder, watched.settings, Silent(), kept)
    edit(watched.folder.parent)
    if what == "the slots' order":
        path = watched.folder / "page.yaml"
        path.write_text(path.read_text("utf-8") + "  ear: ear.md\n", "utf-8")
        slots = 0  # each slot is the same but for the lines its name stands in
    again = make_page(watched.folder, watched.settings, Silent(), kept)
    fresh = make_up(replace(load_job(watched.folder, watched.settings, kept), memo=None))
    assert again.made == fresh
    assert again.result.stage_dump == dump(fresh)
    assert watched._memo.made >= slots


def test_warnings_are_told_again_though_the_slot_is_taken_over(watched: Watch) -> None:
    replaced("ear.md", "。", "，[元旦]{yuán dàn}好。")(watched.folder)
    first = seen(watched)
    assert first.result is not None
    told = [note.code for note in first.result.notes]
    assert "line-gap" in told
    replaced("commentary.md", "。", "，好。")(watched.folder)
    second = seen(watched)
    assert second.result is not None
    assert (second.made, [note.code for note in second.result.notes]) == (1, told)


def test_a_fault_is_told_and_the_next_look_goes_on(watched: Watch) -> None:
    seen(watched)
    page = watched.folder / "page.yaml"
    good = page.read_text("utf-8")
    page.write_text(good + "colour: red\n", "utf-8")
    broken = seen(watched)
    assert (broken.result, [fault.code for fault in broken.faults]) == (None, ["unknown-key"])
    page.write_text(good, "utf-8")
    assert seen(watched).made == 0


def test_a_changed_layout_sets_everything_again(watched: Watch) -> None:
    seen(watched)
    layout = watched.settings.project / "layouts" / "yaowen" / "layout.yaml"
    layout.write_text(layout.read_text("utf-8").replace("[66pt, 62pt,", "[62pt,"), "utf-8")
    assert seen(watched).made == 7
    layout.unlink()
    assert [fault.code for fault in seen(watched).faults] == ["layout-unknown"]
