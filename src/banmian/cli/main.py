"""The program: puts the verbs together and runs the one that was asked for.

Inputs:  the command line.
Outputs: what the verb tells; an exit code of docs/errors.md.
Units:   none.
Source:  our choice. Verb modules import what does the work inside their functions, so that --help
         and an error in the command line do not wait for WeasyPrint (docs/cli.md).
"""

import gc
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from banmian.cli.faults import outcome_of
from banmian.cli.project import version
from banmian.cli.talk import Talk
from banmian.cli.verbs.baselines import add_baselines
from banmian.cli.verbs.batch import batch
from banmian.cli.verbs.check import check
from banmian.cli.verbs.codes import codes
from banmian.cli.verbs.compose import compose
from banmian.cli.verbs.dummy import dummy
from banmian.cli.verbs.edition import edition
from banmian.cli.verbs.fonts import fonts
from banmian.cli.verbs.impose import impose
from banmian.cli.verbs.page import page
from banmian.cli.verbs.placeholders import placeholders
from banmian.cli.verbs.plan import plan
from banmian.cli.verbs.plates import plates
from banmian.cli.verbs.preflight import preflight
from banmian.cli.verbs.proof import proof
from banmian.cli.verbs.schema import schema
from banmian.cli.verbs.snapshot import snapshot

# Python looks for garbage after so many new objects. Its own 700 cost a new process a tenth of a
# second while WeasyPrint is imported, and find nothing.
GARBAGE = 100_000

EPILOG = (
    "Through the door (python3 build.py …) also: 'test' runs every check, 'bench' the benchmarks, "
    "and --offline forbids the door to fetch packages. See docs/cli.md."
)

app = typer.Typer(
    name="banmian",
    help="版面: structured Chinese newspaper copy in, print-ready pages out.",
    epilog=EPILOG,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _tell_version(asked: bool) -> None:
    if asked:
        print(f"banmian {version()}")
        raise typer.Exit


@app.callback()
def program(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_tell_version, is_eager=True, help="Tell and leave."),
    ] = False,
) -> None:
    """Structured Chinese newspaper copy in, print-ready pages out (版面)."""


for command in (
    page,
    edition,
    plan,
    impose,
    proof,
    check,
    preflight,
    plates,
    compose,
    placeholders,
    dummy,
    schema,
    codes,
):
    app.command()(command)
app.add_typer(batch, name="batch")
app.add_typer(fonts, name="fonts")
add_baselines(snapshot)
app.add_typer(snapshot, name="snapshot")


def main(arguments: Sequence[str], program: str = "banmian") -> int:
    """Run one command line and give its exit code."""
    words = list(arguments) or ["--help"]
    try:
        code = app(words, prog_name=program, standalone_mode=False)
    except typer.TyperException as error:  # the command line itself was wrong
        code = outcome_of(error, Talk(json="--json" in words))
    return int(code or 0)


def run(program: str = "banmian") -> None:
    """Run the command line of this process; the entry point of the wheel."""
    gc.set_threshold(GARBAGE)
    sys.exit(main(sys.argv[1:], program))


if __name__ == "__main__":
    run("build.py")
