"""A content-addressed store: outputs under their own digest, and which action gave which.

    objects/ab/cdef…        bytes, under the SHA-256 of themselves; never changed
    refs/ab/cdef….json      what an action came to: its outputs' digests, and facts in JSON
    names/ab/cdef….json     the action that last made what has this name, and why
    held/ab/cdef….json      actions that are not tried again until somebody says so

Inputs:  bytes; an action's key in hex.
Outputs: `Blob`s and `Entry`s; None for what is not there, not whole or not what it says it is.
Units:   bytes.
Source:  the shape of Git's objects and of Bazel's action cache. A file is written beside its
         place, synced, renamed; the entry comes last: an entry that can be read has all its
         outputs, whatever died on the way. Times of files decide only what is read again.
"""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from banmian.errors import EnvironmentFault
from banmian.files import cannot_write, write_whole

VERSION = "banmian store 1\n"
READ_ONLY = 0o444  # an object that is published as a link is not to be written through it
_DIGEST = 64


@dataclass(frozen=True, slots=True)
class Blob:
    """A file by its contents."""

    sha256: str
    size: int

    @classmethod
    def of(cls, data: bytes) -> "Blob":
        """The blob that some bytes are."""
        return cls(sha256(data).hexdigest(), len(data))


@dataclass(frozen=True, slots=True)
class Entry:
    """What an action came to: files by name, and facts that JSON can hold."""

    action: str
    outputs: Mapping[str, Blob] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Store:
    """A store in a folder; several processes may use it at once."""

    root: Path

    @classmethod
    def at(cls, root: Path) -> "Store":
        """The store in a folder; a new one if the folder is empty or not there.

        Raises:
            EnvironmentFault: something else is in the folder, or it cannot be written.
        """
        mark = root / "version"
        try:
            if not mark.is_file():
                if _holds_others(root) and not mark.is_file():  # another process may begin it, too
                    raise _foreign(root, "holds other files and no store")
                write_whole(mark, VERSION.encode(), synced=True)
            found = mark.read_text(encoding="utf-8", errors="replace")
            if found != VERSION:
                raise _foreign(root, f"says {found[:40]!r}, not {VERSION!r}")
        except OSError as fault:
            raise cannot_write(root, fault) from fault
        return cls(root)

    # ------------------------------------------------------------ objects

    def place_of(self, digest: str) -> Path:
        """Where an object lies, if it is there."""
        return self.root / "objects" / digest[:2] / digest[2:]

    def put(self, data: bytes) -> Blob:
        """Keep bytes; those that are there already are not written again.

        Raises:
            EnvironmentFault: the disk is full, or may not be written.
        """
        blob = Blob.of(data)
        if not self.holds(blob):
            write_whole(self.place_of(blob.sha256), data, synced=True, mode=READ_ONLY)
        return blob

    def holds(self, blob: Blob) -> bool:
        """Whether an object of the right size is there; its contents are looked at by `read`."""
        try:
            return self.place_of(blob.sha256).stat().st_size == blob.size
        except OSError:
            return False

    def read(self, blob: Blob) -> bytes | None:
        """An object's bytes, or None: it is missing, or damaged and has been put aside."""
        path = self.place_of(blob.sha256)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        except (
            OSError
        ):  # a bad sector: it has to go, too, or `holds` would go on saying it is there
            data = b""
        if Blob.of(data) == blob:
            return data
        self.put_aside(path)
        return None

    def put_aside(self, path: Path) -> None:
        """Move a damaged file out of the way; somebody may want to look at it."""
        aside = self.root / "lost" / path.relative_to(self.root).as_posix().replace("/", "-")
        try:
            aside.parent.mkdir(exist_ok=True)
            path.replace(aside)
        except FileNotFoundError:
            return  # another process was quicker
        except OSError as fault:
            raise cannot_write(aside, fault) from fault

    # ------------------------------------------------------------ entries

    def entry(self, action: str) -> Entry | None:
        """What an action came to, if it is known and all its outputs are there.

        An object that was written after the entry is read: somebody may have written into it,
        perhaps by its other name in a published edition. What the disk changes by itself is found
        when it is read, or by looking the store through.
        """
        path = self._ref(action)
        found = self._load(path)
        if found is None or found.get("action") != action:
            return None
        try:
            outputs = {name: Blob(**blob) for name, blob in found["outputs"].items()}
            entry = Entry(action, outputs, dict(found["facts"]))
            whole = all(self.holds(blob) for blob in outputs.values())
            younger = [blob for blob in outputs.values() if whole and self._is_younger(blob, path)]
        except (KeyError, TypeError, AttributeError, ValueError):
            return None  # not written by us: made again
        if not whole or any(self.read(blob) is None for blob in younger):
            return None
        if younger:
            self.keep(entry)  # and so is older than the entry again
        return entry

    def _is_younger(self, blob: Blob, ref: Path) -> bool:
        """Whether an object was written after an entry."""
        try:
            return self.place_of(blob.sha256).stat().st_mtime_ns > ref.stat().st_mtime_ns
        except OSError:
            return True

    def keep(self, entry: Entry) -> None:
        """Write down what an action came to; its outputs must have been put before.

        Raises:
            EnvironmentFault: the disk is full, or may not be written.
        """
        outputs = {
            name: {"sha256": blob.sha256, "size": blob.size} for name, blob in entry.outputs.items()
        }
        facts = {"action": entry.action, "outputs": outputs, "facts": dict(entry.facts)}
        self._save(self._ref(entry.action), facts)

    def digests_of(self, action: str) -> frozenset[str]:
        """The outputs an action is said to have, there or not."""
        found = self._load(self._ref(action)) or {}
        outputs = found.get("outputs")
        named = outputs.values() if isinstance(outputs, dict) else ()
        return frozenset(str(one.get("sha256")) for one in named if isinstance(one, dict))

    def forget(self, action: str) -> None:
        """Drop what an action came to; its outputs stay until they are swept."""
        self._ref(action).unlink(missing_ok=True)

    def actions(self) -> Iterator[str]:
        """The actions with an entry, in order."""
        for path in self.files_of("refs", "*.json"):
            action = path.parent.name + path.stem
            if len(action) == _DIGEST:
                yield action

    def _ref(self, action: str) -> Path:
        return self.root / "refs" / action[:2] / f"{action[2:]}.json"

    # ------------------------------------------------------------ names, and what is held

    def remember(self, name: str, facts: Mapping[str, Any]) -> None:
        """Write down facts of what has a name: which action last made it."""
        self._save(self._name(name), dict(facts))

    def remembered(self, name: str) -> dict[str, Any] | None:
        """The facts of a name."""
        return self._load(self._name(name))

    def names(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every name with its facts."""
        for path in self.files_of("names", "*.json"):
            found = self._load(path)
            if found is not None:
                yield path.parent.name + path.stem, found

    def forget_name(self, name: str) -> None:
        """Drop a name."""
        self._name(name).unlink(missing_ok=True)

    def _name(self, name: str) -> Path:
        return self.root / "names" / name[:2] / f"{name[2:]}.json"

    def hold(self, action: str, facts: Mapping[str, Any]) -> None:
        """Keep an action from being tried again."""
        self._save(self._held(action), {"action": action, **facts})

    def held(self, action: str) -> dict[str, Any] | None:
        """Why an action is not tried again; None if it may be."""
        return self._load(self._held(action))

    def all_held(self) -> Iterator[dict[str, Any]]:
        """Every action that is not tried again."""
        for path in self.files_of("held", "*.json"):
            found = self._load(path)
            if found is not None:
                yield found

    def release(self, action: str) -> None:
        """Let an action be tried again."""
        self._held(action).unlink(missing_ok=True)

    def _held(self, action: str) -> Path:
        return self.root / "held" / action[:2] / f"{action[2:]}.json"

    # ------------------------------------------------------------ files

    def files_of(self, kind: str, pattern: str) -> Iterator[Path]:
        """The files of a kind, in order, one folder after the other: there may be millions."""
        for folder in sorted((self.root / kind).glob("??")):
            yield from sorted(folder.glob(pattern))

    def _save(self, path: Path, facts: dict[str, Any]) -> None:
        text = json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True)
        # names of files need not be Unicode; `json.loads` takes bytes such as these back
        write_whole(path, f"{text}\n".encode(errors="surrogatepass"), synced=True)

    def _load(self, path: Path) -> dict[str, Any] | None:
        try:
            found = json.loads(path.read_bytes())
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    # ------------------------------------------------------------ one sweeper, many workers

    @contextmanager
    def in_use(self, *, alone: bool = False) -> Iterator[None]:
        """Keep sweepers away while working, or everybody while sweeping.

        Raises:
            EnvironmentFault: a sweeper wants to be alone and is not, or the reverse.
        """
        try:
            handle = os.open(self.root / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as fault:
            raise cannot_write(self.root / "lock", fault) from fault
        try:
            try:
                fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
            except BlockingIOError as fault:
                raise _in_use(self.root, alone=alone) from fault
            except OSError as fault:  # a file system without locks
                raise cannot_write(self.root / "lock", fault) from fault
            yield
        finally:
            os.close(handle)


def _holds_others(root: Path) -> bool:
    """Whether a folder holds more than the mark of a store that somebody died beginning."""
    return root.is_dir() and any(not p.name.startswith(".version.") for p in root.iterdir())


def _foreign(root: Path, why: str) -> EnvironmentFault:
    return EnvironmentFault.of(
        "store-foreign",
        f"{root} {why}",
        hint="name an empty folder, or one that does not exist, with --store",
    )


def _in_use(root: Path, *, alone: bool) -> EnvironmentFault:
    if alone:
        message, hint = f"a run is using the store {root}", "wait for its end, or stop it"
    else:
        message, hint = f"the store {root} is being swept", "wait a minute and try again"
    return EnvironmentFault.of("store-in-use", message, hint=hint)
