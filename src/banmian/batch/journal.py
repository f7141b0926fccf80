"""The journal of a run: one line of JSON for each thing that happened, only ever added to.

Inputs:  events, as the run tells them.
Outputs: <store>/runs/<time>-<process>.jsonl; the events of it, read again.
Units:   seconds since the epoch; bytes of memory.
Source:  batch.md, convention 7. The clock is read for people alone; no output depends on it.
"""

import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from banmian.errors import EnvironmentFault, Place, UsageError
from banmian.files import cannot_write

RUNS = "runs"


@dataclass(slots=True)
class Journal:
    """A journal that is being written."""

    path: Path
    _file: TextIO = field(repr=False)

    @classmethod
    def begin(cls, store: Path) -> "Journal":
        """Open the journal of a new run.

        Raises:
            EnvironmentFault: the store cannot be written.
        """
        seconds, rest = divmod(time.time_ns(), 10**9)
        moment = f"{time.strftime('%Y%m%dT%H%M%S', time.gmtime(seconds))}.{rest // 1000:06}"
        path = store / RUNS / f"{moment}-{os.getpid()}.jsonl"  # two in a second: of containers
        try:
            path.parent.mkdir(exist_ok=True)
            return cls(path, path.open("x", encoding="utf-8", errors="backslashreplace"))
        except OSError as fault:
            raise cannot_write(path, fault) from fault

    def tell(self, event: str, **facts: object) -> None:
        """Add a line.

        Raises:
            EnvironmentFault: the disk is full.
        """
        line = json.dumps(
            {"at": round(time.time(), 3), "event": event, **facts}, ensure_ascii=False
        )
        try:
            self._file.write(f"{line}\n")
            self._file.flush()
        except OSError as fault:
            raise cannot_write(self.path, fault) from fault

    def close(self) -> None:
        """Let the last lines reach the disk."""
        try:
            os.fsync(self._file.fileno())
            self._file.close()
        except OSError as fault:
            raise cannot_write(self.path, fault) from fault


LOOKED_AT = 5  # of the newest journals, for runs that are still going on


def last_journals(store: Path) -> list[Path]:
    """The newest journals, the newest last."""
    return sorted((store / RUNS).glob("*.jsonl"))[-LOOKED_AT:]


def last_journal(store: Path) -> Path:
    """The journal of the newest run.

    Raises:
        UsageError: there has been none.
    """
    found = last_journals(store)
    if not found:
        message = "no batch has been run with this store"
        hint = "run `batch CONTENT` first, or name its store with --store"
        raise UsageError.of("no-runs", message, Place(store.as_posix()), hint)
    return found[-1]


def events_of(path: Path) -> Iterator[dict[str, Any]]:
    """The events of a journal; a last line that was cut off is left out.

    Raises:
        EnvironmentFault: it cannot be read.
    """
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            for line in file:
                try:
                    event = json.loads(line)
                except ValueError:
                    continue
                if isinstance(event, dict) and isinstance(event.get("event"), str):
                    yield event
    except OSError as fault:
        message = f"{path} cannot be read: {fault.strerror}"
        raise EnvironmentFault.of("cannot-read", message) from fault
