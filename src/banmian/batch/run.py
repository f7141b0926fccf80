"""A run: every page that is not in the store is made, every edition whose pages are there finished.

The loop below knows no processes and no cluster; a `Pool` does. It keeps a small window of units
out, asks the store before it asks a worker, tries again what was lost with a worker, and goes on
when a page is at fault. The store is the truth: what a worker says of a unit is only the sign to
look there.

Inputs:  `Batch`: the editions, settings, the store; a pool; a listener.
Outputs: entries in the store, published editions, a journal; everything told to the listener.
Units:   seconds.
Source:  batch.md, conventions 2 to 4 and 7.
"""

import time
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from banmian.batch.assign import (
    LOST,
    Batch,
    compare_unit,
    edition_unit,
    name_of_place,
    page_unit,
    page_units,
    task_of,
)
from banmian.batch.inputs import Inputs
from banmian.batch.journal import Journal
from banmian.batch.losses import ATTEMPTS, Losses
from banmian.batch.order import PAGE_PDF, Report
from banmian.batch.places import Places
from banmian.batch.publish import ObjectDamaged
from banmian.batch.ride import Ridden, at_once, baseline_digest, compared, findings
from banmian.batch.told import Fault, Told
from banmian.batch.unit import Ended, Kind, OpenEdition, State, Unit
from banmian.errors import Diagnostic, EnvironmentFault, ExitCode
from banmian.store.store import Entry
from banmian.workers.task import Done, Loss, Lost, Outcome, Pool, Raised

PASSING = frozenset(  # faults of a machine that may be gone a moment later
    {
        "BlockingIOError",
        "BrokenPipeError",
        "ConnectionError",
        "ConnectionRefusedError",
        "ConnectionResetError",
        "MemoryError",
        "OSError",
        "TimeoutError",
    }
)
AHEAD = 2  # units out for each worker: one being made, one waiting for it
MOST_CHANGES = 10  # of a unit that is saved while it is made
LOOK = 0.5  # between two looks whether somebody wants us to stop


class Listener(Protocol):
    """Who is told how a run is getting on."""

    def begun(self, pages: int, editions: int) -> None:
        """The run begins."""
        ...

    def ended(self, unit: Ended, entry: Entry | None) -> None:
        """Something has come to its end; of a page that is there, what the store has of it."""
        ...

    def rode(self, ridden: Ridden) -> None:
        """What was found beside making a page, if somebody asked."""
        ...

    def lost(self, name: str, why: str, *, again: bool) -> None:
        """A worker was lost; whether what it was making is tried again."""
        ...

    def waiting(self, pool: Pool) -> None:
        """Nothing has ended for a while."""
        ...


class Stop(Protocol):
    """Whether somebody wants the run to end early."""

    @property
    def asked(self) -> bool:
        """Whether no new work should begin."""
        ...


