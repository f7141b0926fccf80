"""`compose`: break a page's copy into lines and print them, without painting anything.

Inputs:  a page's folder.
Outputs: the make-up stage's JSON on standard output: every frame with its composed lines.
Units:   as the JSON says.
Source:  docs/cli.md.
"""

import sys

from banmian.cli.meter import make_progress
from banmian.cli.pages import DEFAULT_OUTPUT, PageFolder, make_settings
from banmian.cli.talk import Talk
from banmian.cli.verb import verb
from banmian.errors import ExitCode
from banmian.pipeline.settings import Stage


@verb
def compose(talk: Talk, folder: PageFolder) -> ExitCode:
    """Break a page's copy into lines, place them, print them as JSON; nothing is written."""
    from banmian.pipeline.page import build_page

    settings = make_settings(DEFAULT_OUTPUT, Stage.MAKEUP, png=False)
    result = build_page(folder, settings, make_progress(quiet=talk.quiet))
    sys.stdout.write((result.stage_dump or "{}").rstrip("\n") + "\n")
    return ExitCode.DONE
