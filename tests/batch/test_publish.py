"""A reader meets the old edition or the new one, whatever happens while they change places."""

import errno
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import Event, Thread

import pytest

from banmian.batch import publish as module
from banmian.batch.manifest import DIGESTS, MANIFEST
from banmian.batch.publish import ObjectDamaged, is_published, publish, withdraw
from banmian.errors import EnvironmentFault
from banmian.store.store import Blob, Store

Files = Mapping[str, Blob]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.at(tmp_path / "store")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "output" / "2026" / "2026-01-01"


def edition(store: Store, words: str, *pages: str) -> Files:
    """An edition whose pages say these words, and whose manifest says so, too."""
    names = [f"{page}/page.pdf" for page in pages or ("01",)]
    files = {name: store.put(words.encode()) for name in names}
    lines = "".join(f"{blob.sha256}  {name}\n" for name, blob in files.items())
    digests = {name: blob.sha256 for name, blob in files.items()}
    return {
        **files,
        MANIFEST: store.put(json.dumps(digests).encode()),
        DIGESTS: store.put(lines.encode()),
    }


def there(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_an_edition_is_put_in_place_and_taken_away(store: Store, target: Path) -> None:
    files = edition(store, "one", "01", "02")
    assert not is_published(store, files, target)
    publish(store, files, target)
    assert is_published(store, files, target)
    assert set(there(target)) == set(files)
    assert (target / "01" / "page.pdf").samefile(store.place_of(files["01/page.pdf"].sha256))
    withdraw(target)
    withdraw(target)
    assert list(target.parent.iterdir()) == []


def test_a_new_edition_takes_all_that_was_ours(store: Store, target: Path) -> None:
    publish(store, edition(store, "old", "01", "02"), target)
    (target / "02" / "proof.html").write_bytes(b"mine")
    new = edition(store, "new", "01")
    assert not is_published(store, new, target)
    publish(store, new, target)
    assert is_published(store, new, target)
    assert set(there(target)) == {*new, "02/proof.html"}
    publish(store, new, target, alone=True)
    assert set(there(target)) == set(new)


def test_a_changed_page_of_the_same_size_is_not_taken_for_the_old(
    store: Store, target: Path
) -> None:
    old, new = {"01/page.pdf": store.put(b"old")}, {"01/page.pdf": store.put(b"new")}
    publish(store, old, target)
    assert not is_published(store, new, target)
    target.joinpath("01", "page.pdf").unlink()
    target.joinpath("01", "page.pdf").write_bytes(b"new")  # a copy, as on another disk
    assert is_published(store, new, target)


def test_good_pages_stand_alone(store: Store, target: Path) -> None:
    """A page that was good the last time and is at fault now is not shown any more."""
    one, two = ({f"{page}/page.pdf": store.put(page.encode())} for page in ("01", "02"))
    publish(store, {**one, **two}, target, alone=True)
    assert not is_published(store, one, target, alone=True)
    publish(store, one, target, alone=True)
    assert set(there(target)) == set(one)


@pytest.mark.skipif(sys.platform not in {"linux", "darwin"}, reason="no exchange in one step")
def test_no_reader_meets_half_an_edition(store: Store, target: Path) -> None:
    both = [edition(store, "a" * 5000), edition(store, "b" * 7000)]
    publish(store, both[1], target)
    wrong: list[str] = []
    done = Event()
    reads = 0

    def read() -> None:
        nonlocal reads
        while not done.is_set() and not wrong:
            try:
                folder = os.open(target, os.O_RDONLY | os.O_DIRECTORY)
                target.stat()
            except OSError as fault:
                wrong.append(f"no edition: {fault}")
                return
            try:
                names = {entry.name for entry in os.scandir(folder)}
                said = _read(folder, MANIFEST)
                page = _read(folder, "01/page.pdf")
                if not os.path.samestat(os.fstat(folder), target.stat()):
                    continue  # another has taken its place since we opened it
            except FileNotFoundError:
                continue  # likewise, and it is being removed
            finally:
                os.close(folder)
            if names != {"01", MANIFEST, DIGESTS}:
                wrong.append(f"half an edition: {names}")
            if json.loads(said)["01/page.pdf"] != Blob.of(page).sha256:
                wrong.append("a page of another edition")
            reads += 1

    reader = Thread(target=read)
    reader.start()
    try:
        for number in range(200):
            publish(store, both[number % 2], target)
    finally:
        done.set()
        reader.join()
    assert wrong == []
    assert reads
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def _read(folder: int, name: str) -> bytes:
    with os.fdopen(os.open(name, os.O_RDONLY, dir_fd=folder), "rb") as file:
        return file.read()


@pytest.mark.parametrize("step", ["link", "fsync", "_exchange"])
def test_a_failure_in_the_middle_leaves_the_old(
    step: str, store: Store, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = edition(store, "old"), edition(store, "new")
    publish(store, old, target)
    (target / "proof.html").write_bytes(b"mine")
    before = there(target)

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(module if step == "_exchange" else os, step, fail)
    with pytest.raises(EnvironmentFault, match="2026-01-01 cannot be written"):
        publish(store, new, target)
    assert there(target) == before
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_where_folders_cannot_change_places_they_follow_each_other(
    store: Store, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_exchange", lambda *_: False)
    for words in ("one", "two", "three"):
        files = edition(store, words)
        publish(store, files, target)
        assert is_published(store, files, target)
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_a_damaged_object_is_found_before_anything_changes(store: Store, target: Path) -> None:
    old, new = edition(store, "old"), edition(store, "new")
    publish(store, old, target)
    place = store.place_of(new["01/page.pdf"].sha256)
    place.chmod(0o644)
    place.write_bytes(b"nEw")
    with pytest.raises(ObjectDamaged):
        publish(store, new, target)
    assert is_published(store, old, target)
    assert [path.name for path in target.parent.iterdir()] == [target.name]


@pytest.mark.parametrize("kind", ["file", "link", "dangling link"])
def test_what_is_no_folder_is_left_alone(
    kind: str, store: Store, target: Path, tmp_path: Path
) -> None:
    target.parent.mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "letter").write_bytes(b"mine")
    if kind == "file":
        target.write_bytes(b"mine")
    else:
        target.symlink_to(tmp_path / ("elsewhere" if kind == "link" else "nowhere"))
    with pytest.raises(EnvironmentFault, match="a file stands where a folder is wanted"):
        publish(store, edition(store, "new"), target)
    withdraw(target)
    assert os.path.lexists(target)
    assert there(tmp_path / "elsewhere") == {"letter": b"mine"}
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_an_output_that_may_not_be_written(store: Store, tmp_path: Path) -> None:
    (tmp_path / "output").write_bytes(b"")
    with pytest.raises(EnvironmentFault, match="a file stands where a folder is wanted"):
        publish(store, edition(store, "new"), tmp_path / "output" / "2026-01-01")


@pytest.mark.parametrize("number", [errno.EXDEV, errno.EPERM])
def test_files_are_copied_where_they_cannot_be_links(
    number: int, store: Store, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "link", fail)
    for words in ("one", "two"):
        files = edition(store, words)
        publish(store, files, target)
        (target / "proof.html").write_bytes(b"mine")
        assert is_published(store, files, target)
        assert (target / "01" / "page.pdf").read_bytes() == words.encode()
        assert not (target / "01" / "page.pdf").samefile(
            store.place_of(files["01/page.pdf"].sha256)
        )
    assert (target / "proof.html").read_bytes() == b"mine"


def test_two_runs_publish_the_same_edition(
    store: Store, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another run is quicker while this one makes its half."""
    files = edition(store, "new")
    sync = module._sync

    def quicker(half: Path) -> None:
        sync(half)
        if not target.exists():
            shutil.copytree(half, target)

    monkeypatch.setattr(module, "_sync", quicker)
    publish(store, files, target)
    assert is_published(store, files, target)
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_what_a_killed_process_left_does_no_harm(store: Store, target: Path) -> None:
    half = target.with_name(f".{target.name}.{socket.gethostname()}.{os.getpid()}.half")
    (half / "02").mkdir(parents=True)
    (half / "02" / "page.pdf").write_bytes(b"half")
    files = edition(store, "new")
    publish(store, files, target)
    assert set(there(target)) == set(files)


def test_what_a_process_left_that_is_gone_is_removed(store: Store, target: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    names = [f".{target.name}.{socket.gethostname()}.{number}.half" for number in (gone.pid, 1)]
    names.append(f".{target.name}.elsewhere.{gone.pid}.half")  # a process there may live
    for name in names:
        target.with_name(name).mkdir(parents=True)
    publish(store, edition(store, "new"), target)
    assert {path.name for path in target.parent.iterdir()} == {target.name, *names[1:]}


def test_where_folders_cannot_change_places_the_old_one_comes_back(
    store: Store, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = edition(store, "old"), edition(store, "new")
    publish(store, old, target)
    rename, calls = Path.replace, []

    def fail_third(path: Path, other: Path) -> Path:
        calls.append(other)
        if len(calls) == 3:  # half to target: refused; target out of the way: done; half: no
            raise OSError(errno.EIO, "no")
        return rename(path, other)

    monkeypatch.setattr(module, "_exchange", lambda *_: False)
    monkeypatch.setattr(Path, "replace", fail_third)
    with pytest.raises(EnvironmentFault):
        publish(store, new, target)
    assert is_published(store, old, target)
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_an_edition_that_had_made_room_when_its_process_was_killed_comes_back(
    store: Store, target: Path
) -> None:
    publish(store, edition(store, "old"), target)
    (target / "proof.pdf").write_bytes(b"a proof")
    target.replace(target.with_name(f".{target.name}.here.1.old"))
    publish(store, edition(store, "new"), target)
    assert (target / "proof.pdf").read_bytes() == b"a proof"
    assert [path.name for path in target.parent.iterdir()] == [target.name]
