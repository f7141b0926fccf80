"""`check`: say what is wrong with a page or an edition, and write nothing.

Inputs:  a page's or an edition's folder.
Outputs: findings on standard output; exit code 1 when there are any.
Units:   none.
Source:  docs/cli.md. What `page` refuses, `check` lists: the stages themselves find it.
"""

from pathlib import Path
from typing import Annotated

import typer

from banmian.cli.meter import make_progress
from banmian.cli.pages import DEFAULT_OUTPUT, make_settings
from banmian.cli.talk import Talk
from banmian.cli.verb import verb
from banmian.errors import Diagnostic, ExitCode, in_reading_order
from banmian.gathering import OF_A_PAGE, Gathering
from banmian.pipeline.settings import Settings, Stage
from banmian.progress import Progress

Folder = Annotated[
    Path,
    typer.Argument(
        metavar="FOLDER",
        exists=True,
        file_okay=False,
        help="A page's folder (page.yaml) or an edition's (edition.yaml).",
    ),
]


@verb
def check(talk: Talk, folder: Folder) -> ExitCode:
    """List what is wrong with the copy, the layout or the fonts, and whether all copy fits."""
    settings = make_settings(DEFAULT_OUTPUT, Stage.MAKEUP, png=False)
    progress = make_progress(quiet=talk.quiet)
    found = Gathering(*OF_A_PAGE)
    pages, warnings = found.attempt(_pages, folder) or ((), ())
    found.diagnostics.extend(warnings)
    for page in pages:
        found.diagnostics.extend(found.attempt(_notes, page, settings, progress) or ())
    return talk.findings(in_reading_order(dict.fromkeys(found.diagnostics)))


def _pages(folder: Path) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """The folder itself, or the pages of the edition it holds and what the edition is warned of."""
    from banmian.editorial.read_edition import date_differs, load_edition
    from banmian.editorial.which_folder import is_edition

    if not is_edition(folder):
        return (folder,), ()
    edition = load_edition(folder)
    return edition.pages, date_differs(edition)


def _notes(page: Path, settings: Settings, progress: Progress) -> tuple[Diagnostic, ...]:
    """What a page that can be made up is warned of."""
    from banmian.pipeline.page import build_page

    return build_page(page, settings, progress).notes
