"""`page`: build one page.

Inputs:  a page's folder.
Outputs: page.pdf and page.png under the output folder; with --until, the stage's own JSON.
Units:   none.
Source:  docs/cli.md.
"""

import sys

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


@verb
def page(
    talk: Talk,
    folder: PageFolder,
    output: Output = DEFAULT_OUTPUT,
    until: Until = Stage.PAGE,
    png: Png = True,
) -> ExitCode:
    """Build one page: OUTPUT/<edition>/<page>/page.pdf and page.png.

    With --until STAGE --json, prints what the stage made instead.
    """
    from banmian.editorial.which_folder import refuse_edition
    from banmian.pipeline.page import build_page

    refuse_edition(folder)
    settings = make_settings(output, until, png=png)
    result = build_page(folder, settings, make_progress(quiet=talk.quiet))
    if talk.json and result.stage_dump is not None:
        sys.stdout.write(result.stage_dump.rstrip("\n") + "\n")
        return ExitCode.DONE
    return tell_pages(talk, [result])
