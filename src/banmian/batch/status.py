"""How the newest run stands, from its journal.

Inputs:  a `Store`.
Outputs: `Status`, in words and as JSON.
Units:   seconds.
Source:  our choice. A journal without an end is that of a run that is going on, or was cut off:
         whether its process lives is asked of the machine it was begun on.
"""

import socket
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from banmian.batch.alive import is_alive
from banmian.batch.journal import events_of, last_journal, last_journals
from banmian.batch.pace import in_words, left
from banmian.batch.unit import WORDS, Kind, State
from banmian.errors import Diagnostic, Place
from banmian.store.store import Store


@dataclass(slots=True)
class Status:
    """What the journal says; `faults` are the newest words on each page at fault."""

    journal: Path
    begun: dict[str, Any] = field(default_factory=dict)
    end: dict[str, Any] | None = None
    last: float = 0.0
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: dict[str, list[str]] = field(default_factory=dict)
    lost: int = 0
    held: tuple[str, ...] = ()
    others: tuple[Path, ...] = ()

    @property
    def why(self) -> str:
        """Why it was stopped."""
        return str((self.end or {}).get("why", ""))

    @property
    def state(self) -> str:
        """running, ended, interrupted, stopped, cut-off, or unknown where we cannot see it."""
        if self.end is not None:
            return str(self.end.get("state", "ended"))
        if self.begun.get("machine") != socket.gethostname():
            return "unknown"
        return "running" if is_alive(int(self.begun.get("process", 0))) else "cut-off"

    def pages(self, *states: State) -> int:
        """How many pages ended in one of these states; in any, if none is named."""
        wanted = {state.value for state in states or State}
        pages = self._of(Kind.PAGE)
        return sum(number for state, number in pages.items() if state in wanted)

    def lines(self) -> Iterator[str]:
        """For a person."""
        total = int(self.begun.get("pages", 0))
        words = {
            "running": "进行中 running",
            "ended": "已完成 ended",
            "interrupted": "被中断 interrupted",
            "stopped": "中止 stopped",
            "cut-off": "意外中断 cut off: run the same command again to go on",
            "unknown": f"在 {self.begun.get('machine')} 上 on another machine",
        }
        yield f"{self.journal.stem}: {words[self.state]}"
        if self.why:
            yield self.why
        if self.state in {"interrupted", "stopped"}:
            yield "再跑同一条命令就接着做 the same command goes on"
        built = self.pages(State.BUILT)
        counts = (f"{WORDS[state]} {self.pages(state)}" for state in State if self.pages(state))
        yield f"{self.pages()}/{total} 版 pages: {', '.join(counts)}"
        if self.lost:
            yield f"工作进程失去 workers lost: {self.lost}"
        if self.state == "running" and built:
            seconds = self.last - float(self.begun["at"])
            yield f"预计还需 left: {in_words(left(self.pages(), built, total, seconds))}"
        for name, said in sorted(self.faults.items()):
            yield name
            yield from (f"  {line}" for line in said)
        for other in self.others:
            yield f"还有一次也在进行 also running: {other.stem}"
        for name in self.held:
            yield f"{name}: 搁置 held (batch … --again)"

    def as_json(self) -> dict[str, Any]:
        """For a program."""
        return {
            "journal": str(self.journal),
            "state": self.state,
            "pages": int(self.begun.get("pages", 0)),
            "counts": {f"{kind}s": self._of(kind) for kind in (Kind.PAGE, Kind.EDITION)},
            "workers_lost": self.lost,
            "faults": self.faults,
            "held": list(self.held),
            "why": self.why or None,
            "also_running": [str(path) for path in self.others],
        }

    def _of(self, kind: str) -> dict[str, int]:
        return {state: n for (one, state), n in sorted(self.counts.items()) if one == kind}


def status_of(store: Store) -> Status:
    """How the newest run stands.

    Raises:
        UsageError: there has been none.
    """
    status = Status(last_journal(store.root))
    states: dict[tuple[str, str], str] = {}  # the last word on each: some are made again
    for event in events_of(status.journal):
        status.last = float(event.get("at", 0.0))
        kind = event["event"]
        if kind == "begin":
            status.begun = event
        elif kind == "end":
            status.end = event
        elif kind == "lost":
            status.lost += 1
        elif kind in {Kind.PAGE, Kind.EDITION}:
            states[kind, str(event.get("name"))] = str(event.get("state"))
            if event.get("diagnostics"):
                told = [str(_diagnostic(one)) for one in event["diagnostics"]]
                status.faults[str(event["name"])] = [x for one in told for x in one.splitlines()]
    status.counts.update((kind, state) for (kind, _), state in states.items())
    status.others = tuple(path for path in running(store.root) if path != status.journal)
    status.held = tuple(str(facts.get("name")) for facts in store.all_held())
    return status


def running(store: Path) -> Iterator[Path]:
    """Journals of runs that are going on, on this machine."""
    for path in last_journals(store):
        begun: dict[str, Any] = {}
        last: dict[str, Any] = {}
        for last in events_of(path):
            begun = begun or last
        here = begun.get("machine") == socket.gethostname()
        if here and last["event"] != "end" and is_alive(int(begun.get("process", 0))):
            yield path


def _diagnostic(facts: dict[str, Any]) -> Diagnostic:
    """A diagnostic as the journal has it."""
    file, line, column = (facts.get(key) for key in ("file", "line", "column"))
    place = Place(str(file), int(line or 0), int(column or 0)) if file else None
    return Diagnostic(str(facts.get("code")), str(facts.get("message")), place, facts.get("hint"))
