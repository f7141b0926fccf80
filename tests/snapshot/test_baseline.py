"""Baselines on the disk: what is written, what is refused."""

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from banmian.errors import BaselineMissing, UsageError
from banmian.snapshot.baseline import (
    LOG,
    baseline_files,
    baselines_under,
    forbid_in_ci,
    note_decision,
    read_baseline,
    write_baseline,
)


def test_what_is_written_is_read_again(plain_pdf: bytes, tmp_path: Path) -> None:
    folder = write_baseline(tmp_path, "2026-01-01/01", plain_pdf)
    assert sorted(path.name for path in folder.iterdir()) == ["page.json", "page.pdf", "page.png"]
    assert read_baseline(tmp_path, "2026-01-01/01").data == plain_pdf
    assert baselines_under(tmp_path) == ("2026-01-01/01",)


def test_a_reviewer_sees_words_and_a_small_picture_of_the_trim(plain_pdf: bytes) -> None:
    files = baseline_files(plain_pdf)
    assert files == baseline_files(plain_pdf)
    facts = json.loads(files["page.json"])
    page = facts["pages"][0]
    assert (page["width_mm"], page["height_mm"]) == (120, 160)
    assert page["lines"][0].split(" ", 1)[1] == "标题一"
    with Image.open(io.BytesIO(files["page.png"])) as image:
        assert abs(image.width - 120 / 25.4 * 75) < 2
        assert image.mode == "P"


def test_a_missing_and_a_torn_baseline(plain_pdf: bytes, tmp_path: Path) -> None:
    with pytest.raises(BaselineMissing, match="no-baseline"):
        read_baseline(tmp_path, "a/01")
    folder = write_baseline(tmp_path, "a/01", plain_pdf)
    (folder / "page.pdf").write_bytes(plain_pdf + b"\n")
    with pytest.raises(UsageError, match="baseline-torn"):
        read_baseline(tmp_path, "a/01")
    (folder / "page.json").write_text("[", encoding="utf-8")
    with pytest.raises(UsageError, match="baseline-torn"):
        read_baseline(tmp_path, "a/01")


@pytest.mark.parametrize("name", ["../a", "a/../../b", "/etc", "", "a//b", ".", "a\0b"])
def test_no_name_leads_out(plain_pdf: bytes, tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="baseline-name"):
        write_baseline(tmp_path / "in", name, plain_pdf)
    assert list(tmp_path.iterdir()) == []


def test_ci_writes_nothing() -> None:
    for value in ("", "0", "false"):
        forbid_in_ci({"CI": value})
    forbid_in_ci({})
    for value in ("true", "1", "woodpecker"):
        with pytest.raises(UsageError, match="baseline-in-ci"):
            forbid_in_ci({"CI": value})


def test_decisions_are_appended(tmp_path: Path) -> None:
    for reason in ("改了\n标题", "图"):
        note_decision(tmp_path, {"page": "a/01", "reason": reason})
    rows = (tmp_path / LOG).read_text(encoding="utf-8").splitlines()
    assert [json.loads(row)["reason"] for row in rows] == ["改了\n标题", "图"]
