"""SHA-256 of font files, remembered while a file's size and time stay the same.

Inputs:  font files; a cache folder, or none.
Outputs: digests in hex; <cache>/font-digests.json.
Units:   bytes; nanoseconds since the epoch, compared and never shown.
Source:  our choice: 20 MB of fonts take 15 ms to read and hash, more than composing a page.
         The remembered time decides nothing but whether to hash again.
"""

import json
import os
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path
from typing import Any

from banmian.errors import EnvironmentFault

MEMORY_FILE = "font-digests.json"


@dataclass(slots=True)
class DigestMemory:
    """Digests of files seen before; without a folder it remembers nothing."""

    folder: Path | None
    _known: dict[str, Any] | None = field(default=None)

    def digest(self, path: Path) -> str:
        """The file's SHA-256, from memory when size and time are as they were.

        Raises:
            OSError: the file cannot be read.
            EnvironmentFault: the cache cannot be written.

        """
        status = path.stat()
        stamp = [status.st_size, status.st_mtime_ns]
        known = self._recall()
        name = str(path.resolve())
        entry = known.get(name)
        if isinstance(entry, list) and entry[:2] == stamp and isinstance(entry[-1], str):
            return entry[-1]
        with path.open("rb") as stream:
            found = file_digest(stream, "sha256").hexdigest()
        if self.folder is not None:
            known[name] = [*stamp, found]
            self._store(self.folder, known)
        return found

    def _recall(self) -> dict[str, Any]:
        if self._known is None:
            self._known = {}
            if self.folder is not None:
                try:
                    read = json.loads((self.folder / MEMORY_FILE).read_text(encoding="utf-8"))
                except (OSError, ValueError):
                    read = {}  # no memory yet, or a torn one: hash again
                self._known = read if isinstance(read, dict) else {}
        return self._known

    @staticmethod
    def _store(folder: Path, known: dict[str, Any]) -> None:
        temporary = folder / f"{MEMORY_FILE}.{os.getpid()}.tmp"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            temporary.write_text(json.dumps(known, indent=1, sort_keys=True), encoding="utf-8")
            temporary.replace(folder / MEMORY_FILE)
        except OSError as fault:
            message = f"cannot use the cache folder {folder}: {fault.strerror}"
            hint = "free it, or delete the folder"
            raise EnvironmentFault.of("cache-unusable", message, hint=hint) from fault
