#!/usr/bin/env python3
"""How many pages a batch makes in what time, with what memory, and what it survives.

    .venv/bin/python benchmarks/batch.py
        --pages N     pages of the long run, four an edition (200)
        --repeats N   samples of one process against two (3)
        --json        everything that was measured, for a program
        --check       exit 1 when a limit is not kept

Inputs:  `benchmarks/editions.py`: editions no two pages of which are alike.
Outputs: a table on standard output; a line on standard error for each part that begins.
Units:   seconds of wall clock, bytes; counts and ratios have limits, seconds have none.
Source:  docs/scale.md, "How long". 200 pages take some ten minutes on two cores; all is written to
         one temporary folder, which goes with the end, also by Ctrl-C or SIGTERM.
"""

import argparse
import json
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:1] = [str(ROOT), str(ROOT / "src")]

from benchmarks.batch_runs import Kept, Ran, Shooter, kept_in, run_batch, unlike  # noqa: E402
from benchmarks.editions import PAGES, break_story, make_editions  # noqa: E402
from benchmarks.machine import machine_facts  # noqa: E402
from benchmarks.stopwatch import Figure  # noqa: E402

PACE_PAGES = 24  # of one process against two
CLUSTER_PAGES = 12
SECOND_RUN = 0.02  # its time as a share of the first's
TWO_TO_ONE = 1.7  # on two idle cores
GROWTH = 1.15  # a worker's memory at its last pages over that at page 20
SETTLED = 20  # pages: each of the four sorts several times, all faces open
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """Something that must be so."""

    what: str
    found: str
    kept: bool


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything that was measured; `pace` has pairs of runs with one process and with two."""

    pages: int
    broken: str
    first: Ran
    second: Ran
    kept: Kept
    pace: tuple[tuple[Ran, Ran], ...]
    near: Ran
    far: Ran
    cluster_seconds: float
    different: tuple[str, ...]

    @property
    def share(self) -> float:
        """The second run's time as a share of the first's."""
        return self.second.seconds / self.first.seconds

    @property
    def gain(self) -> Figure:
        """How many times as fast two processes are."""
        return Figure(tuple(one.seconds / two.seconds for one, two in self.pace))

    @property
    def growth(self) -> float:
        """A worker's memory at its last pages over that when it had settled."""
        held = self.first.memory
        return around(held, len(held)) / around(held, settled(held))

    def checks(self) -> Iterator[Check]:
        """What is to be shown."""
        first, second = self.first.told, self.second.told
        built, failed = first["pages"]["built"], [fault["name"] for fault in first["faults"]]
        lost = first["workers_lost"]
        yield Check("a worker was killed within a page", f"{lost}", lost == 1)
        good = built == self.pages - 1 and failed == [self.broken]
        yield Check("all pages but the broken one", f"{built}, named: {', '.join(failed)}", good)
        again = second["pages"]
        good = again["built"] == 0 and again["reused"] == built and again["failed"] == 1
        yield Check("the second run builds nothing", f"built {again['built']}", good)
        share = f"{self.share:.2%}, limit {SECOND_RUN:.0%}"
        yield Check("the second run's time", share, self.share < SECOND_RUN)
        gain = self.gain.median
        yield Check("two processes over one", f"{gain:.2f}, limit {TWO_TO_ONE}", gain >= TWO_TO_ONE)
        grown = f"{self.growth:.3f}, limit {GROWTH}"
        yield Check("memory, last pages over settled", grown, self.growth <= GROWTH)
        made = self.far.told["pages"]["built"]
        alike = not self.different and made == self.near.told["pages"]["built"] > 0
        files = f"{len(self.different)} files differ of {made} pages"
        yield Check("Dask's outputs are those of processes", files, alike)


