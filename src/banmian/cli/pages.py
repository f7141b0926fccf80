"""What the verbs that build pages share: their options, their settings, how results are told.

Inputs:  options; `PageResult`s of the pipeline.
Outputs: `Settings`; lines on standard output, or facts for a program.
Units:   seconds.
Source:  our choice; docs/cli.md.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from banmian.cli.project import cache_folder, project_root
from banmian.cli.talk import Talk
from banmian.errors import ExitCode
from banmian.pipeline.settings import Settings, Stage

if TYPE_CHECKING:
    from banmian.pipeline.page import PageResult

PageFolder = Annotated[
    Path,
    typer.Argument(metavar="PAGE_DIR", exists=True, file_okay=False, help="Holds page.yaml."),
]
EditionFolder = Annotated[
    Path,
    typer.Argument(metavar="EDITION_DIR", exists=True, file_okay=False, help="Holds edition.yaml."),
]
Output = Annotated[
    Path,
    typer.Option(
        "--output", "-o", metavar="DIR", file_okay=False, help="Where results are written."
    ),
]
Until = Annotated[Stage, typer.Option("--until", help="Stop after this stage.")]
Png = Annotated[bool, typer.Option("--png/--no-png", help="Also write page.png (150 dpi).")]
DEFAULT_OUTPUT = Path("output")


def make_settings(output: Path, until: Stage, *, png: bool) -> Settings:
    """Settings for one run, with the folders of this installation."""
    project = project_root()
    return Settings(
        output=output, project=project, cache=cache_folder(project), until=until, png=png
    )


def tell_pages(talk: Talk, pages: Sequence["PageResult"], edition: Path | None = None) -> ExitCode:
    """Tell where the results are, the edition's last; timings and warnings go to standard error."""
    for page in pages:
        for note in page.notes:
            talk.note(str(note))
        for stage, seconds in page.seconds:
            talk.detail(f"{stage:>10} {seconds:7.3f} s")
    made = [path for page in pages for path in (page.pdf, page.png, page.plant) if path is not None]
    facts: dict[str, object] = {"pages": [page.as_json() for page in pages]}
    if edition is not None:
        made.append(edition)
        facts["pdf"] = str(edition)
    talk.result("\n".join(str(path) for path in made), facts)
    return ExitCode.DONE
