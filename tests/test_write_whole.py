"""A file is written all at once or not at all."""

import errno
import os
from pathlib import Path

import pytest

from banmian.errors import EnvironmentFault
from banmian.files import write_whole


def test_the_file_and_its_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "page.pdf"
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert [p.name for p in path.parent.iterdir()] == ["page.pdf"]
    assert path.stat().st_mode & 0o777 == 0o644


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(b"an older, longer file")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("fault", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("at", ["chmod", "replace"])
def test_a_fault_on_the_way_leaves_the_older_file_alone(
    fault: BaseException, at: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(b"old")

    def fail(*given: object) -> None:
        raise fault

    monkeypatch.setattr(Path, at, fail)
    with pytest.raises((EnvironmentFault, KeyboardInterrupt)) as raised:
        write_whole(path, b"new")
    assert isinstance(raised.value, EnvironmentFault) == isinstance(fault, OSError)
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["page.pdf"]


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "page.pdf").mkdir()
    with pytest.raises(EnvironmentFault, match=r"page\.pdf cannot be written"):
        write_whole(tmp_path / "page.pdf", b"new")
    assert [p.name for p in tmp_path.iterdir()] == ["page.pdf"]


@pytest.mark.parametrize(
    ("number", "hint"),
    [
        (errno.ENOSPC, "free some disk space"),
        (errno.EACCES, "name a folder you may write"),
        (errno.EROFS, "name a folder you may write"),
        (errno.EIO, "name a folder you may write"),
    ],
)
def test_the_hint_fits_the_fault(
    number: int, hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*given: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(EnvironmentFault) as raised:
        write_whole(tmp_path / "page.pdf", b"new")
    (fault,) = raised.value.diagnostics
    assert os.strerror(number) in fault.message
    assert str(fault.hint).startswith(hint)


def test_a_file_in_the_place_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "output").write_bytes(b"")
    with pytest.raises(EnvironmentFault, match="a file stands where a folder is wanted"):
        write_whole(tmp_path / "output" / "page.pdf", b"new")
