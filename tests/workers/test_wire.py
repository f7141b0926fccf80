"""The line between a parent and its worker process."""

import socket

import pytest

from banmian.workers.wire import Wire


def test_the_last_words_of_a_process_are_read_though_it_has_ended() -> None:
    ours, theirs = socket.socketpair()
    here, there = Wire(ours), Wire(theirs)

    def look() -> None:
        there.send(b"begun")  # between our waiting and our looking, and then it dies
        raise EOFError

    assert here.receive(look) == b"begun"
    here.close()
    there.close()


def test_who_has_gone_says_nothing_though_somebody_holds_the_line() -> None:
    ours, theirs = socket.socketpair()
    here, there = Wire(ours), Wire(theirs)

    def look() -> None:
        raise EOFError

    with pytest.raises(EOFError):
        here.receive(look)
    here.close()
    there.close()
