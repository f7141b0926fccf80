"""`fonts list`, `fonts check`, `fonts vendor`: the faces of the project.

Inputs:  fonts/fonts.toml and the files it names; for check also copy.
Outputs: a table; findings; font files made again.
Units:   none.
Source:  docs/fonts.md.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from banmian.cli.meter import make_progress
from banmian.cli.printed import printed_texts
from banmian.cli.project import cache_folder, project_root
from banmian.cli.talk import Talk
from banmian.cli.verb import verb
from banmian.errors import ExitCode

if TYPE_CHECKING:
    from banmian.editorial.edition import EditionCopy, PageCopy

fonts = typer.Typer(help="List, check and make again the faces in fonts/.")

Copy = Annotated[
    Path | None,
    typer.Argument(metavar="[FOLDER]", exists=True, file_okay=False, help="A page or an edition."),
]
Keys = Annotated[
    list[str] | None, typer.Argument(metavar="[FACE...]", help="Only these faces, by key.")
]
Sources = Annotated[
    Path | None,
    typer.Option("--sources", metavar="DIR", exists=True, file_okay=False, help="The sources."),
]
Accept = Annotated[
    bool, typer.Option("--accept", help="Take faces whose bytes differ, and record their digests.")
]


@fonts.command("list")
@verb
def list_faces(talk: Talk) -> ExitCode:
    """List the faces: key, role, family, fallback chain, file."""
    from banmian.typeface.catalogue import load_catalogue

    project = project_root()
    catalogue = load_catalogue(project / "fonts", cache=cache_folder(project))
    rows = [(key, catalogue.entry(key)) for key in catalogue.keys]
    lines = [
        f"{key:<12} {face.role:<8} {face.family:<20} {' → '.join(face.fallback):<12} {face.file}"
        for key, face in rows
    ]
    talk.result("\n".join(lines), {"faces": {key: face.model_dump() for key, face in rows}})
    return ExitCode.DONE


@fonts.command("check")
@verb
def check_faces(talk: Talk, folder: Copy = None) -> ExitCode:
    """Check digests and embedding permissions and, given a folder, that its copy has all glyphs."""
    from banmian.typeface.catalogue import load_catalogue
    from banmian.typeface.check import check_fonts

    project = project_root()
    catalogue = load_catalogue(project / "fonts", cache=cache_folder(project))
    copy = tuple(_copy_in(folder)) if folder is not None else ()
    return talk.findings(check_fonts(catalogue, printed_texts(copy)))


@fonts.command("vendor")
@verb
def vendor_faces(
    talk: Talk, keys: Keys = None, sources: Sources = None, accept: Accept = False
) -> ExitCode:
    """Make the shipped faces again from the sources fonts.toml names, byte for byte."""
    from banmian.typeface.vendor import SYSTEM_FONTS, vendor

    report = vendor(
        project_root() / "fonts",
        sources or SYSTEM_FONTS,
        keys=tuple(keys or ()),
        accept=accept,
        progress=make_progress(quiet=talk.quiet),
    )
    lines = [f"{face.file}: {'same' if face.same else face.digest}" for face in report.faces]
    facts = [{"key": f.key, "file": f.file, "sha256": f.digest} for f in report.faces]
    talk.result("\n".join(lines), {"faces": facts})
    return ExitCode.DONE


def _copy_in(folder: Path) -> Iterator["EditionCopy | PageCopy"]:
    """The copy of a page, or of an edition and all its pages."""
    from banmian.editorial.read_edition import load_edition
    from banmian.editorial.read_page import load_page
    from banmian.editorial.which_folder import is_edition

    if not is_edition(folder):
        yield load_page(folder)
        return
    edition = load_edition(folder)
    yield edition
    for page in edition.pages:
        yield load_page(page)
