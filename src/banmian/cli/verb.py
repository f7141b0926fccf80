"""Makes a Typer command of a function: the options every verb has, and one handler of faults.

Inputs:  a function `(talk, …options) -> ExitCode`.
Outputs: a command that also takes --json, --verbose and --quiet and leaves with an exit code.
Units:   none.
Source:  our choice: a wrapper, because Typer reads a command's options from its signature.
"""

import functools
import inspect
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from banmian.cli.faults import outcome_of
from banmian.cli.talk import Talk
from banmian.errors import ExitCode

_PANEL = "Every verb"
_COMMON = {
    "json": Annotated[
        bool,
        typer.Option(
            "--json", help="Results and errors as one JSON object.", rich_help_panel=_PANEL
        ),
    ],
    "verbose": Annotated[
        bool,
        typer.Option("--verbose", "-v", help="More on standard error.", rich_help_panel=_PANEL),
    ],
    "quiet": Annotated[
        bool,
        typer.Option(
            "--quiet", "-q", help="Only errors on standard error.", rich_help_panel=_PANEL
        ),
    ],
}


def verb(function: Callable[..., ExitCode]) -> Callable[..., None]:
    """Give a function the common options and let it end with an exit code."""

    @functools.wraps(function)
    def command(*, json: bool, verbose: bool, quiet: bool, **options: object) -> None:
        talk = Talk(json=json, verbose=verbose, quiet=quiet)
        talk.start_log()
        try:
            code = int(function(talk, **options))
            sys.stdout.flush()  # here, where a closed pipe is still ours to handle
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  the one handler of all verbs
            code = outcome_of(error, talk)
        raise typer.Exit(code)

    own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]
    common = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=False, annotation=kind)
        for name, kind in _COMMON.items()
    ]
    by_name = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own]
    signature = inspect.Signature([*by_name, *common])
    command.__signature__ = signature  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in signature.parameters.values()}
    return command
