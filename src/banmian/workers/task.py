"""What is to be done, within which limits, and what became of it.

Inputs:  a function that can be imported by its name, and one argument.
Outputs: an `Outcome`: `Done`, `Raised` or `Lost`; every task that was taken has exactly one.
Units:   seconds; bytes of resident memory.
Source:  docs/decisions/0009-workers.md.
"""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType
from typing import Any, Protocol, Self


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work: a function of a module, and its argument.

    Both travel as pickles, the function by its name; so does the value it returns.
    """

    key: str
    function: Callable[[Any], object]
    argument: object

    def packed(self) -> bytes:
        """What a worker process is sent."""
        return pickle.dumps((self.function, self.argument), pickle.HIGHEST_PROTOCOL)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a task may take, and when a worker process is replaced by a fresh one.

    A process above `memory` is replaced after its task, one above twice as much is killed within.
    """

    seconds: float = 600.0
    memory: int = 2 << 30
    tasks: int | None = None


class Loss(StrEnum):
    """Why a task has no result."""

    KILLED = "killed"  # its process ended by a signal or left by itself
    HUNG = "hung"  # over the limit of time
    OUT_OF_MEMORY = "out-of-memory"  # over twice the limit of memory
    UNREACHABLE = "unreachable"  # no process could be started, or the machine is gone


@dataclass(frozen=True, slots=True)
class Done:
    """The function returned a value; `memory` is what its process holds afterwards."""

    key: str
    value: object
    worker: str
    seconds: float
    memory: int


@dataclass(frozen=True, slots=True)
class Raised:
    """The function raised an exception, told in words, since its type may be unknown here."""

    key: str
    error_type: str
    message: str
    traceback_text: str
    worker: str
    seconds: float
    memory: int


@dataclass(frozen=True, slots=True)
class Lost:
    """The worker process was lost within the task; whether the function had an effect is unknown.

    `detail` names the signal, the exit code or the limit.
    """

    key: str
    why: Loss
    detail: str
    worker: str
    seconds: float


Outcome = Done | Raised | Lost


class Pool(Protocol):
    """Some workers, wherever they are. Outcomes come in the order in which tasks end."""

    @property
    def size(self) -> int:
        """How many tasks run at once; at least 1."""
        ...

    @property
    def hindrance(self) -> str:
        """What keeps tasks from being done at present, and the way out; empty if nothing does."""
        ...

    def submit(self, task: Task) -> None:
        """Take a task. How many wait is for the caller to bound.

        Raises:
            RuntimeError: the pool has been drained, killed or closed.
        """
        ...

    def next(self, timeout: float | None = None) -> Outcome | None:
        """Wait for one outcome; None when time is up, or when no task is out."""
        ...

    def drain(self) -> tuple[str, ...]:
        """Begin no more tasks; hand back the keys of those not begun, which get no outcome."""
        ...

    def kill(self) -> None:
        """End all workers at once: tasks that were running are `Lost`, others get no outcome."""
        ...

    def close(self) -> None:
        """Let running tasks end, begin no others, and send the workers home.

        What they bring that was not asked for before may be lost.
        """
        ...

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close; after an exception, kill first."""
        if kind is not None:
            self.kill()
        self.close()
