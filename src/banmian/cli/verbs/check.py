"""`check`: say what is wrong with a page or an edition, and write nothing.

Inputs:  a page's or an edition's folder.
Outputs: findings on standard output; exit code 1 when there are any.
Units:   none.
Source:  docs/cli.md. What `page` refuses, `check` lists: the stages themselves find it.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from banmian.cli.meter import make_progress
from banmian.cli.pages import DEFAULT_OUTPUT, make_settings
from banmian.cli.talk import Talk
from banmian.cli.verb import verb
from banmian.errors import (
    ContentError,
    Diagnostic,
    ExitCode,
    FontError,
    LayoutError,
    OversetError,
    in_reading_order,
)
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
    return talk.findings(in_reading_order(set(_findings(folder, settings, progress))))


def _findings(folder: Path, settings: Settings, progress: Progress) -> Iterable[Diagnostic]:
    """What stopped the build short of painting, or what it noted on the way."""
    from banmian.pipeline.edition import build_edition
    from banmian.pipeline.page import build_page

    try:
        if (folder / "edition.yaml").exists():
            results = build_edition(folder, settings, progress)
        else:
            results = (build_page(folder, settings, progress),)
    except (ContentError, LayoutError, FontError, OversetError) as error:
        return error.diagnostics
    return [note for result in results for note in result.notes]
