"""`preflight`: say what a printing plant would object to in a PDF.

Inputs:  a PDF of any program; what was ordered.
Outputs: findings on standard output; exit code 1 when one of them is a failure.
Units:   millimetres.
Source:  docs/cli.md, docs/preflight.md.
"""

import re
from pathlib import Path
from typing import Annotated

import typer

from banmian.cli.talk import Talk
from banmian.cli.verb import verb
from banmian.errors import ExitCode, Severity, counted
from banmian.units import Length, mm

_SIZE = re.compile(r"^(\d+(?:\.\d+)?)[x×*](\d+(?:\.\d+)?)(?:mm)?$")

File = Annotated[
    Path,
    typer.Argument(metavar="FILE.pdf", exists=True, dir_okay=False, help="Any PDF."),
]
Size = Annotated[
    str,
    typer.Option("--size", metavar="WxH|any", help="The ordered trim in mm (390x540)."),
]
Marks = Annotated[bool, typer.Option("--marks/--no-marks", help="Whether crop marks are wanted.")]
Again = Annotated[
    Path | None,
    typer.Option(
        "--again", metavar="OTHER.pdf", exists=True, dir_okay=False, help="The same page again."
    ),
]


@verb
def preflight(
    talk: Talk, file: File, size: Size = "390x540", marks: Marks = True, again: Again = None
) -> ExitCode:
    """List what a plant would object to; failures end with exit code 1, warnings do not."""
    from banmian.preflight.order import PlantOrder
    from banmian.preflight.run import preflight as look_at
    from banmian.preflight.run import read_pdf

    order = PlantOrder(trim=_trim(size), marks=marks)
    found = look_at(file, order, read_pdf(again) if again else None)
    failures = sum(finding.severity is Severity.ERROR for finding in found)
    code = ExitCode.FINDINGS if failures else ExitCode.DONE
    if talk.json:
        talk.dump(
            {
                "ok": not failures,
                "exit": int(code),
                "failures": failures,
                "warnings": len(found) - failures,
                "diagnostics": [finding.as_json(str(file)) for finding in found],
            }
        )
        return code
    for finding in found:
        weight = "failure" if finding.severity is Severity.ERROR else "warning"
        print(f"{weight}: {finding.as_diagnostic(str(file))}")
    words = f"{counted(failures, 'failure')}, {counted(len(found) - failures, 'warning')}"
    print(words if found else "no findings")
    return code


def _trim(size: str) -> tuple[Length, Length] | None:
    """The ordered trim, in words of the command line."""
    if size == "any":
        return None
    match = _SIZE.match(size)
    if match is None:
        message = f"--size: {size!r} is not a size; write 390x540 (millimetres) or any"
        raise typer.BadParameter(message)
    return mm(float(match[1])), mm(float(match[2]))
