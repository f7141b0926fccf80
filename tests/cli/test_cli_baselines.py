"""`snapshot update` and `check`: exit codes, JSON, what is written."""

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from banmian.geometry import Rect
from banmian.pipeline import baselines
from banmian.snapshot import review
from banmian.snapshot.options import Region
from banmian.snapshot.review_page import Decision
from banmian.units import mm

Tell = Callable[..., Any]


def drawn(x: float) -> bytes:
    """A page with a slug above its trim and a square on it."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(400, 500))
    page.obj.TrimBox = pikepdf.Array([60, 60, 340, 440])
    page.contents_add(f"{x} 100 20 20 re f".encode())
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


@dataclass
class Paper:
    """An edition of straw: its folder, its baselines, and how its only page looks."""

    folder: Path
    kept: Path
    pdf: bytes


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paper:
    folder = tmp_path / "content" / "e" / "01"
    folder.mkdir(parents=True)
    (folder / "page.yaml").touch()
    (folder / "lead.md").write_text("一行\n", encoding="utf-8")
    (folder.parent / "edition.yaml").touch()
    paper = Paper(folder, tmp_path / "kept", drawn(100))

    def build(folders: object, *_: object) -> Iterator[baselines.BuiltPage]:
        region = Region("lead", 1, Rect(mm(0), mm(0), mm(90), mm(130)))
        files = (("lead", folder / "lead.md"),)
        yield baselines.BuiltPage("e/01", paper.pdf, (region,), files)

    monkeypatch.setattr(baselines, "build_pages", build)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    return paper


def test_missing_then_same_then_changed(
    tell: Tell, paper: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("--baselines", paper.kept)
    assert tell("snapshot", "check", *words).code == 3
    assert "kept/e/01" in tell("snapshot", "update", *words).out
    assert tell("snapshot", "check", *words).code == 0
    paper.pdf = drawn(110)
    summary = tmp_path / "summary"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    told = tell("snapshot", "check", *words, "--report", tmp_path / "r", "--github")
    assert told.code == 1
    assert "::error file=" in told.err or "::warning file=" in told.err
    assert "e/01" in summary.read_text(encoding="utf-8")
    assert sorted(path.name for path in (tmp_path / "r").iterdir()) == [
        "e",
        "junit.xml",
        "summary.md",
    ]
    assert (tmp_path / "r" / "e" / "01" / "report.html").is_file()
    facts = json.loads(tell("snapshot", "check", *words, "--json").out)
    assert (facts["ok"], facts["exit"]) == (False, 1)
    assert facts["pages"][0]["comparison"]["findings"][0]["story"] == "lead"


def test_a_slug_is_no_change_and_is_not_written_again(tell: Tell, paper: Paper) -> None:
    words = ("--baselines", paper.kept)
    tell("snapshot", "update", *words)
    slug = pikepdf.open(io.BytesIO(paper.pdf))
    slug.pages[0].contents_add(b"100 470 20 8 re f")
    buffer = io.BytesIO()
    slug.save(buffer)
    paper.pdf = buffer.getvalue()
    assert tell("snapshot", "check", *words).code == 0
    assert tell("snapshot", "check", *words, "--strict-masks").code == 4
    assert json.loads(tell("snapshot", "update", *words, "--json").out)["written"] == []


def test_ci_writes_nothing(tell: Tell, paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    for word in ("update", "review"):
        told = tell("snapshot", word, "--baselines", paper.kept)
        assert told.code == 2
        assert "baseline-in-ci" in told.err
    assert not paper.kept.exists()


def test_spare_baselines_are_listed_only_when_all_pages_were_looked_at(
    tell: Tell, paper: Paper
) -> None:
    words = ("--baselines", paper.kept, "--json")
    tell("snapshot", "update", *words)
    (paper.kept / "old" / "01").mkdir(parents=True)
    (paper.kept / "old" / "01" / "page.pdf").touch()
    assert json.loads(tell("snapshot", "check", *words).out)["unreferenced"] == ["old/01"]
    assert json.loads(tell("snapshot", "check", paper.folder, *words).out)["unreferenced"] == []


def test_what_is_no_page_and_no_revision(tell: Tell, paper: Paper, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert tell("snapshot", "check", tmp_path / "empty").code == 2
    assert tell("snapshot", "check", "--against", "HEAD").code == 2
    told = tell("snapshot", "check", "--against", "git:HEAD")
    assert told.code == 2
    assert "bad-revision" in told.err


def test_a_review_says_what_became_of_each_page(
    tell: Tell, paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reject(session: review.Review, tell_address: object) -> None:
        session.decisions["e/01"] = Decision(accepted=False, reason="不对")

    def nobody(session: review.Review, tell_address: object) -> None:
        """Leaves without a decision."""

    words = ("snapshot", "review", "--baselines", paper.kept, "--json")
    for serve, said in (
        (reject, {"accepted": [], "rejected": {"e/01": "不对"}, "undecided": []}),
        (nobody, {"accepted": [], "rejected": {}, "undecided": ["e/01"]}),
    ):
        monkeypatch.setattr(review, "serve", serve)
        told = tell(*words)
        assert told.code == 1
        assert json.loads(told.out) == {"ok": False, "exit": 1, **said}
    tell("snapshot", "update", "--baselines", paper.kept)
    assert tell(*words).code == 0, "nothing to review, nobody is asked"
