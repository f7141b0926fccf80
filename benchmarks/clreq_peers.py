#!/usr/bin/env python3
"""How well Chinese lines are set: our composer, Typst, Chromium and WeasyPrint, by the same rules.

    .venv/bin/python benchmarks/clreq_peers.py      after one run of: python3 build.py bench
        --measures 11,13     measures in em (11,13,15,22,35)
        --engines NAME,…     banmian, typst, chromium, weasyprint (all)
        --failures NAME      every place where that engine breaks a rule
        --json               everything, for a program
        --check              exit 1 unless we are ahead of every peer

Inputs:  benchmarks/clreq/paragraphs.txt and content/2024-11-13/05.
Outputs: a table on standard output; what it is doing on standard error.
Units:   em of the body size.
Source:  docs/typography.md for the rules; docs/peers.md says how they are tested.
"""

import argparse
import json
import logging
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path[:1] = [str(ROOT), str(ROOT / "src")]

from benchmarks.clreq.engines import ENGINES, Engine, EngineMissing, Ground  # noqa: E402
from benchmarks.clreq.finding import Rule, Weight  # noqa: E402
from benchmarks.clreq.job import (  # noqa: E402
    MEASURES,
    Job,
    make_jobs,
    own_paragraphs,
    reference_paragraphs,
)
from benchmarks.clreq.metrics import Advances  # noqa: E402
from benchmarks.clreq.readback import read_back  # noqa: E402
from benchmarks.clreq.rules import rules  # noqa: E402
from benchmarks.clreq.scores import Score, Tally, score  # noqa: E402

PARAGRAPHS = ROOT / "benchmarks" / "clreq" / "paragraphs.txt"
REFERENCE = ROOT / "content" / "2024-11-13" / "05"
COLUMN = 18


def run(engines: Sequence[Engine], jobs: Sequence[Job], folder: Path) -> dict[str, Score]:
    """Set the jobs in every engine that is here, and score what is read back."""
    ground = Ground(ROOT, folder)
    advances = Advances(ground.face)
    scores: dict[str, Score] = {}
    for engine in engines:
        try:
            name = engine.name, engine.version()
        except EngineMissing as fault:
            _say(f"*** {engine.name} IS NOT HERE and has no column; to get it: {fault}")
            continue
        _say(f"{' '.join(name)}: {len(jobs)} paragraphs")
        paragraphs = read_back(engine.set(jobs, ground), jobs, advances)
        scores[engine.name] = score(name, paragraphs, rules(advances))
    return scores


def table(scores: Sequence[Score], judged: Sequence[Rule]) -> Iterator[str]:
    """The table for people: the share of each rule that is held, and held/tested."""
    yield f"{'':52}" + "".join(f"{one.engine:>{COLUMN}}" for one in scores)
    yield f"{'':52}" + "".join(f"{one.version:>{COLUMN}}" for one in scores)
    for weight, head in (
        (Weight.HARD, "CLREQ and GB/T 15834"),
        (Weight.HOUSE, "House choices, and what the sources only advise"),
    ):
        yield f"\n{head}"
        for rule in judged:
            if rule.weight is weight:
                cells = "".join(_cell(one.tallies[rule.number]) for one in scores)
                yield f"{rule.number:11}{rule.says:41}{cells}"
    yield "\nTotals"
    for name, part in (("hard", Weight.HARD), ("house", Weight.HOUSE), ("all", None)):
        cells = "".join(_cell(one.total(judged, part)) for one in scores)
        yield f"{name + ', every finding alike':52}{cells}"
        means = "".join(f"{_percent(one.mean(judged, part)):>{COLUMN}}" for one in scores)
        yield f"{name + ', every rule alike':52}{means}"
    yield "\nNot judged"
    yield f"{'lines':52}" + "".join(f"{one.lines:>{COLUMN}}" for one in scores)
    opened = "".join(f"{one.opened:>{COLUMN}.3f}" for one in scores)
    yield f"{'white opened in each gap of a justified line, em':52}{opened}"


