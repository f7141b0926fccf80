"""What the verbs hand to the pipeline and what they tell of its results."""

import json
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from rich.console import Console
from rich.status import Status

from banmian.cli import project
from banmian.cli.meter import Spinner, make_progress
from banmian.errors import (
    BanmianError,
    Diagnostic,
    EnvironmentFault,
    OversetError,
    Place,
    Severity,
)
from banmian.makeup.page import Step, StoryFit
from banmian.progress import Progress, Silent

Tell = Callable[..., Any]
Pipeline = Callable[[Callable[..., object]], None]
EDITION = Path(__file__).resolve().parents[2] / "content" / "2024-11-13"
NOTE = Diagnostic("runt", "one character alone", Place("lead.md", 8, 1), severity=Severity.WARNING)
FAULT = Diagnostic("overset", "too much copy", Place("lead.md", 8, 1))


def straw(**facts: Any) -> SimpleNamespace:
    defaults: dict[str, Any] = {
        "pdf": None,
        "png": None,
        "plant": None,
        "stage_dump": None,
        "seconds": (),
        "notes": (),
        "number": 5,
        "fits": (),
        "as_json": lambda: {"pdf": str(facts.get("pdf"))},
    }
    return SimpleNamespace(**{**defaults, **facts})


def test_page_hands_over_its_options_and_tells_where_the_page_is(
    pipeline: Pipeline, tell: Tell, tmp_path: Path
) -> None:
    asked: list[Any] = []

    def build(folder: Path, settings: Any, _progress: Progress) -> object:
        asked.append((folder, settings))
        return straw(pdf=Path("o/05/page.pdf"), png=Path("o/05/page.png"), notes=(NOTE,))

    pipeline(build)
    told = tell("page", tmp_path, "--output", "elsewhere", "--until", "render", "--no-png")
    folder, settings = asked[0]
    assert folder == tmp_path
    assert (settings.output, settings.until, settings.png) == (Path("elsewhere"), "render", False)
    assert (settings.project / "layouts").is_dir()
    assert told.code == 0
    assert told.out.splitlines() == ["o/05/page.pdf", "o/05/page.png"]
    assert "lead.md:8:1: one character alone [runt]" in told.err


def test_edition_tells_every_page(pipeline: Pipeline, tell: Tell, tmp_path: Path) -> None:
    pipeline(lambda *_: straw(pdf=Path("o/05/page.pdf"), seconds=(("compose", 0.25),)))
    told = tell("edition", tmp_path, "-v")
    assert told.out.splitlines() == ["o/05/page.pdf", "o/edition.pdf"]
    assert "compose   0.250 s" in told.err
    facts = json.loads(tell("edition", tmp_path, "--json").out)
    pages = [{"pdf": "o/05/page.pdf"}]
    assert facts == {"ok": True, "exit": 0, "pages": pages, "pdf": "o/edition.pdf"}


def test_stage_dump_is_all_of_stdout(pipeline: Pipeline, tell: Tell, tmp_path: Path) -> None:
    pipeline(lambda _folder, settings, _progress: straw(stage_dump=f'["{settings.until}"]'))
    assert tell("page", tmp_path, "--until", "content", "--json").out == '["content"]\n'


def test_a_person_is_told_that_a_stage_wrote_nothing(
    pipeline: Pipeline, tell: Tell, tmp_path: Path
) -> None:
    pipeline(lambda *_: straw(stage_dump="[]"))
    told = tell("page", tmp_path, "--until", "makeup")
    assert (told.code, told.out) == (0, "")
    assert "stopped after makeup, nothing written; --json prints" in told.err
    assert "stopped" not in tell("page", tmp_path, "--until", "makeup", "--quiet").err


@pytest.mark.parametrize("verb", ["page", "edition", "check"])
def test_how_texts_fit_is_told_beside_the_result(
    verb: str, pipeline: Pipeline, tell: Tell, tmp_path: Path
) -> None:
    fit = StoryFit("lead", 10, 10, 0, 0, 11.0, ((0, 1),), (Step("head", -1),))
    pipeline(lambda *_: straw(fits=(fit,)))
    told = tell(verb, tmp_path)
    assert "lead：10 行，可容 10 行　正好　调：第 1 段 +1 行　题 -1 行" in told.err
    assert "lead" not in told.out
    assert "lead" not in tell(verb, tmp_path, "--quiet").err


