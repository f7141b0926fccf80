"""Finished pictures, kept for the next time by a digest of all that they are made from.

Inputs:  a folder of the cache.
Outputs: bytes, from the folder or made.
Units:   bytes.
Source:  our choice. A file holds the digest of its contents before them: one that a full disk cut
         off is made again.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from banmian.errors import EnvironmentFault

_DIGEST = 32  # bytes of a SHA-256


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of finished pictures; without a folder nothing is kept."""

    folder: Path | None

    def kept(self, key: str, make: Callable[[], bytes]) -> bytes:
        """What is kept under a key; made now if there is nothing.

        Raises:
            EnvironmentFault: the folder cannot be used.
        """
        if self.folder is None:
            return make()
        path = self.folder / sha256(key.encode()).hexdigest()
        try:
            stored = path.read_bytes() if path.is_file() else b""
            data = stored[_DIGEST:]
            if stored[:_DIGEST] != sha256(data).digest():
                data = make()
                self.folder.mkdir(parents=True, exist_ok=True)
                beside = path.with_suffix(f".{os.getpid()}.tmp")
                beside.write_bytes(sha256(data).digest() + data)
                beside.replace(path)
        except OSError as fault:
            message = f"cannot use the cache folder {self.folder}: {fault.strerror}"
            hint = "free it, or delete the folder"
            raise EnvironmentFault.of("cache-unusable", message, hint=hint) from fault
        return data


NO_SHELF = Shelf(None)
