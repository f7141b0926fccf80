"""Write results so that a reader never meets half a file.

Inputs:  a path and the bytes to stand there.
Outputs: the file.
Units:   bytes.
Source:  our choice: a temporary file beside the target, then renamed. Not synced to the disk: that
         takes as long as setting the page, and after a power cut a page can be made again.
"""

import os
import tempfile
from pathlib import Path

from banmian.errors import EnvironmentFault


def write_whole(path: Path, data: bytes) -> None:
    """Write a file all at once, or not at all.

    Raises:
        EnvironmentFault: the disk is full, or the folder may not be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    except OSError as fault:
        raise _cannot_write(path, fault) from fault
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as fault:
        raise _cannot_write(path, fault) from fault
    finally:
        temporary.unlink(missing_ok=True)  # also when Ctrl-C came between


def _cannot_write(path: Path, fault: OSError) -> EnvironmentFault:
    return EnvironmentFault.of(
        "cannot-write",
        f"{path} cannot be written: {fault.strerror or fault}",
        hint="free some disk space, or name a folder you may write with --output",
    )
