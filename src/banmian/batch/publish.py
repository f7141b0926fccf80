"""Put finished editions at their place, each in one step.

A folder is made beside the place, filled, synced and renamed; where an edition of before stands,
the two folders change places in one system call where the system has one (Linux, macOS), or one
after the other. A reader meets the old edition or the new one, never half of either.

Inputs:  an entry's files; the folder they are to be in.
Outputs: the folder. Files are links to the store's read-only objects where both are on one disk.
Units:   none.
Source:  rename(2), renameat2(2) RENAME_EXCHANGE, renamex_np(2) RENAME_SWAP; batch.md, convention 8.
"""

import ctypes
import errno
import glob
import os
import shutil
import socket
import sys
from collections.abc import Iterator, Mapping
from hashlib import file_digest
from pathlib import Path, PurePosixPath

from banmian.batch.alive import is_alive
from banmian.batch.manifest import DIGESTS, MANIFEST
from banmian.files import cannot_write
from banmian.store.store import Blob, Store

HALF = ".half"
OLD = ".old"  # an edition that makes room, where two folders cannot change places at once
UNFINISHED = ".unfinished"  # after an edition's name: its good pages, while others are at fault
_AT_FDCWD = -100
_EXCHANGE = 2
_SWAP = 2
_NO_LINKS = {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP, errno.ENOSYS}


class ObjectDamaged(Exception):
    """An object of the store is not what it was: its entry has to be made again."""


def is_published(
    store: Store, files: Mapping[str, Blob], target: Path, *, alone: bool = False
) -> bool:
    """Whether a folder holds these files, and none that we put there before; no others if alone."""
    try:
        right = all(_is_object(store, blob, target / name) for name, blob in files.items())
        before = set(_files_in(target)) if alone else _of_before(target)
    except OSError:
        return False
    return right and before <= set(files)


def _is_object(store: Store, blob: Blob, path: Path) -> bool:
    """Whether a file is a link to an object, or else a copy of it."""
    if path.is_symlink() or path.stat().st_size != blob.size:
        return False
    if store.holds(blob) and path.samefile(store.place_of(blob.sha256)):
        return True
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest() == blob.sha256


def publish(store: Store, files: Mapping[str, Blob], target: Path, *, alone: bool = False) -> None:
    """Let a folder hold these files instead of those that were published there before.

    What others put there, such as proofs and spreads, stays, unless ours are to be `alone`.

    Raises:
        ObjectDamaged: the store has lost one of them; nothing has changed then.
        EnvironmentFault: the disk is full, or may not be written; nothing has changed then.
    """
    half = _beside(target)
    try:
        _remove_leftovers(target)
        _remove(half)
        for name, blob in files.items():
            _place(store, blob, half / PurePosixPath(name))
        if not alone:
            _carry_over(target, half, _of_before(target) | set(files))
        _sync(half)
        _put_in_place(half, target)
    except OSError as fault:
        raise cannot_write(target, fault) from fault
    finally:
        shutil.rmtree(half, ignore_errors=True)


def withdraw(target: Path) -> None:
    """Remove what was published here, in one step, too.

    Raises:
        EnvironmentFault: it may not be removed.
    """
    if not target.is_dir() or target.is_symlink():
        return  # nothing of ours
    away = _beside(target)
    try:
        _remove(away)
        target.replace(away)
        _remove(away)
    except FileNotFoundError:
        return  # another run was quicker
    except OSError as fault:
        raise cannot_write(target, fault) from fault


def _beside(target: Path) -> Path:
    """A place of this process's own on the same disk."""
    return target.with_name(f".{target.name}.{socket.gethostname()}.{os.getpid()}{HALF}")


def _remove_leftovers(target: Path) -> None:
    """What a process of this machine was making of this edition when it was killed."""
    if not target.exists():  # it was killed after it had made room: the old edition comes back
        for path in sorted(target.parent.glob(f"{glob.escape(f'.{target.name}.')}*{OLD}"))[:1]:
            path.replace(target)
    before = f".{target.name}.{socket.gethostname()}."
    for path in target.parent.glob(f"{glob.escape(before)}*{HALF}"):
        number = path.name.removeprefix(before).removesuffix(HALF)
        if number.isdigit() and not is_alive(int(number)):
            shutil.rmtree(path, ignore_errors=True)


def _place(store: Store, blob: Blob, path: Path) -> None:
    if store.read(blob) is None:  # reads all of it: what is published is what was made
        raise ObjectDamaged(blob.sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    _link(store.place_of(blob.sha256), path)


def _link(source: Path, path: Path) -> None:
    """Let a file stand at another place, too; as a copy where that cannot be."""
    try:
        os.link(source, path, follow_symlinks=False)
    except OSError as fault:
        if fault.errno not in _NO_LINKS:
            raise
        shutil.copyfile(source, path, follow_symlinks=False)


def _of_before(target: Path) -> set[str]:
    """What was published in a folder before, as its manifest says."""
    try:
        lines = (target / DIGESTS).read_text(encoding="utf-8").splitlines()
    except OSError:
        return set()
    return {line.partition("  ")[2] for line in lines} | {MANIFEST, DIGESTS}


def _carry_over(target: Path, half: Path, ours: set[str]) -> None:
    """Take what others have put into the old folder into the new one."""
    for place, folders, _ in os.walk(target):
        for path in (Path(place) / name for name in folders):
            if path.is_symlink():
                there = half / path.relative_to(target)
                there.parent.mkdir(parents=True, exist_ok=True)
                there.symlink_to(path.readlink())
    for name in _files_in(target):
        path = half / name
        if name not in ours:
            path.parent.mkdir(parents=True, exist_ok=True)
            _link(target / name, path)


def _files_in(folder: Path) -> Iterator[str]:
    for place, _, names in os.walk(folder, onerror=_not_read):
        for name in names:
            yield (Path(place) / name).relative_to(folder).as_posix()


def _not_read(fault: OSError) -> None:
    """What cannot be read cannot be carried over; a folder that is not there holds nothing."""
    if not isinstance(fault, FileNotFoundError):
        raise fault


def _sync(folder: Path) -> None:
    """See to it that a folder's names are on the disk, as its files are."""
    for place, _, _ in os.walk(folder):
        handle = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _put_in_place(half: Path, target: Path) -> None:
    try:
        half.replace(target)
    except OSError as fault:
        if fault.errno not in {errno.EEXIST, errno.ENOTEMPTY}:
            raise
    else:
        return
    if not _exchange(half, target):
        old = half.with_suffix(OLD)
        _remove(old)
        target.replace(old)
        try:
            half.replace(target)
        except OSError:
            old.replace(target)
            raise
        old.replace(half)  # and so out of the way


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places; whether the system could."""
    system = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    if sys.platform == "linux" and hasattr(system, "renameat2"):
        result = system.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _EXCHANGE)
    elif sys.platform == "darwin":
        result = system.renamex_np(names[0], names[1], _SWAP)
    else:
        return False
    return bool(result == 0)


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
