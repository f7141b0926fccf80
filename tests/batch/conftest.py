"""A batch of straw: pages whose PDF is their copy, and workers that fail as they are told."""

from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from banmian.batch import losses as losses_module
from banmian.batch import run as run_module
from banmian.batch.assign import Batch
from banmian.batch.engine import Engine
from banmian.batch.found import find_editions
from banmian.batch.journal import events_of, last_journal
from banmian.batch.manifest import DIGESTS
from banmian.batch.order import PAGE_PDF, CompareOrder, EditionOrder, PageOrder, Report
from banmian.batch.ride import Ridden
from banmian.batch.start import Workers, start
from banmian.batch.told import Fault
from banmian.batch.unit import Ended
from banmian.errors import Diagnostic, EnvironmentFault, ExitCode
from banmian.pipeline.settings import Settings
from banmian.store.store import Entry, Store
from banmian.workers.task import Done, Limits, Loss, Lost, Outcome, Pool, Raised, Task

Order = PageOrder | EditionOrder | CompareOrder
FULL = Diagnostic("cannot-write", "the disk is full", None, "free some")
AWAY = Diagnostic("face-missing", "a face is away", None, "bring it back")


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.now += seconds


@dataclass
class StrawPool:
    """One worker that does a task when its outcome is asked for.

    `fates` are, by the end of a unit's folder, what becomes of each attempt; then all goes well.
    """

    size: int = 2
    hindrance: str = ""
    fates: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    done: list[str] = field(default_factory=list)
    at: list[float] = field(default_factory=list)
    clock: Clock = field(default_factory=Clock)
    before: Callable[[str], object] = len
    _waiting: deque[Task] = field(default_factory=deque)

    def submit(self, task: Task) -> None:
        assert task.key not in {one.key for one in self._waiting}
        assert len(self._waiting) < 2 * self.size
        self._waiting.append(task)

    def next(self, timeout: float | None = None) -> Outcome | None:
        assert self._waiting
        assert timeout is not None
        return self._outcome(self._waiting.popleft())

    def drain(self) -> tuple[str, ...]:
        """One task has been begun, the others not."""
        begun = [self._waiting.popleft()] if self._waiting else []
        keys = tuple(task.key for task in self._waiting)
        self._waiting = deque(begun)
        return keys

    def kill(self) -> None:
        self._waiting.clear()

    def close(self) -> None:
        pass

    def __enter__(self) -> "StrawPool":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _outcome(self, task: Task) -> Outcome:
        order: Any = task.argument
        name = "/".join(order.folder.parts[-2:]) if isinstance(order, PageOrder) else ""
        name = name or order.folder.name
        self.before(name)
        self.done.append(name)
        self.at.append(self.clock.now)
        fates = self.fates[name]
        fate = fates.pop(0) if fates else "good"
        if fate in set(Loss):
            return Lost(task.key, Loss(fate), "signal 9", "here", 1.0)
        if fate.endswith("Error"):
            return Raised(task.key, fate, "no", f"Traceback: {fate}", "here", 1.0, 1)
        return Done(task.key, _said(order, fate), "here", 1.0, 1)


def _said(order: Order, fate: str) -> Report:
    if fate == "full":
        return Report(stopped=(FULL,))
    if fate == "away":
        return Report(fault=Fault(int(ExitCode.FONTS), (AWAY,)))
    if fate == "changed":
        return Report(changed=True)
    store = Store(order.store)
    if fate != "vanished":
        made = straw(order, store)
        if isinstance(made, Report):
            return made
        store.keep(made)
    return Report()


def straw(order: Order, store: Store) -> Entry | Report:
    """What a worker of straw makes: a page is its copy, an edition is its pages."""
    facts: dict[str, Any] = {"folder": order.folder.parent.as_posix(), "notes": []}
    if isinstance(order, CompareOrder):
        entry = store.entry(order.page)
        if entry is None or store.read(entry.outputs[PAGE_PDF]) is None:
            return Report(missing=(order.page,))
        return Entry(order.action, {}, facts | {"verdict": "changed", "lines": ["a word"]})
    if isinstance(order, PageOrder):
        text = (order.folder / "lead.md").read_bytes()
        if text.startswith(b"broken"):
            place = {"file": (order.folder / "lead.md").as_posix(), "line": 3, "column": 1}
            said = {"code": "broken", "message": "broken", "hint": None, "severity": "error"}
            fault = {"exit": int(ExitCode.CONTENT), "diagnostics": [said | {"place": place}]}
            return Entry(order.action, {}, facts | {"fault": fault})
        return Entry(order.action, {PAGE_PDF: store.put(text)}, facts | {"files": [PAGE_PDF]})
    outputs = {}
    for name, action in order.pages:
        entry = store.entry(action)
        if entry is None or store.read(entry.outputs[PAGE_PDF]) is None:
            return Report(missing=(action,))
        outputs[f"{name}/{PAGE_PDF}"] = entry.outputs[PAGE_PDF]
    lines = "".join(f"{blob.sha256}  {name}\n" for name, blob in sorted(outputs.items()))
    return Entry(order.action, outputs | {DIGESTS: store.put(lines.encode())}, facts)


