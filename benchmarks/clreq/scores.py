"""What the checks come to: held and tested, by rule and engine.

Inputs:  `SetParagraph`s of each engine; the rules.
Outputs: `Tally`, `Failure`, `Score`.
Units:   shares from 0 to 1; em.
Source:  our choice. Two totals are given: every finding counted alike, and every rule counted
         alike, because a rule tested at every line would drown one that is tested at every ？！.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from benchmarks.clreq.finding import Rule, Weight
from benchmarks.clreq.lines import SetParagraph


@dataclass(frozen=True, slots=True)
class Failure:
    """A place where an engine breaks a rule."""

    rule: str
    paragraph: str
    measure: float
    line: int
    text: str
    what: str

    def as_json(self) -> dict[str, object]:
        """For programs."""
        return {
            "rule": self.rule,
            "paragraph": self.paragraph,
            "measure_em": self.measure,
            "line": self.line,
            "text": self.text,
            "what": self.what,
        }


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a rule was held."""

    held: int
    tested: int

    @property
    def share(self) -> float | None:
        """The part that was held; None when nothing could be tested."""
        return self.held / self.tested if self.tested else None

    @classmethod
    def over(cls, tallies: Iterable["Tally"]) -> "Tally":
        """All of them in one."""
        several = tuple(tallies)
        return cls(sum(t.held for t in several), sum(t.tested for t in several))


@dataclass(frozen=True, slots=True)
class Score:
    """What one engine comes to."""

    engine: str
    version: str
    tallies: Mapping[str, Tally]  # by the rule's number
    failures: tuple[Failure, ...]
    lines: int
    opened: float  # em, the mean over justified lines of what each gap was opened by

    def total(self, rules: Sequence[Rule], weight: Weight | None = None) -> Tally:
        """Every finding counted alike."""
        return Tally.over(self.tallies[r.number] for r in rules if weight in {None, r.weight})

    def mean(self, rules: Sequence[Rule], weight: Weight | None = None) -> float:
        """Every rule counted alike."""
        shares = (self.tallies[r.number].share for r in rules if weight in {None, r.weight})
        return fmean(share for share in shares if share is not None)


def score(
    name: tuple[str, str], paragraphs: Sequence[SetParagraph], rules: Sequence[Rule]
) -> Score:
    """Hold the paragraphs of an engine, given by name and version, to the rules."""
    tallies: dict[str, Tally] = {}
    failures: list[Failure] = []
    for rule in rules:
        held = tested = 0
        for paragraph in paragraphs:
            for finding in rule.check(paragraph):
                tested += 1
                held += finding.held
                if not finding.held:
                    failures.append(
                        Failure(
                            rule.number,
                            paragraph.name,
                            paragraph.measure,
                            finding.line,
                            paragraph.lines[finding.line - 1].text,
                            finding.what,
                        )
                    )
        tallies[rule.number] = Tally(held, tested)
    lines = [line for paragraph in paragraphs for line in paragraph.lines]
    opened = [line.opened for line in lines if not line.last and line.opened is not None]
    mean = fmean(opened) if opened else 0.0
    return Score(*name, tallies, tuple(failures), len(lines), mean)
