"""`dummy`: the empty page of a layout, to draw on; without a name, which layouts there are.

Inputs:  the name of a layout.
Outputs: a PDF, or a list.
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
from banmian.pipeline.settings import Settings, Stage

Layout = Annotated[
    str | None,
    typer.Argument(
        metavar="[LAYOUT]", help="The name of a folder under layouts/; left out, all are listed."
    ),
]
File = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE.pdf", dir_okay=False, help="Where (LAYOUT-dummy.pdf)."
    ),
]


@verb
def dummy(talk: Talk, layout: Layout = None, output: File = None) -> ExitCode:
    """Draw the empty page of a layout (版样纸): columns, lines, slots and what they hold."""
    settings = make_settings(DEFAULT_OUTPUT, Stage.PAGE, png=False)
    if layout is None:
        if output is not None:
            raise typer.BadParameter("--output wants a LAYOUT that is drawn")
        return _list(talk, settings)
    from banmian.files import write_whole
    from banmian.pipeline.dummy import draw_dummy

    data = draw_dummy(layout, settings)
    path = output or DEFAULT_OUTPUT / f"{layout}-dummy.pdf"
    write_whole(path, data)
    talk.result(str(path), {"pdf": str(path)})
    return ExitCode.DONE


def _list(talk: Talk, settings: Settings) -> ExitCode:
    """Tell which layouts there are."""
    from banmian.pipeline.layouts import list_layouts

    found = list_layouts(settings)
    widest = max((len(one.name) for one in found), default=0)
    lines = [f"{one.name:<{widest}}  {one}" for one in found]
    talk.result("\n".join(lines), {"layouts": [one.as_json() for one in found]})
    talk.note("draw one with: dummy LAYOUT")
    return ExitCode.DONE
