"""A file is written all at once or not at all."""

from pathlib import Path

import pytest

from banmian.errors import EnvironmentFault
from banmian.pipeline.files import write_whole


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
