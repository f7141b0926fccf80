"""How a long piece of work tells what it is doing.

Inputs:  a stage's name; a count of things done.
Outputs: nothing that a result may depend on; banmian.cli draws it on standard error.
Units:   counts of things.
Source:  our choice: a Protocol, so that a stage knows neither terminals nor logs.
"""

from contextlib import AbstractContextManager, nullcontext
from typing import Protocol


class Progress(Protocol):
    """What a pipeline may say while it works."""

    def stage(self, name: str) -> AbstractContextManager[None]:
        """Say that a stage is running for as long as the context is open."""
        ...

    def step(self, text: str, done: int, total: int) -> None:
        """Say how far the running stage is: `done` of `total` things, the last one being `text`."""
        ...


class Silent:
    """Says nothing: for tests, for --quiet and for programs that call us."""

    def stage(self, name: str) -> AbstractContextManager[None]:  # noqa: ARG002  the Protocol's
        """Open a context that does nothing."""
        return nullcontext()

    def step(self, text: str, done: int, total: int) -> None:
        """Do nothing."""
