"""Our crews within a worker of Dask: one for each of its threads.

Inputs:  packed tasks, on a thread that Dask gives them.
Outputs: their outcomes, by the same code as on one machine.
Units:   none.
Source:  docs/decisions/0009-workers.md; a plugin, since Dask installs it on every worker, on those
         that join later or are started again, too, and tears it down where it is unregistered.
"""

import socket
from threading import Lock, get_ident

from distributed import Worker, WorkerPlugin, get_worker

from banmian.workers.crew import Crew, Initialise
from banmian.workers.task import Limits, Loss, Lost, Outcome


class Station(WorkerPlugin):  # type: ignore[misc]  # Dask's types are not read
    """The crews of one pool on one worker of Dask."""

    def __init__(self, name: str, limits: Limits, initialise: Initialise | None) -> None:
        self.name = name
        self._limits = limits
        self._initialise = initialise

    def arrives(self) -> None:
        """Nothing; that this can be called shows that all we need can be imported there."""

    def setup(self, worker: Worker) -> None:  # noqa: ARG002  Dask's name and signature
        """Begin, on a worker of Dask."""
        self._lock = Lock()
        self._crews: dict[int, Crew] = {}  # by thread
        self._running: dict[int, str] = {}  # keys by thread
        self._open = True

    def teardown(self, worker: Worker) -> None:  # noqa: ARG002
        """Leave no process behind."""
        self.drain()
        self.kill()
        with self._lock:
            idle = [crew for thread, crew in self._crews.items() if thread not in self._running]
        for crew in idle:
            crew.close()

    def do(self, key: str, packed: bytes) -> Outcome:
        """Do a task on this thread's crew.

        A drained pool has what runs only; a task comes here then when Dask moves it, since the
        worker it ran on has gone.
        """
        thread = get_ident()
        with self._lock:
            if not self._open:
                said = "its worker has gone, and the pool begins no more tasks"
                return Lost(key, Loss.UNREACHABLE, said, socket.gethostname(), 0.0)
            if thread not in self._crews:
                self._crews[thread] = Crew(self._limits, self._initialise)
            crew = self._crews[thread]
            self._running[thread] = key
        try:
            return crew.run(key, packed)
        finally:
            with self._lock:
                del self._running[thread]

    def drain(self) -> tuple[str, ...]:
        """Begin no more; the keys of the tasks that are running."""
        with self._lock:
            self._open = False
            return tuple(self._running.values())

    def kill(self) -> None:
        """End the processes of all running tasks."""
        with self._lock:
            for thread in self._running:
                self._crews[thread].kill()


def do_task(station: str, key: str, packed: bytes) -> Outcome:
    """Do a task; this is what Dask runs."""
    found: Station = get_worker().plugins[station]
    return found.do(key, packed)


def drain_station(station: str, dask_worker: Worker) -> tuple[str, ...]:
    """Begin no more tasks on a worker; the keys of those running."""
    found: Station = dask_worker.plugins[station]
    return found.drain()


def kill_station(station: str, dask_worker: Worker) -> None:
    """End what runs on a worker."""
    dask_worker.plugins[station].kill()
