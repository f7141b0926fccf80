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
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from banmian.batch.manifest import DIGESTS, MANIFEST
from banmian.errors import EnvironmentFault
from banmian.files import cannot_write
from banmian.store.store import Blob, Store

HALF = ".half"
UNFINISHED = ".unfinished"  # after an edition's name: its good pages, while others are at fault
_AT_FDCWD = -100
_EXCHANGE = 2
_SWAP = 2


class ObjectDamaged(Exception):
    """An object of the store is not what it was: its entry has to be made again."""


def is_published(files: Mapping[str, Blob], target: Path) -> bool:
    """Whether a folder holds these files, by name and size, and none that we put there before."""
    try:
        right = all((target / name).stat().st_size == blob.size for name, blob in files.items())
    except OSError:
        return False
    return right and _of_before(target) <= set(files)


def publish(store: Store, files: Mapping[str, Blob], target: Path, *, alone: bool = False) -> None:
    """Let a folder hold these files instead of those that were published there before.

    What others put there, such as proofs and spreads, stays, unless ours are to be `alone`.

    Raises:
        ObjectDamaged: the store has lost one of them; nothing has changed then.
        EnvironmentFault: the disk is full, or may not be written; nothing has changed then.
    """
    half = target.with_name(f".{target.name}.{os.getpid()}{HALF}")
    try:
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
        _remove(half)


def withdraw(target: Path) -> None:
    """Remove what was published here.

    Raises:
        EnvironmentFault: it may not be removed.
    """
    try:
        _remove(target)
    except OSError as fault:
        raise cannot_write(target, fault) from fault


def _place(store: Store, blob: Blob, path: Path) -> None:
    if store.read(blob) is None:  # reads all of it: what is published is what was made
        raise ObjectDamaged(blob.sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    _link(store.place_of(blob.sha256), path)


def _link(source: Path, path: Path) -> None:
    """Let a file stand at another place, too; as a copy where that cannot be."""
    try:
        os.link(source, path)
    except OSError as fault:
        if fault.errno not in {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOTSUP}:
            raise
        shutil.copyfile(source, path)


def _of_before(target: Path) -> set[str]:
    """What was published in a folder before, as its manifest says."""
    try:
        lines = (target / DIGESTS).read_text(encoding="utf-8").splitlines()
    except OSError:
        return set()
    return {line.partition("  ")[2] for line in lines} | {MANIFEST, DIGESTS}


def _carry_over(target: Path, half: Path, ours: set[str]) -> None:
    """Take what others have put into the old folder into the new one."""
    for place, _, names in os.walk(target):
        for path in (Path(place) / name for name in names):
            name = path.relative_to(target)
            if name.as_posix() not in ours and not path.is_symlink():
                (half / name).parent.mkdir(parents=True, exist_ok=True)
                _link(path, half / name)


def _sync(folder: Path) -> None:
    """See to it that a folder's names are on the disk, as its files are."""
    for place, _, _ in os.walk(folder):
        handle = os.open(place, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _put_in_place(half: Path, target: Path) -> None:
    if not target.exists():
        half.replace(target)
    elif not _exchange(half, target):
        old = half.with_suffix(".old")
        target.replace(old)
        half.replace(target)
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
    if folder.is_symlink() or folder.is_file():
        raise EnvironmentFault.of(
            "cannot-write",
            f"{folder} is no folder",
            hint="move it, or change --output",
        )
    if folder.exists():
        shutil.rmtree(folder)