def test_the_release_is_told(tell: Tell) -> None:
    told = tell("--version")
    text = (EDITION.parents[1] / "pyproject.toml").read_text(encoding="utf-8")
    assert (told.code, told.out) == (0, f"banmian {tomllib.loads(text)['project']['version']}\n")


def test_help_explains_the_stages(tell: Tell) -> None:
    words = " ".join(tell("page", "--help").out.replace("│", " ").split())
    assert "content (copy read and checked)" in words


def test_check_finds_nothing(pipeline: Pipeline, tell: Tell, tmp_path: Path) -> None:
    pipeline(lambda *_: straw())
    told = tell("check", tmp_path)
    assert (told.code, told.out) == (0, "no findings\n")
    assert json.loads(tell("check", tmp_path, "--json").out) == {
        "ok": True,
        "exit": 0,
        "diagnostics": [],
        "accepted": [],
    }


@pytest.mark.parametrize("folder", [EDITION, EDITION / "05"], ids=["edition", "page"])
def test_check_lists_findings_as_its_result(folder: Path, pipeline: Pipeline, tell: Tell) -> None:
    pipeline(lambda *_: straw(notes=(NOTE, NOTE)))
    told = tell("check", folder)
    assert (told.code, told.err.splitlines()[-1]) == (0, "1 warning")
    assert told.out == "lead.md:8:1: warning: one character alone [runt]\n"


def test_check_counts_what_is_accepted(pipeline: Pipeline, tell: Tell, tmp_path: Path) -> None:
    pipeline(lambda *_: straw(notes=(NOTE, replace(NOTE, place=None))))
    told = tell("check", tmp_path)
    assert told.err.splitlines()[-1] == "1 warning, 1 accepted by stories"
    facts = json.loads(tell("check", tmp_path, "--json").out)
    assert [(one["code"], one["story"], one["place_mm"]) for one in facts["accepted"]] == [
        ("runt", None, None)
    ]


def test_an_error_among_the_findings_is_told_first_and_ends_with_one(
    pipeline: Pipeline, tell: Tell, tmp_path: Path
) -> None:
    error = Diagnostic("overlap", "text over text", Place("z.md", 1, 1))
    pipeline(lambda *_: straw(notes=(NOTE, error)))
    told = tell("check", tmp_path)
    assert told.code == 1
    assert told.out.splitlines()[0] == "z.md:1:1: error: text over text [overlap]"


def test_findings_are_counted_in_the_plural(pipeline: Pipeline, tell: Tell, tmp_path: Path) -> None:
    pipeline(lambda *_: straw(notes=(NOTE, replace(NOTE, message="two characters alone"))))
    assert tell("check", tmp_path).err.splitlines()[-1] == "2 warnings"


def test_check_goes_on_after_a_bad_page(pipeline: Pipeline, tell: Tell, tmp_path: Path) -> None:
    edition = tmp_path / EDITION.name
    shutil.copytree(EDITION, edition)
    shutil.copytree(edition / "05", edition / "06")

    def build(page: Path, *_: object) -> object:
        place = Place(f"{page.name}/page.yaml", 1, 1)
        raise OversetError([Diagnostic("overset", "too much copy", place)])

    pipeline(build)
    told = tell("check", edition)
    assert told.code == 1
    assert [line.split("/")[0] for line in told.out.splitlines()] == ["05", "06"]


@pytest.mark.parametrize(
    ("error", "code"), [(OversetError([FAULT]), 1), (EnvironmentFault([FAULT]), 8)]
)
def test_check_turns_faults_of_the_copy_into_findings(
    error: BanmianError, code: int, pipeline: Pipeline, tell: Tell, tmp_path: Path
) -> None:
    def build(*_: object) -> object:
        raise error

    pipeline(build)
    assert tell("check", tmp_path).code == code


def test_no_arguments_show_help(tell: Tell) -> None:
    told = tell()
    assert told.code == 0
    assert "edition" in told.out


