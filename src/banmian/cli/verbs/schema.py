"""`schema`: JSON Schemas for editors, of layout.yaml, page.yaml, edition.yaml and front matter.

Inputs:  which kind of file.
Outputs: the schema on standard output, or files.
Units:   none.
Source:  docs/cli.md.
"""

from pathlib import Path
from typing import Annotated

import typer

from banmian.cli.talk import Talk
from banmian.cli.verb import verb
from banmian.errors import ExitCode
from banmian.schema.written import Written

Kind = Annotated[Written | None, typer.Argument(help="Which kind of file; left out, all.")]
Folder = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="DIR", file_okay=False, help="Write files into DIR."),
]


@verb
def schema(talk: Talk, kind: Kind = None, output: Folder = None) -> ExitCode:
    """Print the JSON Schema of a kind of file, so that editors complete and validate it."""
    from banmian.files import write_whole
    from banmian.schema.generate import file_name, schema_of, schema_text

    kinds = tuple(Written) if kind is None else (kind,)
    if output is None:
        made = "\n".join(schema_text(one).rstrip("\n") for one in kinds)
        talk.result(made, {"schemas": {one.value: schema_of(one) for one in kinds}})
        return ExitCode.DONE
    written = {one.value: output / file_name(one) for one in kinds}
    for one in kinds:
        write_whole(written[one.value], schema_text(one).encode())
    paths = {name: str(path) for name, path in written.items()}
    talk.result("\n".join(paths.values()), {"files": paths})
    return ExitCode.DONE
