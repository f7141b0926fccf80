"""Write results so that a reader never meets half a file.

Inputs:  a path and the bytes to stand there.
Outputs: the file.
Units:   bytes.
Source:  our choice: a temporary file beside the target, then renamed. A proof is not synced to the
         disk: that takes as long as setting the page, and after a power cut it can be made again.
         What a store promises to have is synced: rename(2) alone orders nothing on the disk.
"""

import errno
import os
import tempfile
from pathlib import Path

from banmian.errors import EnvironmentFault

_ELSEWHERE = "name a folder you may write with --output"
_FULL = "free some disk space, or name another disk with --output"
_NO_FOLDER = "a file stands where a folder is wanted, or the reverse: move it, or change --output"
_HINTS = {
    errno.EACCES: f"{_ELSEWHERE}, or have this one's owner give you the permission",
    errno.EPERM: f"{_ELSEWHERE}, or have this one's owner give you the permission",
    errno.EROFS: _ELSEWHERE,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EEXIST: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.EISDIR: _NO_FOLDER,
    errno.ENAMETOOLONG: "choose a shorter --output",
}


def write_whole(path: Path, data: bytes, *, synced: bool = False, mode: int = 0o644) -> None:
    """Write a file all at once, or not at all; `synced`: it is on the disk when this returns.

    Raises:
        EnvironmentFault: the disk is full, or the folder may not be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    except OSError as fault:
        raise cannot_write(path, fault) from fault
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if synced:
                file.flush()
                os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(path)
    except OSError as fault:
        raise cannot_write(path, fault) from fault
    finally:
        temporary.unlink(missing_ok=True)  # also when Ctrl-C came between


def cannot_write(path: Path, fault: OSError) -> EnvironmentFault:
    """What to tell, and what most likely helps, when the disk refuses."""
    return EnvironmentFault.of(
        "cannot-write",
        f"{path} cannot be written: {fault.strerror or fault}",
        hint=_HINTS.get(fault.errno or 0, _ELSEWHERE),
    )
