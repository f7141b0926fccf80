"""Faults of several files or pages, told all at once.

Inputs:  pieces of work that can be done side by side.
Outputs: their results, and one exception with the diagnostics of all that failed.
Units:   none.
Source:  architecture.md, rules of the data flow, 5: collect diagnostics, then stop once.
"""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from banmian.errors import BanmianError, ContentError, FontError, LayoutError, OversetError

P = ParamSpec("P")
T = TypeVar("T")


class Faults:
    """Collects what copy, layouts and fonts are at fault for; anything else stops at once."""

    def __init__(self) -> None:
        self._found: list[BanmianError] = []

    def attempt(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Do a piece of work; None when it failed, and its fault is kept."""
        try:
            return work(*args, **kwargs)
        except (ContentError, LayoutError, FontError, OversetError) as fault:
            self._found.append(fault)
            return None

    def together(self) -> BanmianError:
        """All faults as one, of the kind of the first."""
        diagnostics = {d: None for fault in self._found for d in fault.diagnostics}
        return type(self._found[0])(diagnostics)