def settled(held: list[int]) -> int:
    """After how many pages a worker's memory is taken as its measure."""
    return min(SETTLED, max(1, len(held) // 2))


def around(held: list[int], page: int) -> float:
    """A worker's memory after a page: the middle of four, since sorts of pages differ."""
    return median(held[max(0, page - len(PAGES)) : page])


def measure(pages: int, repeats: int, folder: Path) -> Measured:
    """Do all runs, one after the other, on stores of their own."""
    say(f"{pages} pages, two processes; one worker is killed, one story is broken")
    content = folder / "content"
    broken = break_story(make_editions(content, pages // len(PAGES))[-1])
    output = folder / "output"
    first = run_batch(content, output, "--jobs", "2", shooter=Shooter(max(1, pages // 4)))
    say(f"the same again, after {first.seconds:.0f} s")
    second = run_batch(content, output, "--jobs", "2")
    kept = kept_in(output)
    few = folder / "few"
    make_editions(few, min(PACE_PAGES, pages) // len(PAGES))
    pace = []
    for number in range(repeats):
        say(f"one process against two, {number + 1} of {repeats}")
        runs = [run_batch(few, folder / f"pace-{number}-{n}", "--jobs", str(n)) for n in (1, 2)]
        pace.append((runs[0], runs[1]))
    fewer = folder / "fewer"
    make_editions(fewer, min(CLUSTER_PAGES, pages) // len(PAGES))
    say("two processes, then Dask's two workers")
    near = run_batch(fewer, folder / "near", "--jobs", "2")
    far, seconds = on_dask(fewer, folder / "far")
    different = tuple(unlike(folder / "near", folder / "far"))
    return Measured(pages, broken, first, second, kept, tuple(pace), near, far, seconds, different)


def on_dask(content: Path, output: Path) -> tuple[Ran, float]:
    """A run on a LocalCluster of two workers, and how long that took to start."""
    from distributed import LocalCluster  # noqa: PLC0415  after the long run: it has threads

    start = time.perf_counter()
    with LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    ) as cluster:
        seconds = time.perf_counter() - start
        return run_batch(content, output, "--scheduler", cluster.scheduler_address), seconds


def say(text: str) -> None:
    """Tell who waits what is going on."""
    print(f"… {text}", file=sys.stderr, flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Measure and report."""
    summary = (__doc__ or "").splitlines()[0]
    parser = argparse.ArgumentParser(prog="batch.py", description=summary)
    parser.add_argument("--pages", type=int, default=200, metavar="N", help="of the long run (200)")
    parser.add_argument("--repeats", type=int, default=3, metavar="N", help="samples (3)")
    parser.add_argument("--json", action="store_true", help="all that was measured")
    parser.add_argument("--check", action="store_true", help="exit 1 when a limit is not kept")
    options = parser.parse_args(arguments)
    if options.pages < 8 or options.pages % len(PAGES):
        parser.error("--pages must be 8 or more, four an edition")
    if options.repeats < 1:
        parser.error("--repeats must be at least 1")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with tempfile.TemporaryDirectory(prefix="banmian-batch-") as name:
        measured = measure(options.pages, options.repeats, Path(name))
    checks = tuple(measured.checks())
    if options.json:
        print(json.dumps(facts_of(measured, checks), ensure_ascii=False, indent=1))
    else:
        print("\n".join(report_of(measured, checks)))
    return 1 if options.check and not all(check.kept for check in checks) else 0


def facts_of(measured: Measured, checks: tuple[Check, ...]) -> Mapping[str, Any]:
    """For a program."""
    return {
        "machine": machine_facts(),
        "failed": [check.what for check in checks if not check.kept],
        "checks": {check.what: check.found for check in checks},
        "pages": measured.pages,
        "first": _run_facts(measured.first),
        "second": _run_facts(measured.second),
        "pace": [[_run_facts(run) for run in pair] for pair in measured.pace],
        "processes": _run_facts(measured.near),
        "dask": {**_run_facts(measured.far), "cluster starting": measured.cluster_seconds},
        "memory after each page": measured.first.memory,
        "store": {
            "bytes": measured.kept.sizes,
            "files": measured.kept.files,
            "folders": measured.kept.folders,
        },
    }


def _run_facts(ran: Ran) -> Mapping[str, Any]:
    facts: dict[str, Any] = {"seconds": ran.seconds, "built": len(ran.built)}
    if ran.built:
        facts |= {
            "starting": ran.starting,
            "first page": ran.first_pages,
            "page": ran.page_seconds,
            "edition": ran.edition_seconds,
            "peak": max(ran.held.values()),
        }
    return facts


def report_of(measured: Measured, checks: tuple[Check, ...]) -> Iterator[str]:
    """The table."""
    first, second, kept = measured.first, measured.second, measured.kept
    yield ", ".join(f"{key} {value}" for key, value in machine_facts().items())
    yield ""
    yield f"{measured.pages} pages, 2 processes  {first.seconds:8.1f} s, {_pace(first)}"
    yield f"an edition of four pages, finished in {first.edition_seconds:.2f} s"
    yield f"the same again         {second.seconds:8.2f} s"
    for n, runs in enumerate(zip(*measured.pace, strict=True), start=1):
        seconds = Figure(tuple(run.seconds for run in runs))
        line = f"{len(runs[0].built)} pages, {n} process{'es' if n > 1 else '':2}"
        yield f"{line:22} {seconds.median:8.1f} s, {_pace(runs[0])}"
    yield f"{len(measured.near.built)} pages, 2 processes   {measured.near.seconds:8.1f} s"
    far = f"{measured.far.seconds:8.1f} s, {_pace(measured.far)}"
    yield f"the same, Dask         {far}; cluster up in {measured.cluster_seconds:.1f} s"
    yield ""
    held = first.memory
    marks = [page for page in (10, SETTLED, 50, 100) if page < len(held)]
    shown = [f"{page}: {around(held, page) / _MB:.0f}" for page in (*marks, len(held))]
    beyond = (around(held, len(held)) - around(held, settled(held))) / _MB
    grown = beyond / max(1, len(held) - settled(held))
    yield f"a worker's memory after so many pages, MB: {', '.join(shown)}; {grown:.2f} a page"
    own = f"the command's own {first.held.get(0, 0) / _MB:.0f} MB"
    yield f"the most a worker held: {first.peak / _MB:.0f} MB; {own}"
    made = len(first.built)
    sizes = ", ".join(f"{sort} {size / made / 1000:.0f}" for sort, size in kept.sizes.items())
    yield f"kB a page in the store: {kept.bytes / made / 1000:.0f} ({sizes})"
    yield f"files a page in the store: {kept.files / made:.1f}, {kept.folders} folders in all"
    yield ""
    for check in checks:
        yield f"{'PASS' if check.kept else 'FAIL'}  {check.what:38} {check.found}"


def _pace(ran: Ran) -> str:
    of_a_page = f"{ran.page_seconds:.2f} s a page in a worker"
    start = f"start {ran.starting:.1f} s, a worker's first page {ran.first_pages:.1f} s"
    return f"{ran.pages_per_minute:.1f} pages/min, {of_a_page}; {start}"


if __name__ == "__main__":
    sys.exit(main())
