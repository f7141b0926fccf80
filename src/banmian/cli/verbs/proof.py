"""`proof`: a page with all that is known of it laid over.

Inputs:  a page's folder.
Outputs: proof.pdf and proof.png under the output folder; how each text fits.
Units:   none.
Source:  docs/cli.md.
"""

from typing import Annotated

import typer

from banmian.cli.meter import make_progress
from banmian.cli.pages import DEFAULT_OUTPUT, Output, PageFolder, make_settings
from banmian.cli.talk import Talk
from banmian.cli.verb import verb
from banmian.errors import ExitCode
from banmian.pipeline.settings import Stage

Png = Annotated[bool, typer.Option("--png/--no-png", help="Also write proof.png (150 dpi).")]


@verb
def proof(
    talk: Talk, folder: PageFolder, output: Output = DEFAULT_OUTPUT, png: Png = True
) -> ExitCode:
    """Build a page's proof (校样): layers of frames, fitting, findings, pictures over the page.

    Copy that does not fit is shown, not refused.
    """
    from banmian.cli.fits import tell_fits
    from banmian.editorial.which_folder import refuse_edition
    from banmian.pipeline.proof import build_proof
    from banmian.proof.words import override_words

    refuse_edition(folder)
    settings = make_settings(output, Stage.PRESS, png=png)
    result = build_proof(folder, settings, make_progress(quiet=talk.quiet))
    tell_fits(talk, result.page.fits)
    for override in result.page.overrides:
        talk.note(f"{override.story}　手工：{override_words(override)}")
    for finding in result.findings:
        talk.note(str(finding))
    made = [path for path in (result.pdf, result.png) if path is not None]
    talk.result("\n".join(map(str, made)), result.as_json())
    return ExitCode.DONE
