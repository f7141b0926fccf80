"""The worked example of CONTRIBUTING.md, "Add a layout", done as it says, step by step."""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest

from banmian.errors import OversetError
from banmian.makeup.make_up import make_up
from banmian.pipeline.page import build_page, load_job
from banmian.pipeline.settings import Settings
from banmian.progress import Silent

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "tests" / "data" / "layouts" / "extra"
SECTION = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("\n## Add a layout\n")[1]
NAMED_FILE = re.compile(r"`([\w/.-]+\.(?:yaml|css))`[^`\n]*\n\n```\w+\n(.*?)```", re.DOTALL)
SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)


@dataclass(frozen=True)
class Checkout:
    folder: Path
    settings: Settings

    @property
    def page(self) -> Path:
        return self.folder / "output" / "try" / "2024-11-13" / "01"


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """A checkout in which a reader has followed the section."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "layouts", folder / "layouts")
    for name in ("fonts", "press", "content"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "layouts" / "extra").mkdir()
    for block in SHELL.findall(SECTION):
        commands = [line for line in block.splitlines() if line.startswith(("mkdir ", "cp "))]
        for command in commands:
            subprocess.run(command.split(), cwd=folder, check=True)
    for name, text in NAMED_FILE.findall(SECTION):
        (folder / name).write_text(text, encoding="utf-8")
    return Checkout(folder, Settings(folder / "output", folder, folder / ".cache"))


def test_the_files_of_the_section_are_those_kept(followed: Checkout) -> None:
    made = followed.folder / "layouts" / "extra"
    assert {path.name for path in made.iterdir()} == {path.name for path in KEPT.iterdir()}
    for path in KEPT.iterdir():
        assert (made / path.name).read_text(encoding="utf-8") == path.read_text(encoding="utf-8")


def test_the_page_is_full_and_says_the_whole_story(followed: Checkout) -> None:
    page = make_up(load_job(followed.page, followed.settings))
    (fit,) = page.fits
    assert fit.over == 0
    assert fit.capacity - fit.lines <= 4  # less than a line a column
    result = build_page(followed.page, followed.settings, Silent())
    assert result.pdf is not None
    document = pypdfium2.PdfDocument(result.pdf)
    try:
        printed = document[0].get_textpage().get_text_range()
        width, height = document[0].get_trimbox()[2:]
    finally:
        document.close()
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (195, 270)
    story = (followed.page / "lead.md").read_text(encoding="utf-8").split("---\n")[2]
    wanted = re.sub(r"[\s#*\u200b]", "", story)
    assert wanted in re.sub(r"\s", "", printed)


def test_the_mistake_is_told_as_the_section_says(followed: Checkout) -> None:
    file = followed.folder / "layouts" / "extra" / "layout.yaml"
    right = file.read_text(encoding="utf-8")
    try:
        file.write_text(right.replace("line: 14}", "line: 20}"), encoding="utf-8")
        with pytest.raises(OversetError) as caught:
            make_up(load_job(followed.page, followed.settings))
    finally:
        file.write_text(right, encoding="utf-8")
    told = re.search(r"```text\noutput/try/\S+ error: (.*?)```", SECTION, re.DOTALL)
    assert told is not None
    (found,) = caught.value.diagnostics
    said = re.sub(r"^\S+ ", "", str(found))
    assert re.sub(r"\d+", "N", said) == re.sub(r"\d+", "N", told[1].strip())
