"""The door: what it does the first time, the second time, and when something has changed."""

import ast
import json
import os
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

Calls = list[list[str]]


def fake_run(calls: Calls, status: Callable[[list[str]], int]) -> Callable[..., object]:
    def run(command: list[str], **_: object) -> object:
        calls.append([str(word) for word in command])
        return SimpleNamespace(returncode=status(calls[-1]), stdout="no uv\n  get it\n")

    return run


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """Every program the door starts, in order; all succeed."""
    made: Calls = []
    monkeypatch.setattr(subprocess, "run", fake_run(made, lambda _: 0))
    return made


@pytest.fixture
def became(monkeypatch: pytest.MonkeyPatch) -> Calls:
    """The command lines the process turned into."""
    made: Calls = []
    monkeypatch.setattr(os, "execv", lambda _, words: made.append(list(words)))
    return made


def make_ready(door: ModuleType, *kits: str) -> None:
    door.PYTHON.parent.mkdir(parents=True, exist_ok=True)
    door.PYTHON.touch()
    for kit in kits:
        door.stamp_of(kit).write_text(door.wanted_stamp(kit))


def test_second_run_starts_no_program(door: ModuleType, calls: Calls, became: Calls) -> None:
    make_ready(door, "run")
    assert door.main(["page", "x"]) == 0
    assert calls == []
    assert became == [[str(door.PYTHON), "-P", "-m", "banmian.cli.main", "page", "x"]]


def test_first_run_installs_everything_then_stamps(
    door: ModuleType, calls: Calls, became: Calls
) -> None:
    door.PYTHON.parent.mkdir(parents=True)
    door.PYTHON.touch()  # as if an earlier set-up had been cut off: no stamp
    door.main(["codes"])
    assert calls == [[sys.executable, str(door.INSTALL), str(door.VENV), "build", "run", "--fresh"]]
    assert door.is_ready("run")
    assert not door.is_ready("test")
    assert len(became) == 1


