"""What a run came to: counts, every fault by name, and one exit code.

Inputs:  what a `Run` tells its listener.
Outputs: `Summary`, as text and as JSON.
Units:   seconds; bytes.
Source:  our choice: what is right is counted, what is wrong is named. The exit code is the worst.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from banmian.batch.publish import UNFINISHED
from banmian.batch.ride import MISSING, Ridden
from banmian.batch.unit import WORDS, Ended, Kind, State

_VERDICTS = {
    "same": "相同 same",
    "changed": "有改动 changed",
    "masked": "只有遮罩内有改动 masked",
    MISSING: "没有基准 no baseline",
}
NAMED = 12  # so many new pages are named, not only counted
_KINDS = {Kind.PAGE: "版 pages", Kind.EDITION: "期 editions"}


@dataclass(slots=True)
class Summary:
    """Counts and faults; `ended` is False of a run that was stopped before its end."""

    ended: bool = True
    seconds: float = 0.0
    memory: int = 0
    counts: Counter[tuple[Kind, State]] = field(default_factory=Counter)
    faults: list[Ended] = field(default_factory=list)
    ridden: list[Ridden] = field(default_factory=list)
    verdicts: Counter[str] = field(default_factory=Counter)
    codes: set[int] = field(default_factory=set)
    output: Path = Path()
    built: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    lost: int = 0
    _states: dict[tuple[Kind, str], State] = field(default_factory=dict)

    def ride(self, ridden: Ridden) -> None:
        """Keep what was found beside making a page, if it is worth telling."""
        self.codes.add(ridden.exit)
        if ridden.verdict:
            self.verdicts[ridden.verdict] += 1
        if not ridden.quiet:
            self.ridden.append(ridden)

    def add(self, unit: Ended) -> None:
        """Count what has ended."""
        before = self._states.get((unit.kind, unit.name))
        if before is not None:  # made again: its copy was saved meanwhile, or its outputs damaged
            self.counts[unit.kind, before] -= 1
        self._states[unit.kind, unit.name] = unit.state
        self.counts[unit.kind, unit.state] += 1
        self.memory = max(self.memory, unit.memory)
        if unit.kind is Kind.PAGE and unit.state is State.BUILT and len(self.built) <= NAMED:
            self.built.append(unit.name)
        if unit.state is State.WAITING:
            self.waiting.append(unit.name)
        if unit.diagnostics:
            self.faults.append(unit)

    @property
    def exit(self) -> int:
        """The worst exit code of all."""
        return max(self.codes | {unit.exit for unit in self.faults}, default=0)

    def of(self, kind: Kind, *states: State) -> int:
        """How many units of a kind ended in one of these states."""
        return sum(self.counts[kind, state] for state in states)

    def lines(self) -> Iterator[str]:
        """For a person: every fault with its diagnostics, then the counts."""
        for unit in sorted(self.faults, key=lambda one: one.name):
            yield f"{unit.name}: {WORDS[unit.state]}"
            for diagnostic in unit.diagnostics:
                yield "\n".join(f"  {line}" for line in str(diagnostic).splitlines())
        for name in sorted(self.waiting):
            yield f"{name}: {WORDS[State.WAITING]}"
            if (self.output / f"{name}{UNFINISHED}").is_dir():
                yield f"  好的版在 good pages: {self.output / f'{name}{UNFINISHED}'}"
            if (self.output / name).is_dir():
                yield f"  旧的一期仍在 the edition of before stays: {self.output / name}"
        for ridden in sorted(self.ridden, key=lambda one: one.name):
            yield from _beside(ridden)
        if self.verdicts:
            said = ", ".join(f"{_VERDICTS[v]} {n}" for v, n in sorted(self.verdicts.items()))
            yield f"快照 snapshots: {said}"
            if set(self.verdicts) - {"same"}:
                yield "  看 look: snapshot check --report DIR; 认可 accept: snapshot update"
        if 0 < len(self.built) <= NAMED:
            yield f"新做 built: {', '.join(sorted(self.built))}"
        for kind, words in _KINDS.items():
            counted = [
                f"{WORDS[state]} {self.counts[kind, state]}"
                for state in State
                if self.counts[kind, state]
            ]
            if counted:
                yield f"{words}: {', '.join(counted)}"

    def as_json(self) -> dict[str, Any]:
        """For a program."""
        return {
            "ok": self.exit == 0 and self.ended,
            "exit": self.exit,
            "ended": self.ended,
            "seconds": round(self.seconds, 3),
            "memory": self.memory,
            "workers_lost": self.lost,
            **{
                f"{kind}s": {state.value: self.counts[kind, state] for state in State}
                for kind in _KINDS
            },
            "waiting": sorted(self.waiting),
            "faults": [
                {
                    "kind": unit.kind.value,
                    "name": unit.name,
                    "state": unit.state.value,
                    "exit": unit.exit,
                    "diagnostics": [one.as_json() for one in unit.diagnostics],
                }
                for unit in sorted(self.faults, key=lambda one: one.name)
            ],
            "beside": [one.as_json() for one in sorted(self.ridden, key=lambda one: one.name)],
            "snapshots": dict(sorted(self.verdicts.items())),
        }


def _beside(ridden: Ridden) -> Iterator[str]:
    """Findings of a page and what is different on it."""
    if ridden.settled is not None:
        yield from (f"{ridden.name}: {finding}" for finding in ridden.settled.told)
    if ridden.verdict == MISSING:
        yield f"{ridden.name}: {_VERDICTS[MISSING]}"
    yield from (f"{ridden.name}: {line}" for line in ridden.lines)
