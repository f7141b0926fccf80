"""The plugin, as somebody's tests use it."""

import importlib
import tomllib
from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

ROOT = Path(__file__).resolve().parents[2]
TEST = """
from pathlib import Path

def test_front(page_snapshot):
    page_snapshot(Path(__file__).with_name("page.pdf"), "front/01")

def test_bytes(page_snapshot):
    page_snapshot(Path(__file__).with_name("page.pdf").read_bytes(), "other")
"""


@pytest.fixture
def run(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., pytest.RunResult]:
    """Runs two tests on a page, in a project of its own."""
    monkeypatch.delenv("CI", raising=False)
    importlib.import_module("banmian.snapshot.compare")  # numpy, before pytester forgets modules
    pytester.makepyfile(test_pages=TEST)
    pytester.makeini("[pytest]\n")
    installed = list(entry_points(group="pytest11", name="banmian"))
    plugin = [] if installed else ["-p", "banmian.snapshot.pytest_plugin"]

    def run(*words: str) -> pytest.RunResult:
        return pytester.runpytest_inprocess(*plugin, "-p", "no:cacheprovider", *words)

    return run


def test_missing_written_same_changed(
    run: Callable[..., pytest.RunResult],
    pytester: pytest.Pytester,
    make_page: Callable[..., bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = pytester.path / "page.pdf"
    page.write_bytes(make_page("己所不欲"))
    missing = run()
    missing.assert_outcomes(failed=2)
    missing.stdout.fnmatch_lines(["*no-baseline*"])
    run("--page-snapshot-update").assert_outcomes(passed=2)
    front = pytester.path / "baselines" / "front" / "01"
    assert (front / "page.pdf").read_bytes() == page.read_bytes()
    run().assert_outcomes(passed=2)

    page.write_bytes(make_page("已所不欲"))
    changed = run("--page-snapshot-report", "seen")
    changed.assert_outcomes(failed=2)
    changed.stdout.fnmatch_lines(["*己 → 已（形近字）*"])
    assert (pytester.path / "seen" / "front" / "01" / "report.html").is_file()

    monkeypatch.setenv("CI", "true")
    before = (front / "page.pdf").read_bytes()
    refused = run("--page-snapshot-update")
    refused.assert_outcomes(failed=2)
    refused.stdout.fnmatch_lines(["*baseline-in-ci*"])
    assert (front / "page.pdf").read_bytes() == before
    monkeypatch.delenv("CI")
    run("--page-snapshot-update").assert_outcomes(passed=2)
    run().assert_outcomes(passed=2)


def test_a_page_that_cannot_be_read_fails_in_words(
    run: Callable[..., pytest.RunResult], pytester: pytest.Pytester
) -> None:
    (pytester.path / "page.pdf").write_bytes(b"no pdf")
    result = run("--page-snapshot-update")
    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(["*unreadable-pdf*"])


def test_the_package_brings_the_plugin() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module = importlib.import_module(project["entry-points"]["pytest11"]["banmian"])
    assert callable(module.pytest_addoption)
    assert callable(module.page_snapshot)
