"""Same input, same bytes: again, in another process, from another folder, with another cache."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from banmian.makeup.make_up import PageJob, make_up
from banmian.makeup.page import MadeUpPage
from banmian.pipeline.dump import dump
from banmian.pipeline.page import PageResult, build_page
from banmian.pipeline.settings import Settings
from banmian.progress import Silent

ALONE = """
import sys
from pathlib import Path
from banmian.pipeline.page import build_page
from banmian.pipeline.settings import Settings
from banmian.progress import Silent
folder, output, project, cache = map(Path, sys.argv[1:])
build_page(folder, Settings(output, project, cache), Silent())
"""


def digests(folder: Path) -> dict[str, str]:
    paths = sorted(folder.rglob("page.*"))
    assert [path.name for path in paths] == ["page.pdf", "page.png"]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def first(result: PageResult) -> dict[str, str]:
    assert result.pdf is not None
    return digests(result.pdf.parent)


def test_twice_in_one_process(
    reference_result: PageResult, page_settings: Settings, project: Path, tmp_path: Path
) -> None:
    settings = replace(page_settings, output=tmp_path)
    build_page(project / "content" / "2024-11-13" / "05", settings, Silent())
    assert digests(tmp_path) == first(reference_result)


def test_in_other_processes_from_other_folders_and_caches(
    reference_result: PageResult, edition: Path, project: Path, tmp_path: Path
) -> None:
    """A copy of the edition elsewhere; a cold cache, then the same one warm; other hash seeds."""
    for seed, output in (("1", "one"), ("424242", "two")):
        words = [edition / "05", tmp_path / output, project, tmp_path / "cache"]
        done = subprocess.run(
            [sys.executable, "-c", ALONE, *map(str, words)],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": f"UTC{seed[0]}", "LC_ALL": "C"},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert digests(tmp_path / output) == first(reference_result), seed


def test_an_edition_in_other_processes(project: Path, tmp_path: Path) -> None:
    """Two processes, two hash seeds, a cold cache and a warm one: one edition.pdf."""
    found = set()
    for seed, output in (("3", "three"), ("77", "four")):
        folder = project / "content" / "demo" / "2026-01-02"
        words = [folder, tmp_path / output, project, tmp_path / "cache"]
        program = ALONE.replace("pipeline.page", "pipeline.edition").replace("_page", "_edition")
        done = subprocess.run(
            [sys.executable, "-c", program, *map(str, words)],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": f"UTC{seed[0]}"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        found.add((tmp_path / output / "2026-01-02" / "edition.pdf").read_bytes())
    assert len(found) == 1


def test_no_folder_or_clock_gets_into_the_bytes(
    reference_result: PageResult, project: Path
) -> None:
    assert reference_result.pdf is not None
    data = reference_result.pdf.read_bytes()
    for secret in (project, reference_result.pdf.parent, Path.home()):
        assert str(secret).encode() not in data
    assert b"/ID" not in data or data.count(b"/ID") == 1


def test_making_up_is_a_function_of_its_arguments(
    reference_job: PageJob, reference_page: MadeUpPage
) -> None:
    assert make_up(reference_job) == reference_page
    assert dump(make_up(reference_job)) == dump(reference_page)


def test_the_copied_edition_is_the_reference(
    build: Callable[..., PageResult], reference_result: PageResult
) -> None:
    result = build()
    assert first(result) == first(reference_result)
