"""`check`: say what is wrong with a page or an edition, and write nothing.

Inputs:  a page's or an edition's folder.
Outputs: findings on standard output, how texts fit on standard error; exit code 1 when one of the
         findings is an error.
Units:   millimetres.
Source:  docs/cli.md, docs/check.md. What `page` refuses, `check` lists: the stages find it.
"""

from pathlib import Path
from typing import Annotated

import typer

from banmian.check.finding import Finding, Settled, in_file_order
from banmian.cli.meter import make_progress
from banmian.cli.pages import DEFAULT_OUTPUT, make_settings
from banmian.cli.talk import Talk
from banmian.cli.verb import verb
from banmian.errors import Diagnostic, ExitCode, Severity, counted
from banmian.gathering import OF_A_PAGE, Gathering
from banmian.pipeline.settings import Stage

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
    """List what is wrong with the copy, the layout, the fonts or the made-up page."""
    from banmian.cli.fits import tell_fits
    from banmian.pipeline.check_folder import check_folder

    settings = make_settings(DEFAULT_OUTPUT, Stage.MAKEUP, png=False)
    progress = make_progress(quiet=talk.quiet)
    faults = Gathering(*OF_A_PAGE)
    pages, warnings = faults.attempt(_pages, folder) or ((), ())
    found: list[Finding] = []
    accepted: list[Finding] = []
    for page in pages:
        checked = faults.attempt(check_folder, page, settings, progress)
        if checked is not None:
            found.extend(checked.settled.told)
            accepted.extend(checked.settled.accepted)
            tell_fits(talk, checked.fits, checked.number if len(pages) > 1 else None)
    said = (Finding(one) for one in (*warnings, *faults.diagnostics))
    return _tell(talk, Settled(in_file_order((*said, *found)), in_file_order(tuple(accepted))))


def _tell(talk: Talk, settled: Settled) -> ExitCode:
    """List the findings; those that are accepted are counted."""
    count = {weight: sum(one.severity is weight for one in settled.told) for weight in Severity}
    code = ExitCode.FINDINGS if count[Severity.ERROR] else ExitCode.DONE
    if talk.json:
        talk.dump(
            {
                "ok": code is ExitCode.DONE,
                "exit": int(code),
                "diagnostics": [one.as_json() for one in settled.told],
                "accepted": [one.as_json() for one in settled.accepted],
            }
        )
        return code
    print("\n".join(str(one) for one in settled.told) or "no findings")
    words = [counted(number, weight.value) for weight, number in count.items() if number]
    if settled.accepted:
        words.append(f"{len(settled.accepted)} accepted by stories")
    if words:
        talk.note(", ".join(words))
    return code


def _pages(folder: Path) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """The folder itself, or the pages of the edition it holds and what the edition is warned of."""
    from banmian.editorial.read_edition import date_differs, load_edition
    from banmian.editorial.which_folder import is_edition

    if not is_edition(folder):
        return (folder,), ()
    edition = load_edition(folder)
    return edition.pages, date_differs(edition)
