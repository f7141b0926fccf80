"""What was lost with a worker, and when it is tried again.

Inputs:  units whose worker was killed, hung, grew too large or is out of reach.
Outputs: the same units when their time has come; whether they or the workers are at fault.
Units:   seconds.
Source:  batch.md, convention 4: twice more, with a pause; then the unit is held back.
"""

import heapq
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count

from banmian.batch.unit import Unit

ATTEMPTS = 3
PAUSES = (1.0, 5.0)  # before the second and the third attempt


@dataclass(frozen=True, slots=True, order=True)
class _Due:
    when: float
    number: int
    unit: Unit = field(compare=False)


@dataclass(slots=True)
class Losses:
    """All losses of a run."""

    _times: Counter[str] = field(default_factory=Counter)
    _due: list[_Due] = field(default_factory=list)
    _answers: int = 0
    _answers_before: dict[str, int] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)

    def __bool__(self) -> bool:
        """Whether something is to be tried again."""
        return bool(self._due)

    def attempts(self, key: str) -> int:
        """How often a unit has been tried, with the attempt that ends well."""
        return self._times[key] + 1

    def add(self, key: str) -> int:
        """Count a loss; how many there have been of this unit."""
        self._times[key] += 1
        self._answers_before.setdefault(key, self._answers)
        return self._times[key]

    def answered(self) -> None:
        """A worker has said something: they are there."""
        self._answers += 1

    def is_silent_since(self, key: str) -> bool:
        """Whether no worker has answered since a unit was first lost: it is they, and not it."""
        return self._answers_before[key] == self._answers

    def try_later(self, units: Iterable[Unit], times: int) -> None:
        """Keep units until their pause is over."""
        when = time.monotonic() + PAUSES[times - 1]
        for unit in units:
            heapq.heappush(self._due, _Due(when, next(self._numbers), unit))

    def due(self) -> Iterator[Unit]:
        """The units whose pause is over."""
        while self._due and self._due[0].when <= time.monotonic():
            yield heapq.heappop(self._due).unit

    def patience(self, most: float) -> float:
        """Seconds until the next pause is over, or `most`."""
        if not self._due:
            return most
        return min(most, max(0.01, self._due[0].when - time.monotonic()))
