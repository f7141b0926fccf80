"""What a plant would refuse is not written; what it would like better is told."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from banmian.errors import ExitCode, PreflightError, Severity
from banmian.pipeline.page import PageResult
from banmian.pipeline.settings import Stage


@pytest.fixture
def thin_rules(project: Path, tmp_path: Path) -> Path:
    """The project with a layout whose column rules are too thin for a plate."""
    changed = tmp_path / "project"
    shutil.copytree(project / "layouts", changed / "layouts")
    for name in ("fonts", "press"):
        (changed / name).symlink_to(project / name)
    style = changed / "layouts" / "fayan-zhaibian" / "style.css"
    with style.open("a", encoding="utf-8") as file:
        file.write("\n.column-rule { border-left: 0.1pt solid device-cmyk(0 0 0 1); }\n")
    return changed


def test_a_page_that_a_plant_would_refuse(
    build: Callable[..., PageResult], thin_rules: Path, tmp_path: Path
) -> None:
    with pytest.raises(PreflightError) as caught:
        build(project=thin_rules)
    assert caught.value.exit_code is ExitCode.FINDINGS
    failures = [d for d in caught.value.diagnostics if d.severity is Severity.ERROR]
    assert {d.code for d in failures} == {"hairline"}
    assert "0.10 pt" in failures[0].message
    assert not list(tmp_path.rglob("page.pdf"))
    assert build(until=Stage.PRESS, project=thin_rules).pdf is not None


def test_the_reference_page_is_let_through(reference_result: PageResult) -> None:
    assert "preflight" in dict(reference_result.seconds)
    assert reference_result.notes == ()


def test_a_page_of_black_alone(
    build: Callable[..., PageResult], edit: Callable[[str, str, str], None]
) -> None:
    edit("page.yaml", "number: 5", "number: 5\ninks: black")
    result = build()
    assert result.pdf is not None
    assert result.notes == ()
    with pikepdf.open(result.pdf) as pdf:
        spaces = {str(one.ColorSpace) for one in pdf.pages[0].get_images().values()}
    assert spaces == {"/DeviceGray"}


def test_a_coarse_picture_is_named_and_refused(
    build: Callable[..., PageResult], edition: Path
) -> None:
    photo = edition / "05" / "photos" / "li-changhai.jpg"
    with Image.open(photo) as image:
        small = image.resize((90, 120))
    small.save(photo)
    with pytest.raises(PreflightError) as caught:
        build()
    told = {one.code: one for one in caught.value.diagnostics}
    assert set(told) == {"picture-coarse", "image-resolution-low"}
    place = told["picture-coarse"].place
    assert place is not None
    assert (Path(place.file).name, place.line > 1) == ("li-changhai.md", True)
