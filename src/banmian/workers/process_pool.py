"""A pool of worker processes on this machine.

Inputs:  tasks.
Outputs: their outcomes, in the order in which they end.
Units:   seconds.
Source:  docs/decisions/0009-workers.md: a thread for each process, which owns it and waits for it.
"""

from collections import deque
from queue import Empty, SimpleQueue
from threading import Condition, Thread

from banmian.workers.crew import Crew, Initialise
from banmian.workers.task import Limits, Outcome, Pool, Task


class ProcessPool(Pool):
    """So many processes on this machine; see `Pool`."""

    def __init__(self, jobs: int, limits: Limits, initialise: Initialise | None = None) -> None:
        self._waiting: deque[tuple[str, bytes]] = deque()
        self._changed = Condition()  # guards what waits, what is out, and whether we are open
        self._outcomes: SimpleQueue[Outcome] = SimpleQueue()
        self._out = 0  # tasks that were taken and have not been told of
        self._open = True
        self._crews = tuple(Crew(limits, initialise) for _ in range(jobs))
        self._threads = tuple(Thread(target=self._man, args=(c,), daemon=True) for c in self._crews)
        for thread in self._threads:
            thread.start()

    @property
    def size(self) -> int:
        """How many tasks run at once."""
        return len(self._crews)

    @property
    def hindrance(self) -> str:
        """Nothing keeps processes of this machine from being started."""
        return ""

    def submit(self, task: Task) -> None:
        """Take a task; a process that is free begins it at once."""
        packed = task.packed()
        with self._changed:
            if not self._open:
                raise RuntimeError(f"{task.key}: this pool takes no more tasks")
            self._waiting.append((task.key, packed))
            self._out += 1
            self._changed.notify()

    def next(self, timeout: float | None = None) -> Outcome | None:
        """Wait for one outcome; None when time is up, or when no task is out."""
        if not self._out:
            return None
        try:
            outcome = self._outcomes.get(timeout=timeout)
        except Empty:
            return None
        with self._changed:
            self._out -= 1
        return outcome

    def drain(self) -> tuple[str, ...]:
        """Begin no more tasks; hand back the keys of those not begun."""
        with self._changed:
            self._open = False
            keys = tuple(key for key, _ in self._waiting)
            self._waiting.clear()
            self._out -= len(keys)
            self._changed.notify_all()
        return keys

    def kill(self) -> None:
        """End all processes at once; tasks that were running are told as lost."""
        self.drain()
        for crew in self._crews:
            crew.kill()

    def close(self) -> None:
        """Let running tasks end, then send the processes home."""
        self.drain()
        for thread in self._threads:
            thread.join()

    def _man(self, crew: Crew) -> None:
        """One thread's work: tasks for one crew until there are no more."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or not self._open)
                if not self._waiting:
                    break
                key, packed = self._waiting.popleft()
            self._outcomes.put(crew.run(key, packed))
        crew.close()
