"""A copy of the reference edition that a test may spoil, and builds from it."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from banmian.pipeline.page import PageResult, build_page
from banmian.pipeline.settings import Settings, Stage
from banmian.progress import Silent

Edit = Callable[[str, str, str], None]


@pytest.fixture
def edition(project: Path, tmp_path: Path) -> Path:
    """A copy of the reference edition."""
    folder = tmp_path / "2024-11-13"
    shutil.copytree(project / "content" / "2024-11-13", folder)
    return folder


@pytest.fixture
def edit(edition: Path) -> Edit:
    """Replace a piece of a file of the copied page."""

    def change(file: str, old: str, new: str) -> None:
        path = edition / "05" / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) >= 1, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


@pytest.fixture
def build(edition: Path, page_settings: Settings, tmp_path: Path) -> Callable[..., PageResult]:
    """Build the copied page into tmp_path/output."""

    def make(until: Stage = Stage.PAGE, project: Path | None = None) -> PageResult:
        settings = replace(
            page_settings,
            output=tmp_path / "output",
            until=until,
            project=project or page_settings.project,
        )
        return build_page(edition / "05", settings, Silent())

    return make
