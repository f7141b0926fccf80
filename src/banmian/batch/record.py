"""A page's result as the store keeps it, and as it is read again.

The edition's PDF is made of painted pages, perhaps on another machine and another day: what the
press has to know of each is kept as JSON beside it, never as a pickle, which would be code.

Inputs:  `ReadyPage`s and findings; `Entry`s.
Outputs: facts in plain JSON; `PaintedPage`s and `Diagnostic`s out of them.
Units:   `Length` in EMU.
Source:  our choice.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter

from banmian.check.finding import Finding, Settled
from banmian.errors import Diagnostic, Place, Severity
from banmian.house.load import load_house
from banmian.pipeline.settings import Settings
from banmian.pipeline.to_press import press_job
from banmian.press.facts import PageFacts
from banmian.press.finish import PaintedPage
from banmian.snapshot.options import Region
from banmian.store.store import Entry, Store

PAINTED = "painted"
DRAWING = "drawing "
_FACTS = TypeAdapter(PageFacts)
_SETTLED = TypeAdapter(Settled)
_NOTES = TypeAdapter(tuple[Diagnostic, ...])
_REGIONS = TypeAdapter(tuple[Region, ...])


@dataclass(frozen=True, slots=True)
class Fault:
    """Why there is no page: the exit code it would end with, and what is wrong."""

    exit: int
    diagnostics: tuple[Diagnostic, ...]


_FAULT = TypeAdapter(Fault)


def press_facts(page: PaintedPage, layout: str) -> dict[str, Any]:
    """What an edition's PDF has to know of a painted page besides the painting."""
    facts = _FACTS.dump_python(page.facts, mode="json")
    return {"layout": layout, "black": page.job.black, "page": facts}


def painted_page(store: Store, entry: Entry, settings: Settings) -> PaintedPage | None:
    """A painted page out of the store; None if a part of it is damaged.

    Raises:
        LayoutError: its layout cannot be read any more.
    """
    kept = entry.facts["press"]
    pdf = store.read(entry.outputs[PAINTED])
    drawings = {
        name.removeprefix(DRAWING): store.read(blob)
        for name, blob in entry.outputs.items()
        if name.startswith(DRAWING)
    }
    whole = {digest: data for digest, data in drawings.items() if data is not None}
    if pdf is None or len(whole) < len(drawings):
        return None
    house = load_house(settings.project / "layouts", kept["layout"])
    job = press_job(house, settings, black=kept["black"])
    return PaintedPage(pdf, _FACTS.validate_python(kept["page"]), job, whole)


def notes_as_facts(notes: Iterable[Diagnostic]) -> list[Any]:
    """Diagnostics as JSON."""
    facts: list[Any] = _NOTES.dump_python(tuple(notes), mode="json")
    return facts


def regions_as_facts(regions: Iterable[Region]) -> list[Any]:
    """Places of stories as JSON."""
    facts: list[Any] = _REGIONS.dump_python(tuple(regions), mode="json")
    return facts


def settled_as_facts(settled: Settled) -> dict[str, Any]:
    """Findings as JSON."""
    facts: dict[str, Any] = _SETTLED.dump_python(settled, mode="json")
    return facts


def fault_as_facts(fault: Fault) -> dict[str, Any]:
    """A fault as JSON."""
    facts: dict[str, Any] = _FAULT.dump_python(fault, mode="json")
    return facts


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be told of a page, with its files as they are called in this run.

    Attributes:
        folder: how the edition's folder is called now; when the page was made it may have been
            named from another place.
    """

    facts: Mapping[str, Any]
    folder: str

    @property
    def fault(self) -> Fault | None:
        """Why there is no page."""
        if self.facts.get("fault") is None:
            return None
        fault = _FAULT.validate_python(self.facts["fault"])
        return replace(fault, diagnostics=tuple(map(self._here, fault.diagnostics)))

    @property
    def notes(self) -> tuple[Diagnostic, ...]:
        """Warnings of its make-up and of its preflight."""
        return tuple(map(self._here, _NOTES.validate_python(self.facts.get("notes", ()))))

    @property
    def settled(self) -> Settled:
        """What the rules say of it."""
        kept = _SETTLED.validate_python(self.facts.get("check", {"told": (), "accepted": ()}))
        return Settled(tuple(map(self._found, kept.told)), tuple(map(self._found, kept.accepted)))

    @property
    def regions(self) -> tuple[Region, ...]:
        """Where its stories stand."""
        return _REGIONS.validate_python(self.facts["regions"])

    def _found(self, finding: Finding) -> Finding:
        return replace(finding, diagnostic=self._here(finding.diagnostic))

    def _here(self, diagnostic: Diagnostic) -> Diagnostic:
        then = self.facts["folder"]
        place = diagnostic.place
        if place is None or then == self.folder or not place.file.startswith(f"{then}/"):
            return diagnostic
        file = f"{self.folder}{place.file.removeprefix(then)}"
        return replace(diagnostic, place=Place(file, place.line, place.column))


def worst(diagnostics: Iterable[Diagnostic]) -> Severity | None:
    """The heaviest severity; None if there is nothing."""
    ranks = list(Severity)
    found = {one.severity for one in diagnostics}
    return min(found, key=ranks.index) if found else None
