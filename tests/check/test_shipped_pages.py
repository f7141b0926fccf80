"""The pages we ship keep the rules."""

from pathlib import Path

import pytest

from banmian.check.run import run
from banmian.errors import Severity
from banmian.makeup.make_up import make_up
from banmian.pipeline.page import load_job
from banmian.pipeline.settings import Settings

CONTENT = Path(__file__).resolve().parents[2] / "content"
PAGES = sorted(
    file.parent.relative_to(CONTENT).as_posix() for file in CONTENT.rglob("[0-9][0-9]/page.yaml")
)
FOR_A_DESIGNER = {"broken-page"}  # of modules one on the other


@pytest.mark.parametrize("name", PAGES)
def test_shipped_pages_have_no_errors(name: str, page_settings: Settings) -> None:
    job = load_job(CONTENT / name, page_settings)
    found = run(make_up(job), job.page, job.house)
    assert [str(one) for one in found if one.severity is Severity.ERROR] == []
    assert {one.code for one in found} <= FOR_A_DESIGNER


def test_all_of_them_are_looked_at() -> None:
    assert len(PAGES) >= 6
