"""Samples of time, what they come to, and a watch on the border of a package.

Inputs:  functions to time; modules whose calls into a package are to be counted.
Outputs: seconds, `Figure`, `Servant`, `Border`.
Units:   seconds of wall clock.
Source:  our choice: medians, because other work on the machine only ever adds time; the whole
         range beside them, so that a reader sees how noisy the machine was.
"""

import gc
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from inspect import isgeneratorfunction
from statistics import median
from time import perf_counter
from types import FunctionType, ModuleType
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """The samples of one thing."""

    samples: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle sample."""
        return median(self.samples)

    @property
    def low(self) -> float:
        """The fastest sample."""
        return min(self.samples)

    @property
    def high(self) -> float:
        """The slowest sample."""
        return max(self.samples)

    def over(self, other: "Figure") -> "Figure":
        """The ratios of samples of the same round: both met the same weather."""
        return Figure(tuple(a / b for a, b in zip(self.samples, other.samples, strict=True)))


def timed(work: Callable[[], object]) -> float:
    """Time a function; garbage of what ran before is no part of it."""
    gc.collect()
    start = perf_counter()
    work()
    return perf_counter() - start


def timed_process(
    command: Sequence[str], environment: Mapping[str, str], folder: str
) -> tuple[float, str]:
    """Time a process from start to exit; gives what it printed, too.

    Raises:
        RuntimeError: the process failed.
    """
    start = perf_counter()
    done = subprocess.run(
        command, env=dict(environment), cwd=folder, check=False, capture_output=True, text=True
    )
    seconds = perf_counter() - start
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{done.stderr}")
    return seconds, done.stdout


class Servant:
    """A process that answers lines: what it has warmed up stays warm between questions."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], folder: str) -> None:
        self._process = subprocess.Popen(
            command,
            env=dict(environment),
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> "Servant":
        return self

    def __exit__(self, *exception: object) -> None:
        self._process.communicate()

    def ask(self, question: str) -> str:
        """Put a question and wait for the answer.

        Raises:
            RuntimeError: the process has ended; its own complaint stands on standard error.
        """
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("the process has no standard input or output")
        self._process.stdin.write(f"{question}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"no answer to {question!r}")
        return answer.rstrip("\n")


class Border:
    """Counts the time spent in a package by the code that calls into it.

    Every function of the package that a watched module has imported by name is replaced by one
    that keeps time, until the watch is over. A call from inside the package is part of the call
    that came in over the border.
    """

    def __init__(self, package: str, watched: Iterable[str]) -> None:
        self.package = package
        self.watched = tuple(watched)
        self.seconds = 0.0
        self.calls = 0
        self._inside = False

    @contextmanager
    def watch(self) -> Iterator[None]:
        """Count from zero while the context is open."""
        self.seconds, self.calls = 0.0, 0
        replaced: list[tuple[ModuleType, str, FunctionType]] = []
        try:
            for module in [m for name, m in sys.modules.items() if name.startswith(self.watched)]:
                for name, value in list(vars(module).items()):
                    if self._is_ours(value):
                        replaced.append((module, name, value))
                        setattr(module, name, self._timed(value))
            yield
        finally:
            for module, name, value in replaced:
                setattr(module, name, value)

    def _is_ours(self, value: object) -> bool:
        return isinstance(value, FunctionType) and value.__module__.startswith(self.package)

    def _timed(self, function: FunctionType) -> Callable[..., Any]:
        if isgeneratorfunction(function):
            raise TypeError(f"{function.__qualname__} is a generator: its time cannot be kept")

        @wraps(function)
        def keeping_time(*args: Any, **options: Any) -> Any:
            if self._inside:
                return function(*args, **options)
            self._inside = True
            self.calls += 1
            start = perf_counter()
            try:
                return function(*args, **options)
            finally:
                self.seconds += perf_counter() - start
                self._inside = False

        return keeping_time
