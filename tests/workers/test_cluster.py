"""Workers on a cluster of Dask, here two processes on this machine: no task is missing.

The tasks are `eval` and `exec`, functions of a module that every process has.
"""

import importlib
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import dask
import pytest
from distributed import LocalCluster

from banmian.errors import EnvironmentFault, ExitCode
from banmian.workers import cluster as cluster_module
from banmian.workers.cluster import DaskPool
from banmian.workers.process_pool import ProcessPool
from banmian.workers.task import Done, Limits, Loss, Lost, Outcome, Pool, Raised, Task

LIMITS = Limits(seconds=2)
DIE = "__import__('signal').raise_signal(9)"
KILL_DASK = "__import__('os').kill(__import__('os').getppid(), 9)"
HANG = "__import__('time').sleep(600)"
PROCESSES = "__import__('os').getpid(), __import__('os').getppid()"


def outcomes(pool: Pool, *words: str | Task) -> dict[str, Outcome]:
    """What comes of all tasks; words are the key and the text of an expression."""
    for word in words:
        pool.submit(word if isinstance(word, Task) else Task(word, eval, word))
    found = {}
    while (outcome := pool.next(timeout=60)) is not None:
        assert outcome.key not in found
        found[outcome.key] = outcome
    return found


def gist(outcome: Outcome) -> tuple[object, ...]:
    """An outcome without what differs from run to run."""
    match outcome:
        case Done(key, value):
            return key, value
        case Raised(key, error_type, message):
            return key, error_type, message
        case Lost(key, why, detail):
            return key, why, detail


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A scheduler and two workers; a task may take two workers with it, not three."""
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0") as made,
    ):
        yield made.scheduler_address


def test_outcomes_are_those_of_processes_on_one_machine(address: str) -> None:
    words = ["6 * 7", "int('eleven')", DIE, "exit(3)", "print('hello')", "bytes(2_000_000)", HANG]
    with DaskPool(address, LIMITS) as far, ProcessPool(2, LIMITS) as near:
        assert far.size == 2
        assert far.next() is None
        for word in words:
            near.submit(Task(word, eval, word))
        there, here = outcomes(far, *words), outcomes(near)
    assert {gist(o) for o in there.values()} == {gist(o) for o in here.values()}
    assert {o.key for o in there.values()} == set(words)


def test_a_task_may_be_tried_again(address: str) -> None:
    with DaskPool(address, LIMITS) as pool:
        assert isinstance(outcomes(pool, DIE)[DIE], Lost)
        assert isinstance(outcomes(pool, Task(DIE, len, "again"))[DIE], Done)


def test_tasks_on_a_worker_that_is_gone_are_done_elsewhere(address: str, tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    once = f"""import os, pathlib, time
if not pathlib.Path({str(seen)!r}).exists():
    pathlib.Path({str(seen)!r}).touch()
    os.kill(os.getppid(), 9)
    time.sleep(600)"""
    others = [f"{n} + 0" for n in range(8)]
    with DaskPool(address, Limits(seconds=60)) as pool:
        found = outcomes(pool, *others[:4], Task("once", exec, once), *others[4:])
        assert isinstance(found["once"], Done)
        assert [gist(found[text]) for text in others] == [(t, n) for n, t in enumerate(others)]


def test_a_task_that_ends_worker_after_worker_is_lost_and_no_other_is_missing(
    address: str,
) -> None:
    others = [f"{n} + 0" for n in range(4)]
    with DaskPool(address, Limits(seconds=60)) as pool:
        found = outcomes(pool, KILL_DASK, *others)
    deadly = found.pop(KILL_DASK)
    assert isinstance(deadly, Lost)
    assert deadly.why is Loss.UNREACHABLE
    assert set(found) == set(others)


def test_draining_hands_back_what_has_not_begun_and_leaves_no_process(
    address: str, tmp_path: Path
) -> None:
    gate, notes = tmp_path / "gate", tmp_path / "notes"
    notes.mkdir()
    text = f"""import os, pathlib, time
pathlib.Path({str(notes)!r}, str(os.getpid())).touch()
while not pathlib.Path({str(gate)!r}).exists(): time.sleep(0.01)"""
    keys = [str(n) for n in range(8)]
    with DaskPool(address, Limits(seconds=60)) as pool:
        for key in keys:
            pool.submit(Task(key, exec, text))
        _wait_for(lambda: len(list(notes.iterdir())) == 2)
        back = pool.drain()
        gate.touch()
        found = outcomes(pool)
        assert len(back) == 6
        assert sorted([*back, *found]) == keys
        assert all(isinstance(o, Done) for o in found.values())
        with pytest.raises(RuntimeError, match="no more tasks"):
            pool.submit(Task("late", eval, "1"))
    left = [int(note.name) for note in notes.iterdir()]
    _wait_for(lambda: not any(Path(f"/proc/{process}/cmdline").exists() for process in left))


def test_killing_ends_what_runs_at_once(address: str, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    with DaskPool(address, Limits(seconds=600)) as pool:
        pool.submit(Task("runs", exec, f"open({str(begun)!r}, 'w'); {HANG}"))
        _wait_for(begun.exists)
        pool.kill()
        outcome = pool.next(timeout=60)
    assert outcome is not None
    assert gist(outcome) == ("runs", Loss.KILLED, "SIGKILL")


def test_with_the_scheduler_all_tasks_are_lost_and_that_is_said() -> None:
    with LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address="127.0.0.1:0"
    ) as made:
        pool = DaskPool(made.scheduler_address, Limits(seconds=2))
        pool.submit(Task("out", eval, HANG))
        made.close()
    outcome = pool.next(timeout=60)
    assert outcome is not None
    assert gist(outcome) == ("out", Loss.UNREACHABLE, "the scheduler has gone")
    assert pool.next() is None
    assert pool.size == 1
    with pytest.raises(EnvironmentFault, match="has gone"):
        pool.submit(Task("late", eval, "1"))
    pool.close()


def test_nobody_at_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "_CONNECT_SECONDS", 0.5)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{closed.getsockname()[1]}"
        with pytest.raises(EnvironmentFault) as caught:
            DaskPool(address, LIMITS)
    assert caught.value.exit_code is ExitCode.ENVIRONMENT
    assert address in str(caught.value)
    with pytest.raises(EnvironmentFault, match="no scheduler"):
        DaskPool("post://nowhere", LIMITS)


def test_workers_without_our_code_are_named(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "only_here.py").write_text("def prepare() -> None: ...\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(EnvironmentFault, match=r"cannot run our code.*only_here"):
        DaskPool(address, LIMITS, importlib.import_module("only_here").prepare)


def test_without_dask_one_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(EnvironmentFault, match=r"banmian\[cluster\]"):
        importlib.reload(cluster_module)


def _wait_for(condition: Callable[[], bool]) -> None:
    """Wait for what another process does; the limit only ends a test that fails."""
    for _ in range(600):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it does not happen")
