"""Runs steps that may each fail, so that all their faults are reported together.

Inputs:  pieces of work, and the kinds of fault that one of them may have without ending the others.
Outputs: their results, None for the failed; their diagnostics; one exception for all.
Units:   none.
Source:  architecture.md, rules of the data flow: an editor mends all faults of a page in one go.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from banmian.errors import (
    BanmianError,
    ContentError,
    Diagnostic,
    FontError,
    LayoutError,
    OversetError,
    PreflightError,
)

P = ParamSpec("P")
T = TypeVar("T")

# What copy, a layout or the fonts may be at fault for; a broken machine stops everything at once.
OF_A_PAGE = (ContentError, LayoutError, FontError, OversetError, PreflightError)


class Gathering:
    """The faults found so far; any of another kind than these stops at once."""

    def __init__(self, *kinds: type[BanmianError]) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._kinds = kinds
        self._first: type[BanmianError] = kinds[0]

    def attempt(self, step: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """The step's result, or None when it failed; its faults are kept."""
        try:
            return step(*args, **kwargs)
        except self._kinds as fault:
            if not self.diagnostics:
                self._first = type(fault)
            self.diagnostics.extend(fault.diagnostics)
            return None

    def together(self) -> BanmianError:
        """All faults as one, of the kind of the first; each is told once."""
        return self._first(dict.fromkeys(self.diagnostics))
