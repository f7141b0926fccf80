"""Build an edition: every page of it.

Inputs:  an edition's folder, `Settings`.
Outputs: a `PageResult` a page.
Units:   none.
Source:  architecture.md, data flow.
"""

from pathlib import Path

from banmian.editorial.read_edition import load_edition
from banmian.pipeline.page import PageResult, build_page
from banmian.pipeline.settings import Settings
from banmian.progress import Progress


def build_edition(folder: Path, settings: Settings, progress: Progress) -> tuple[PageResult, ...]:
    """Build all pages of an edition, in page order."""
    edition = load_edition(folder)
    results = []
    for done, page in enumerate(edition.pages):
        progress.step(page.name, done, len(edition.pages))
        results.append(build_page(page, settings, progress))
    return tuple(results)
