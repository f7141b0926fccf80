"""Every way to go wrong: its exit code, its text, its JSON."""

import errno
import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from banmian.errors import (
    BanmianError,
    BaselineMissing,
    ContentError,
    Diagnostic,
    EnvironmentFault,
    FontError,
    LayoutError,
    OversetError,
    Place,
    UsageError,
)

Tell = Callable[..., Any]
Pipeline = Callable[[Callable[..., object]], None]
DIAGNOSTIC_KEYS = {"code", "severity", "message", "file", "line", "column", "hint"}
TWO = (
    Diagnostic("unknown-key", "unknown key 'heading'", Place("page.yaml", 9, 3), "write headline"),
    Diagnostic("bad-date", "not a date", Place("edition.yaml", 2, 7)),
)


def raises(error: BaseException) -> Callable[..., object]:
    def build(*_: object) -> object:
        raise error

    return build


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (UsageError, 2),
        (BaselineMissing, 3),
        (OversetError, 5),
        (ContentError, 6),
        (LayoutError, 6),
        (FontError, 7),
        (EnvironmentFault, 8),
    ],
)
def test_each_family_has_its_code(
    kind: type[BanmianError], code: int, pipeline: Pipeline, tell: Tell, tmp_path: Path
) -> None:
    pipeline(raises(kind(TWO)))
    told = tell("page", tmp_path)
    assert told.code == code
    assert told.out == ""
    assert told.err.splitlines()[-3:] == [
        "edition.yaml:2:7: not a date [bad-date]",
        "page.yaml:9:3: unknown key 'heading' [unknown-key]",
        "  hint: write headline",
    ]


def test_json_fault_is_one_object_on_stdout(pipeline: Pipeline, tell: Tell, tmp_path: Path) -> None:
    pipeline(raises(ContentError(TWO)))
    told = tell("page", tmp_path, "--json", "--quiet")
    facts = json.loads(told.out)
    assert told.code == 6
    assert set(facts) == {"ok", "exit", "diagnostics"}
    assert (facts["ok"], facts["exit"]) == (False, 6)
    assert all(set(d) == DIAGNOSTIC_KEYS for d in facts["diagnostics"])
    assert [d["line"] for d in facts["diagnostics"]] == [2, 9]
    assert told.err == ""


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device", "output/page.pdf"),
        PermissionError(errno.EACCES, "Permission denied", "output"),
        OSError(errno.EROFS, "Read-only file system"),
        OSError("cannot load library 'libpango-1.0-0': no such file\nand more"),
        ModuleNotFoundError("No module named 'uharfbuzz'", name="uharfbuzz"),
        MemoryError(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_faults_of_the_machine(
    error: BaseException, pipeline: Pipeline, tell: Tell, tmp_path: Path
) -> None:
    pipeline(raises(error))
    told = tell("edition", tmp_path)
    assert told.code == 8
    assert "hint:" in told.err
    assert "Traceback" not in told.err


@pytest.mark.parametrize(
    "error",
    [
        ValueError("columns do not add up"),
        FileNotFoundError(errno.ENOENT, "No such file", "layout.yaml"),
        ModuleNotFoundError("No module named 'banmian.nothing'", name="banmian.nothing"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_crash_is_ours(
    error: BaseException, pipeline: Pipeline, tell: Tell, tmp_path: Path
) -> None:
    pipeline(raises(error))
    told = tell("page", tmp_path)
    assert told.code == 70
    assert "report" in told.err
    assert "Traceback" not in told.err
    told = tell("page", tmp_path, "-v")
    assert told.code == 70
    assert "Traceback" in told.err


def test_crash_as_json(pipeline: Pipeline, tell: Tell, tmp_path: Path) -> None:
    pipeline(raises(ZeroDivisionError("no columns")))
    facts = json.loads(tell("page", tmp_path, "--json").out)
    assert facts["exit"] == 70
    assert "ZeroDivisionError: no columns" in facts["diagnostics"][0]["message"]


def test_interrupt_is_130(pipeline: Pipeline, tell: Tell, tmp_path: Path) -> None:
    pipeline(raises(KeyboardInterrupt()))
    told = tell("page", tmp_path)
    assert told.code == 130
    assert "Traceback" not in told.err


@pytest.mark.parametrize(
    "words",
    [
        ["no-such-verb"],
        ["page"],
        ["page", "no/such/folder"],
        ["page", ".", "--until", "supper"],
        ["codes", "--no-such-option"],
    ],
    ids=" ".join,
)
def test_wrong_command_lines_are_usage(words: list[str], tell: Tell) -> None:
    told = tell(*words)
    assert told.code == 2
    assert told.out == ""
    assert "[command-line]" in told.err
    told = tell(*words, "--json")
    assert json.loads(told.out)["exit"] == 2
    assert told.err == ""


def test_a_wrong_choice_is_told_in_our_words_alone(tell: Tell) -> None:
    told = tell("schema", "supper")
    assert told.code == 2
    assert "'supper' is not one of 'layout', " in told.err
    assert "Value error" not in told.err


def test_log_and_progress_stay_off_stdout(pipeline: Pipeline, tell: Tell, tmp_path: Path) -> None:
    def build(_folder: object, _settings: object, progress: Any) -> object:
        with progress.stage("compose"):
            progress.step("lead.md", 1, 2)
            logging.getLogger("banmian.compose").warning("a warning of the library")
        raise ContentError(TWO)

    pipeline(build)
    told = tell("page", tmp_path)
    assert told.out == ""
    assert "banmian: compose" in told.err
    assert "a warning of the library" in told.err
    assert "banmian: compose" not in tell("page", tmp_path, "--quiet").err


def test_closed_pipe_is_quiet() -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "banmian.cli.main", "codes"],
        stdout=write,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(write)
    assert done.returncode == 141
    assert done.stderr == b""
