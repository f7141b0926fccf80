"""What a worker is told to do, and what it says back: values that travel between machines.

Inputs:  -
Outputs: `PageOrder`, `EditionOrder`, `CompareOrder`, `Report`.
Units:   none.
Source:  batch.md, convention 3: digests travel, never PDFs.
"""

from dataclasses import dataclass
from pathlib import Path

from banmian.batch.engine import Engine
from banmian.batch.told import Fault
from banmian.errors import Diagnostic
from banmian.pipeline.settings import Settings

PAGE_PDF = "page.pdf"


@dataclass(frozen=True, slots=True)
class PageOrder:
    """A page to be made."""

    action: str
    folder: Path
    settings: Settings
    store: Path
    engine: Engine


@dataclass(frozen=True, slots=True)
class EditionOrder:
    """An edition to be finished, of pages that are in the store.

    Attributes:
        pages: the name of each page's folder and the action that made it.
    """

    action: str
    folder: Path
    pages: tuple[tuple[str, str], ...]
    settings: Settings
    store: Path
    engine: Engine


@dataclass(frozen=True, slots=True)
class CompareOrder:
    """A page to be compared with its baseline; `page` is the action that made it."""

    action: str
    page: str
    folder: Path
    baselines: Path
    store: Path
    engine: Engine


@dataclass(frozen=True, slots=True)
class Report:
    """What became of an order that left no entry in the store.

    Attributes:
        stopped: why nothing more can be done on this machine; empty if it can.
        changed: a file was saved while the work was done: it has another key now.
        missing: pages whose outputs are not there or damaged: they have to be made again.
        fault: why this page cannot be read at present; it may be tomorrow, so it is not kept.
    """

    stopped: tuple[Diagnostic, ...] = ()
    changed: bool = False
    missing: tuple[str, ...] = ()
    fault: Fault | None = None
