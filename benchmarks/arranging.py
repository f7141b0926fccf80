#!/usr/bin/env python3
"""How long a page's make-up takes when its collection arranges itself, by the number of speakers.

    .venv/bin/python benchmarks/arranging.py
        --repeats N   samples of each page (5)      --json    all samples, for a program
        --check       exit 1 when a limit is not kept

Inputs:  content/demo/2026-01-01/03 with its speeches dealt out anew; content/2024-11-13/05.
Outputs: a table on standard output.
Units:   seconds of wall clock; characters; searches, and texts poured to find a price.
Source:  docs/performance.md says where the limits come from.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[1]
sys.path[:1] = [str(ROOT), str(ROOT / "src")]

from benchmarks.dealt import Deal, dealt  # noqa: E402
from benchmarks.machine import machine_facts  # noqa: E402
from benchmarks.stopwatch import Figure, timed  # noqa: E402

from banmian.errors import BanmianError  # noqa: E402
from banmian.makeup.arrange import arrange  # noqa: E402
from banmian.makeup.fill import fill  # noqa: E402
from banmian.makeup.make_up import PageJob, make_up  # noqa: E402
from banmian.pipeline.collector import collector_at_rest  # noqa: E402
from banmian.pipeline.page import load_job  # noqa: E402
from banmian.pipeline.settings import Settings  # noqa: E402

REFERENCE = ROOT / "content" / "2024-11-13" / "05"
DEMO = ROOT / "content" / "demo" / "2026-01-01" / "03"
RATIOS = (0.85, 0.9, 1.0, 1.1)  # of the page's own text
SPEAKERS = (3, 6, 9, 10, 11, 12)
REFERENCE_LIMIT = 0.4  # seconds
LIMIT = 2.0  # seconds, of a page with speeches dealt anew


@dataclass(slots=True)
class Work:
    """What was done to arrange a collection: it is the same on every machine."""

    searches: int = 0
    poured: int = 0

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count while the context is open."""

        def counting(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
            def counted(*arguments: Any) -> Any:
                setattr(self, name, getattr(self, name) + 1)
                return function(*arguments)

            return counted

        with (
            patch("banmian.makeup.collection.arrange", counting("searches", arrange)),
            patch("banmian.makeup.module_prices.fill", counting("poured", fill)),
        ):
            yield


@dataclass(frozen=True, slots=True)
class Timed:
    """The make-up of one page.

    Attributes:
        page: which one.
        characters: of its speeches.
        faults: what does not fit.
    """

    page: str
    characters: int
    faults: int
    work: Work
    limit: float
    figure: Figure

    @property
    def verdict(self) -> str:
        """PASS or FAIL."""
        return "PASS" if self.figure.median <= self.limit else "FAIL"


def faults_of(job: PageJob) -> int:
    """Make a page up; how many faults its copy has in it."""
    try:
        make_up(job)
    except BanmianError as error:
        return len(error.diagnostics)
    return 0


def work_of(job: PageJob) -> Work:
    """Make a page up and count what was done."""
    work = Work()
    with work.counted():
        faults_of(job)
    return work


def jobs(settings: Settings) -> Iterator[tuple[str, PageJob, int, float]]:
    """The pages: their name, what they are made from, the characters dealt, the limit."""
    yield "reference page", load_job(REFERENCE, settings), 0, REFERENCE_LIMIT
    demo = load_job(DEMO, settings)
    for speakers in SPEAKERS:
        for ratio in RATIOS if speakers == max(SPEAKERS) else (1.0,):
            job, lengths = dealt(demo, Deal(speakers, 1, ratio))
            yield f"{speakers} speakers, {ratio:.2f} of the text", job, sum(lengths), LIMIT


def measure(settings: Settings, repeats: int) -> Iterator[Timed]:
    """Make all pages up: nothing is taken over from one make-up to the next."""
    for name, job, characters, limit in jobs(settings):
        with collector_at_rest():  # as while a page is made
            faults = faults_of(job)  # warms up: words are looked up in a dictionary once
            samples = tuple(timed(partial(faults_of, job)) for _ in range(repeats))
        yield Timed(name, characters, faults, work_of(job), limit, Figure(samples))


def report(results: Sequence[Timed], facts: Mapping[str, str]) -> Iterator[str]:
    """The table for people."""
    yield from (f"{name:>14}: {value}" for name, value in facts.items())
    rounds = len(results[0].figure.samples)
    yield f"\nMedian of {rounds}, fastest to slowest, in seconds.\n"
    for one in results:
        spread = f"{one.figure.low:.2f}–{one.figure.high:.2f}"
        work = f"{one.work.searches:4} searches {one.work.poured:4} poured {one.faults:3} over"
        limit = f"limit {one.limit:.1f}  {one.verdict}"
        yield f"{one.page:30}{one.figure.median:6.2f}  {spread:>10}  {work}  {limit}"


def main(arguments: list[str] | None = None) -> int:
    """Measure and report."""
    about = (__doc__ or "").splitlines()[0]
    parser = argparse.ArgumentParser(prog="arranging.py", description=about)
    parser.add_argument("--repeats", type=int, default=5, metavar="N", help="samples (5)")
    parser.add_argument("--json", action="store_true", help="all samples, for a program")
    parser.add_argument("--check", action="store_true", help="exit 1 when a limit is not kept")
    options = parser.parse_args(arguments)
    if options.repeats < 1:
        parser.error("--repeats must be at least 1")
    facts = machine_facts()
    with TemporaryDirectory(prefix="banmian-bench-") as work:
        results = list(measure(Settings(Path(work), ROOT, Path(work)), options.repeats))
    if options.json:
        print(json.dumps(_as_json(results, facts), ensure_ascii=False, indent=1))
    else:
        print("\n".join(report(results, facts)))
    passed = all(one.verdict == "PASS" for one in results)
    return 1 if options.check and not passed else 0


def _as_json(results: Sequence[Timed], facts: Mapping[str, str]) -> dict[str, object]:
    return {
        "machine": facts,
        "pages": [
            {
                "page": one.page,
                "characters": one.characters,
                "over": one.faults,
                "searches": one.work.searches,
                "poured": one.work.poured,
                "seconds": one.figure.samples,
                "limit": one.limit,
                "verdict": one.verdict,
            }
            for one in results
        ],
    }


if __name__ == "__main__":
    sys.exit(main())