def test_failed_set_up_leaves_no_stamp_and_hands_nothing_over(
    door: ModuleType, became: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_ready(door, "run")
    (door.ROOT / "requirements" / "run.txt").write_text("run==2\n")
    monkeypatch.setattr(subprocess, "run", fake_run([], lambda _: 8))
    assert door.main(["codes"]) == 8
    assert not door.stamp_of("run").exists()
    assert became == []


@pytest.mark.parametrize("changed", ["build", "run"])
def test_changed_lock_is_not_ready(door: ModuleType, changed: str) -> None:
    make_ready(door, "run")
    assert door.is_ready("run")
    (door.ROOT / "requirements" / f"{changed}.txt").write_text("other==1\n")
    assert not door.is_ready("run")


def test_another_python_or_place_is_not_ready(
    door: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_ready(door, "run")
    with monkeypatch.context() as other:
        other.setattr(sys, "version", "3.99.0")
        assert not door.is_ready("run")
    assert door.is_ready("run")
    (tmp_path / "moved").mkdir()
    (tmp_path / "requirements").rename(tmp_path / "moved" / "requirements")
    monkeypatch.setattr(door, "ROOT", tmp_path / "moved")
    assert not door.is_ready("run")


def test_venv_without_python_is_not_ready(door: ModuleType) -> None:
    make_ready(door, "run")
    door.PYTHON.unlink()
    assert not door.is_ready("run")


def test_tests_are_added_to_a_venv_that_runs(door: ModuleType, calls: Calls) -> None:
    make_ready(door, "run")
    door.set_up("test", offline=True)
    assert calls == [
        [sys.executable, str(door.INSTALL), str(door.VENV), "cluster", "test", "--offline"]
    ]
    assert door.is_ready("test")


@pytest.mark.parametrize("words", [["--scheduler", "tcp://h:1"], ["--scheduler=tcp://h:1"]])
def test_a_scheduler_on_the_command_line_brings_what_a_cluster_needs(
    door: ModuleType, calls: Calls, became: Calls, words: list[str]
) -> None:
    make_ready(door, "run")
    assert door.main(["batch", "content", *words]) == 0
    assert calls == [[sys.executable, str(door.INSTALL), str(door.VENV), "cluster"]]
    assert became[0][-len(words) :] == words
    door.main(["batch", "content", *words])
    assert len(calls) == 1


def test_changed_cluster_lock_reaches_the_tests_too(door: ModuleType) -> None:
    make_ready(door, "run", "cluster", "test")
    (door.ROOT / "requirements" / "cluster.txt").write_text("cluster==2\n")
    assert [door.is_ready(kit) for kit in ("run", "cluster", "test")] == [True, False, False]


def test_changed_test_lock_makes_all_anew(door: ModuleType, calls: Calls) -> None:
    make_ready(door, "run", "test", "bench")
    (door.ROOT / "requirements" / "test.txt").write_text("test==2\n")
    door.set_up("test", offline=False)
    assert calls[0][3:] == ["build", "run", "cluster", "test", "--fresh"]
    assert door.is_ready("run")
    assert not door.is_ready("bench")  # its packages went with the old .venv


def test_a_second_door_finds_the_work_done(door: ModuleType, calls: Calls) -> None:
    make_ready(door, "run")
    door.set_up("run", offline=False)
    assert calls == []


def test_checks_all_run_though_one_fails_and_pytest_is_last(
    door: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make_ready(door, "test", "run")
    made: Calls = []
    run = fake_run(made, lambda words: 1 if words[0].endswith("mypy") else 0)
    monkeypatch.setattr(subprocess, "run", run)
    assert door.main(["test", "-k", "kerning"]) == 1
    programs = [Path(words[0]).name for words in made]
    assert programs == ["ruff", "ruff", "mypy", "lint-imports", "pytest"]
    assert made[-1][-2:] == ["-k", "kerning"]
    assert not any("kerning" in words for words in made[:-1])
    told = capsys.readouterr()
    assert told.out == ""
    assert "failed so far: types" in told.err.splitlines()[-1]


def test_checks_pass(door: ModuleType, calls: Calls) -> None:
    make_ready(door, "test", "run")
    assert door.main(["test"]) == 0
    assert len(calls) == len(door.CHECKS)


def test_no_verb_builds_the_default_edition(door: ModuleType, became: Calls) -> None:
    make_ready(door, "run")
    door.main(["--offline"])
    words = became[0]
    assert words[words.index("edition") + 1].endswith("content/2024-11-13")
    assert "--offline" not in words


def test_disk_trouble_is_a_fault_of_the_machine(
    door: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object, **__: object) -> object:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(subprocess, "run", full)
    assert door.main(["codes"]) == 8
    assert "No space left" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["page", "x", "--json"], ["--offline", "--json", "codes"]])
def test_a_program_is_told_in_json_why_nothing_was_set_up(
    door: ModuleType,
    words: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(subprocess, "run", fake_run([], lambda _: 8))
    assert door.main(words) == 8
    told = capsys.readouterr()
    facts = json.loads(told.out)
    assert (facts["ok"], facts["exit"], told.err) == (False, 8, "")
    (fault,) = facts["diagnostics"]
    assert set(fault) == {"code", "severity", "message", "file", "line", "column", "hint"}
    assert (fault["code"], fault["message"], fault["hint"]) == ("not-set-up", "no uv", "get it")


def test_a_person_is_told_the_way_out(
    door: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(subprocess, "run", fake_run([], lambda _: 8))
    assert door.main(["codes"]) == 8
    assert capsys.readouterr() == ("", "build.py: no uv\n  hint: get it\n")


def test_a_checkout_of_somebody_else_is_told_so(
    door: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def closed(*_: object, **__: object) -> object:
        raise PermissionError(13, "Permission denied", str(door.ROOT / ".venv.lock"))

    monkeypatch.setattr(Path, "open", closed)
    assert door.main(["codes"]) == 8
    told = capsys.readouterr().err
    assert ".venv.lock" in told
    assert "belongs to somebody else" in told
    assert "clone of your own" in told


def test_old_python_is_told_so(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 14))
    with pytest.raises(SystemExit) as left:
        runpy.run_path(str(repository / "build.py"))
    assert left.value.code == 8
    assert "needs Python 3.11" in capsys.readouterr().err


def test_old_python_can_parse_the_door(repository: Path) -> None:
    source = (repository / "build.py").read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 7))


def test_ci_runs_the_door(repository: Path) -> None:
    script = repository / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "python3 build.py test" in script.read_text(encoding="utf-8").splitlines()
