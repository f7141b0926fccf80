"""`dummy`: the empty page of a layout, to draw on.

Inputs:  the name of a layout.
Outputs: a PDF.
Units:   none.
Source:  docs/cli.md.
"""

from pathlib import Path
from typing import Annotated

import typer

from banmian.cli.pages import DEFAULT_OUTPUT, make_settings
from banmian.cli.talk import Talk
from banmian.cli.verb import verb
from banmian.errors import ExitCode
from banmian.pipeline.settings import Stage

Layout = Annotated[
    str, typer.Argument(metavar="LAYOUT", help="The name of a folder under layouts/.")
]
File = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE.pdf", dir_okay=False, help="Where (LAYOUT-dummy.pdf)."
    ),
]


@verb
def dummy(talk: Talk, layout: Layout, output: File = None) -> ExitCode:
    """Draw the empty page of a layout (版样纸): columns, lines, slots and what they hold."""
    from banmian.pipeline.dummy import draw_dummy
    from banmian.pipeline.files import write_whole

    data = draw_dummy(layout, make_settings(DEFAULT_OUTPUT, Stage.PAGE, png=False))
    path = output or DEFAULT_OUTPUT / f"{layout}-dummy.pdf"
    write_whole(path, data)
    talk.result(str(path), {"pdf": str(path)})
    return ExitCode.DONE
