"""The line between a worker process and its parent: whole messages over a socket.

Inputs:  bytes of any length; a function to call while nothing comes.
Outputs: the same bytes at the other end; EOFError when that end is gone.
Units:   seconds.
Source:  our choice: eight bytes of length, then the message, over a socket that nothing else
         writes to, so that what a library prints cannot be taken for an answer.
"""

import socket
import struct
from collections.abc import Callable
from contextlib import suppress

_LENGTH = struct.Struct(">Q")
_CHUNK = 1 << 20
_BETWEEN_LOOKS = 0.1  # how often a waiting parent looks after its child


class Wire:
    """One end of the line."""

    def __init__(self, end: socket.socket) -> None:
        self._end = end

    def send(self, message: bytes, seconds: float | None = None) -> None:
        """Send a message whole.

        Raises:
            TimeoutError: the other end does not take it in time.
            EOFError: the other end is gone.
        """
        self._end.settimeout(seconds)
        try:
            self._end.sendall(_LENGTH.pack(len(message)))
            self._end.sendall(message)
        except (BrokenPipeError, ConnectionResetError) as error:
            raise EOFError from error

    def receive(self, look: Callable[[], None] | None = None) -> bytes:
        """Wait for a message, calling `look` now and then, which may end the wait by raising.

        After an EOFError of `look` what is still on the line is read: the last words of a process.

        Raises:
            EOFError: the other end is gone, and with it what it was about to say.
        """
        self._end.settimeout(None if look is None else _BETWEEN_LOOKS)
        (length,) = _LENGTH.unpack(self._exactly(_LENGTH.size, look))
        return self._exactly(length, look)

    def close(self) -> None:
        """End the line; the other end reads no more."""
        with suppress(OSError):
            self._end.shutdown(socket.SHUT_RDWR)
        self._end.close()

    def _exactly(self, length: int, look: Callable[[], None] | None) -> bytes:
        got = bytearray()
        gone = False
        while len(got) < length:
            try:
                chunk = self._end.recv(min(_CHUNK, length - len(got)))
            except TimeoutError:
                if gone:
                    raise EOFError from None
                gone = look is not None and _is_gone(look)
                continue
            except ConnectionResetError as error:
                raise EOFError from error
            if not chunk:
                raise EOFError
            got += chunk
        return bytes(got)


def _is_gone(look: Callable[[], None]) -> bool:
    """Whether a look found nobody at the other end."""
    try:
        look()
    except EOFError:
        return True
    return False
