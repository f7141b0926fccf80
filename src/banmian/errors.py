"""What can go wrong, said once for every stage: places, diagnostics, exit codes.

Inputs:  facts about a fault, from any stage.
Outputs: `Diagnostic` values and one tree of exceptions, each with its exit code.
Units:   lines and columns count from 1; 0 means "not known".
Source:  the table of exit codes is our choice (docs/errors.md repeats it; a test compares them).

    BanmianError
    ├── PreflightError      1   the page that was made would be refused by a printing plant
    ├── UsageError          2   the command line or an input file cannot be read
    ├── BaselineMissing     3   there is nothing to compare with
    ├── OversetError        5   copy does not fit its frames
    ├── ContentError        6   an editor's file is wrong
    ├── LayoutError         6   a layout's file is wrong
    ├── FontError           7   a face is missing, damaged or lacks a character
    └── EnvironmentFault    8   the machine lacks something (library, disk, permission)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import ClassVar, Self


class ExitCode(IntEnum):
    """What the process tells its caller; one table for every verb."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    BASELINE_MISSING = 3
    MASKED_CHANGES = 4
    OVERSET = 5
    CONTENT = 6
    FONTS = 7
    ENVIRONMENT = 8
    CRASH = 70


class Severity(StrEnum):
    """How much a diagnostic weighs: an error stops the build, a warning does not, an info is told.

    The heaviest comes first.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file a person wrote: `content/…/lead.md:12:3`."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        known = [self.file]
        if self.line:
            known.append(str(self.line))
            if self.column:
                known.append(str(self.column))
        return ":".join(known)


def counted(number: int, noun: str) -> str:
    """1 line, 2 lines."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: a stable code, a sentence, where it is, and how to mend it."""

    code: str
    message: str
    place: Place | None = None
    hint: str | None = None
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        head = f"{self.place}: {self.message}" if self.place else self.message
        text = f"{head} [{self.code}]"
        return f"{text}\n  hint: {self.hint}" if self.hint else text

    def as_json(self) -> dict[str, str | int | None]:
        """The same facts for a program that called us with --json."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "message": self.message,
            "file": self.place.file if self.place else None,
            "line": self.place.line if self.place else None,
            "column": self.place.column if self.place else None,
            "hint": self.hint,
        }


def in_reading_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort findings by file, line and column; those without a place come first."""
    return tuple(sorted(diagnostics, key=lambda d: (d.place or Place(""), d.code, d.message)))


class BanmianError(Exception):
    """The root of every fault we report; carries all the diagnostics found, not just one."""

    exit_code: ClassVar[ExitCode] = ExitCode.CRASH

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = in_reading_order(diagnostics)
        super().__init__("\n".join(str(d) for d in self.diagnostics))

    @classmethod
    def of(
        cls, code: str, message: str, place: Place | None = None, hint: str | None = None
    ) -> Self:
        """Make the exception for a single diagnostic."""
        return cls([Diagnostic(code, message, place, hint)])


class PreflightError(BanmianError):
    """The page could be made, and a printing plant would refuse it; nothing was written."""

    exit_code = ExitCode.FINDINGS


class UsageError(BanmianError):
    """The command line is wrong, or an input file cannot be read."""

    exit_code = ExitCode.USAGE


class BaselineMissing(BanmianError):
    """A comparison has nothing to compare with."""

    exit_code = ExitCode.BASELINE_MISSING


class OversetError(BanmianError):
    """Copy does not fit its frames; nothing was dropped, nothing was written."""

    exit_code = ExitCode.OVERSET


class ContentError(BanmianError):
    """An editor's file under content/ is wrong."""

    exit_code = ExitCode.CONTENT


class LayoutError(BanmianError):
    """A file under layouts/ is wrong."""

    exit_code = ExitCode.CONTENT


class FontError(BanmianError):
    """A face is missing, damaged, may not be embedded, or lacks a character."""

    exit_code = ExitCode.FONTS


class EnvironmentFault(BanmianError):
    """The machine lacks something we need: a library, disk space, a permission."""

    exit_code = ExitCode.ENVIRONMENT
