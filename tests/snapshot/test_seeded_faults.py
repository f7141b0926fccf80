"""Every fault that can be planted is told by its layer at its place; no rewriting is told."""

import pytest

from banmian.snapshot.compare import compare
from banmian.snapshot.comparison import Verdict
from banmian.snapshot.seeds.bench import Bench, Category, Rewriting, Seed
from banmian.snapshot.seeds.rewritings import REWRITINGS
from banmian.snapshot.selftest import SEEDS, Trial, summary, try_seed

ABSENT = {"order of lines", "text in K"}  # the page has no two lines in one group; it is in K


def test_there_are_faults_of_every_category() -> None:
    names = [seed.name for seed in SEEDS]
    assert len(names) == len(set(names)) >= 80
    assert {seed.category for seed in SEEDS} == set(Category)
    assert len(REWRITINGS) >= 13


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.name)
def test_a_fault_is_told(plain_pdf: bytes, seed: Seed) -> None:
    trial = try_seed(plain_pdf, seed)
    assert trial.passed, trial.told
    assert trial.applies == (seed.name not in ABSENT)


@pytest.mark.parametrize("rewriting", REWRITINGS, ids=lambda rewriting: rewriting.name)
def test_a_harmless_rewriting_is_not_told(plain_pdf: bytes, rewriting: Rewriting) -> None:
    rewritten = rewriting.rewrite(Bench(plain_pdf))
    assert rewritten is not None
    assert rewritten != plain_pdf
    comparison = compare(plain_pdf, rewritten)
    assert (comparison.verdict, comparison.findings) == (Verdict.SAME, ())


def test_a_fault_that_is_not_told_fails(plain_pdf: bytes) -> None:
    blind = Seed("nothing", Category.TEXT, SEEDS[0].layer, SEEDS[0].kinds, lambda _bench: True)
    trial = try_seed(plain_pdf, blind)
    assert trial == Trial("nothing", "text", applies=True, passed=False, told=())
    assert "failed: text: nothing" in summary([trial])
