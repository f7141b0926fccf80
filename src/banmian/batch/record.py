"""A page's result as the store keeps it, and as it is read again.

The edition's PDF is made of painted pages, perhaps on another machine and another day: what the
press has to know of each is kept as JSON beside it, never as a pickle, which would be code.

Inputs:  `ReadyPage`s and findings; `Entry`s.
Outputs: facts in plain JSON; `PaintedPage`s and `Diagnostic`s out of them.
Units:   `Length` in EMU.
Source:  our choice.
"""

from collections.abc import Iterable
from typing import Any

from pydantic import TypeAdapter

from banmian.batch.told import Fault
from banmian.check.finding import Settled
from banmian.errors import Diagnostic
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
