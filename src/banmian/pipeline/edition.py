"""Build an edition: every page of it, and all of them in one PDF; or its printer's spreads.

Inputs:  an edition's folder, `Settings`.
Outputs: `EditionResult`, edition.pdf and spreads.pdf under <output>/<edition's folder>/; nothing is
         written unless every page could be made.
Units:   none.
Source:  architecture.md, data flow.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from banmian.editorial.edition import EditionCopy
from banmian.editorial.read_edition import load_edition
from banmian.errors import Diagnostic
from banmian.files import write_whole
from banmian.gathering import OF_A_PAGE, Gathering
from banmian.house.style import PressStyle
from banmian.pipeline.before_press import before_press, spreads_before_press
from banmian.pipeline.page import PageResult, ReadyPage, make_page
from banmian.pipeline.settings import Settings, Stage
from banmian.pipeline.to_press import press_pages, press_spreads
from banmian.press.finish import PaintedPage, version_of
from banmian.press.impose import spread_boxes
from banmian.press.slug import plant_name
from banmian.progress import Progress
from banmian.typeface.catalogue import Catalogue
from banmian.units import Length

EDITION_PDF = "edition.pdf"


@dataclass(frozen=True, slots=True)
class EditionResult:
    """What building an edition came to."""

    pages: tuple[PageResult, ...]
    pdf: Path
    notes: tuple[Diagnostic, ...]


def build_edition(folder: Path, settings: Settings, progress: Progress) -> EditionResult:
    """Build all pages of an edition, and one PDF of them in page order.

    Raises:
        BanmianError: with the faults of all pages, or what a plant would refuse; nothing has been
            written then.
    """
    edition = load_edition(folder)
    ready = _make(edition, settings, progress)
    path = settings.output / edition.folder_name / EDITION_PDF
    job = FinishJob(edition, tuple(_painted(ready)), ready[0].job.house.press, ready[0].catalogue)
    finished = finish_edition(job, path)
    results = tuple(page.write() for page in ready)
    for name in finished.names:
        write_whole(path.with_name(name), finished.pdf)
    return EditionResult(results, path, finished.notes)


@dataclass(frozen=True, slots=True)
class FinishJob:
    """An edition whose pages are painted; `style` is that of its first page's house."""

    edition: EditionCopy
    pages: tuple[PaintedPage, ...]
    style: PressStyle
    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class FinishedEdition:
    """All pages in one PDF; `names` are the files it is to be written to."""

    pdf: bytes
    names: tuple[str, ...]
    notes: tuple[Diagnostic, ...]


def finish_edition(job: FinishJob, shown_as: Path) -> FinishedEdition:
    """Make one press PDF of an edition's painted pages, and look at it as a plant would.

    Raises:
        BanmianError: the pages cannot stand in one file, or a plant would refuse it.
    """
    pdf = press_pages(job.pages, _title(job.edition), job.catalogue)
    notes = before_press(job.pages, pdf, job.style, shown_as)
    return FinishedEdition(pdf, (EDITION_PDF, *_plant_names(job.pages, job.style)), notes)


def impose_edition(folder: Path, settings: Settings, progress: Progress, gutter: Length) -> Path:
    """Make the printer's spreads of an edition; its pages are not written.

    Raises:
        BanmianError: with the faults of all pages, or what a plant would refuse; nothing has been
            written then.
    """
    edition = load_edition(folder)
    ready = _make(edition, replace(settings, until=Stage.RENDER, png=False), progress)
    title = f"{_title(edition)} 拼版"
    painted = _painted(ready)
    pdf = press_spreads(painted, title, ready[0].catalogue, gutter)
    path = settings.output / edition.folder_name / "spreads.pdf"
    boxes = spread_boxes(painted[0].boxes, gutter)
    style = ready[0].job.house.press
    spreads_before_press(painted, boxes, pdf, style, path)
    for name in (path.name, *_plant_names(painted, style, "_spreads")):
        write_whole(path.with_name(name), pdf)
    return path


def _plant_names(pages: Sequence[PaintedPage], style: PressStyle, after: str = "") -> Iterator[str]:
    """The name the plant wants, if it wants one."""
    if style.file_name is not None:
        facts = [page.facts for page in pages]
        name = Path(plant_name(style.file_name, facts, version_of(pages)))
        yield f"{name.stem}{after}{name.suffix}"


def _make(edition: EditionCopy, settings: Settings, progress: Progress) -> list[ReadyPage]:
    """Every page of an edition, in page order."""
    ready: list[ReadyPage] = []
    faults = Gathering(*OF_A_PAGE)
    for done, folder_of_page in enumerate(edition.pages):
        progress.step(folder_of_page.name, done, len(edition.pages))
        page = faults.attempt(make_page, folder_of_page, settings, progress)
        if page is not None:
            ready.append(page)
    if len(ready) < len(edition.pages):
        raise faults.together()
    return ready


def _painted(ready: list[ReadyPage]) -> list[PaintedPage]:
    return [painted for page in ready for painted in page.painted]


def _title(edition: EditionCopy) -> str:
    return f"{edition.newspaper.text} {edition.date.isoformat()}"
