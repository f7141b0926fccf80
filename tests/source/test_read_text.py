"""Reading a text file: what is accepted as it is, and what is refused before it is read."""

import os
from pathlib import Path

import pytest

from banmian.errors import ContentError, LayoutError, UsageError
from banmian.source.text import read_text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("甲\r\n乙\r丙\n".encode(), "甲\n乙\n丙\n"),
        ("甲".encode("utf-8-sig"), "甲"),
        (b"", ""),
        ("𠮷\u200b\u2060".encode(), "𠮷\u200b\u2060"),
    ],
)
def test_what_is_read(tmp_path: Path, data: bytes, text: str) -> None:
    (tmp_path / "a.md").write_bytes(data)
    assert read_text(tmp_path / "a.md", shown_as="a.md") == text


def test_the_limit_is_exact(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"x" * 10)
    assert read_text(tmp_path / "a.md", shown_as="a.md", limit=10) == "x" * 10
    with pytest.raises(LayoutError, match="file-too-large"):
        read_text(tmp_path / "a.md", shown_as="a.md", limit=9, error=LayoutError)


@pytest.mark.parametrize("name", ["missing.md", ".", "a\0b"])
def test_what_is_no_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match=r"shown\.md: .*\[file-missing\]"):
        read_text(tmp_path / name, shown_as="shown.md")


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UsageError, match="file-missing"):
        read_text(tmp_path / "pipe", shown_as="pipe")


@pytest.mark.parametrize(
    ("data", "where", "hint"),
    [
        ("ab\r\n甲乙".encode() + b"\xff", "a.md:2:3: byte 0xFF at offset 10", "as UTF-8"),
        ("甲".encode("utf-8-sig") + b"\xff", "a.md:1:2: byte 0xFF at offset 6", "as UTF-8"),
        ("甲".encode()[:2], "a.md:1:1: byte 0xE7 at offset 0", "iconv"),
        ("title: 甲".encode("utf-16-be"), "a.md:1:1: the file is UTF-16", "iconv -f UTF-16"),
        ("title: 甲".encode("utf-16"), "a.md:1:1: the file is UTF-16", "iconv -f UTF-16"),
    ],
)
def test_bytes_that_are_not_utf8(tmp_path: Path, data: bytes, where: str, hint: str) -> None:
    (tmp_path / "a.md").write_bytes(data)
    with pytest.raises(ContentError) as caught:
        read_text(tmp_path / "a.md", shown_as="a.md")
    assert str(caught.value).startswith(where)
    assert hint in str(caught.value)
