"""`edition`: build all pages of an edition, and all of them in one PDF.

Inputs:  an edition's folder.
Outputs: page.pdf and page.png of each page, and edition.pdf, under the output folder.
Units:   none.
Source:  docs/cli.md.
"""

from banmian.cli.meter import make_progress
from banmian.cli.pages import DEFAULT_OUTPUT, EditionFolder, Output, Png, make_settings, tell_pages
from banmian.cli.talk import Talk
from banmian.cli.verb import verb
from banmian.errors import ExitCode
from banmian.pipeline.settings import Stage


@verb
def edition(
    talk: Talk, folder: EditionFolder, output: Output = DEFAULT_OUTPUT, png: Png = True
) -> ExitCode:
    """Build every page of an edition, and OUTPUT/<edition>/edition.pdf with all of them."""
    from banmian.cli.fits import tell_fits
    from banmian.editorial.which_folder import refuse_page
    from banmian.pipeline.edition import build_edition

    refuse_page(folder)
    settings = make_settings(output, Stage.PAGE, png=png)
    result = build_edition(folder, settings, make_progress(quiet=talk.quiet))
    for page in result.pages:
        tell_fits(talk, page.fits, page.number)
    return tell_pages(talk, result.pages, result.pdf)
