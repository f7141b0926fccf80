"""Runs steps that may each fail, so that all their faults are reported together.

Inputs:  functions that raise `ContentError` or `UsageError`.
Outputs: their results, None for the failed; one `ContentError` at the end.
Units:   none.
Source:  our choice: an editor mends all faults of a page in one go.
"""

from collections.abc import Callable
from typing import TypeVar

from banmian.errors import ContentError, Diagnostic, UsageError

T = TypeVar("T")


class Gathering:
    """The faults found so far."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []

    def attempt(self, step: Callable[[], T]) -> T | None:
        """The step's result, or None when it failed; its faults are kept."""
        try:
            return step()
        except (ContentError, UsageError) as fault:
            self.diagnostics.extend(fault.diagnostics)
            return None

    def stop_if_any(self) -> None:
        """Raise all faults at once.

        Raises:
            ContentError: a step failed.

        """
        if self.diagnostics:
            raise ContentError(self.diagnostics)
