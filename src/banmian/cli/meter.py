"""Draws progress on standard error: a spinner on a terminal, plain lines elsewhere.

Inputs:  what a pipeline says through `banmian.progress.Progress`.
Outputs: text on standard error, never on standard output.
Units:   none.
Source:  our choice.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.status import Status

from banmian.progress import Progress, Silent


class PlainLines:
    """One line a stage, for logs; steps are left out, since a log needs no counter."""

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Write the stage's name."""
        print(f"banmian: {name}", file=sys.stderr, flush=True)
        yield

    def step(self, text: str, done: int, total: int) -> None:
        """Write nothing."""


class Spinner:
    """One line that changes, for a person at a terminal."""

    def __init__(self, console: Console) -> None:
        self._status = Status("", console=console)
        self._name = ""

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Show the stage's name while it runs; a stage within a stage takes the line over."""
        outer = self._name
        if not outer:
            self._status.start()
        self._show(name)
        try:
            yield
        finally:
            self._show(outer)
            if not outer:
                self._status.stop()

    def step(self, text: str, done: int, total: int) -> None:
        """Show how far the stage is."""
        self._status.update(f"{self._name} {done}/{total} {text}")

    def _show(self, name: str) -> None:
        self._name = name
        self._status.update(name)


def make_progress(*, quiet: bool) -> Progress:
    """Choose the way of showing progress that standard error can bear."""
    if quiet:
        return Silent()
    if sys.stderr.isatty():
        return Spinner(Console(stderr=True, markup=False))
    return PlainLines()
