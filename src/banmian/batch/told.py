"""What is to be told of a page or an edition, read out of the store's facts.

Inputs:  an entry's facts, as `record` writes them; how the edition's folder is called in this run.
Outputs: `Fault`, `Diagnostic`s, `Settled`, `Region`s.
Units:   `Length` in EMU.
Source:  our choice: plain readers and no models, since a run that finds everything in the store
         reads thousands of them and nothing else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from banmian.check.finding import Finding, Settled
from banmian.errors import Diagnostic, Place, Severity
from banmian.geometry import Rect
from banmian.snapshot.options import Region
from banmian.units import Length

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why there is no page: the exit code it would end with, and what is wrong."""

    exit: int
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What the store says, with files as they are called in this run.

    Attributes:
        folder: how the edition's folder is called now; when the page was made it may have been
            named from another place.
    """

    facts: Facts
    folder: str

    @property
    def fault(self) -> Fault | None:
        """Why there is no page."""
        fault = self.facts.get("fault")
        return Fault(fault["exit"], self._all(fault["diagnostics"])) if fault else None

    @property
    def notes(self) -> tuple[Diagnostic, ...]:
        """Warnings of its make-up and of its preflight."""
        return self._all(self.facts.get("notes", ()))

    @property
    def settled(self) -> Settled:
        """What the rules say of it."""
        kept = self.facts.get("check", {"told": (), "accepted": ()})
        told, accepted = (tuple(map(self._finding, kept[key])) for key in ("told", "accepted"))
        return Settled(told, accepted)

    @property
    def regions(self) -> tuple[Region, ...]:
        """Where its stories stand."""
        kept = self.facts["regions"]
        return tuple(Region(one["name"], one["page"], _rect(one["box"])) for one in kept)

    def _all(self, kept: Iterable[Facts]) -> tuple[Diagnostic, ...]:
        return tuple(map(self._diagnostic, kept))

    def _finding(self, kept: Facts) -> Finding:
        at = _rect(kept["at"]) if kept["at"] else None
        return Finding(self._diagnostic(kept["diagnostic"]), at, kept["story"])

    def _diagnostic(self, kept: Facts) -> Diagnostic:
        place = Place(**kept["place"]) if kept["place"] else None
        then = self.facts["folder"]
        if place is not None and place.file.startswith(f"{then}/"):
            file = f"{self.folder}{place.file.removeprefix(then)}"
            place = Place(file, place.line, place.column)
        severity = Severity(kept["severity"])
        return Diagnostic(kept["code"], kept["message"], place, kept["hint"], severity)


def _rect(kept: Facts) -> Rect:
    return Rect(*(Length(kept[side]["emu"]) for side in ("x", "y", "width", "height")))
