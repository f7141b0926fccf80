"""Build an edition: every page of it, and all of them in one PDF; or its printer's spreads.

Inputs:  an edition's folder, `Settings`.
Outputs: `EditionResult`, edition.pdf and spreads.pdf under <output>/<edition's folder>/; nothing is
         written unless every page could be made.
Units:   none.
Source:  architecture.md, data flow.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from banmian.editorial.edition import EditionCopy
from banmian.editorial.read_edition import load_edition
from banmian.gathering import OF_A_PAGE, Gathering
from banmian.pipeline.files import write_whole
from banmian.pipeline.page import PageResult, ReadyPage, make_page
from banmian.pipeline.settings import Settings, Stage
from banmian.pipeline.to_press import press_pages, press_spreads
from banmian.press.finish import PaintedPage
from banmian.progress import Progress
from banmian.units import Length


@dataclass(frozen=True, slots=True)
class EditionResult:
    """What building an edition came to."""

    pages: tuple[PageResult, ...]
    pdf: Path


def build_edition(folder: Path, settings: Settings, progress: Progress) -> EditionResult:
    """Build all pages of an edition, and one PDF of them in page order.

    Raises:
        BanmianError: with the faults of all pages; nothing has been written then.
    """
    edition = load_edition(folder)
    ready = _make(edition, settings, progress)
    pdf = press_pages(_painted(ready), _title(edition), ready[0].catalogue)
    results = tuple(page.write() for page in ready)
    path = settings.output / edition.folder_name / "edition.pdf"
    write_whole(path, pdf)
    return EditionResult(results, path)


def impose_edition(folder: Path, settings: Settings, progress: Progress, gutter: Length) -> Path:
    """Make the printer's spreads of an edition; its pages are not written.

    Raises:
        BanmianError: with the faults of all pages; nothing has been written then.
    """
    edition = load_edition(folder)
    ready = _make(edition, replace(settings, until=Stage.RENDER, png=False), progress)
    title = f"{_title(edition)} 拼版"
    pdf = press_spreads(_painted(ready), title, ready[0].catalogue, gutter)
    path = settings.output / edition.folder_name / "spreads.pdf"
    write_whole(path, pdf)
    return path


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
