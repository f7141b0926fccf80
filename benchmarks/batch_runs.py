"""Runs of `batch` as a person starts them, watched from outside.

Inputs:  folders of content and output; options of the verb; when to kill a worker.
Outputs: `Ran`: seconds, the summary, the journal, how much memory each worker held at most; what is
         in a store; where two folders differ.
Units:   seconds of wall clock; bytes.
Source:  docs/scale.md. Memory is VmHWM of proc(5): the most a process ever held, on Linux.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from statistics import median
from typing import Any

from banmian.batch.order import PAGE_PDF
from banmian.batch.record import PAINTED
from banmian.store.store import Store

ROOT = Path(__file__).resolve().parents[1]
LOOK = 0.2  # seconds between two looks at a run
STORE = ".store"
SHOT = 5.0  # seconds within which the journal tells of a worker that was killed within a page


@dataclass(frozen=True)
class Ran:
    """A run that has ended.

    Attributes:
        seconds: of the whole command, Python's start included.
        told: its summary.
        events: its journal.
        held: the most memory each process held, by its id; the command's own under 0.
    """

    seconds: float
    told: Mapping[str, Any]
    events: Sequence[Mapping[str, Any]]
    held: Mapping[int, int]

    @cached_property
    def built(self) -> list[Mapping[str, Any]]:
        """The pages it made, in the order in which they were done."""
        return [e for e in self.events if e["event"] == "page" and e.get("worker")]

    @property
    def starting(self) -> float:
        """Seconds from the command to the first page in a worker's hand."""
        span = self.events[-1]["at"] - self.events[0]["at"]
        first = min(page["at"] - page["seconds"] for page in self.built)
        return float(first - self.events[0]["at"] + max(0.0, self.seconds - span))

    @property
    def pages_per_minute(self) -> float:
        """The pace with everything that belongs to a run."""
        return 60 * len(self.built) / self.seconds

    @property
    def page_seconds(self) -> float:
        """How long a page takes in its worker, the middle one."""
        return float(median(page["seconds"] for page in self.built))

    @property
    def edition_seconds(self) -> float:
        """How long it takes to finish an edition, the middle one."""
        made = [e["seconds"] for e in self.events if e["event"] == "edition" and e.get("worker")]
        return float(median(made))

    @property
    def first_pages(self) -> float:
        """How long the first page of a worker takes, which imports what pages are made with."""
        first: dict[str, float] = {}
        for page in self.built:
            first.setdefault(page["worker"], page["seconds"])
        return max(first.values())

    @property
    def memory(self) -> list[int]:
        """What the worker that made most pages held after each of them."""
        by_worker: dict[str, list[int]] = {}
        for page in self.built:
            by_worker.setdefault(page["worker"], []).append(page["memory"])
        return max(by_worker.values(), key=len)

    @property
    def peak(self) -> int:
        """The most any worker held, within its pages too."""
        return max(size for process, size in self.held.items() if process)


@dataclass(slots=True)
class Shooter:
    """Kills a worker when so many pages are done, until one was within a page."""

    after: int
    _shots: list[float] = field(default_factory=list)

    def look(self, events: Sequence[Mapping[str, Any]], workers: Sequence[int]) -> None:
        """Kill one if it is time."""
        done = sum(1 for event in events if event["event"] == "page")
        lost = any(event["event"] == "lost" for event in events)
        if done < self.after or lost or not workers:
            return
        if not self._shots or time.monotonic() - self._shots[-1] > SHOT:
            self._shots.append(time.monotonic())
            os.kill(workers[0], signal.SIGKILL)


