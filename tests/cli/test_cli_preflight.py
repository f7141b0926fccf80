"""`preflight` on the command line: exit codes, words and JSON."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from banmian.errors import counted


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    """A PDF with one empty page of 100 × 100 points."""
    path = tmp_path / "blank.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(100, 100))
        pdf.save(path)
    return path


def test_failures_end_with_1_and_come_before_warnings(
    tell: Callable[..., Any], blank: Path
) -> None:
    told = tell("preflight", blank)
    assert told.code == 1
    lines = [line for line in told.out.splitlines() if not line.startswith("  ")]
    kinds = [line.split(":")[0] for line in lines[:-1]]
    assert kinds == sorted(kinds)
    assert "[trim-box]" in told.out
    assert "[empty-page]" in told.out
    counts = counted(kinds.count("failure"), "failure"), counted(kinds.count("warning"), "warning")
    assert lines[-1] == ", ".join(counts)


def test_json(tell: Callable[..., Any], blank: Path) -> None:
    told = json.loads(tell("preflight", blank, "--json").out)
    assert (told["ok"], told["exit"]) == (False, 1)
    assert told["failures"] + told["warnings"] == len(told["diagnostics"])
    (trim,) = [one for one in told["diagnostics"] if one["code"] == "trim-box"]
    assert (trim["page"], trim["file"], trim["severity"]) == (1, str(blank), "error")


@pytest.mark.parametrize("data", [b"", b"no PDF at all", b"%PDF-1.6\n"])
def test_what_is_no_pdf_ends_with_2(tell: Callable[..., Any], tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(data)
    told = tell("preflight", path)
    assert told.code == 2
    assert "[pdf-unreadable]" in told.err


def test_a_size_that_is_none_ends_with_2(tell: Callable[..., Any], blank: Path) -> None:
    assert tell("preflight", blank, "--size", "large").code == 2
    assert tell("preflight", blank, "--size", "any").code == 1
