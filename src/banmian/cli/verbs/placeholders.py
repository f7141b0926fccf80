"""`placeholders`: draw portraits of nobody or views of nowhere, for copy without its pictures.

Inputs:  a folder, names of files to be.
Outputs: a JPEG file a name.
Units:   none.
Source:  docs/cli.md.
"""

from pathlib import Path
from typing import Annotated

import typer

from banmian.cli.project import cache_folder, project_root
from banmian.cli.talk import Talk
from banmian.cli.verb import verb
from banmian.errors import ExitCode, FontError

Folder = Annotated[Path, typer.Argument(metavar="DIR", file_okay=False, help="Where they go.")]
Names = Annotated[list[str], typer.Argument(metavar="NAME...", help="File names without .jpg.")]
Seed = Annotated[
    int | None,
    typer.Option("--seed", help="Draws other people; without it those of the shipped page."),
]
Scene = Annotated[bool, typer.Option("--scene", help="Landscapes of 3:2 instead of portraits.")]


@verb
def placeholders(
    talk: Talk, folder: Folder, names: Names, seed: Seed = None, scene: Scene = False
) -> ExitCode:
    """Draw a placeholder picture for each name: DIR/NAME.jpg, marked 示意图."""
    from banmian.picture.placeholder.drawing import SHIPPED_SEED, draw_placeholders
    from banmian.typeface.catalogue import load_catalogue

    project = project_root()
    catalogue = load_catalogue(project / "fonts", cache=cache_folder(project))
    hei = [key for key in catalogue.keys if catalogue.entry(key).role == "hei"]
    if not hei:
        raise FontError.of("no-hei", "fonts.toml has no face with the role 'hei' for the mark")
    face_file = catalogue.folder / catalogue.entry(hei[0]).file
    chosen = SHIPPED_SEED if seed is None else seed
    drawn = draw_placeholders(folder, names, face_file=face_file, seed=chosen, scene=scene)
    talk.result("\n".join(map(str, drawn)), {"files": [str(path) for path in drawn]})
    return ExitCode.DONE
