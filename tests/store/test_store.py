"""What is in the store can be read whole or is not there, whatever happens to the disk."""

import errno
import io
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from banmian.errors import EnvironmentFault
from banmian.store.store import VERSION, Blob, Entry, Store

ACTION = "a" * 64
FULL = [
    pytest.param("write", errno.ENOSPC, "free some disk space", id="full"),
    pytest.param("fsync", errno.ENOSPC, "free some disk space", id="full when synced"),
    pytest.param("replace", errno.EDQUOT, "free some disk space", id="quota"),
    pytest.param("mkstemp", errno.EROFS, "name a folder you may write", id="read-only"),
]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.at(tmp_path / "store")


def files_of(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def kept(store: Store, action: str = ACTION, data: bytes = b"page") -> Entry:
    entry = Entry(action, {"page.pdf": store.put(data)}, {"notes": ["版"]})
    store.keep(entry)
    return entry


def test_what_is_put_can_be_read(store: Store) -> None:
    blob = store.put(b"page")
    assert blob == Blob.of(b"page")
    assert store.holds(blob)
    assert store.read(blob) == b"page"
    assert store.place_of(blob.sha256).stat().st_mode & 0o222 == 0
    assert not store.holds(Blob(blob.sha256, 5))
    assert store.read(Blob.of(b"other")) is None


def test_what_is_kept_is_found_by_another_process(store: Store) -> None:
    entry = kept(store)
    again = Store.at(store.root)
    assert again.entry(ACTION) == entry
    assert list(again.actions()) == [ACTION]
    again.forget(ACTION)
    again.forget(ACTION)
    assert store.entry(ACTION) is None


def test_the_same_object_is_written_once(store: Store) -> None:
    place = store.place_of(store.put(b"page").sha256)
    inode = place.stat().st_ino
    store.put(b"page")
    assert place.stat().st_ino == inode


@pytest.mark.parametrize("damage", [b"", b"pagf", b"page and more"])
def test_a_damaged_object_is_put_aside_and_can_be_put_again(store: Store, damage: bytes) -> None:
    entry = kept(store)
    blob = entry.outputs["page.pdf"]
    place = store.place_of(blob.sha256)
    place.chmod(0o644)
    place.write_bytes(damage)
    assert store.read(blob) is None
    (aside,) = (store.root / "lost").iterdir()
    assert aside.read_bytes() == damage
    assert store.entry(ACTION) is None
    store.put(b"page")
    assert store.entry(ACTION) == entry
    assert store.read(blob) == b"page"


def test_an_object_the_disk_does_not_give_back_is_put_aside(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise it would be thought to be there for ever, and its page made for ever."""
    blob = store.put(b"page")

    def fail(path: Path) -> bytes:
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", fail)
        assert store.read(blob) is None
    assert not store.holds(blob)


def test_an_entry_without_its_object_is_none(store: Store) -> None:
    entry = kept(store)
    store.place_of(entry.outputs["page.pdf"].sha256).unlink()
    assert store.entry(ACTION) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"action": "b"}',
        '{"action": "A", "outputs": {"x": {"sha256": 5, "size": 1}}, "facts": {}}',
        '{"action": "A", "outputs": {"x": {"sha256": "5"}}, "facts": {}}',
        '{"action": "A", "outputs": [], "facts": {}}',
        '{"action": "A", "outputs": {}}',
        '{"action": "A", "outputs": {}, "facts": 7}',
    ],
)
def test_an_entry_not_written_by_us_is_none(store: Store, text: str) -> None:
    kept(store)
    ref = store.root / "refs" / ACTION[:2] / f"{ACTION[2:]}.json"
    ref.write_text(text.replace('"A"', f'"{ACTION}"'), encoding="utf-8")
    assert store.entry(ACTION) is None


def test_an_entry_under_anothers_name_is_none(store: Store) -> None:
    kept(store)
    ref = store.root / "refs" / ACTION[:2] / f"{ACTION[2:]}.json"
    ref.rename(ref.with_name(f"{'b' * 62}.json"))
    assert store.entry("aa" + "b" * 62) is None


def test_names_and_what_is_held(store: Store) -> None:
    assert store.remembered("page") is None
    store.remember("page", {"action": ACTION})
    store.remember("page", {"action": "b", "name": "示例/01"})
    assert list(store.names()) == [("page", {"action": "b", "name": "示例/01"})]
    store.forget_name("page")
    store.forget_name("page")
    assert store.remembered("page") is None
    assert store.held(ACTION) is None
    store.hold(ACTION, {"why": "killed"})
    assert store.held(ACTION) == {"action": ACTION, "why": "killed"}
    assert list(store.all_held()) == [{"action": ACTION, "why": "killed"}]
    store.release(ACTION)
    assert list(store.all_held()) == []


# ---------------------------------------------------------------- whose folder it is


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(EnvironmentFault, match=r"holds other files[\s\S]*--store"):
        Store.at(tmp_path)
    assert files_of(tmp_path) == {"letter.txt"}


def test_a_store_of_another_version_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "version").write_bytes(b"banmian store 2\n")
    with pytest.raises(EnvironmentFault, match="says 'banmian store 2"):
        Store.at(tmp_path)
    (tmp_path / "version").write_bytes(b"\xff")
    with pytest.raises(EnvironmentFault, match="store-foreign"):
        Store.at(tmp_path)


def test_a_file_where_the_store_should_be(tmp_path: Path) -> None:
    (tmp_path / "store").write_bytes(b"")
    with pytest.raises(EnvironmentFault, match="a file stands where a folder is wanted"):
        Store.at(tmp_path / "store")


def test_a_store_whose_beginning_was_cut_off_is_begun_again(tmp_path: Path) -> None:
    (tmp_path / ".version.x8_.tmp").write_bytes(b"banm")
    Store.at(tmp_path)
    assert (tmp_path / "version").read_text(encoding="utf-8") == VERSION


def test_many_begin_the_same_store_at_once(tmp_path: Path) -> None:
    for number in range(8):
        root = tmp_path / str(number)
        with ThreadPoolExecutor(4) as threads:
            list(threads.map(Store.at, [root] * 4))
        assert files_of(root) == {"version"}


def test_two_processes_put_the_same_object(store: Store) -> None:
    code = (
        "import sys; from pathlib import Path; from banmian.store.store import *\n"
        "store = Store(Path(sys.argv[1]))\n"
        "for n in range(15):\n"
        "    data = b'%d' % n * 1000\n"
        "    blob = store.put(data)\n"
        "    store.keep(Entry('%064d' % n, {'x': blob}))\n"
        "    assert store.read(blob) == data\n"
        "    assert store.entry('%064d' % n)\n"
    )
    command = [sys.executable, "-W", "error", "-c", code, str(store.root)]
    both = [subprocess.Popen(command, env=_with_path()) for _ in range(2)]
    assert [one.wait() for one in both] == [0, 0]
    assert len(list(store.actions())) == 15
    assert not list(store.root.rglob("*.tmp"))
    assert not (store.root / "lost").exists()


# ---------------------------------------------------------------- disks that refuse


@pytest.mark.parametrize(("step", "number", "hint"), FULL)
def test_a_disk_that_refuses_leaves_nothing_behind(
    store: Store, step: str, number: int, hint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(store)
    before = files_of(store.root)
    _refuse(monkeypatch, step, number)
    with pytest.raises(EnvironmentFault) as put:
        store.put(b"another page")
    with pytest.raises(EnvironmentFault):
        store.keep(Entry("b" * 64))
    with pytest.raises(EnvironmentFault):
        store.remember("page", {})
    monkeypatch.undo()
    (fault,) = put.value.diagnostics
    assert fault.code == "cannot-write"
    assert os.strerror(number) in fault.message
    assert str(fault.hint).startswith(hint)
    assert files_of(store.root) == before
    assert store.entry("b" * 64) is None
    assert store.read(Blob.of(b"page")) == b"page"


def test_a_file_that_may_not_grow_is_not_there_at_all(store: Store) -> None:
    """As on a disk that is full, by the system's own word."""
    code = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from banmian.store.store import Store; from banmian.errors import EnvironmentFault\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: Store(Path(sys.argv[1])).put(bytes(200_000))\n"
        "except EnvironmentFault as fault: print(fault)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(store.root)],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env=_with_path(),
    )
    assert "cannot be written: File too large [cannot-write]" in done.stdout
    assert files_of(store.root) == {"version"}


class _Full(io.BytesIO):
    """A file on a disk that is full."""

    def write(self, data: object) -> int:  # noqa: ARG002  as every file's
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _refuse(monkeypatch: pytest.MonkeyPatch, step: str, number: int) -> None:
    """Let one step of writing a file fail."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    if step == "write":

        def opened(handle: int, mode: str) -> io.BytesIO:
            os.close(handle)
            return _Full(mode.encode())

        monkeypatch.setattr("banmian.files.os.fdopen", opened)
    elif step == "replace":
        monkeypatch.setattr(Path, "replace", fail)
    else:
        target = "os.fsync" if step == "fsync" else "tempfile.mkstemp"
        monkeypatch.setattr(f"banmian.files.{target}", fail)


def _with_path() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}


def test_entries_are_plain_json(store: Store) -> None:
    """What archives read in fifty years."""
    kept(store)
    ref = store.root / "refs" / ACTION[:2] / f"{ACTION[2:]}.json"
    found = json.loads(ref.read_text(encoding="utf-8"))
    blob = Blob.of(b"page")
    assert found == {
        "action": ACTION,
        "outputs": {"page.pdf": {"sha256": blob.sha256, "size": 4}},
        "facts": {"notes": ["版"]},
    }