@dataclass(slots=True)
class Run:
    """One run of a batch."""

    batch: Batch
    pool: Pool
    journal: Journal
    listener: Listener
    stop: Stop
    _out: dict[str, list[Unit]] = field(default_factory=dict)
    _next: deque[Unit] = field(default_factory=deque)
    _losses: Losses = field(default_factory=Losses)
    _again: set[str] = field(default_factory=set)
    _renewed: Counter[str] = field(default_factory=Counter)
    _followed: Counter[str] = field(default_factory=Counter)
    _stopped: tuple[Diagnostic, ...] = ()

    def work(self) -> bool:
        """Do all of it; whether nothing was left undone because somebody asked us to stop.

        Raises:
            EnvironmentFault: the machine lacks something; all that was made is in the store.
        """
        batch = self.batch
        total = sum(len(edition.pages) for edition in batch.editions)
        self.listener.begun(total, len(batch.editions))
        pages = page_units(batch)
        without = (OpenEdition(found) for found in batch.editions if not found.pages)
        self._next.extend(edition_unit(batch, edition) for edition in without)  # to say so
        drained = False
        while True:
            more = not drained and self._submit(pages)
            if (self.stop.asked or self._stopped) and not drained:
                for key in self.pool.drain():
                    self._out.pop(key, None)
                drained = True
            if not self._out and (drained or not (more or self._losses)):
                break
            if not self._out:  # but something is tried again soon
                time.sleep(self._losses.patience(LOOK))
                continue
            outcome = self.pool.next(self._losses.patience(LOOK))
            if outcome is None:
                self.listener.waiting(self.pool)
            else:
                self._take(outcome)
        if self._stopped:
            raise EnvironmentFault(self._stopped)
        return not drained

    # ------------------------------------------------------------ giving out

    def _submit(self, pages: Iterator[Unit]) -> bool:
        """Keep the workers busy; whether there is more to give out than that."""
        window = AHEAD * self.pool.size
        while len(self._out) < window and not self.stop.asked and not self._stopped:
            self._next.extendleft(self._losses.due())
            unit = self._next.popleft() if self._next else next(pages, None)
            if unit is None:
                return False
            self._begin(unit)
        return True

    def _begin(self, unit: Unit) -> None:
        """Look for a unit in the store; otherwise give it out."""
        key, store = unit.action.key, self.batch.store
        if key in self._out:  # the same copy twice: made once
            self._out[key].append(unit)
            return
        entry = store.entry(key)
        if self.batch.again and key not in self._again:
            self._again.add(key)
            store.release(key)
            if entry is not None and entry.facts.get("fault") is not None:
                store.forget(key)
                entry = None
        held = store.held(key)
        if entry is not None:
            self._end(unit, entry, State.REUSED)
        elif held is not None:
            self._fail(unit, State.HELD, _held(held))
        else:
            if not unit.because:  # it was made of the same parts before
                unit = replace(unit, because=(LOST,))
            self._out[key] = [unit]
            self.pool.submit(task_of(self.batch, unit))

    # ------------------------------------------------------------ taking back

    def _take(self, outcome: Outcome) -> None:
        units = self._out.pop(outcome.key)
        if isinstance(outcome, Lost):
            self._lose(units, str(outcome.why), outcome.detail)
        elif isinstance(outcome, Raised):
            if outcome.error_type in PASSING:
                self._lose(units, outcome.error_type, outcome.message)
            else:
                self._crash(units, outcome)
        else:
            assert isinstance(outcome.value, Report)
            self._losses.answered()
            self._report(units, outcome, outcome.value)

    def _report(self, units: list[Unit], outcome: Done, report: Report) -> None:
        if report.stopped:
            self._stopped = report.stopped
            return
        if report.fault is not None:
            for unit in units:
                self._fail(unit, State.FAILED, report.fault)
            return
        if report.changed:
            for unit in units:
                self._follow(unit)
            return
        entry = self.batch.store.entry(outcome.key)
        if entry is None and not report.missing:
            self._lose(units, "lost", "its outputs are not in the store")
            return
        for unit in units:
            if report.missing and unit.kind is Kind.SNAPSHOT:
                self._damaged(unit, report.missing)
            elif report.missing:
                self._renew(unit, report.missing)
            elif entry is not None:
                self._end(unit, entry, State.BUILT, outcome)

    def _lose(self, units: list[Unit], why: str, detail: str) -> None:
        """Try again later what was lost with a worker; give it up after so many times."""
        key = units[0].action.key
        times = self._losses.add(key)
        words = f"{why}: {detail}" if detail else why
        again = times < ATTEMPTS
        self.journal.tell("lost", name=units[0].name, why=words, attempt=times)
        self.listener.lost(units[0].name, words, again=again)
        if again:
            self._losses.try_later(units, times)
        elif why == Loss.UNREACHABLE and self._losses.is_silent_since(key):
            hint = "look at the workers' own logs; run the same command again to go on"
            message = f"no worker can be reached ({words})"
            self._stopped = (Diagnostic("workers-gone", message, None, hint),)
        else:
            facts = {"name": units[0].name, "why": words, "parts": dict(units[0].action.parts)}
            self.batch.store.hold(key, facts)
            for unit in units:
                self._fail(unit, State.HELD, _held(facts))

    def _crash(self, units: list[Unit], outcome: Raised) -> None:
        message = f"{outcome.error_type}: {outcome.message}"
        self.journal.tell("crash", name=units[0].name, traceback=outcome.traceback_text)
        hint = "this is a fault of the program: the journal has the traceback (batch status)"
        said = Diagnostic("crash", message, None, hint)
        for unit in units:
            self._fail(unit, State.CRASHED, Fault(int(ExitCode.CRASH), (said,)))

    def _follow(self, unit: Unit) -> None:
        """Make something again that was saved while it was made.

        What was saved may be edition.yaml: pages that were made with the old one are made again.
        """
        self.journal.tell("changed", name=unit.name)
        self._followed[unit.name] += 1
        if self._followed[unit.name] > MOST_CHANGES:
            message = f"a file was saved each of the {MOST_CHANGES} times that it was made"
            hint = "see what keeps writing there, and that workers elsewhere have the same files"
            said = Diagnostic("unit-changing", message, None, hint)
            self._fail(unit, State.FAILED, Fault(int(ExitCode.ENVIRONMENT), (said,)))
            return
        edition, again = unit.edition, []
        inputs = Inputs(self.batch.settings.project)
        for folder in edition.found.pages:
            known = edition.pages.get(folder.name)
            if known is not None or folder == unit.folder:
                page = page_unit(self.batch, inputs, edition, folder)
                if page.action.key != known:
                    edition.pages.pop(folder.name, None)
                    again.append(page)
        self._next.extend(again or [edition_unit(self.batch, edition)])

    def _damaged(self, unit: Unit, missing: tuple[str, ...]) -> None:
        """A page cannot be compared: its outputs in the store are not what they were."""
        for key in missing:
            self.batch.store.forget(key)
        message = "its outputs in the store are damaged"
        said = Diagnostic("store-damaged", message, None, "run the same command again")
        self._fail(unit, State.FAILED, Fault(int(ExitCode.ENVIRONMENT), (said,)))

    def _renew(self, unit: Unit, missing: tuple[str, ...]) -> None:
        """Make pages again whose outputs were damaged in the store, then their edition.

        A disk that damages them every time is given up.
        """
        self._renewed[unit.action.key] += 1
        if self._renewed[unit.action.key] > len(unit.edition.found.pages) + ATTEMPTS:
            hint = "the disk may be at fault: run `batch fsck`, or name another with --store"
            message = (
                f"what is put into the store {self.batch.store.root} is damaged again and again"
            )
            self._stopped = (Diagnostic("store-damaged", message, None, hint),)
            return
        folders = {folder.name: folder for folder in unit.edition.found.pages}
        inputs = Inputs(self.batch.settings.project)
        for name, key in unit.edition.good_pages:
            if key in missing:
                self.batch.store.forget(key)
                del unit.edition.pages[name]
                again = page_unit(self.batch, inputs, unit.edition, folders[name])
                reason = ("its outputs in the store were damaged",)
                self._next.append(replace(again, because=reason))

    # ------------------------------------------------------------ ends

    def _end(self, unit: Unit, entry: Entry, state: State, outcome: Done | None = None) -> None:
        """A unit is in the store: good, or a fault of its copy."""
        self._remember(unit)
        folder = unit.edition.found.folder.as_posix()
        fault = Told(entry.facts, folder).fault
        if fault is not None:
            self._fail(unit, State.FAILED, fault)
            return
        if unit.kind is Kind.EDITION and not self._published(unit, entry):
            return
        if unit.kind is Kind.SNAPSHOT:
            self.listener.rode(compared(unit.name, Told(entry.facts, folder)))
            return
        self._tell(
            Ended(
                unit.kind,
                unit.name,
                state,
                entry.action,
                because=unit.because if state is State.BUILT else (),
                attempts=self._losses.attempts(entry.action),
                seconds=outcome.seconds if outcome else 0.0,
                memory=outcome.memory if outcome else 0,
                worker=outcome.worker if outcome else "",
            ),
            entry,
        )
        if unit.kind is Kind.PAGE:
            self._ride(unit, entry)
            self._page_settled(unit, entry.action)

    def _ride(self, unit: Unit, entry: Entry) -> None:
        """What was asked for beside the page."""
        batch = self.batch
        if batch.check:
            folder = unit.edition.found.folder.as_posix()
            self.listener.rode(findings(unit.name, Told(entry.facts, folder)))
        if batch.baselines is not None:
            baseline = baseline_digest(batch.baselines, unit.folder)
            ridden = at_once(unit.name, entry.outputs[PAGE_PDF], baseline)
            if ridden is not None:
                self.listener.rode(ridden)
                return
            self._next.append(compare_unit(unit, entry.action, str(baseline)))

    def _fail(self, unit: Unit, state: State, fault: Fault) -> None:
        self._tell(
            Ended(
                unit.kind,
                unit.name,
                state,
                unit.action.key,
                exit=fault.exit,
                diagnostics=fault.diagnostics,
                attempts=self._losses.attempts(unit.action.key),
            ),
            None,
        )
        if unit.kind is Kind.PAGE:
            self._page_settled(unit, None)
        elif unit.kind is Kind.EDITION:
            self._places.show_good_pages(unit.edition)

    def _tell(self, ended: Ended, entry: Entry | None) -> None:
        facts: dict[str, object] = {
            "name": ended.name,
            "state": ended.state,
            "action": ended.action,
            "attempts": ended.attempts,
        }
        if ended.diagnostics:
            facts["diagnostics"] = [one.as_json() for one in ended.diagnostics]
        if ended.worker:
            facts |= {
                "because": ended.because,
                "seconds": round(ended.seconds, 3),
                "memory": ended.memory,
                "worker": ended.worker,
            }
        self.journal.tell(ended.kind, **facts)
        self.listener.ended(ended, entry)

    def _remember(self, unit: Unit) -> None:
        """Write down what a unit was made from, to say some day why it is made again."""
        if unit.because:
            facts = {
                "name": unit.name,
                "folder": str(unit.folder.resolve()),
                "action": unit.action.key,
                "parts": dict(unit.action.parts),
                "because": unit.because,
            }
            self.batch.store.remember(name_of_place(unit.folder), facts)

    def _page_settled(self, unit: Unit, key: str | None) -> None:
        edition = unit.edition
        edition.pages[unit.folder.name] = key
        if not edition.complete:
            return
        found = edition.found
        if len(edition.good_pages) == len(found.pages):
            self._next.append(edition_unit(self.batch, edition))
            return
        self._places.show_good_pages(edition)
        self._tell(Ended(Kind.EDITION, found.name, State.WAITING), None)

    # ------------------------------------------------------------ places

    def _published(self, unit: Unit, entry: Entry) -> bool:
        """Put a finished edition at its place; false if the store had lost a part of it."""
        try:
            self._places.show(unit.edition, entry)
        except ObjectDamaged:
            self.batch.store.forget(entry.action)
            lost = tuple(k for _, k in unit.edition.good_pages if not self.batch.store.entry(k))
            self._renew(unit, lost)
            if not lost and not self._stopped:  # a file of the edition's own: only that
                self._next.append(unit)
            return False
        return True

    @property
    def _places(self) -> Places:
        return Places(self.batch.settings.output, self.batch.store)


def _held(facts: Mapping[str, object]) -> Fault:
    message = f"its worker was lost {ATTEMPTS} times ({facts.get('why')})"
    hint = "it is held back now; mend the cause, then run `batch … --again`"
    return Fault(int(ExitCode.ENVIRONMENT), (Diagnostic("unit-held", message, None, hint),))