def _cell(tally: Tally) -> str:
    if tally.share is None:
        return f"{'–':>{COLUMN}}"
    return f"{f'{tally.held}/{tally.tested} {_percent(tally.share)}':>{COLUMN}}"


def _percent(share: float) -> str:
    """To a tenth, and never 100 % for what is not whole."""
    if share == 1:
        return "100%"
    return f"{min(99.9, share * 100):.1f}%"


def _as_json(scores: Sequence[Score], judged: Sequence[Rule]) -> dict[str, object]:
    return {
        "rules": [{"rule": r.number, "says": r.says, "weight": r.weight.value} for r in judged],
        "engines": [
            {
                "engine": one.engine,
                "version": one.version,
                "lines": one.lines,
                "opened_em": one.opened,
                "rules": {
                    number: {"held": tally.held, "tested": tally.tested}
                    for number, tally in one.tallies.items()
                },
                "share": {
                    "hard": one.total(judged, Weight.HARD).share,
                    "house": one.total(judged, Weight.HOUSE).share,
                    "all": one.total(judged).share,
                },
                "mean": {
                    "hard": one.mean(judged, Weight.HARD),
                    "house": one.mean(judged, Weight.HOUSE),
                    "all": one.mean(judged),
                },
                "failures": [failure.as_json() for failure in one.failures],
            }
            for one in scores
        ],
    }


def ahead(scores: dict[str, Score], judged: Sequence[Rule]) -> bool:
    """Whether we hold a greater share than every peer: hard rules and all, counted both ways."""
    ours = scores["banmian"]
    return all(
        (ours.total(judged, part).share or 0) > (peer.total(judged, part).share or 0)
        and ours.mean(judged, part) > peer.mean(judged, part)
        for name, peer in scores.items()
        if name != "banmian"
        for part in (Weight.HARD, None)
    )


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Run the comparison."""
    parser = argparse.ArgumentParser(
        prog="clreq_peers.py", description=(__doc__ or "").splitlines()[0]
    )
    names = [engine.name.lower() for engine in ENGINES]
    parser.add_argument("--measures", default=",".join(f"{m:g}" for m in MEASURES), metavar="EM,…")
    parser.add_argument("--engines", default=",".join(names), metavar="NAME,…")
    parser.add_argument("--failures", choices=names, help="list where an engine breaks rules")
    parser.add_argument("--json", action="store_true", help="everything, for a program")
    parser.add_argument("--check", action="store_true", help="exit 1 unless we are ahead")
    options = parser.parse_args(arguments)
    wanted = options.engines.split(",")
    unknown = set(wanted) - set(names)
    if unknown:
        parser.error(f"no engine {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    if options.check and "banmian" not in wanted:
        parser.error("--check compares with banmian, which --engines leaves out")
    try:
        measures = [float(measure) for measure in options.measures.split(",")]
    except ValueError:
        parser.error("--measures takes numbers of em with commas between them")
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    copy = [*own_paragraphs(PARAGRAPHS), *reference_paragraphs(REFERENCE)]
    jobs = make_jobs(copy, measures)
    engines = [engine for engine in ENGINES if engine.name.lower() in wanted]
    with TemporaryDirectory(prefix="banmian-peers-") as work:
        scores = run(engines, jobs, Path(work))
    judged = rules(Advances(Ground(ROOT, ROOT).face))
    if options.json:
        print(json.dumps(_as_json(list(scores.values()), judged), ensure_ascii=False, indent=1))
    else:
        characters = sum(len(text) for _, text in copy)
        print(f"{len(copy)} paragraphs, {characters} characters, at {options.measures} em\n")
        print("\n".join(table(list(scores.values()), judged)))
    for one in scores.values():
        if options.failures and one.engine.lower() == options.failures:
            for failure in one.failures:
                where = f"{failure.paragraph} at {failure.measure:g} em, line {failure.line}"
                print(f"{failure.rule}: {where}: {failure.what} | {failure.text}")
    return 0 if not options.check or ahead(scores, judged) else 1


if __name__ == "__main__":
    sys.exit(main())
