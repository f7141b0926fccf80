"""How a verb speaks: results on standard output, everything else on standard error.

Inputs:  the options every verb has (--json, --verbose, --quiet); results and diagnostics.
Outputs: text for a person, or one JSON object for a program.
Units:   none.
Source:  docs/errors.md.
"""

import json
import logging
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from banmian.errors import Diagnostic, ExitCode


@dataclass(frozen=True, slots=True)
class Talk:
    """The manner of speaking that the caller asked for."""

    json: bool = False
    verbose: bool = False
    quiet: bool = False

    def result(self, text: str, facts: Mapping[str, object]) -> None:
        """Tell a result: the text to a person, the facts to a program."""
        if self.json:
            self.dump({"ok": True, "exit": int(ExitCode.DONE), **facts})
        elif text:
            print(text)

    def findings(self, found: Iterable[Diagnostic]) -> ExitCode:
        """Tell what a check found; finding something is a result, not a failure."""
        listed = tuple(found)
        code = ExitCode.FINDINGS if listed else ExitCode.DONE
        if self.json:
            self.dump(fault_facts(code, listed))
        else:
            print("\n".join(str(d) for d in listed) or "no findings")
        return code

    def fault(self, code: ExitCode, diagnostics: Iterable[Diagnostic]) -> ExitCode:
        """Tell why nothing came of it: to a person on standard error, to a program as JSON."""
        listed = tuple(diagnostics)
        if self.json:
            self.dump(fault_facts(code, listed))
        else:
            for diagnostic in listed:
                print(diagnostic, file=sys.stderr)
        return code

    def note(self, text: str) -> None:
        """Tell a person something beside the result, unless asked to be quiet."""
        if not self.quiet:
            print(text, file=sys.stderr)

    def detail(self, text: str) -> None:
        """Tell what only a curious person wants to know."""
        if self.verbose:
            print(text, file=sys.stderr)

    def dump(self, facts: Mapping[str, object]) -> None:
        """Write one JSON object on standard output."""
        print(json.dumps(facts, ensure_ascii=False, indent=2))

    def start_log(self) -> None:
        """Send the library's log to standard error: warnings, or with --verbose everything."""
        level = logging.DEBUG if self.verbose else logging.ERROR if self.quiet else logging.WARNING
        logger = logging.getLogger("banmian")
        logger.handlers.clear()
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(name)s: %(levelname)s: %(message)s"))
        logger.addHandler(handler)
        logger.setLevel(level)
        logger.propagate = False


def fault_facts(code: ExitCode, diagnostics: Iterable[Diagnostic]) -> dict[str, object]:
    """The JSON object of an outcome with diagnostics; the shape is a contract with programs."""
    return {
        "ok": code is ExitCode.DONE,
        "exit": int(code),
        "diagnostics": [d.as_json() for d in diagnostics],
    }
