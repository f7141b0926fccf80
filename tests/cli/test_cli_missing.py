"""A verb without its folder says in one message what to give, with one that is there."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from banmian.cli import missing

Tell = Callable[..., Any]
CONTENT = Path(__file__).resolve().parents[2] / "content"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with nothing of the checkout in sight."""
    monkeypatch.setattr(missing, "project_root", lambda: tmp_path / "nowhere")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(folder: Path, *files: str) -> None:
    for file in files:
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")


@pytest.mark.parametrize(
    ("verb", "words", "example"),
    [
        ("page", "a page's folder, which holds page.yaml", "content/2026-02-02/01"),
        ("proof", "a page's folder, which holds page.yaml", "content/2026-02-02/01"),
        ("plates", "which holds page.yaml, or a PDF", "content/2026-02-02/01"),
        ("edition", "an edition's folder, which holds edition.yaml", "content/2026-02-02"),
        ("impose", "an edition's folder, which holds edition.yaml", "content/2026-02-02"),
        ("check", "or an edition's, which holds edition.yaml", "content/2026-02-02/01"),
        ("plan", "a page's folder, which holds plan.yaml", "content/demo/2026-03-03/04"),
    ],
)
def test_it_says_what_to_give_and_names_one(
    tell: Tell, desk: Path, verb: str, words: str, example: str
) -> None:
    for date in ("2025-12-31", "2026-02-02"):
        put(desk / "content" / date, "edition.yaml", "01/page.yaml", "02/page.yaml")
    put(desk / "content/demo/2026-03-03", "edition.yaml", "04/page.yaml", "04/plan.yaml")
    told = tell(verb)
    assert (told.code, told.out) == (2, "")
    first, hint = told.err.splitlines()
    assert first.startswith(f"{verb}: give ")
    assert first.endswith(f"{words} [command-line]")
    assert hint == f"  hint: for example: banmian {verb} {example}"


@pytest.mark.parametrize(
    ("standing", "page", "edition"),
    [("2026-02-02", "07", "."), (".", "2026-02-02/07", "2026-02-02"), ("2026-02-02/07", ".", "")],
)
def test_it_looks_where_one_stands(
    tell: Tell, desk: Path, monkeypatch: pytest.MonkeyPatch, standing: str, page: str, edition: str
) -> None:
    put(desk / "2026-02-02", "edition.yaml", "07/page.yaml")
    monkeypatch.chdir(desk / standing)
    assert f"banmian page {page}\n" in tell("page").err
    said = tell("edition").err
    if edition:
        assert f"banmian edition {edition}\n" in said
    else:
        assert "docs/content.md" in said


def test_where_there_is_none_it_says_how_to_write_one(tell: Tell, desk: Path) -> None:
    assert list(desk.iterdir()) == []
    assert "page.yaml is in none of the folders here" in tell("page").err


def test_from_elsewhere_it_names_the_checkout_s(
    tell: Tell, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(CONTENT / "2024-11-13", desk / "project/content/2024-11-13")
    put(desk / "away", "nothing.txt")
    monkeypatch.chdir(desk / "away")
    monkeypatch.setattr(missing, "project_root", lambda: desk / "project")
    assert f"banmian page {desk}/project/content/2024-11-13/05\n" in tell("page").err


def test_programs_get_it_too(tell: Tell) -> None:
    facts = json.loads(tell("page", "--json").out)
    (found,) = facts["diagnostics"]
    assert (facts["exit"], found["code"]) == (2, "command-line")
    assert "page.yaml" in found["message"]


def test_other_faults_of_the_command_line_stay_what_they_are(tell: Tell) -> None:
    assert "nowhere-at-all" in tell("page", "nowhere-at-all").err
    assert "FILE.pdf" in tell("preflight").err
    assert "No such option" in tell("page", "--nothing").err
