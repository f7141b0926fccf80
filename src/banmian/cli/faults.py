"""What goes wrong, turned into an exit code and diagnostics: the one handler of every verb.

Inputs:  an exception that reached the command line.
Outputs: an exit code; diagnostics on standard error, or JSON on standard output.
Units:   none.
Source:  the table of exit codes in docs/errors.md; 130 and 141 are the shell's: 128 + the signal.
"""

import errno
import os
import sys
import traceback

import typer

from banmian.cli.missing import folder_missing
from banmian.cli.talk import Talk
from banmian.errors import BanmianError, Diagnostic, ExitCode, Place

INTERRUPTED = 130
PIPE_CLOSED = 141
_MACHINE_ERRNOS = {
    errno.ENOSPC: "free some disk space",
    errno.EDQUOT: "free some disk space: the quota is used up",
    errno.EACCES: "give this user the permission, or choose another folder",
    errno.EPERM: "give this user the permission, or choose another folder",
    errno.EROFS: "choose a folder that can be written to (--output)",
    errno.ENOMEM: "free some memory",
    errno.EMFILE: "raise the limit of open files (ulimit -n)",
}
_SET_UP_AGAIN = "delete .venv and run python3 build.py, which sets everything up again"


def outcome_of(error: BaseException, talk: Talk) -> int:
    """Tell what happened and give the exit code for it."""
    if isinstance(error, BrokenPipeError):
        # What follows would fail again when Python flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    if isinstance(error, KeyboardInterrupt):
        talk.note("interrupted; nothing was left half-written")
        return INTERRUPTED
    if isinstance(error, BanmianError):
        return talk.fault(error.exit_code, error.diagnostics)
    if isinstance(error, typer.TyperException):
        return talk.fault(ExitCode.USAGE, [folder_missing(error) or _command_line(error)])
    machine = _fault_of_machine(error)
    if machine is not None:
        _show_traceback(error, talk)
        return talk.fault(ExitCode.ENVIRONMENT, [machine])
    return _crash(error, talk)


def _command_line(error: typer.TyperException) -> Diagnostic:
    """What is wrong with a command line, in Typer's words."""
    said = error.format_message().replace("Value error, ", "")  # a validator's own words
    return Diagnostic("command-line", said, hint="add --help to see the options")


def _fault_of_machine(error: BaseException) -> Diagnostic | None:
    """Say what the machine lacks, when that is what the exception means."""
    if isinstance(error, MemoryError):
        return Diagnostic("out-of-memory", "there is not enough memory", hint="free some memory")
    if isinstance(error, ModuleNotFoundError) and not (error.name or "").startswith("banmian"):
        message = f"the Python package {error.name} is missing"
        return Diagnostic("package-missing", message, hint=_SET_UP_AGAIN)
    if not isinstance(error, OSError):
        return None
    if error.errno in _MACHINE_ERRNOS:
        place = Place(str(error.filename)) if error.filename is not None else None
        hint = _MACHINE_ERRNOS[error.errno]
        return Diagnostic("system", error.strerror or str(error), place, hint)
    if error.errno is None and "cannot load library" in str(error):  # as cffi words it
        return Diagnostic("library-missing", str(error).splitlines()[0], hint=_SET_UP_AGAIN)
    return None


def _crash(error: BaseException, talk: Talk) -> int:
    _show_traceback(error, talk)
    found = Diagnostic(
        "crash",
        f"this is a fault of ours: {type(error).__name__}: {error}",
        hint="run again with -v and report the traceback with the edition folder that caused it",
    )
    return talk.fault(ExitCode.CRASH, [found])


def _show_traceback(error: BaseException, talk: Talk) -> None:
    if talk.verbose:
        traceback.print_exception(error, file=sys.stderr)
