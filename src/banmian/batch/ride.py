"""What rides along with a run: the rules' findings and the comparison with baselines.

Inputs:  pages that are in the store, a folder of baselines.
Outputs: `Ridden`: what is to be told of a page beside that it was made.
Units:   none.
Source:  docs/scale.md. Findings are kept with every page, so that asking for them makes nothing
         again; a page whose bytes are its baseline's is the same without being opened.
"""

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from banmian.batch.told import Told
from banmian.check.finding import Settled
from banmian.editorial.which_folder import page_name
from banmian.errors import ExitCode, Severity
from banmian.snapshot.comparison import Verdict
from banmian.store.store import Blob

MISSING = "missing"
UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Ridden:
    """What was found beside making a page.

    Attributes:
        settled: the rules' findings; None when it is not they that are told.
        verdict: same, changed, masked or missing; empty when it is not this that is told.
        lines: what is different, in words.
        exit: the exit code it alone would end with.
    """

    name: str
    settled: Settled | None = None
    verdict: str = ""
    lines: tuple[str, ...] = ()
    exit: int = 0

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to tell."""
        told = self.settled is not None and self.settled.told
        return not told and self.verdict in {"", Verdict.SAME}

    def as_json(self) -> dict[str, Any]:
        """For a program."""
        facts: dict[str, Any] = {"name": self.name, "exit": self.exit}
        if self.settled is not None:
            facts["check"] = [one.as_json() for one in self.settled.told]
            facts["accepted"] = [one.as_json() for one in self.settled.accepted]
        if self.verdict:
            facts["snapshot"] = {"verdict": self.verdict, "lines": list(self.lines)}
        return facts


def findings(name: str, told: Told) -> Ridden:
    """What the rules say of a page; an error among it weighs as it does in `check`."""
    settled = told.settled
    errors = any(one.severity is Severity.ERROR for one in settled.told)
    return Ridden(name, settled, exit=int(ExitCode.FINDINGS if errors else ExitCode.DONE))


def baseline_digest(root: Path, page: Path) -> str | None:
    """The digest of a page's baseline, if it has one."""
    from banmian.snapshot.baseline import folder_of  # noqa: PLC0415  0.1 s, for those who ask

    try:
        return sha256((folder_of(root, page_name(page)) / "page.pdf").read_bytes()).hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return UNREADABLE  # whoever compares says why


def at_once(name: str, page: Blob, baseline: str | None) -> Ridden | None:
    """What can be said of a page without opening it; None if it has to be compared."""
    if baseline is None:
        return Ridden(name, verdict=MISSING, exit=int(ExitCode.BASELINE_MISSING))
    return Ridden(name, verdict=Verdict.SAME) if page.sha256 == baseline else None


def compared(name: str, told: Told) -> Ridden:
    """What comparing a page has come to."""
    verdict = str(told.facts["verdict"])
    code = ExitCode.FINDINGS if verdict == Verdict.CHANGED else ExitCode.DONE
    return Ridden(name, verdict=verdict, lines=tuple(told.facts["lines"]), exit=int(code))
