"""`impose`: the printer's spreads of an edition.

Inputs:  an edition's folder.
Outputs: spreads.pdf under the output folder.
Units:   mm for the gutter.
Source:  docs/cli.md.
"""

from typing import Annotated

import typer

from banmian.cli.meter import make_progress
from banmian.cli.pages import DEFAULT_OUTPUT, EditionFolder, Output, make_settings
from banmian.cli.talk import Talk
from banmian.cli.verb import verb
from banmian.errors import ExitCode
from banmian.pipeline.settings import Stage
from banmian.units import mm

Gutter = Annotated[
    float,
    typer.Option("--gutter", metavar="MM", min=0, max=100, help="White between the two pages."),
]


@verb
def impose(
    talk: Talk, folder: EditionFolder, output: Output = DEFAULT_OUTPUT, gutter: Gutter = 0
) -> ExitCode:
    """Make printer's spreads: pages 4 | 1 and 2 | 3 of four, 8 | 1, 2 | 7 … of eight.

    Writes OUTPUT/<edition>/spreads.pdf, which is PDF/X-4 alone: a spread has no reading order.
    """
    from banmian.editorial.which_folder import refuse_page
    from banmian.pipeline.edition import impose_edition

    refuse_page(folder)
    settings = make_settings(output, Stage.RENDER, png=False)
    path = impose_edition(folder, settings, make_progress(quiet=talk.quiet), mm(gutter))
    talk.result(str(path), {"pdf": str(path)})
    return ExitCode.DONE
