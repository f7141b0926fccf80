"""The work of a worker: make a page, or finish an edition, and put it into the store.

These functions run in worker processes, perhaps on other machines. They give back little: what
they made is in the store, which alone counts. Doing a piece of work twice does no harm.

Inputs:  `PageOrder`, `EditionOrder`.
Outputs: entries in the store; a `Report`.
Units:   none.
Source:  batch.md, conventions 2 to 4: copy that is wrong is a result and no exception.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from banmian.batch.engine import Engine, this_engine
from banmian.batch.inputs import Inputs
from banmian.batch.keys import edition_action, page_action
from banmian.batch.manifest import Made, manifest_of
from banmian.batch.order import PAGE_PDF, CompareOrder, EditionOrder, PageOrder, Report
from banmian.batch.record import (
    DRAWING,
    PAINTED,
    fault_as_facts,
    notes_as_facts,
    painted_page,
    press_facts,
    regions_as_facts,
    settled_as_facts,
)
from banmian.batch.told import Fault, Told
from banmian.check.run import check_page
from banmian.editorial.read_edition import date_differs, load_edition
from banmian.editorial.which_folder import page_name
from banmian.errors import BanmianError, EnvironmentFault, ExitCode, UsageError
from banmian.gathering import OF_A_PAGE
from banmian.house.load import load_house
from banmian.pipeline.baselines import BuiltPage, baseline_of, regions_of
from banmian.pipeline.baselines import check_page as check_page_against
from banmian.pipeline.edition import EDITION_PDF, FinishJob, finish_edition
from banmian.pipeline.kept import Kept
from banmian.pipeline.page import make_page
from banmian.press.finish import PaintedPage
from banmian.progress import Silent
from banmian.snapshot.listing import listing
from banmian.snapshot.options import Options
from banmian.snapshot.words import Language
from banmian.store.store import Entry, Store

DONE = Report()
PAGE_FAULTS = (*OF_A_PAGE, UsageError)  # that a file cannot be understood is a page's fault, too


def make_page_of(order: PageOrder) -> Report:
    """Make a page and keep it; or keep why it cannot be made."""
    return _done(order, _page)


def finish_edition_of(order: EditionOrder) -> Report:
    """Finish an edition and keep it; or keep why it cannot be finished."""
    return _done(order, _edition)


def compare_page_of(order: CompareOrder) -> Report:
    """Compare a page with its baseline and keep what is different."""
    return _done(order, _comparison)


Order = TypeVar("Order", PageOrder, EditionOrder, CompareOrder)


def _done(order: Order, make: Callable[[Order, Store], Entry | Report]) -> Report:
    """Do a piece of work unless it is done."""
    try:
        _same_engine(order.engine)
        store = Store.at(order.store)
        if store.entry(order.action) is not None:
            return DONE
        made = make(order, store)
        if isinstance(made, Report):
            return made
        if _key_now(order) != order.action:
            return Report(changed=True)
        store.keep(made)
    except EnvironmentFault as fault:
        if all(one.place for one in fault.diagnostics):  # a file of the copy, not the machine
            return Report(fault=Fault(int(fault.exit_code), fault.diagnostics))
        return Report(stopped=fault.diagnostics)
    return DONE


@cache
def _kept() -> Kept:
    """Open faces and words, for as long as this process lives."""
    return Kept()


@cache
def _inputs(project: Path) -> Inputs:
    """Digests of the files that pages share."""
    return Inputs(project)


def _key_now(order: PageOrder | EditionOrder | CompareOrder) -> str:
    """The key that the work has after it was done: another if a file was saved meanwhile."""
    if isinstance(order, PageOrder):
        inputs = _inputs(order.settings.project)
        return page_action(inputs, order.folder, order.settings, order.engine).key
    if isinstance(order, EditionOrder):
        return edition_action(order.folder, order.pages, order.engine).key
    return order.action


def _same_engine(engine: Engine) -> None:
    """Let only a worker go on that would make the same bytes as the others.

    Raises:
        EnvironmentFault: this machine has other versions.
    """
    different = this_engine().differences(engine)
    if different:
        message = f"this worker differs from the one who asks: {'; '.join(different)}"
        hint = "install the same lock files and the same system packages on every machine"
        raise EnvironmentFault.of("workers-differ", message, hint=hint)


def _page(order: PageOrder, store: Store) -> Entry:
    facts: dict[str, Any] = {"folder": order.folder.parent.as_posix()}
    try:
        settings = replace(order.settings, once=True)
        ready = make_page(order.folder, settings, Silent(), _kept())
    except PAGE_FAULTS as fault:
        return Entry(order.action, {}, facts | {"fault": _fault(fault)})
    assert ready.made is not None
    painted, copy = ready.painted[0], ready.job.page
    outputs = {path.name: store.put(data) for path, data in ready.files}
    facts |= {
        "files": list(outputs),
        "notes": notes_as_facts(ready.result.notes),
        "check": settled_as_facts(check_page(ready.made, copy, ready.job.house)),
        "press": press_facts(painted, ready.job.house.name),
        "regions": regions_as_facts(regions_of(ready)),
        "seconds": {stage: round(seconds, 4) for stage, seconds in ready.result.seconds},
    }
    outputs[PAINTED] = store.put(painted.pdf)
    for digest, data in painted.drawings.items():
        outputs[f"{DRAWING}{digest}"] = store.put(data)
    return Entry(order.action, outputs, facts)


def _edition(order: EditionOrder, store: Store) -> Entry | Report:
    facts: dict[str, Any] = {"folder": order.folder.as_posix()}
    pages: dict[str, tuple[Entry, PaintedPage]] = {}
    for _, action in order.pages:
        entry = store.entry(action)
        painted = painted_page(store, entry, order.settings) if entry is not None else None
        if entry is None or painted is None:
            return Report(missing=(action,))
        pages[action] = entry, painted
    settings = order.settings
    try:
        edition = load_edition(order.folder)
        layout = pages[order.pages[0][1]][0].facts["press"]["layout"]
        style = load_house(settings.project / "layouts", layout).press
        catalogue = _kept().catalogue(settings.project / "fonts", settings.cache)
        job = FinishJob(edition, tuple(page for _, page in pages.values()), style, catalogue)
        finished = finish_edition(job, order.folder / EDITION_PDF)
    except PAGE_FAULTS as fault:
        return Entry(order.action, {}, facts | {"fault": _fault(fault)})
    outputs = {
        f"{name}/{file}": entry.outputs[file]
        for (name, _), (entry, _) in zip(order.pages, pages.values(), strict=True)
        for file in entry.facts["files"]
    }
    pdf = store.put(finished.pdf)
    outputs |= dict.fromkeys(finished.names, pdf)
    manifest = manifest_of(Made(edition, order.pages, outputs), order.engine, catalogue)
    outputs |= {name: store.put(data) for name, data in manifest.items()}
    notes = notes_as_facts((*date_differs(edition), *finished.notes))
    return Entry(order.action, outputs, facts | {"notes": notes})


def _comparison(order: CompareOrder, store: Store) -> Entry | Report:
    facts: dict[str, Any] = {"folder": order.folder.parent.as_posix()}
    made = store.entry(order.page)
    pdf = store.read(made.outputs[PAGE_PDF]) if made is not None else None
    if made is None or pdf is None:
        return Report(missing=(order.page,))
    regions = Told(made.facts, made.facts["folder"]).regions
    page = BuiltPage(page_name(order.folder), pdf, regions, ())
    try:
        checked = check_page_against(page, baseline_of(order.baselines, page), Options())
    except PAGE_FAULTS as fault:
        return Entry(order.action, {}, facts | {"fault": _fault(fault)})
    if checked.comparison is None:  # it went since it was looked for
        return Report(fault=Fault(int(ExitCode.BASELINE_MISSING), ()))
    lines = listing(checked.comparison, Language.CHINESE).splitlines()
    return Entry(order.action, {}, facts | {"verdict": checked.comparison.verdict, "lines": lines})


def _fault(fault: BanmianError) -> dict[str, Any]:
    return fault_as_facts(Fault(int(fault.exit_code), fault.diagnostics))
