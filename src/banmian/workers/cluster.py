"""A pool of workers on a cluster of Dask.

Inputs:  the address of a scheduler; tasks.
Outputs: their outcomes, in the order in which they end.
Units:   seconds.
Source:  docs/decisions/0009-workers.md. Dask moves the tasks of a machine that is gone; what
         happens to a task on a machine is our crews' affair (station.py). Importing this without
         Dask raises the fault that says how to get it.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Any

from banmian.errors import EnvironmentFault
from banmian.workers.answer import fault_of
from banmian.workers.crew import Initialise
from banmian.workers.task import Limits, Loss, Lost, Outcome, Pool, Raised, Task

try:
    from distributed import Client, KilledWorker

    from banmian.workers.station import Station, do_task, drain_station, kill_station
except ModuleNotFoundError as error:
    raise EnvironmentFault.of(
        "no-cluster-extra",
        f"a scheduler is given, but the Python package {error.name} is not installed",
        hint="pip install 'banmian[cluster]'; in a checkout python3 build.py brings it",
    ) from error

_CONNECT_SECONDS = 5.0
_FETCH_SECONDS = 5.0  # for a value that is there; else its worker has just gone
_GOODBYE_SECONDS = 10.0
_NOWHERE = "cluster"  # the worker's name, where no worker is to be named


class DaskPool(Pool):
    """All workers of a cluster; see `Pool`.

    Raises:
        EnvironmentFault: nobody answers at the address, or somebody without our code.
    """

    def __init__(self, address: str, limits: Limits, initialise: Initialise | None = None) -> None:
        self._address = address
        try:
            self._client: Any = Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise EnvironmentFault.of(
                "no-scheduler",
                f"no scheduler of Dask answers at {address}: {error}",
                hint="start one with `dask scheduler`; its first lines tell the address",
            ) from error
        self._station = f"banmian-{self._client.id}"
        station = Station(self._station, limits, initialise)
        for worker, said in self._client.run(station.arrives, on_error="return").items():
            if isinstance(said, Exception):
                self._client.close()
                raise EnvironmentFault.of(
                    "workers-differ",
                    f"{worker}, a worker of {address}, cannot run our code: {said}",
                    hint="scheduler and workers need the same Python and the same banmian as you",
                )
        self._client.register_plugin(station)
        self._out: dict[tuple[str, int], tuple[str, Any]] = {}  # Dask's key: ours, the future
        self._ended: SimpleQueue[Any] = SimpleQueue()
        self._count = 0
        self._open = True
        self._patience = limits.seconds + _GOODBYE_SECONDS  # with running tasks, at the end

    @property
    def size(self) -> int:
        """How many tasks run at once now: workers of a cluster come and go."""
        if not self._is_connected:
            return 1
        with suppress(OSError):
            threads: dict[str, int] = self._client.nthreads()
            return max(1, sum(threads.values()))
        return 1

    @property
    def hindrance(self) -> str:
        """Whether the cluster has workers at all."""
        with suppress(OSError):
            if self._is_connected and not self._client.nthreads():
                return f"还没有工人 no workers yet: start some with `dask worker {self._address}`"
        return ""

    @property
    def _is_connected(self) -> bool:
        status: str = self._client.status
        return status == "running"

    def submit(self, task: Task) -> None:
        """Take a task.

        Raises:
            EnvironmentFault: the scheduler has gone.
        """
        packed = task.packed()
        if not self._open:
            raise RuntimeError(f"{task.key}: this pool takes no more tasks")
        if not self._is_connected:
            raise EnvironmentFault.of(
                "no-scheduler",
                f"the scheduler at {self._address} has gone",
                hint="start it again; what was made is in the store, the same command goes on",
            )
        self._count += 1  # so that a second try of a task is another one to Dask
        key = (self._station, self._count)
        future = self._client.submit(
            do_task, self._station, task.key, packed, key=key, pure=False, retries=0
        )
        self._out[key] = (task.key, future)
        future.add_done_callback(self._ended.put)

    def next(self, timeout: float | None = None) -> Outcome | None:
        """Wait for one outcome; None when time is up, or when no task is out."""
        until = None if timeout is None else time.monotonic() + timeout
        while self._out:
            left = None if until is None else max(0.0, until - time.monotonic())
            try:
                future = self._ended.get(timeout=left)
            except Empty:
                return None
            if future.key not in self._out:
                continue  # handed back
            outcome = _outcome_of(self._out[future.key][0], future)
            if outcome is None:  # its worker has gone with it, and Dask does it again
                future.add_done_callback(self._ended.put)
                if until is not None and time.monotonic() >= until:
                    return None
                continue
            del self._out[future.key]
            future.release()
            return outcome
        return None

    def drain(self) -> tuple[str, ...]:
        """Begin no more tasks; hand back the keys of those not begun."""
        self._open = False
        begun = {key for keys in self._tell(drain_station).values() for key in keys}
        waiting = {
            key: (ours, future)
            for key, (ours, future) in self._out.items()
            if ours not in begun and not future.done()
        }
        for key in waiting:
            del self._out[key]
        with suppress(OSError):
            self._client.cancel([future for _, future in waiting.values()])
        return tuple(ours for ours, _ in waiting.values())

    def kill(self) -> None:
        """End the processes of all running tasks, which are told as lost."""
        self.drain()
        self._tell(kill_station)
        self._patience = _GOODBYE_SECONDS

    def close(self) -> None:
        """Let running tasks end, take our processes off the cluster, and leave it."""
        self.drain()
        while self.next(self._patience) is not None:
            pass
        if self._is_connected:
            with suppress(OSError):
                self._client.unregister_worker_plugin(self._station)
        self._client.close(_GOODBYE_SECONDS)

    def _tell(self, order: Callable[..., Any]) -> dict[str, Any]:
        """What the workers that can be reached answer to an order."""
        if not self._is_connected:
            return {}
        with suppress(OSError):
            told: dict[str, Any] = self._client.run(order, self._station, on_error="ignore")
            return told
        return {}


def _outcome_of(key: str, future: Any) -> Outcome | None:
    """What became of a task that Dask says has ended; None when its value went with its worker."""
    if future.cancelled():
        return Lost(key, Loss.UNREACHABLE, "the scheduler has gone", _NOWHERE, 0.0)
    error = future.exception()
    if isinstance(error, KilledWorker):
        return Lost(key, Loss.UNREACHABLE, str(error), str(error.last_worker), 0.0)
    if error is not None:  # not of the task, which was not begun: Dask could not do it
        fault = fault_of(error)
        words = (fault.error_type, fault.message, fault.traceback_text)
        return Raised(key, *words, _NOWHERE, 0.0, 0)
    with suppress(TimeoutError):
        outcome: Outcome = future.result(timeout=_FETCH_SECONDS)
        return outcome
    return None
