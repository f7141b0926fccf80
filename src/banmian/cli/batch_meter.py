"""Shows how a batch is getting on: a bar on a terminal, a line now and then in a log.

Inputs:  what a run tells its listener.
Outputs: text on standard error; the run's `Summary`.
Units:   seconds.
Source:  our choice.
"""

import sys
import time
from collections.abc import Callable

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn

from banmian.batch.pace import in_words, left
from banmian.batch.ride import Ridden
from banmian.batch.summary import Summary
from banmian.batch.told import Told
from banmian.batch.unit import Ended, Kind, State
from banmian.store.store import Entry
from banmian.workers.task import Pool

EVERY = 10.0  # seconds between two lines of a log


class BatchMeter:
    """A listener that shows and counts."""

    def __init__(self, say: Callable[[str], None], *, quiet: bool) -> None:
        """Say notes with `say`; a bar is drawn if somebody sees it and has not asked for quiet."""
        self.summary = Summary()
        self._say = say
        self._start = self._said = time.monotonic()
        self._total = 0
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._quiet = quiet

    def __enter__(self) -> "BatchMeter":
        if not self._quiet and sys.stderr.isatty():
            console = Console(stderr=True, markup=False)
            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                TextColumn("{task.fields[say]}"),
            )
            self._bar = Progress(*columns, console=console, transient=True)
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.summary.seconds = time.monotonic() - self._start
        if self._bar is not None:
            self._bar.stop()

    def begun(self, pages: int, editions: int) -> None:
        """Say how much there is to do."""
        self._total = pages
        if self._bar is not None:
            self._task = self._bar.add_task("batch", total=pages, say="")
        else:
            self._say(f"batch: {pages} 版 pages, {editions} 期 editions")

    def ended(self, unit: Ended, entry: Entry | None) -> None:
        """Count it; name what is at fault at once, not only at the end."""
        self.summary.add(unit)
        if unit.diagnostics:
            first = unit.diagnostics[0]
            self._note(f"{unit.name}: {unit.state}: {first.message} [{first.code}]")
        if unit.kind is Kind.EDITION and unit.state is State.BUILT and entry is not None:
            for note in Told(entry.facts, entry.facts["folder"]).notes:
                self._note(f"{unit.name}: {note}")
        if unit.kind is Kind.PAGE:
            self._show()

    def rode(self, ridden: Ridden) -> None:
        """Keep what is to be told."""
        self.summary.ride(ridden)

    def lost(self, name: str, why: str, *, again: bool) -> None:
        """Say that a worker was lost."""
        self.summary.lost += 1
        self._note(f"{name}: worker lost ({why}){', tried again' if again else ', held back'}")

    def waiting(self, pool: Pool) -> None:
        """Say now and then that the run goes on, or what keeps it from that."""
        if time.monotonic() - self._said >= EVERY:
            hindrance = pool.hindrance
            if hindrance:
                self._note(f"batch: {hindrance}")
                self._said = time.monotonic()
            else:
                self._show()

    def _show(self) -> None:
        summary, now = self.summary, time.monotonic()
        done = summary.of(Kind.PAGE, *State)
        built = summary.of(Kind.PAGE, State.BUILT)
        bad = done - built - summary.of(Kind.PAGE, State.REUSED)
        words = f"{done}/{self._total}"
        if bad:
            words += f", {bad} at fault"
        if built and done < self._total:
            seconds = now - self._start
            pace = built / seconds * 60
            rest = in_words(left(done, built, self._total, seconds))
            words += f", {pace:.0f} pages/min, {rest} left"
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=done, say=words)
        elif now - self._said >= EVERY:
            self._said = now
            self._say(f"batch: {words}")

    def _note(self, text: str) -> None:
        if self._bar is not None:
            self._bar.console.print(text, highlight=False)
        else:
            self._say(text)
