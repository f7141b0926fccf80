"""A worker process as its parent sees it: start, speak, watch, end.

Inputs:  packed tasks; how long one may take and how large the process may grow.
Outputs: answers, or the reason why there is none.
Units:   seconds, bytes.
Source:  our choice: a session of its own for each process, so that what a task has started (a
         Ghostscript, a browser) ends with it; no standard input; what it prints to standard
         output goes to standard error, where it cannot be taken for a result.
"""

import os
import pickle
import signal
import socket
import subprocess
import sys
import sysconfig
import time
from contextlib import suppress
from pathlib import Path

from banmian.workers.answer import BEGUN, GO_HOME, Answer
from banmian.workers.resident import resident_of
from banmian.workers.task import Loss
from banmian.workers.wire import Wire

_HOME = str(Path(__file__).resolve().parents[2])  # where this banmian is imported from
_GOODBYE_SECONDS = 5.0  # for a process to end by itself


class EndedError(Exception):
    """The process ended, or had to be ended; `begun` tells whether within a task."""

    def __init__(self, why: Loss, detail: str, *, begun: bool) -> None:
        super().__init__(detail)
        self.why = why
        self.detail = detail
        self.begun = begun


def _environment() -> dict[str, str]:
    """This process's environment, made the same on every machine; the same banmian, too."""
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    if sysconfig.get_path("purelib") != _HOME:
        paths.append(_HOME)
    same = {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"}
    return {**os.environ, **same, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


class WorkerProcess:
    """A running worker process.

    Raises:
        OSError: the system starts no process.
    """

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                self._process = subprocess.Popen(
                    [sys.executable, "-P", "-m", "banmian.workers.child", str(theirs.fileno())],
                    stdin=subprocess.DEVNULL,
                    stdout=2,
                    pass_fds=[theirs.fileno()],
                    env=_environment(),
                    start_new_session=True,
                )
            except OSError:
                ours.close()
                raise
        self._wire = Wire(ours)
        self.name = f"{socket.gethostname()}/{self._process.pid}"

    def do(self, packed: bytes, seconds: float, memory: int) -> Answer:
        """Have a task done.

        Raises:
            EndedError: with no process left.
        """
        until = time.monotonic() + seconds
        begun = False

        def look() -> None:
            if time.monotonic() > until:
                raise EndedError(Loss.HUNG, f"no answer after {seconds:g} s", begun=begun)
            held = resident_of(self._process.pid)
            if held > memory:
                said = f"{held >> 20} MiB, more than {memory >> 20}"
                raise EndedError(Loss.OUT_OF_MEMORY, said, begun=begun)
            if self._process.poll() is not None:  # a process it left behind may hold the line
                raise EOFError

        try:
            self._wire.send(packed, seconds)
            begun = self._wire.receive(look) == BEGUN
            answer: Answer = pickle.loads(self._wire.receive(look))
            return answer
        except TimeoutError as error:
            self.kill()
            self._end()
            raise EndedError(Loss.HUNG, "takes no task", begun=False) from error
        except EOFError as error:
            raise EndedError(Loss.KILLED, self._end(), begun=begun) from error
        except EndedError:
            self.kill()
            self._end()
            raise

    def kill(self) -> None:
        """End the process at once, and all that it has started; whoever waits in `do` is told."""
        with suppress(ProcessLookupError, PermissionError):  # macOS: only zombies are left
            os.killpg(self._process.pid, signal.SIGKILL)

    def close(self) -> None:
        """Send the process home; end what it leaves behind."""
        with suppress(EOFError, TimeoutError):
            self._wire.send(GO_HOME, _GOODBYE_SECONDS)
        self._end()

    def _end(self) -> str:
        """Wait for the end, and tell of it the signal's name or the exit code."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_GOODBYE_SECONDS)
        self.kill()  # its session may have others
        status = self._process.wait()
        self._wire.close()
        return signal.Signals(-status).name if status < 0 else f"exit code {status}"
