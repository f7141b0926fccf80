"""Ctrl-C for long work: once to end it well, twice to end it now.

Inputs:  SIGINT and SIGTERM.
Outputs: whether the end was asked for; on the second signal KeyboardInterrupt.
Units:   none.
Source:  our choice. SIGTERM is how Slurm, Kubernetes and systemd ask.
"""

import signal
from collections.abc import Callable
from types import FrameType
from typing import Any


class Interrupt:
    """Whether somebody wants the run to end; a context, since signals are the process's."""

    def __init__(self, say: Callable[[str], None]) -> None:
        """Say with `say` what happens."""
        self.asked = False
        self._say = say
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> "Interrupt":
        for one in (signal.SIGINT, signal.SIGTERM):
            self._before[one] = signal.signal(one, self._on_signal)
        return self

    def __exit__(self, *_: object) -> None:
        for one, before in self._before.items():
            signal.signal(one, before)

    def _on_signal(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002  signal's
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        self._say("正在做的几版做完就停；再按一次 Ctrl-C 立刻停 (finishing the pages in hand)")