@dataclass
class Heard:
    """A listener that keeps what it is told."""

    units: list[Ended] = field(default_factory=list)
    ridden: list[Ridden] = field(default_factory=list)
    losses: list[tuple[str, str, bool]] = field(default_factory=list)

    def begun(self, pages: int, editions: int) -> None:
        assert pages >= 0
        assert editions > 0

    def ended(self, unit: Ended, entry: Entry | None) -> None:
        assert (entry is not None) == unit.state.good
        self.units.append(unit)

    def rode(self, ridden: Ridden) -> None:
        self.ridden.append(ridden)

    def lost(self, name: str, why: str, *, again: bool) -> None:
        self.losses.append((name, why, again))

    def waiting(self, pool: Pool) -> None:
        pass

    @property
    def states(self) -> dict[str, str]:
        """What became of each unit; the last word counts."""
        return {unit.name: unit.state.value for unit in self.units}


class Asked:
    """Whether somebody wants the run to end."""

    asked = False


@dataclass(frozen=True)
class StrawWorkers(Workers):
    """Workers that are the pool they were given."""

    pool: StrawPool = field(default_factory=StrawPool)

    def open(self) -> StrawPool:
        return self.pool


@dataclass
class Bench:
    """A project with editions of straw, and a way to run a batch of them."""

    root: Path
    pool: StrawPool
    stop: Asked = field(default_factory=Asked)
    heard: Heard = field(default_factory=Heard)

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def output(self) -> Path:
        return self.root / "output"

    @property
    def store(self) -> Store:
        return Store.at(self.output / ".store")

    def write(self, name: str, text: str) -> None:
        """A file of the content."""
        path = self.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def page(self, name: str, text: str, turns: str = "") -> None:
        """A page of one story."""
        number = int(name[-2:])
        self.write(f"{name}/page.yaml", f"number: {number}\nlayout: neiye\n{turns}\n")
        self.write(f"{name}/lead.md", text)

    def run(self, **options: Any) -> Heard:
        """A whole run, and what was heard of it."""
        settings = Settings(self.output, self.root, self.root / "cache")
        editions = find_editions(self.content)
        engine = Engine((("straw", "1"),))
        job = Batch(editions, settings, self.store, engine, **options)
        workers = StrawWorkers(1, Limits(), None, self.pool)
        self.heard = Heard()
        self.pool.done.clear()
        self.pool.at.clear()
        self.whole = start(job, workers, self.heard, self.stop)
        return self.heard

    def stopped(self) -> EnvironmentFault:
        """A run that the machine does not let go on."""
        with pytest.raises(EnvironmentFault) as raised:
            self.run()
        return raised.value

    def published(self) -> dict[str, str]:
        """What a reader finds: page and words."""
        return {
            path.relative_to(self.output).parent.as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(self.output.rglob(PAGE_PDF))
            if ".store" not in path.parts
        }

    def journal(self) -> list[dict[str, Any]]:
        """The events of the newest run."""
        return list(events_of(last_journal(self.store.root)))


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    """Editions a, of two pages, and b, of one."""
    bench = Bench(tmp_path, StrawPool())
    for module in (run_module, losses_module):
        monkeypatch.setattr(module, "time", bench.pool.clock)
    for folder in ("layouts/neiye", "fonts", "press"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "file").write_text(folder, encoding="utf-8")
    for name in ("a", "b"):
        bench.write(f"{name}/edition.yaml", f"newspaper: {name}\n")
    for name in ("a/01", "a/02", "b/01"):
        bench.page(name, f"page {name}")
    yield bench
    with suppress(EnvironmentFault):
        names = {path.name for path in bench.output.iterdir()}
        assert not any(name.endswith((".half", ".tmp", ".old")) for name in names)
    assert not list(bench.output.rglob(".*.tmp"))
