"""`dummy` and `proof`: where they write, and what they say."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

Tell = Callable[..., Any]


def test_the_empty_page_is_written(tell: Tell, tmp_path: Path) -> None:
    path = tmp_path / "new" / "siban.pdf"
    told = tell("dummy", "siban", "--output", path)
    assert (told.code, told.out.strip()) == (0, str(path))
    assert path.read_bytes().startswith(b"%PDF-")


def test_an_unknown_layout_ends_with_the_list(tell: Tell, tmp_path: Path) -> None:
    told = tell("dummy", "siban4", "--output", tmp_path / "x.pdf")
    assert told.code == 6
    assert "yaowen" in told.err
    assert not (tmp_path / "x.pdf").exists()


def test_the_proof_is_written_and_says_how_texts_fit(tell: Tell, tmp_path: Path) -> None:
    page = Path(__file__).resolve().parents[2] / "content" / "demo" / "2026-01-02" / "01"
    told = tell("proof", page, "--output", tmp_path, "--no-png")
    pdf = tmp_path / "2026-01-02" / "01" / "proof.pdf"
    assert (told.code, told.out.strip()) == (0, str(pdf))
    assert "tea-house：27 行，可容 27 行　正好　调：第 3 段 +1 行" in told.err
    assert "篇没有调整" in told.err
    assert not pdf.with_suffix(".png").exists()