def run_batch(content: Path, output: Path, *options: str, shooter: Shooter | None = None) -> Ran:
    """Run the verb to its end and watch it; stopped ourselves, stop it too.

    Raises:
        RuntimeError: it did not come to its end; its words are in the message.
    """
    words = [sys.executable, "-m", "banmian.cli.main", "batch", "run", str(content)]
    words += ["--output", str(output), "--json", *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    output.mkdir(parents=True, exist_ok=True)
    before = _journals(output)
    held: dict[int, int] = {}
    with (output / ".told").open("w+") as told, (output / ".said").open("w+") as said:
        start = time.perf_counter()
        process = subprocess.Popen(words, stdout=told, stderr=said, env=environment)
        try:
            while process.poll() is None:
                _watch(process.pid, held, shooter, lambda: _events(output, before))
                time.sleep(LOOK if shooter or time.perf_counter() - start > 5 else LOOK / 10)
        finally:
            _end(process)
        seconds = time.perf_counter() - start
        told.seek(0)
        said.seek(0)
        summary, words_said = told.read(), said.read()
    for name in (".told", ".said"):
        (output / name).unlink()
    try:
        facts = json.loads(summary)
        return Ran(seconds, {**facts, "stderr": words_said}, _events(output, before), held)
    except (ValueError, IndexError) as fault:
        raise RuntimeError(f"batch ended with {process.returncode}:\n{words_said}") from fault


def _watch(pid: int, held: dict[int, int], shooter: Shooter | None, events: Any) -> None:
    workers = _children(pid)
    for key, process in ((0, pid), *((worker, worker) for worker in workers)):
        held[key] = max(held.get(key, 0), _most_held(process))
    if shooter is not None:
        shooter.look(events(), workers)


def _end(process: "subprocess.Popen[Any]") -> None:
    """Let nothing be left of a run: its workers end with it."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _journals(output: Path) -> set[Path]:
    return set((output / STORE / "runs").glob("*.jsonl"))


def _events(output: Path, before: set[Path]) -> list[Mapping[str, Any]]:
    """The journal of the newest run; none while it has not begun."""
    new = sorted(_journals(output) - before)
    if not new:
        return []
    lines = new[-1].read_text(encoding="utf-8").splitlines(keepends=True)
    return [json.loads(line) for line in lines if line.endswith("\n")]


def _children(process: int) -> list[int]:
    found: list[int] = []
    for path in Path("/proc", str(process), "task").glob("*/children"):
        try:
            found += map(int, path.read_text(encoding="ascii").split())
        except OSError:
            continue  # the thread has just gone
    return sorted(found)


def _most_held(process: int) -> int:
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    for line in status.splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024
    return 0


# ---------------------------------------------------------------- what is on the disk


@dataclass(frozen=True, slots=True)
class Kept:
    """What a store holds: bytes of each sort, files and folders in all."""

    sizes: Mapping[str, int]
    files: int
    folders: int

    @property
    def bytes(self) -> int:
        """All objects."""
        return sum(self.sizes.values())


def kept_in(output: Path) -> Kept:
    """What is in the store of an output; an object two entries name is counted once."""
    store = Store(output / STORE)
    sorts: dict[str, tuple[str, int]] = {}
    for action in store.actions():
        entry = store.entry(action)
        for name, blob in entry.outputs.items() if entry is not None else ():
            if blob.sha256 not in sorts or "/" not in name:
                sorts[blob.sha256] = _sort(name), blob.size
    sizes: dict[str, int] = {}
    for sort, size in sorts.values():
        sizes[sort] = sizes.get(sort, 0) + size
    found = list(store.root.rglob("*"))
    folders = sum(1 for path in found if path.is_dir())
    return Kept(dict(sorted(sizes.items())), len(found) - folders, folders)


def _sort(name: str) -> str:
    if name.endswith((PAGE_PDF, "page.png")):
        return name.rpartition("/")[2]
    if name == PAINTED:
        return "painted"
    if name.endswith(".pdf"):
        return "edition.pdf"
    return "manifests" if name.startswith("manifest") else "drawings"


def unlike(one: Path, other: Path) -> list[str]:
    """The files two outputs do not have alike, byte for byte, their stores apart."""
    here, there = _published(one), _published(other)
    return sorted(name for name in {*here, *there} if here.get(name) != there.get(name))


def _published(output: Path) -> dict[str, bytes]:
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and STORE not in path.relative_to(output).parts
    }
