"""A worker process and its successors: one is there whenever there is work.

Inputs:  packed tasks, one at a time; limits.
Outputs: the outcome of each; only the task within which a process ends is lost.
Units:   seconds, bytes.
Source:  docs/decisions/0009-workers.md. To replace a process after so many tasks, or above so much
         memory, is the known cure for libraries that leak.
"""

import pickle
import socket
import time
from collections.abc import Callable
from threading import Lock

from banmian.workers.answer import Answer, Fault, attempt
from banmian.workers.process import EndedError, WorkerProcess
from banmian.workers.task import Done, Limits, Loss, Lost, Outcome, Raised

_START_SECONDS = 120.0  # for a process to start and be initialised, on a crowded machine
_STARTS = 3  # an idle process may have ended; where new ones end too there is a reason

Initialise = Callable[[], object]


def _nothing() -> None:
    """What a process that needs no preparation begins with."""


def _call(function: Initialise) -> None:
    """The first task of every process."""
    function()


class Crew:
    """One worker process at a time; `run` and `close` from one thread, `kill` from any."""

    def __init__(self, limits: Limits, initialise: Initialise | None = None) -> None:
        self._limits = limits
        self._first = pickle.dumps((_call, initialise or _nothing), pickle.HIGHEST_PROTOCOL)
        self._process: WorkerProcess | None = None
        self._tasks = 0
        self._lock = Lock()
        self._killed = False

    def run(self, key: str, packed: bytes) -> Outcome:
        """Have a task done; whatever becomes of it is an outcome."""
        return self._run(key, packed, _STARTS)

    def kill(self) -> None:
        """End the process at once, for good; `run` tells of the task as lost."""
        with self._lock:
            self._killed = True
            if self._process is not None:
                self._process.kill()

    def close(self) -> None:
        """Send the process home."""
        process = self._forget()
        if process is not None:
            process.close()

    def _run(self, key: str, packed: bytes, starts: int) -> Outcome:
        start = time.monotonic()
        worker = socket.gethostname()
        try:
            process, unfit = self._manned()
            worker = process.name
            answer = unfit or process.do(packed, self._limits.seconds, 2 * self._limits.memory)
        except EndedError as ended:
            self._forget()
            if not ended.begun and starts > 1 and not self._killed:
                return self._run(key, packed, starts - 1)
            why = ended.why if ended.begun or self._killed else Loss.UNREACHABLE
            return Lost(key, why, ended.detail, worker, time.monotonic() - start)
        self._tasks += 1
        if unfit or self._tasks == self._limits.tasks or answer.memory > self._limits.memory:
            self.close()
        said = answer.said
        value = said if isinstance(said, Fault) else attempt(lambda: pickle.loads(said))
        if isinstance(value, Fault):
            words = (value.error_type, value.message, value.traceback_text)
            return Raised(key, *words, worker, answer.seconds, answer.memory)
        return Done(key, value, worker, answer.seconds, answer.memory)

    def _forget(self) -> WorkerProcess | None:
        """Have no process any longer; the one there was."""
        with self._lock:
            process, self._process = self._process, None
        self._tasks = 0
        return process

    def _manned(self) -> tuple[WorkerProcess, Answer | None]:
        """The process that is there, or a new one; its answer when it could not be prepared."""
        with self._lock:
            if self._killed:
                raise EndedError(Loss.KILLED, "the pool was killed", begun=False)
            if self._process is not None:
                return self._process, None
            try:
                self._process = process = WorkerProcess()
            except OSError as error:
                raise EndedError(Loss.UNREACHABLE, str(error), begun=False) from error
        ready = process.do(self._first, _START_SECONDS, 2 * self._limits.memory)
        return process, ready if isinstance(ready.said, Fault) else None
