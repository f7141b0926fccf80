"""The units of a run: what is to be made of which parts, and what a worker is told of it.

Inputs:  a `Batch`; editions.
Outputs: `Unit`s with their actions; `Task`s for a pool; why something is made.
Units:   none.
Source:  batch.md, convention 1.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from banmian.batch.action import Action, differences
from banmian.batch.engine import Engine
from banmian.batch.found import FoundEdition
from banmian.batch.inputs import Inputs
from banmian.batch.keys import edition_action, page_action
from banmian.batch.order import CompareOrder, EditionOrder, PageOrder
from banmian.batch.tasks import (
    compare_ordered_page,
    finish_ordered_edition,
    make_ordered_page,
)
from banmian.batch.unit import Kind, OpenEdition, Unit
from banmian.pipeline.settings import Settings
from banmian.store.store import Store
from banmian.workers.task import Task

LOST = "its outputs are no longer in the store"


@dataclass(frozen=True, slots=True)
class Batch:
    """What a run is asked for.

    Attributes:
        again: make again what failed, and what is held.
        check: tell what the rules find.
        baselines: what pages are compared with; None when nobody asked.
    """

    editions: Sequence[FoundEdition]
    settings: Settings
    store: Store
    engine: Engine
    again: bool = False
    check: bool = False
    baselines: Path | None = None


def page_units(batch: Batch) -> Iterator[Unit]:
    """Every page, edition by edition: pages of one edition share pictures and faces."""
    inputs = Inputs(batch.settings.project)
    for found in batch.editions:
        edition = OpenEdition(found)
        for folder in found.pages:
            yield page_unit(batch, inputs, edition, folder)


def page_unit(batch: Batch, inputs: Inputs, edition: OpenEdition, folder: Path) -> Unit:
    """A page to be made."""
    action = page_action(inputs, folder, batch.settings, batch.engine)
    name = f"{edition.found.name}/{folder.name}"
    return Unit(Kind.PAGE, name, folder, action, edition, _because(batch.store, folder, action))


def edition_unit(batch: Batch, edition: OpenEdition) -> Unit:
    """An edition to be finished, whose pages are there."""
    found = edition.found
    action = edition_action(found.folder, edition.good_pages, batch.engine)
    because = _because(batch.store, found.folder, action)
    return Unit(Kind.EDITION, found.name, found.folder, action, edition, because)


def compare_unit(page: Unit, made: str, baseline: str) -> Unit:
    """A page to be compared with its baseline; the action that made it says with which engine."""
    parts = (("baseline", baseline), ("kind", str(Kind.SNAPSHOT)), ("page", made))
    return Unit(Kind.SNAPSHOT, page.name, page.folder, Action(parts), page.edition)


def task_of(batch: Batch, unit: Unit) -> Task:
    """What a worker is told of a unit."""
    key, store, engine = unit.action.key, batch.store.root, batch.engine
    if unit.kind is Kind.PAGE:
        page = PageOrder(key, unit.folder, batch.settings, store, engine)
        return Task(key, make_ordered_page, page)
    if unit.kind is Kind.EDITION:
        pages = unit.edition.good_pages
        edition = EditionOrder(key, unit.folder, pages, batch.settings, store, engine)
        return Task(key, finish_ordered_edition, edition)
    assert batch.baselines is not None
    made = dict(unit.action.parts)["page"]
    compare = CompareOrder(key, made, unit.folder, batch.baselines, store, engine)
    return Task(key, compare_ordered_page, compare)


def name_of_place(folder: Path) -> str:
    """What the store calls the page or edition of a folder."""
    return sha256(os.fsencode(folder.resolve())).hexdigest()


def why(action: Action, before: Mapping[str, Any] | None) -> tuple[str, ...]:
    """Why something is made: what of it is other than when it was last made; empty if nothing."""
    if before is None:
        return ("it has not been made before",)
    parts = before.get("parts")
    if before.get("action") == action.key or not isinstance(parts, dict):
        return ()
    return differences(parts, dict(action.parts))


def _because(store: Store, folder: Path, action: Action) -> tuple[str, ...]:
    return why(action, store.remembered(name_of_place(folder)))
