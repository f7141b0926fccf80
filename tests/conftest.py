"""Settings every test shares, and the reference page, which is built once a session.

Hypothesis gives the same examples everywhere and has no deadline.
"""

from pathlib import Path

import pytest
from hypothesis import settings

from banmian.makeup.make_up import PageJob, make_up
from banmian.makeup.page import MadeUpPage
from banmian.pipeline.page import PageResult, build_page, load_job
from banmian.pipeline.settings import Settings
from banmian.progress import Silent

settings.register_profile("ci", derandomize=True, deadline=None)
settings.load_profile("ci")

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "content" / "2024-11-13" / "05"


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder that holds layouts/, fonts/ and content/."""
    return ROOT


@pytest.fixture(scope="session")
def page_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings whose results and cache are the session's own."""
    folder = tmp_path_factory.mktemp("page")
    return Settings(folder / "output", ROOT, folder / "cache")


@pytest.fixture(scope="session")
def reference_job(page_settings: Settings) -> PageJob:
    """All that the reference page is made from."""
    return load_job(REFERENCE, page_settings)


@pytest.fixture(scope="session")
def reference_page(reference_job: PageJob) -> MadeUpPage:
    """The reference page, made up."""
    return make_up(reference_job)


@pytest.fixture(scope="session")
def reference_result(page_settings: Settings) -> PageResult:
    """The reference page, built: page.pdf and page.png."""
    return build_page(REFERENCE, page_settings, Silent())


@pytest.fixture(scope="session")
def reference_pdf(reference_result: PageResult) -> Path:
    """The reference page's PDF."""
    assert reference_result.pdf is not None
    return reference_result.pdf
