"""The comparer tried: faults of every layer planted in a page, and harmless rewritings.

Inputs:  a PDF as bytes.
Outputs: `Trial`s: what was planted, and whether the right layer told it at the right place.
Units:   PDF points for places.
Source:  our choice: a check that nobody checks passes when it is broken.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from banmian.snapshot.compare import compare
from banmian.snapshot.comparison import Comparison, Verdict
from banmian.snapshot.drawn import Bounds
from banmian.snapshot.finding import Finding
from banmian.snapshot.places import Paper
from banmian.snapshot.seeds import colour, geometry, printing, structure, text
from banmian.snapshot.seeds.bench import Bench, Seed, place_of_change
from banmian.snapshot.seeds.rewritings import REWRITINGS

SEEDS = (*text.SEEDS, *geometry.SEEDS, *colour.SEEDS, *printing.SEEDS, *structure.SEEDS)
NEAR = 6.0  # points a finding may stand off


@dataclass(frozen=True, slots=True)
class Trial:
    """One seed, or one rewriting, on one page.

    Attributes:
        category: a category of faults, or `harmless`.
        applies: the page has what the seed changes.
        passed: the fault was told by its layer at its place; the rewriting was not told.
        told: the kinds of all findings.
    """

    name: str
    category: str
    applies: bool
    passed: bool
    told: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """For programs."""
        return {
            "name": self.name,
            "category": str(self.category),
            "applies": self.applies,
            "passed": self.passed,
            "told": list(self.told),
        }


def summary(trials: Sequence[Trial]) -> str:
    """What came of all trials: a line a category, and a line for each that failed."""
    lines = []
    for category in dict.fromkeys(trial.category for trial in trials):
        here = [trial for trial in trials if trial.category == category and trial.applies]
        passed = sum(trial.passed for trial in here)
        lines.append(f"{category:<10} {passed} of {len(here)}")
    for trial in trials:
        if not trial.passed:
            lines.append(f"failed: {trial.category}: {trial.name}: told {', '.join(trial.told)}")
    absent = [trial.name for trial in trials if not trial.applies]
    if absent:
        lines.append(f"nothing on this page for: {', '.join(absent)}")
    return "\n".join(lines)


def try_out(data: bytes) -> Iterator[Trial]:
    """Plant every fault, make every rewriting, and compare with what was.

    Raises:
        UsageError: the PDF cannot be read.
    """
    compare(data, data)  # says in our words when it cannot be read
    for seed in SEEDS:
        yield try_seed(data, seed)
    for rewriting in REWRITINGS:
        rewritten = rewriting.rewrite(Bench(data))
        if rewritten is None:
            yield Trial(rewriting.name, "harmless", applies=False, passed=True, told=())
            continue
        comparison = compare(data, rewritten)
        same = comparison.verdict is Verdict.SAME
        told = _told(comparison)
        yield Trial(rewriting.name, "harmless", applies=True, passed=same, told=told)


def try_seed(data: bytes, seed: Seed) -> Trial:
    """Plant one fault and compare."""
    bench = Bench(data)
    if not seed.plant(bench):
        return Trial(seed.name, seed.category, applies=False, passed=True, told=())
    changed = bench.save()
    comparison = compare(data, changed)
    drawn = place_of_change(data, changed) if bench.changed else None
    paper = Paper.of(bench.page)
    passed = any(
        finding.layer is seed.layer and finding.kind in seed.kinds and _at(finding, drawn, paper)
        for finding in comparison.findings
    )
    return Trial(seed.name, seed.category, applies=True, passed=passed, told=_told(comparison))


def _at(finding: Finding, drawn: Bounds | None, paper: Paper) -> bool:
    """Whether a finding is where something else was drawn, or nothing was."""
    if drawn is None:
        return True
    if finding.box is None:
        return False
    left, bottom, right, top = paper.bounds(finding.box)
    return (
        left <= drawn[2] + NEAR
        and drawn[0] <= right + NEAR
        and bottom <= drawn[3] + NEAR
        and drawn[1] <= top + NEAR
    )


def _told(comparison: Comparison) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{f.layer}:{f.kind}" for f in comparison.findings))