@pytest.mark.parametrize("words", [["--help"], ["page", "--help"], ["fonts", "--help"], ["codes"]])
def test_help_waits_for_no_heavy_library(words: list[str]) -> None:
    script = (
        "import sys\n"
        "from banmian.cli.main import main\n"
        f"code = main({words!r})\n"
        "heavy = {'weasyprint', 'fontTools', 'lxml', 'PIL', 'uharfbuzz', 'pypdf', 'jinja2'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
        "sys.exit(code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stderr == "[]\n"
    assert done.stdout


def test_project_root_in_a_checkout_and_in_a_wheel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel, checkout = tmp_path / "data", tmp_path / "checkout"
    monkeypatch.setattr(project, "_WHEEL_DATA", wheel)
    monkeypatch.setattr(project, "_CHECKOUT", checkout)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with pytest.raises(EnvironmentFault, match="project-data-missing"):
        project.project_root()
    for folder in ("layouts", "fonts", "press"):
        (checkout / folder).mkdir(parents=True)
    assert project.project_root() == checkout
    assert project.cache_folder(checkout) == checkout / ".cache"
    with monkeypatch.context() as shared:
        shared.setattr(project.os, "access", lambda *_: False)  # type: ignore[attr-defined]
        assert project.cache_folder(checkout) == tmp_path / "cache" / "banmian"
    for folder in ("layouts", "fonts", "press"):
        (wheel / folder).mkdir(parents=True)
    assert project.project_root() == wheel
    assert project.cache_folder(wheel) == tmp_path / "cache" / "banmian"


def test_spinner_takes_stages_within_stages(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(Status, "update", lambda _, text: seen.append(text))
    spinner = Spinner(Console(stderr=True, force_terminal=True))
    with spinner.stage("edition"):
        with spinner.stage("page 05"):
            spinner.step("lead.md", 1, 7)
        spinner.step("page 05", 1, 1)
    assert seen == [
        "edition",
        "page 05",
        "page 05 1/7 lead.md",
        "edition",
        "edition 1/1 page 05",
        "",
    ]
    assert capsys.readouterr().out == ""


def test_quiet_progress_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    progress = make_progress(quiet=True)
    assert isinstance(progress, Silent)
    with progress.stage("compose"):
        progress.step("lead.md", 1, 2)
    assert capsys.readouterr() == ("", "")


def test_placeholders_are_drawn_where_asked(tell: Tell, tmp_path: Path) -> None:
    told = tell("placeholders", tmp_path / "photos", "somebody", "--seed", "3")
    drawn = tmp_path / "photos" / "somebody.jpg"
    assert (told.code, told.out) == (0, f"{drawn}\n")
    first = drawn.read_bytes()
    assert json.loads(tell("placeholders", tmp_path / "photos", "somebody", "--json").out)[
        "files"
    ] == [str(drawn)]
    assert drawn.read_bytes() != first  # the shipped seed draws somebody else
    assert tell("placeholders", tmp_path, "../outside").code == 2


def test_the_wrong_kind_of_folder_is_told_before_anything_is_built(
    pipeline: Pipeline, tell: Tell
) -> None:
    pipeline(lambda *_: straw())
    told = tell("page", EDITION)
    assert told.code == 2
    assert "[not-a-page]" in told.err
    assert f"such as {EDITION.as_posix()}/05" in told.err
    told = tell("edition", EDITION / "05")
    assert told.code == 2
    assert "[not-an-edition]" in told.err


def test_check_names_the_edition_file_that_is_missing(tell: Tell, tmp_path: Path) -> None:
    edition = tmp_path / EDITION.name
    shutil.copytree(EDITION, edition)
    (edition / "edition.yaml").unlink()
    for words in (["check", edition], ["fonts", "check", edition], ["edition", edition]):
        told = tell(*words)
        assert told.code == 2
        assert f"{edition.as_posix()}/edition.yaml: there is no such file" in told.err
        assert "newspaper: " in told.err


def test_check_warns_of_a_copied_edition(pipeline: Pipeline, tell: Tell, tmp_path: Path) -> None:
    pipeline(lambda *_: straw())
    told = tell("check", shutil.copytree(EDITION, tmp_path / "2024-11-14"))
    assert told.code == 0
    assert "[date-differs]" in told.out
