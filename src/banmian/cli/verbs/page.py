"""`page`: build one page.

Inputs:  a page's folder.
Outputs: page.pdf and page.png under the output folder; with --until, the stage's own JSON.
Units:   none.
Source:  docs/cli.md.
"""

import sys
from dataclasses import replace
from typing import Annotated

import typer

from banmian.cli.meter import make_progress
from banmian.cli.pages import (
    DEFAULT_OUTPUT,
    Output,
    PageFolder,
    Png,
    Until,
    make_settings,
    tell_pages,
)
from banmian.cli.talk import Talk
from banmian.cli.verb import verb
from banmian.errors import ExitCode
from banmian.pipeline.settings import Stage

Watch = Annotated[
    bool, typer.Option("--watch", "-w", help="Build again on every change, until Ctrl-C.")
]

AllowOverset = Annotated[
    bool,
    typer.Option(
        "--allow-overset", help="Warn of copy that does not fit; it stands under its frame."
    ),
]


@verb
def page(
    talk: Talk,
    folder: PageFolder,
    output: Output = DEFAULT_OUTPUT,
    until: Until = Stage.PAGE,
    png: Png = True,
    watch: Watch = False,
    allow_overset: AllowOverset = False,
) -> ExitCode:
    """Build one page: OUTPUT/<edition>/<page>/page.pdf and page.png.

    The stages of --until: content (copy read and checked), makeup (every line in its frame),
    render (page.pdf as painted), press (page.pdf for the press), preflight (looked at as a plant
    would), page (page.png too). The first
    two write nothing: with --json they print what they made.
    """
    from banmian.cli.fits import tell_fits
    from banmian.editorial.which_folder import refuse_edition
    from banmian.pipeline.page import build_page

    refuse_edition(folder)
    settings = replace(make_settings(output, until, png=png), allow_overset=allow_overset)
    if watch:
        from banmian.cli.watching import watch_page

        return watch_page(talk, folder, settings)
    result = build_page(folder, settings, make_progress(quiet=talk.quiet))
    if talk.json and result.stage_dump is not None:
        sys.stdout.write(result.stage_dump.rstrip("\n") + "\n")
        return ExitCode.DONE
    tell_fits(talk, result.fits)
    if result.stage_dump is not None:
        talk.note(f"page: stopped after {until}, nothing written; --json prints what it made")
    return tell_pages(talk, [result])
