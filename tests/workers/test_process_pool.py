"""Workers on this machine: values, faults, deaths, hangs, and who takes over.

The tasks are `eval` and `exec`, functions of a module that every process has.
"""

import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from banmian.workers.process_pool import ProcessPool
from banmian.workers.task import Done, Limits, Loss, Lost, Outcome, Raised, Task

MIB = 1 << 20
PATIENT = Limits(seconds=60)
DIE = "__import__('signal').raise_signal(9)"
PROCESS = "__import__('os').getpid()"
TELL_AND_NAP = "import os, time; os.write(2, b'%d' % os.getpid()); time.sleep(600)"
NAP = "__import__('time').sleep(600)"


def outcomes(pool: ProcessPool, *words: str | Task) -> dict[str, Outcome]:
    """What comes of all tasks; words are the key and the text of an expression."""
    for word in words:
        pool.submit(word if isinstance(word, Task) else Task(word, eval, word))
    found = {}
    while (outcome := pool.next()) is not None:
        assert outcome.key not in found
        found[outcome.key] = outcome
    return found


def value(outcome: Outcome) -> object:
    assert isinstance(outcome, Done), outcome
    return outcome.value


def lost(outcome: Outcome) -> tuple[Loss, str]:
    assert isinstance(outcome, Lost), outcome
    return outcome.why, outcome.detail


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait for what another process does; the limit only ends a test that fails."""
    for _ in range(600):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("it does not happen")


def is_gone(process: int) -> bool:
    """Whether a process has ended, though its parent may not have taken note."""
    shown = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False
    )
    return shown.stdout.strip() == "" or shown.stdout.startswith("Z")


@pytest.fixture(scope="module")
def pool() -> Iterator[ProcessPool]:
    """One process that no test of this group ends."""
    with ProcessPool(1, PATIENT) as made:
        yield made


def test_a_value_comes_back_with_what_it_took(pool: ProcessPool) -> None:
    (done,) = outcomes(pool, "6 * 7").values()
    assert isinstance(done, Done)
    assert (done.key, done.value) == ("6 * 7", 42)
    assert done.worker.endswith(f"/{value(outcomes(pool, PROCESS)[PROCESS])}")
    assert 5 * MIB < done.memory < 200 * MIB
    assert 0 <= done.seconds < 60


def test_an_exception_is_told_in_words(pool: ProcessPool) -> None:
    (raised,) = outcomes(pool, "int('eleven')").values()
    assert isinstance(raised, Raised)
    assert raised.error_type == "ValueError"
    assert "'eleven'" in raised.message
    assert raised.traceback_text.startswith("Traceback")


def test_a_value_that_cannot_travel_is_a_fault_of_its_task(pool: ProcessPool) -> None:
    (outcome,) = outcomes(pool, "lambda: 0").values()
    assert isinstance(outcome, Raised)
    assert "pickle" in outcome.message


def test_a_value_that_only_the_worker_can_read_harms_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "only_there.py").write_text("class Thing: pass\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    with ProcessPool(1, PATIENT) as pool:
        found = outcomes(pool, "__import__('only_there').Thing()", "1 + 1")
    assert value(found.pop("1 + 1")) == 2
    (outcome,) = found.values()
    assert isinstance(outcome, Raised)
    assert outcome.error_type == "ModuleNotFoundError"


def test_a_function_without_a_name_is_refused_at_once(pool: ProcessPool) -> None:
    with pytest.raises((AttributeError, TypeError, ValueError), match="pickle"):
        pool.submit(Task("x", lambda _: None, 0))
    assert pool.next() is None


def test_what_a_task_prints_is_no_answer(
    pool: ProcessPool, capfd: pytest.CaptureFixture[str]
) -> None:
    noisy = "[print('done'), __import__('os').write(1, b'BEGUN' * 9)]"
    with ProcessPool(1, PATIENT) as loud:
        assert value(outcomes(loud, noisy)[noisy]) == [None, 45]
    told = capfd.readouterr()
    assert told.out == ""
    assert "done" in told.err


def test_large_arguments_and_values_pass(pool: ProcessPool) -> None:
    large = bytes(20_000_000)
    found = outcomes(pool, Task("there", len, large), "bytes(20_000_000)")
    assert value(found["there"]) == len(large)
    assert value(found["bytes(20_000_000)"]) == large


def test_all_workers_hash_and_encode_alike() -> None:
    asked = "hash('版面'), __import__('locale').getpreferredencoding(False)"
    with ProcessPool(2, Limits(seconds=60, tasks=1)) as pool:
        found = outcomes(pool, *(Task(str(n), eval, asked) for n in range(2)))
    assert value(found["0"]) == value(found["1"])
    assert "UTF-8" in str(found["0"])


def test_only_the_task_that_dies_is_lost() -> None:
    others = [f"{n} + 0" for n in range(12)]
    with ProcessPool(2, PATIENT) as pool:
        found = outcomes(pool, *others[:6], DIE, *others[6:], "exit(3)")
    assert lost(found.pop(DIE)) == (Loss.KILLED, "SIGKILL")
    assert lost(found.pop("exit(3)")) == (Loss.KILLED, "exit code 3")
    assert [value(found[text]) for text in others] == list(range(12))


def test_a_task_that_hangs_is_ended_with_all_it_started(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    text = f"""import subprocess, pathlib, time
pathlib.Path({str(note)!r}).write_text(str(subprocess.Popen(["sleep", "600"]).pid))
time.sleep(600)"""
    with ProcessPool(1, Limits(seconds=1)) as pool:
        found = outcomes(pool, Task("hang", exec, text), "1 + 1")
    assert lost(found["hang"]) == (Loss.HUNG, "no answer after 1 s")
    assert value(found["1 + 1"]) == 2
    wait_until(lambda: is_gone(int(note.read_text())))


def test_a_process_is_replaced_after_so_many_tasks() -> None:
    with ProcessPool(1, Limits(seconds=60, tasks=2)) as pool:
        found = outcomes(pool, *(Task(str(n), eval, PROCESS) for n in range(5)))
    seen = [value(found[str(n)]) for n in range(5)]
    assert seen[0] == seen[1] != seen[2] == seen[3] != seen[4]
    assert all(is_gone(number) for number in seen if isinstance(number, int))


def test_a_process_that_has_grown_is_replaced_and_one_that_grows_on_is_ended() -> None:
    keep = "__import__('builtins').__dict__.setdefault('kept', b'x' * {} * 1048576)[0]"
    grow, burst = keep.format(120), keep.format(300) + f" + {NAP}"
    with ProcessPool(1, Limits(seconds=60, memory=100 * MIB)) as pool:
        found = outcomes(pool, grow, PROCESS, burst, "2 + 2")
    grown, after = found[grow], found[PROCESS]
    assert isinstance(grown, Done)
    assert isinstance(after, Done)
    assert grown.memory > 120 * MIB > 100 * MIB > after.memory
    assert grown.worker != after.worker
    why, detail = lost(found[burst])
    assert why is Loss.OUT_OF_MEMORY
    assert detail.endswith("MiB, more than 200")
    assert value(found["2 + 2"]) == 4


def test_an_idle_process_that_dies_costs_no_task() -> None:
    with ProcessPool(1, PATIENT) as pool:
        process = value(outcomes(pool, PROCESS)[PROCESS])
        assert isinstance(process, int)
        os.kill(process, signal.SIGKILL)
        wait_until(lambda: is_gone(process))
        assert value(outcomes(pool, "1 + 1")["1 + 1"]) == 2


def test_preparation_comes_first_and_its_fault_is_told() -> None:
    asked = "__import__('gc').isenabled()"
    with ProcessPool(1, PATIENT, gc.disable) as pool:
        assert value(outcomes(pool, asked)[asked]) is False
    with ProcessPool(1, PATIENT, sys.exit) as pool:
        assert lost(outcomes(pool, "1")["1"]) == (Loss.KILLED, "exit code 0")
    with ProcessPool(1, PATIENT, [].pop) as pool:
        found = outcomes(pool, "1", "2")
    assert {o.error_type for o in found.values() if isinstance(o, Raised)} == {"IndexError"}
    assert len(found) == 2


def test_draining_hands_back_what_has_not_begun(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    text = f"""import pathlib, time
pathlib.Path({str(tmp_path / "begun")!r}).touch()
while not pathlib.Path({str(gate)!r}).exists(): time.sleep(0.01)"""
    with ProcessPool(1, PATIENT) as pool:
        pool.submit(Task("running", exec, text))
        for key in ("a", "b"):
            pool.submit(Task(key, eval, "1"))
        wait_until((tmp_path / "begun").exists)
        assert pool.next(timeout=0) is None
        assert pool.drain() == ("a", "b")
        gate.touch()
        last = pool.next()
        assert isinstance(last, Done)
        assert last.key == "running"
        assert pool.next() is None


def test_killing_ends_what_runs_at_once(tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    with ProcessPool(2, PATIENT) as pool:
        pool.submit(Task("runs", exec, f"open({str(begun)!r}, 'w'); {NAP}"))
        wait_until(begun.exists)
        pool.kill()
        outcome = pool.next()
        assert outcome is not None
        assert lost(outcome) == (Loss.KILLED, "SIGKILL")
        assert pool.next() is None
        with pytest.raises(RuntimeError, match="no more tasks"):
            pool.submit(Task("late", eval, "1"))


def test_with_the_parent_the_children_go() -> None:
    program = f"""
from banmian.workers.process_pool import ProcessPool
from banmian.workers.task import Limits, Task
pool = ProcessPool(2, Limits())
pool.submit(Task("idle", eval, {PROCESS!r}))
print(pool.next().value, flush=True)
pool.submit(Task("busy", exec, {TELL_AND_NAP!r}))
pool.next()
"""
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=paths
    ) as parent:
        assert parent.stdout is not None
        assert parent.stderr is not None
        idle = int(parent.stdout.readline())
        busy = int(os.read(parent.stderr.fileno(), 100))
        assert not is_gone(busy)
        parent.kill()
        wait_until(lambda: is_gone(idle) and is_gone(busy))
