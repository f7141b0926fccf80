"""Ctrl-C for long work: once to end it well, twice to end it now.

Inputs:  SIGINT and SIGTERM.
Outputs: whether the end was asked for; on the second signal KeyboardInterrupt.
Units:   none.
Source:  our choice. SIGTERM is how Slurm, Kubernetes and systemd ask.
"""

import os
import signal
from types import FrameType
from typing import Any

WORDS = "正在做的几版做完就停；再按一次 Ctrl-C 立刻停 (finishing the pages in hand)"


class Interrupt:
    """Whether somebody wants the run to end; a context, since signals are the process's."""

    def __init__(self, *, quiet: bool) -> None:
        """Say what happens, unless it is to be quiet."""
        self.asked = False
        self._quiet = quiet
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
        if not self._quiet:  # not by print: the signal may have come in the middle of one
            os.write(2, f"{WORDS}\n".encode())
