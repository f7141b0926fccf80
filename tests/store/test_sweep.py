"""What is damaged goes, what is needed stays, and nobody sweeps under a run's feet."""

from pathlib import Path

import pytest

from banmian.errors import EnvironmentFault
from banmian.store.store import Blob, Entry, Store
from banmian.store.sweep import look_through, sweep

ONE, TWO, THREE = (letter * 64 for letter in "abc")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Two entries that share an object."""
    store = Store.at(tmp_path / "store")
    shared = store.put(b"shared")
    store.keep(Entry(ONE, {"page.pdf": store.put(b"first"), "logo": shared}))
    store.keep(Entry(TWO, {"page.pdf": store.put(b"second"), "logo": shared}))
    return store


def place(store: Store, data: bytes) -> Path:
    return store.place_of(Blob.of(data).sha256)


def damage(store: Store, data: bytes) -> str:
    path = place(store, data)
    path.chmod(0o644)
    path.write_bytes(data[::-1])
    return Blob.of(data).sha256


def everything(store: Store) -> set[Path]:
    return {path for path in store.root.rglob("*") if path.is_file()}


def test_a_sound_store_is_left_as_it_is(store: Store) -> None:
    before = everything(store)
    health = look_through(store)
    assert health.sound
    assert (health.objects, health.bytes, health.entries) == (3, 6 + 5 + 6, 2)
    assert everything(store) - before == {store.root / "lock"}


def test_damage_is_put_aside_with_all_that_rests_on_it(store: Store) -> None:
    digest = damage(store, b"first")
    place(store, b"second").unlink()
    store.keep(Entry(THREE, {}, {"fault": None}))
    health = look_through(store)
    assert not health.sound
    assert health.damaged == (digest,)
    assert health.dangling == (ONE, TWO)
    assert health.objects == 1
    assert list(store.actions()) == [THREE]
    assert [path.read_bytes() for path in (store.root / "lost").iterdir()] == [b"tsrif"]
    assert look_through(store).sound


def test_an_entry_that_cannot_be_read_is_dropped(store: Store) -> None:
    (store.root / "refs" / ONE[:2] / f"{ONE[2:]}.json").write_bytes(b'{"action": ')
    assert look_through(store).dangling == (ONE,)


def test_what_killed_processes_left_is_removed_and_no_fault(store: Store) -> None:
    half = place(store, b"first").with_name(".half.x1.tmp")
    half.write_bytes(b"fir")
    (store.root / "refs" / ".a.tmp").write_bytes(b"")
    health = look_through(store)
    assert (health.sound, health.leftovers) == (True, 2)
    assert not half.exists()


def test_sweeping_keeps_what_is_needed_and_what_it_shares(store: Store) -> None:
    loose = store.put(b"of a page that was never kept")
    half = place(store, b"first").with_name(".half.x1.tmp")
    half.write_bytes(b"fir")
    told = sweep(store, {ONE}, only_tell=True)
    assert half.exists()
    assert store.entry(TWO) is not None
    assert store.holds(loose)
    swept = sweep(store, {ONE})
    assert swept == told
    assert (swept.entries, swept.objects, swept.bytes) == (1, 2, 6 + loose.size)
    assert store.entry(ONE) is not None
    assert store.read(Blob.of(b"shared")) == b"shared"
    assert list(store.actions()) == [ONE]
    assert not place(store, b"second").exists()
    assert not half.exists()


def test_nobody_sweeps_while_a_run_goes_on(store: Store) -> None:
    before = everything(store)
    with store.in_use(), store.in_use():  # runs do not exclude each other
        for clean in (lambda: look_through(store), lambda: sweep(store, ())):
            with pytest.raises(EnvironmentFault, match="a run is using the store") as raised:
                clean()
            assert raised.value.diagnostics[0].hint == "wait for its end, or stop it"
    assert everything(store) - before == {store.root / "lock"}


def test_no_run_begins_while_somebody_sweeps(store: Store) -> None:
    begin = store.in_use()
    with store.in_use(alone=True), pytest.raises(EnvironmentFault, match="is being swept"):
        begin.__enter__()
    with store.in_use():  # and it is free again
        pass


def test_an_object_the_disk_does_not_give_back_is_damaged(store: Store) -> None:
    path = place(store, b"first")
    path.unlink()
    path.mkdir()  # reading it fails, as of a bad sector
    assert look_through(store).damaged == (Blob.of(b"first").sha256,)
