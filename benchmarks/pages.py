#!/usr/bin/env python3
"""How fast a page is: ours, the same page by plain WeasyPrint, and by Typst.

    python3 build.py bench                      sets up what is needed, then runs this
    .venv/bin/python benchmarks/pages.py        the same, when that has been done
        --repeats N   rounds to take (7)        --json    all samples, for a program
        --check       exit 1 when a limit is not kept

Inputs:  content/2024-11-13/05.
Outputs: a table on standard output; what it is doing on standard error.
Units:   seconds of wall clock.
Source:  docs/performance.md says what each line holds and where its limit comes from.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path[:1] = [str(ROOT), str(ROOT / "src")]

from benchmarks.contest import (  # noqa: E402
    STAGES,
    Contest,
    Ground,
    build_with_png,
    plain_servant,
    prepare_ground,
)
from benchmarks.machine import machine_facts  # noqa: E402
from benchmarks.stopwatch import Figure, timed  # noqa: E402

from banmian.compose.paragraph import compose  # noqa: E402
from banmian.makeup.page import TextBlock  # noqa: E402
from banmian.makeup.setter import measure_of, setting_of  # noqa: E402
from banmian.render.fonts import page_fonts  # noqa: E402

PAGE = ROOT / "content" / "2024-11-13" / "05"
INDENT = "  "

LINES = {  # the names of figures, as they are printed
    "ours warm": "our page, warm",
    "plain warm": "plain WeasyPrint, warm",
    "plain filled warm": "plain WeasyPrint, columns of given height, warm",
    "ours cold": "our page, new process",
    "plain cold": "plain WeasyPrint, new process",
    "plain filled cold": "plain WeasyPrint, columns of given height, new process",
    "typst": "Typst, compile in a new process",
    "typst again": INDENT + "its second compile (memoised)",
    "typst process": INDENT + "the whole process",
    "typst our fonts": "Typst told to skip the system's fonts, compile in a new process",
    "typst our fonts again": INDENT + "its second compile (memoised)",
    "typst our fonts process": INDENT + "the whole process",
    "alone compose": "composing every block once, alone",
    "alone fonts": "cutting the fonts",
    "alone fonts kept": INDENT + "from the cache",
    "alone png": "our page, warm, with its PNG of 150 dpi",
}


@dataclass(frozen=True, slots=True)
class Check:
    """A ratio that has a limit; the median of the rounds counts."""

    name: str
    of: str
    to: str
    limit: float


CHECKS = (
    Check("our page, warm : plain WeasyPrint, warm", "ours warm", "plain warm", 0.5),
    Check("our page, warm : Typst's compile in a new process", "ours warm", "typst", 1.5),
    Check("our page : plain WeasyPrint, both new processes", "ours cold", "plain cold", 1.0),
    Check("composing : our page, warm", "stage compose", "ours watched", 0.2),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check came to.

    Attributes:
        ratio: the rounds' ratios; None when a contestant was not there.
        fastest: the ratio of the fastest samples, which other work has disturbed least.
    """

    check: Check
    ratio: Figure | None
    fastest: float = 0.0

    @property
    def verdict(self) -> str:
        """PASS, FAIL, or that it was not measured."""
        if self.ratio is None:
            return "NOT MEASURED"
        return "PASS" if self.ratio.median <= self.check.limit else "FAIL"

    def as_json(self) -> dict[str, object]:
        """For programs."""
        ratio = self.ratio
        return {
            "check": self.check.name,
            "limit": self.check.limit,
            "ratio": None if ratio is None else round(ratio.median, 4),
            "range": None if ratio is None else [round(ratio.low, 4), round(ratio.high, 4)],
            "fastest": None if ratio is None else round(self.fastest, 4),
            "verdict": self.verdict,
        }


def findings(figures: Mapping[str, Figure]) -> tuple[Finding, ...]:
    """Hold the figures against the limits."""
    return tuple(_finding(check, figures) for check in CHECKS)


def _finding(check: Check, figures: Mapping[str, Figure]) -> Finding:
    of, to = figures[check.of], figures.get(check.to)
    return Finding(check, None) if to is None else Finding(check, of.over(to), of.low / to.low)


