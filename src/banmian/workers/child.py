"""The worker process: takes one task after another until it is sent home.

    python -P -m banmian.workers.child DESCRIPTOR

Inputs:  packed tasks over the socket of that descriptor.
Outputs: for each `BEGUN`, then an `Answer`. Standard output goes where standard error goes.
Units:   seconds.
Source:  docs/decisions/0009-workers.md. Only `Crew` starts this.
"""

import os
import pickle
import signal
import socket
import sys
import time
from queue import Empty, SimpleQueue
from threading import Thread

from banmian.workers.answer import BEGUN, GO_HOME, Answer, attempt
from banmian.workers.resident import resident_here
from banmian.workers.wire import Wire

_IDLE_SECONDS = 900  # a process that nobody uses any longer ends by itself


def _listen(wire: Wire, tasks: "SimpleQueue[bytes]") -> None:
    """Read what the parent says, also while a task runs: with the parent everything here ends."""
    message = None
    while message != GO_HOME:
        try:
            message = wire.receive()
        except EOFError:
            os.killpg(os.getpid(), signal.SIGKILL)  # with all that tasks have started
            return
        tasks.put(message)


def _do(packed: bytes) -> bytes:
    """Do a task; its value, as it travels."""
    function, argument = pickle.loads(packed)
    return pickle.dumps(function(argument), pickle.HIGHEST_PROTOCOL)


def _answer_to(packed: bytes) -> Answer:
    """What comes of a task."""
    begin = time.monotonic()
    said = attempt(lambda: _do(packed))
    return Answer(said, time.monotonic() - begin, resident_here())


def main(descriptor: int) -> None:
    """Do tasks, one at a time, on this process's main thread."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who pressed Ctrl-C decides what is finished
    os.set_inheritable(descriptor, False)
    wire = Wire(socket.socket(fileno=descriptor))
    tasks: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(wire, tasks), daemon=True).start()
    while True:
        try:
            packed = tasks.get(timeout=_IDLE_SECONDS)
        except Empty:
            return
        if packed == GO_HOME:
            return
        wire.send(BEGUN)
        wire.send(_answer_to(packed).packed())


if __name__ == "__main__":
    main(int(sys.argv[1]))
