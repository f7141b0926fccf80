"""Look a store through, and throw away what nobody needs.

Inputs:  a `Store`; the actions that are to stay.
Outputs: `Health` of every file; `Swept`: what went.
Units:   bytes.
Source:  git-fsck(1), git-gc(1). Whoever sweeps is alone with the store.
"""

import shutil
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from banmian.store.store import Store


@dataclass(frozen=True, slots=True)
class Health:
    """What looking at every file came to; `damaged` and `dangling` have been taken out."""

    objects: int
    bytes: int
    entries: int
    damaged: tuple[str, ...]
    names: tuple[str, ...]
    dangling: tuple[str, ...]
    leftovers: int

    @property
    def sound(self) -> bool:
        """Whether everything was as it should be; leftovers of a killed process do no harm."""
        return not self.damaged and not self.dangling


@dataclass(frozen=True, slots=True)
class Swept:
    """What was thrown away."""

    entries: int
    objects: int
    bytes: int


def look_through(store: Store) -> Health:
    """Read every object and every entry; what is damaged is put aside, to be made again.

    Raises:
        EnvironmentFault: a run is using the store, or the disk refuses.
    """
    with store.in_use(alone=True):
        leftovers = _remove_leftovers(store.root)
        damaged, objects, size = [], 0, 0
        for path in _objects(store):
            digest = path.parent.name + path.name
            if _digest(path) == digest:
                objects, size = objects + 1, size + path.stat().st_size
            else:
                store.put_aside(path)
                damaged.append(digest)
        names = tuple(_names_of(store, set(damaged)))
        dangling, entries = [], 0
        for action in store.actions():
            if store.entry(action) is None:
                store.forget(action)
                dangling.append(action)
            else:
                entries += 1
        return Health(objects, size, entries, tuple(damaged), names, tuple(dangling), leftovers)


def sweep(store: Store, needed: Collection[str], *, only_tell: bool = False) -> Swept:
    """Drop the entries of all actions but those needed, then the objects no entry names.

    Raises:
        EnvironmentFault: a run is using the store, or the disk refuses.
    """
    with store.in_use(alone=True):
        kept: set[str] = set()
        dropped = []
        for action in store.actions():
            entry = store.entry(action)
            if action in needed and entry is not None:
                kept.update(blob.sha256 for blob in entry.outputs.values())
            else:
                dropped.append(action)
        spare = [p for p in _objects(store) if p.parent.name + p.name not in kept]
        size = sum(path.stat().st_size for path in spare)
        if not only_tell:
            for action in dropped:  # before the objects: an entry always has its outputs
                store.forget(action)
            for path in spare:
                path.unlink(missing_ok=True)
            _remove_leftovers(store.root)
            shutil.rmtree(store.root / "lost", ignore_errors=True)
        return Swept(len(dropped), len(spare), size)


def _names_of(store: Store, damaged: set[str]) -> Iterator[str]:
    """What has lost an output, as runs call it."""
    lost = {
        action
        for action in store.actions()
        if damaged and not damaged.isdisjoint(store.digests_of(action))
    }
    for _, facts in store.names():
        if facts.get("action") in lost:
            yield str(facts.get("name"))


def _objects(store: Store) -> Iterator[Path]:
    return (path for path in store.files_of("objects", "*") if not path.name.startswith("."))


def _digest(path: Path) -> str:
    """The digest of a file; empty where the disk does not give it back."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _remove_leftovers(root: Path) -> int:
    """Temporary files of processes that were killed: nobody else is here, so they are nobody's."""
    found = [path for path in root.rglob(".*.tmp") if path.is_file()]
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)