def measure_parts(ground: Ground, repeats: int) -> dict[str, Figure]:
    """Time parts of the work by themselves."""
    blocks = [
        block for block in ground.page.blocks if isinstance(block, TextBlock) and block.part == 0
    ]
    leading = ground.page.grid.leading
    catalogue, kept = ground.job.catalogue, ground.settings.cache / "page-fonts"

    def compose_all() -> None:
        for block in blocks:
            measure = measure_of(block.style, block.rect.width)
            compose(block.copy, measure, setting_of(block.style, leading))

    parts = {
        "alone compose": compose_all,
        "alone fonts": lambda: page_fonts((ground.page,), catalogue, None),
        "alone fonts kept": lambda: page_fonts((ground.page,), catalogue, kept),
        "alone png": lambda: build_with_png(ground),
    }
    return {
        name: Figure(tuple(timed(work) for _ in range(repeats))) for name, work in parts.items()
    }


def report(
    figures: Mapping[str, Figure], facts: Mapping[str, str], characters: int
) -> Iterator[str]:
    """The table for people."""
    yield from (f"{name:>14}: {value}" for name, value in facts.items())
    rounds = len(figures["ours warm"].samples)
    yield f"\nMedian of {rounds} rounds, fastest to slowest, in seconds; {characters} characters.\n"
    for key, name in LINES.items():
        if key in figures:
            yield _line(name, figures[key])
        if key == "ours warm":
            for stage in STAGES:
                yield _line(INDENT + stage, figures[f"stage {stage}"])
    yield "\nRatios: median of the rounds, lowest to highest; of the fastest samples; limit.\n"
    for finding in findings(figures):
        name, limit = finding.check.name, finding.check.limit
        if finding.ratio is None:
            yield f"{name:64}{'':>29}limit {limit:.2f}  {finding.verdict}"
        else:
            line = _line(name, finding.ratio, 2)
            yield f"{line}  {finding.fastest:7.2f}  limit {limit:.2f}  {finding.verdict}"


def _line(name: str, figure: Figure, places: int = 3) -> str:
    spread = f"{figure.low:.{places}f}–{figure.high:.{places}f}"
    return f"{name:64}{figure.median:7.{places}f}  {spread:>11}"


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Run the contest."""
    parser = argparse.ArgumentParser(prog="pages.py", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--repeats", type=int, default=7, metavar="N", help="rounds (7)")
    parser.add_argument("--json", action="store_true", help="all samples, for a program")
    parser.add_argument("--check", action="store_true", help="exit 1 when a limit is not kept")
    parser.add_argument(
        "--quick", action="store_true", help="one round, nothing warmed up: shows only that it runs"
    )
    options = parser.parse_args(arguments)
    if options.repeats < 1:
        parser.error("--repeats must be at least 1")
    facts = machine_facts()
    with TemporaryDirectory(prefix="banmian-bench-") as work:
        ground = prepare_ground(PAGE, Path(work))
        with plain_servant(ground) as plain:
            if not options.quick:
                Contest(ground, plain).run(1, lambda _: _say("warming up"))
            contest = Contest(ground, plain)
            contest.run(1 if options.quick else options.repeats, _say)
        parts = measure_parts(ground, 1 if options.quick else options.repeats)
    figures = {**contest.figures, **parts}
    results = findings(figures)
    if options.json:
        print(json.dumps(_as_json(figures, facts, results), ensure_ascii=False, indent=1))
    else:
        characters = sum(len(passage.text) for passage in ground.rival.passages)
        print("\n".join(report(figures, facts, characters)))
    passed = all(finding.verdict == "PASS" for finding in results)
    return 1 if options.check and not passed else 0


def _as_json(
    figures: Mapping[str, Figure], facts: Mapping[str, str], results: tuple[Finding, ...]
) -> dict[str, object]:
    return {
        "machine": facts,
        "seconds": {
            name: {"median": figure.median, "samples": figure.samples}
            for name, figure in figures.items()
        },
        "checks": [finding.as_json() for finding in results],
    }


if __name__ == "__main__":
    sys.exit(main())
