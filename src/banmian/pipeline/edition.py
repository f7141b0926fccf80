"""Build an edition: every page of it.

Inputs:  an edition's folder, `Settings`.
Outputs: a `PageResult` a page; nothing is written unless every page could be made.
Units:   none.
Source:  architecture.md, data flow.
"""

from pathlib import Path

from banmian.editorial.read_edition import load_edition
from banmian.gathering import OF_A_PAGE, Gathering
from banmian.pipeline.page import PageResult, ReadyPage, make_page
from banmian.pipeline.settings import Settings
from banmian.progress import Progress


def build_edition(folder: Path, settings: Settings, progress: Progress) -> tuple[PageResult, ...]:
    """Build all pages of an edition, in page order.

    Raises:
        BanmianError: with the faults of all pages; no page has been written then.
    """
    edition = load_edition(folder)
    ready: list[ReadyPage] = []
    faults = Gathering(*OF_A_PAGE)
    for done, folder_of_page in enumerate(edition.pages):
        progress.step(folder_of_page.name, done, len(edition.pages))
        page = faults.attempt(make_page, folder_of_page, settings, progress)
        if page is not None:
            ready.append(page)
    if len(ready) < len(edition.pages):
        raise faults.together()
    return tuple(page.write() for page in ready)
