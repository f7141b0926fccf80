"""Start a run and see it to its end.

Inputs:  a `Batch`, workers or a scheduler, who listens.
Outputs: what `Run` gives; a journal with a beginning and an end.
Units:   seconds; bytes.
Source:  our choice.
"""

import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from banmian.batch.assign import Batch
from banmian.batch.found import refuse_copy_as_output
from banmian.batch.journal import Journal
from banmian.batch.run import Listener, Run, Stop
from banmian.errors import EnvironmentFault
from banmian.workers.process_pool import ProcessPool
from banmian.workers.task import Limits, Pool


class Ending(StrEnum):
    """How a run came to its end."""

    ENDED = "ended"
    INTERRUPTED = "interrupted"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Workers:
    """Who does the work: so many processes here, or those of a scheduler."""

    jobs: int
    limits: Limits
    scheduler: str | None = None

    def open(self) -> Pool:
        """Let them begin.

        Raises:
            EnvironmentFault: the scheduler cannot be reached, or its library is not installed.
        """
        if self.scheduler is None:
            return ProcessPool(self.jobs, self.limits)
        from banmian.workers.cluster import DaskPool  # noqa: PLC0415  an extra

        return DaskPool(self.scheduler, self.limits)


def start(batch: Batch, workers: Workers, listener: Listener, stop: Stop) -> bool:
    """Run a batch; whether it came to its end and was not interrupted.

    Raises:
        UsageError: an edition would be put where copy is.
        EnvironmentFault: the machine lacks something; all that was made is in the store.
    """
    refuse_copy_as_output(batch.editions, batch.settings.output)
    with batch.store.in_use():
        journal = Journal.begin(batch.store.root)
        ending, reason = Ending.STOPPED, ""
        try:
            journal.tell(
                "begin",
                process=os.getpid(),
                machine=socket.gethostname(),
                pages=sum(len(edition.pages) for edition in batch.editions),
                editions=len(batch.editions),
                jobs=workers.jobs,
                scheduler=workers.scheduler,
                output=str(batch.settings.output.resolve()),
                engine=dict(batch.engine.parts),
            )
            with workers.open() as pool:
                whole = Run(batch, pool, journal, listener, stop).work()
            ending = Ending.ENDED if whole else Ending.INTERRUPTED
        except KeyboardInterrupt:
            ending = Ending.INTERRUPTED
            raise
        except EnvironmentFault as fault:
            reason = str(fault)
            raise
        finally:
            _end(journal, ending, reason)
    return whole


def _end(journal: Journal, ending: Ending, reason: str) -> None:
    """Write the last line; a full disk must not hide why the run has ended."""
    close: Callable[[], None] = journal.close
    try:
        journal.tell("end", state=ending, **({"why": reason} if reason else {}))
        close()
    except EnvironmentFault:
        return
