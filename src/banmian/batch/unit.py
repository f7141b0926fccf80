"""What a run is about, piece by piece, and what became of each.

Inputs:  editions that were found.
Outputs: `Unit`s of work, `OpenEdition`s, `Settled` ones.
Units:   none.
Source:  issue of the batch: the unit of work is a page; an edition is finished when its pages are.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from banmian.batch.action import Action
from banmian.batch.found import FoundEdition
from banmian.errors import Diagnostic


class Kind(StrEnum):
    """What sort of work a unit is."""

    PAGE = "page"
    EDITION = "edition"
    SNAPSHOT = "snapshot"


class State(StrEnum):
    """What became of a unit."""

    BUILT = "built"  # made in this run
    REUSED = "reused"  # the store had it
    FAILED = "failed"  # copy, layout or fonts are wrong
    CRASHED = "crashed"  # our own fault: an exception nobody expected
    HELD = "held"  # its worker was lost every time: not tried again until asked for
    WAITING = "waiting"  # an edition some of whose pages are at fault

    @property
    def good(self) -> bool:
        """Whether it is there."""
        return self in {State.BUILT, State.REUSED}


WORDS = {  # Chinese first: an editor reads it
    State.BUILT: "新做 built",
    State.REUSED: "沿用 reused",
    State.FAILED: "有错 failed",
    State.CRASHED: "程序出错 crashed",
    State.HELD: "搁置 held",
    State.WAITING: "待齐 waiting for pages",
}


@dataclass(slots=True)
class OpenEdition:
    """An edition whose pages are being made; `pages` are those settled, by their folder's name."""

    found: FoundEdition
    pages: dict[str, str | None] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether every page is settled."""
        return len(self.pages) == len(self.found.pages)

    @property
    def good_pages(self) -> tuple[tuple[str, str], ...]:
        """Name and action of every page that is there, in page order."""
        known = ((folder.name, self.pages.get(folder.name)) for folder in self.found.pages)
        return tuple((name, key) for name, key in known if key is not None)


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of work.

    Attributes:
        name: edition and page as results are filed: `demo/2026-01-01/03`.
        because: why it has to be made, in words.
    """

    kind: Kind
    name: str
    folder: Path
    action: Action
    edition: OpenEdition
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of a unit.

    Attributes:
        exit: the exit code it alone would have ended with.
        diagnostics: what is wrong with it.
        seconds, memory, worker: of a unit that was made in this run; bytes.
    """

    kind: Kind
    name: str
    state: State
    action: str = ""
    exit: int = 0
    diagnostics: tuple[Diagnostic, ...] = ()
    because: tuple[str, ...] = ()
    attempts: int = 1
    seconds: float = 0.0
    memory: int = 0
    worker: str = ""
