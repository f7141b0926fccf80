"""What a worker process says to its parent about one task.

Inputs:  the value that a function returned, or the exception that it raised.
Outputs: pickles of plain values; the function's value travels as a pickle of its own within.
Units:   seconds, bytes.
Source:  our choice: exceptions travel in words, as many kinds cannot be pickled.
"""

import pickle
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

BEGUN = b"begun"  # said before each task: what is lost before that word was never begun
GO_HOME = b""  # said by the parent, when there are no more tasks

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fault:
    """An exception in words."""

    error_type: str
    message: str
    traceback_text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a task: its value as a pickle, or a fault."""

    said: bytes | Fault
    seconds: float
    memory: int

    def packed(self) -> bytes:
        """The answer as it travels."""
        return pickle.dumps(self, pickle.HIGHEST_PROTOCOL)


def attempt(step: Callable[[], T]) -> T | Fault:
    """The step's result, or what it raised: for code of the task, which may raise anything."""
    try:
        return step()
    except Exception as error:  # noqa: BLE001  the caller of the task is to judge, not we
        return fault_of(error)


def fault_of(error: BaseException) -> Fault:
    """An exception in words."""
    kind = type(error)
    module = "" if kind.__module__ == "builtins" else f"{kind.__module__}."
    trace = "".join(traceback.format_exception(error))
    return Fault(module + kind.__qualname__, str(error), trace)
