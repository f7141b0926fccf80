"""What is told of a run that goes on, that was cut off, and of none."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from banmian.batch.journal import Journal, last_journal
from banmian.batch.pace import in_words, left
from banmian.batch.status import Status, status_of
from banmian.errors import EnvironmentFault, UsageError
from banmian.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.at(tmp_path / "store")


Begin = Callable[..., Journal]


@pytest.fixture
def begun(store: Store) -> Iterator[Begin]:
    """Begin a journal that nobody ends."""
    journals: list[Journal] = []

    def begin(**facts: Any) -> Journal:
        journals.append(Journal.begin(store.root))
        known = {"process": os.getpid(), "machine": socket.gethostname(), "pages": 3}
        journals[-1].tell("begin", **(known | facts))
        return journals[-1]

    yield begin
    for journal in journals:
        journal._file.close()


def gone() -> int:
    """A process that has ended."""
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    return done.pid


def told(store: Store) -> Status:
    status = status_of(store)
    json.dumps(status.as_json())
    assert "\n".join(status.lines())
    return status


def test_no_run_is_a_wrong_command(store: Store) -> None:
    with pytest.raises(UsageError, match="no-runs"):
        status_of(store)


def test_a_run_that_goes_on(store: Store, begun: Begin) -> None:
    journal = begun()
    journal.tell("lost", name="a/01", why="killed", attempt=1)
    journal.tell("page", name="a/01", state="built")
    journal.tell("page", name="a/02", state="reused")
    status = told(store)
    assert (status.state, status.lost) == ("running", 1)
    assert status.as_json()["counts"]["pages"] == {"built": 1, "reused": 1}
    assert any("2/3" in line for line in status.lines())
    journal.tell("end", state="ended")
    journal.close()
    assert told(store).state == "ended"


@pytest.mark.parametrize(
    ("facts", "state"),
    [({"process": 0}, "cut-off"), ({"machine": "elsewhere"}, "unknown"), ({}, "running")],
)
def test_a_journal_without_an_end(
    store: Store, begun: Begin, facts: dict[str, Any], state: str
) -> None:
    begun(**facts)
    assert told(store).state == state


def test_a_process_that_has_gone_was_cut_off(store: Store, begun: Begin) -> None:
    begun(process=gone())
    assert told(store).state == "cut-off"


@pytest.mark.parametrize("rest", [b"", b"\0" * 40, b'{"at": 1, "event": "pa', b"\xff\xfe\n[]\n1\n"])
def test_what_the_power_left_of_a_journal(store: Store, begun: Begin, rest: bytes) -> None:
    journal = begun()
    journal.tell("page", name="a/01", state="built")
    journal.close()
    journal.path.write_bytes(journal.path.read_bytes() + rest)
    assert told(store).as_json()["counts"]["pages"] == {"built": 1}
    journal.path.write_bytes(rest)
    assert told(store).as_json()["counts"]["pages"] == {}


def test_the_newest_of_many_runs_is_told(store: Store, begun: Begin) -> None:
    """Also of those begun in one second by processes of one number, in two containers."""
    journals = [begun(pages=number) for number in range(12)]
    assert len({journal.path for journal in journals}) == 12
    assert last_journal(store.root) == journals[-1].path
    assert told(store).as_json()["pages"] == 11


def test_names_that_are_not_unicode_can_be_written(store: Store, begun: Begin) -> None:
    name = os.fsdecode("头版".encode("gbk"))
    journal = begun()
    journal.tell("page", name=name, state="built", diagnostics=[{"message": name, "code": "x"}])
    store.remember("x", {"name": name})
    assert told(store).faults == {name: [f"{name} [x]"]}
    assert store.remembered("x") == {"name": name}


def test_a_journal_that_cannot_be_written(store: Store) -> None:
    (store.root / "runs").write_bytes(b"")
    with pytest.raises(EnvironmentFault, match="cannot be written"):
        Journal.begin(store.root)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (89, "89 s"),
        (90, "2 min"),
        (5369, "89 min"),
        (5400, "1 h 30 min"),
        (48 * 3600 - 30, "2 d 0 h"),
        (51 * 3600, "2 d 3 h"),
    ],
)
def test_time_in_words(seconds: float, words: str) -> None:
    assert in_words(seconds) == words


def test_what_is_left_is_reckoned_from_what_was_made() -> None:
    assert left(done=10, built=5, total=20, seconds=50) == 100
    assert left(done=10, built=0, total=20, seconds=1) == 0
