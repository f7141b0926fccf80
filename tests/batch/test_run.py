"""A run comes to its end whatever becomes of its workers, its copy and its disk."""

import json
import os
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from banmian.batch.summary import Summary
from banmian.errors import EnvironmentFault
from banmian.store.store import Store

if TYPE_CHECKING:
    from tests.batch.conftest import Bench

GOOD = {"a/01": "page a/01", "a/02": "page a/02", "b/01": "page b/01"}
BUILT = dict.fromkeys(("a", "a/01", "a/02", "b", "b/01"), "built")
REUSED = dict.fromkeys(BUILT, "reused")


def damage(store: Store, words: str, *, by_hand: bool = False) -> None:
    """Another bit in the object that is these words: by the disk, or by somebody's hand."""
    (found,) = (
        path
        for path in (store.root / "objects").glob("??/*")
        if path.read_bytes() == words.encode()
    )
    found.chmod(0o644)
    times = found.stat()
    found.write_bytes(words.upper().encode())
    if not by_hand:
        os.utime(found, ns=(times.st_atime_ns, times.st_mtime_ns))


def test_all_is_made_once(bench: "Bench") -> None:
    assert bench.run().states == BUILT
    assert bench.whole
    assert bench.published() == GOOD
    assert bench.run().states == REUSED
    assert bench.pool.done == []
    assert bench.published() == GOOD
    states = Counter(event.get("state") for event in bench.journal())
    assert states == {None: 1, "reused": 5, "ended": 1}


def test_a_changed_page_is_made_with_its_edition(bench: "Bench") -> None:
    bench.run()
    bench.page("a/02", "page A/02")  # of the same size
    heard = bench.run()
    assert bench.pool.done == ["a/02", "a"]
    assert heard.states == REUSED | {"a/02": "built", "a": "built"}
    assert bench.published() == GOOD | {"a/02": "page A/02"}
    (page,) = (unit for unit in heard.units if unit.name == "a/02")
    assert len(page.because) == 1
    assert page.because[0].startswith("changed: file 02/lead.md (")
    (edition,) = (unit for unit in heard.units if unit.name == "a")
    assert [said.partition(" (")[0] for said in edition.because] == ["changed: file 02"]


def test_what_was_made_before_is_not_made_again(bench: "Bench") -> None:
    """Copy that is changed back is in the store."""
    bench.run()
    bench.page("b/01", "other")
    bench.run()
    bench.page("b/01", "page b/01")
    assert bench.run().states == REUSED
    assert bench.published() == GOOD


def test_the_output_is_made_again_without_making_a_page(bench: "Bench") -> None:
    bench.run()
    (bench.output / "a" / "01" / "page.pdf").unlink()
    (bench.output / "b").rename(bench.output / "moved")
    assert bench.run().states == REUSED
    assert bench.pool.done == []
    assert bench.published() == GOOD | {"moved/01": "page b/01"}


# ---------------------------------------------------------------- workers that are lost


@pytest.mark.parametrize("fate", ["killed", "hung", "out-of-memory", "MemoryError", "vanished"])
def test_what_is_lost_is_tried_again_after_a_pause(bench: "Bench", fate: str) -> None:
    bench.pool.fates["a/01"] = [fate, fate]
    heard = bench.run()
    assert heard.states == BUILT
    assert bench.published() == GOOD
    when = [at for name, at in zip(bench.pool.done, bench.pool.at, strict=True) if name == "a/01"]
    assert when[1] - when[0] >= 1
    assert when[2] - when[1] >= 5
    assert [(name, again) for name, _, again in heard.losses] == [("a/01", True)] * 2
    (page,) = (unit for unit in heard.units if unit.name == "a/01")
    assert page.attempts == 3
    assert [e["attempt"] for e in bench.journal() if e["event"] == "lost"] == [1, 2]


def test_others_do_not_wait_for_what_is_tried_again(bench: "Bench") -> None:
    bench.pool.fates["a/01"] = ["killed", "killed"]
    bench.run()
    assert bench.pool.done == ["a/01", "a/02", "b/01", "b", "a/01", "a/01", "a"]


def test_the_third_loss_holds_a_page_back(bench: "Bench") -> None:
    bench.pool.fates["a/01"] = ["killed", "hung", "killed"]
    heard = bench.run()
    expected = {"a/01": "held", "a/02": "built", "a": "waiting", "b/01": "built", "b": "built"}
    assert heard.states == expected
    assert bench.published() == {"a.unfinished/02": "page a/02", "b/01": "page b/01"}
    (page,) = (unit for unit in heard.units if unit.state == "held")
    assert page.exit == 8
    assert "lost 3 times (killed: signal 9)" in page.diagnostics[0].message
    (held,) = bench.store.all_held()
    assert held["name"] == "a/01"
    assert "file 01/lead.md" in held["parts"]  # what it was made from is known
    # the next run does not try it,
    assert bench.run().states["a/01"] == "held"
    assert bench.pool.done == []
    # but a changed page is another page,
    bench.page("a/01", "better")
    assert bench.run().states["a/01"] == "built"
    assert "a.unfinished/02" not in bench.published()
    # and somebody may ask for the old one.
    bench.page("a/01", "page a/01")
    assert bench.run().states["a/01"] == "held"
    assert bench.run(again=True).states["a/01"] == "built"
    assert list(bench.store.all_held()) == []


def test_what_is_asked_for_again_is_tried_three_times_and_no_more(bench: "Bench") -> None:
    bench.pool.fates["a/01"] = ["killed"] * 6
    bench.run()
    bench.run(again=True)
    assert bench.pool.done == ["a/01"] * 3
    assert bench.heard.states["a/01"] == "held"


def test_workers_that_are_gone_hold_nothing_back(bench: "Bench") -> None:
    for name in ("a/01", "a/02", "b/01"):
        bench.pool.fates[name] = ["unreachable"] * 3
    fault = bench.stopped()
    assert fault.diagnostics[0].code == "workers-gone"
    assert list(bench.store.all_held()) == []
    assert bench.journal()[-1]["state"] == "stopped"
    bench.pool.fates.clear()
    assert bench.run().states == BUILT


def test_a_crash_of_ours_is_named_and_tried_by_the_next_run(bench: "Bench") -> None:
    bench.pool.fates["a/01"] = ["ZeroDivisionError"]
    heard = bench.run()
    assert heard.states["a/01"] == "crashed"
    assert heard.states["b"] == "built"
    (page,) = (unit for unit in heard.units if unit.state == "crashed")
    assert (page.exit, page.diagnostics[0].message) == (70, "ZeroDivisionError: no")
    (crash,) = (event for event in bench.journal() if event["event"] == "crash")
    assert crash["traceback"] == "Traceback: ZeroDivisionError"
    assert bench.run().states == REUSED | {"a/01": "built", "a": "built"}


def test_a_crash_while_an_edition_is_finished(bench: "Bench") -> None:
    bench.pool.fates["a"] = ["ZeroDivisionError"]
    assert bench.run().states["a"] == "crashed"
    assert bench.published() == {
        "a.unfinished/01": "page a/01",
        "a.unfinished/02": "page a/02",
        "b/01": "page b/01",
    }
    assert bench.run().states["a"] == "built"
    assert bench.published() == GOOD


# ---------------------------------------------------------------- copy that is wrong


def test_a_broken_page_holds_back_only_its_edition(bench: "Bench") -> None:
    bench.run()
    bench.page("a/02", "broken")
    heard = bench.run()
    assert heard.states == REUSED | {"a/02": "failed", "a": "waiting"}
    (page,) = (unit for unit in heard.units if unit.state == "failed")
    assert page.exit == 6
    assert str(page.diagnostics[0].place).endswith("a/02/lead.md:3:1")
    # the edition of before stands as it was, the good pages beside it
    assert bench.published() == GOOD | {"a.unfinished/01": "page a/01"}
    bench.page("a/01", "broken, too")
    bench.run()
    assert bench.published() == GOOD
    for name in ("a/01", "a/02"):
        bench.page(name, "mended")
    assert bench.run().states == REUSED | {"a": "built", "a/01": "built", "a/02": "built"}
    assert bench.published() == GOOD | {"a/01": "mended", "a/02": "mended"}


def test_broken_copy_costs_its_time_once(bench: "Bench") -> None:
    bench.page("a/02", "broken")
    bench.run()
    assert bench.run().states["a/02"] == "failed"
    assert bench.pool.done == []
    bench.run(again=True)
    assert bench.pool.done == ["a/02"]


def test_the_same_broken_copy_is_tried_again_once(bench: "Bench") -> None:
    """Of two editions in folders of one name, whose pages are the same."""
    for place in ("one/2026-01-01", "two/2026-01-01", "x/2026-01-01"):
        bench.write(f"{place}/edition.yaml", "newspaper: c\n")
        bench.page(f"{place}/01", "broken")
    bench.pool.size = 1
    bench.run()
    heard = bench.run(again=True)
    assert bench.pool.done == ["2026-01-01/01"]
    assert Counter(heard.states.values())["failed"] == 3
    for unit in heard.units:
        if unit.state == "failed":  # each is told where it is, not where the first is
            assert f"{unit.name}/lead.md:3:1" in str(unit.diagnostics[0].place)


def test_the_same_copy_twice_is_made_once(bench: "Bench") -> None:
    for place in ("one/2026-01-01", "two/2026-01-01"):
        bench.write(f"{place}/edition.yaml", "newspaper: c\n")
        bench.page(f"{place}/01", "the same")
    bench.pool.fates["2026-01-01/01"] = ["killed", "vanished"]
    heard = bench.run()
    assert bench.pool.done.count("2026-01-01/01") == 3
    assert bench.pool.done.count("2026-01-01") == 1
    assert set(heard.states.values()) == {"built"} | {heard.states["two/2026-01-01"]}
    assert bench.published() == GOOD | {
        "one/2026-01-01/01": "the same",
        "two/2026-01-01/01": "the same",
    }


def test_what_cannot_be_read_today_is_not_kept(bench: "Bench") -> None:
    bench.pool.fates["a/01"] = ["away"]
    heard = bench.run()
    assert heard.states["a/01"] == "failed"
    assert bench.run().states == REUSED | {"a/01": "built", "a": "built"}


def test_an_edition_without_pages_is_sent_to_be_told_why(bench: "Bench") -> None:
    bench.write("c/edition.yaml", "newspaper: c\n")
    bench.run()
    assert "c" in bench.pool.done


# ---------------------------------------------------------------- stopping


def test_who_asks_to_stop_loses_nothing(bench: "Bench") -> None:
    def ask(name: str) -> None:
        bench.stop.asked = bench.stop.asked or name == "a/01"

    bench.pool.before = ask
    heard = bench.run()
    assert not bench.whole
    assert heard.states == {"a/01": "built", "a/02": "built"}  # the one in hand is finished
    assert bench.published() == {}
    assert bench.journal()[-1]["state"] == "interrupted"
    bench.stop.asked = False
    bench.pool.before = len
    assert bench.run().states == BUILT | {"a/01": "reused", "a/02": "reused"}
    assert bench.whole
    assert bench.published() == GOOD


def test_a_full_disk_ends_the_run(bench: "Bench") -> None:
    bench.pool.fates["a/02"] = ["full"]
    fault = bench.stopped()
    assert [one.code for one in fault.diagnostics] == ["cannot-write"]
    assert bench.journal()[-1]["state"] == "stopped"
    assert bench.heard.states["a/01"] == "built"
    states = bench.run().states
    assert states["a/01"] == "reused"
    assert states["a/02"] == "built"
    assert bench.published() == GOOD


def test_two_runs_at_once_are_no_fault_but_a_sweeper_is(bench: "Bench") -> None:
    with bench.store.in_use():
        assert bench.run().states == BUILT
    with bench.store.in_use(alone=True), pytest.raises(EnvironmentFault, match="being swept"):
        bench.run()


def test_workers_that_cannot_be_had_are_an_end_that_is_written_down(
    bench: "Bench", monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise EnvironmentFault.of("scheduler-gone", "no scheduler")

    monkeypatch.setattr(type(bench.pool), "__enter__", refuse)
    assert bench.stopped().diagnostics[0].code == "scheduler-gone"
    assert [event["event"] for event in bench.journal()] == ["begin", "end"]


# ---------------------------------------------------------------- a damaged store


def test_a_damaged_page_is_made_again_with_its_edition(bench: "Bench") -> None:
    bench.run()
    damage(bench.store, "page a/01")
    (bench.output / "a" / "02" / "page.pdf").unlink()  # so that the edition is published again
    heard = bench.run()
    assert bench.pool.done == ["a/01", "a"]
    assert heard.states == REUSED | {"a/01": "built", "a": "built"}
    assert bench.published() == GOOD
    (page,) = (unit for unit in heard.units if unit.name == "a/01" and unit.state == "built")
    assert page.because == ("its outputs in the store were damaged",)


def test_what_somebody_wrote_into_a_published_file_is_made_again(bench: "Bench") -> None:
    bench.run()
    damage(bench.store, "page a/01", by_hand=True)  # the file in the edition is the same one
    assert bench.published() != GOOD
    heard = bench.run()
    assert bench.pool.done == ["a/01"]
    assert heard.states == REUSED | {"a/01": "built"}
    assert bench.published() == GOOD
    (page,) = (unit for unit in heard.units if unit.state == "built")
    assert page.because == ("its outputs are no longer in the store",)


def test_pages_lost_while_an_edition_is_finished_are_made_again(bench: "Bench") -> None:
    def lose(name: str) -> None:
        if name == "a" and bench.pool.done.count("a") == 0:
            damage(bench.store, "page a/01")
            damage(bench.store, "page a/02")

    bench.pool.before = lose
    assert bench.run().states == BUILT
    assert bench.published() == GOOD
    assert bench.pool.done.count("a/01") == bench.pool.done.count("a/02") == 2


def test_a_damaged_file_of_an_edition_is_made_again(bench: "Bench") -> None:
    bench.run()
    manifest = (bench.output / "b" / "manifest-sha256.txt").read_text(encoding="utf-8")
    damage(bench.store, manifest)
    (bench.output / "b" / "01" / "page.pdf").unlink()
    assert bench.run().states["b"] == "built"
    assert bench.pool.done == ["b"]
    assert (bench.output / "b" / "manifest-sha256.txt").read_text(encoding="utf-8") == manifest


def test_a_disk_that_damages_everything_is_given_up(bench: "Bench") -> None:
    def lose(name: str) -> None:
        if name == "b":
            damage(bench.store, "page b/01")

    bench.pool.before = lose
    fault = bench.stopped()
    assert fault.diagnostics[0].code == "store-damaged"
    assert "fsck" in str(fault.diagnostics[0].hint)


def test_a_file_that_is_saved_all_the_time_is_given_up(bench: "Bench") -> None:
    bench.pool.fates["a/01"] = ["changed"] * 50
    heard = bench.run()
    assert heard.states == {**BUILT, "a/01": "failed", "a": "waiting"}
    (page,) = (unit for unit in heard.units if unit.diagnostics)
    assert (page.exit, page.diagnostics[0].code) == (8, "unit-changing")


def test_a_file_saved_while_it_was_read_is_read_again(bench: "Bench") -> None:
    bench.pool.fates["a/01"] = ["changed"]
    assert bench.run().states == BUILT
    assert bench.pool.done.count("a/01") == 2


@pytest.mark.parametrize("while_making", ["a/02", "a"])
def test_an_edition_is_never_of_two_states_of_its_edition_yaml(
    while_making: str, bench: "Bench"
) -> None:
    """Saved while its second page is made, or while it is finished."""

    def save(name: str) -> None:
        if name == while_making and not bench.pool.done.count(name):
            bench.write("a/edition.yaml", "newspaper: other\n")

    bench.pool.before = save
    bench.pool.fates[while_making] = ["changed"]
    assert bench.run().states == BUILT
    assert [bench.pool.done.count(name) for name in ("a/01", "a/02", "b/01")] == [2, 2, 1]
    assert bench.run().states == REUSED
    summary = Summary()
    for unit in bench.heard.units * 2:
        summary.add(unit)
    assert summary.as_json()["pages"]["reused"] == 3  # each is counted once


# ---------------------------------------------------------------- what rides along


def test_pages_are_compared_with_their_baselines(bench: "Bench", tmp_path: Path) -> None:
    baselines = tmp_path / "baselines"
    for name, words in (("a/01", "page a/01"), ("a/02", "page old")):
        (baselines / name).mkdir(parents=True)
        (baselines / name / "page.pdf").write_text(words, encoding="utf-8")
    bench.run()
    heard = bench.run(baselines=baselines)
    verdicts = {ridden.name: (ridden.verdict, ridden.exit) for ridden in heard.ridden}
    assert verdicts == {"a/01": ("same", 0), "a/02": ("changed", 1), "b/01": ("missing", 3)}
    assert bench.pool.done == ["02"]
    assert heard.states == REUSED
    assert {r.name: r.verdict for r in bench.run(baselines=baselines).ridden} == {
        "a/01": "same",
        "a/02": "changed",
        "b/01": "missing",
    }
    assert bench.pool.done == []  # a comparison is kept, too


def test_a_damaged_page_is_not_compared(bench: "Bench", tmp_path: Path) -> None:
    (tmp_path / "baselines" / "a" / "01").mkdir(parents=True)
    (tmp_path / "baselines" / "a" / "01" / "page.pdf").write_bytes(b"old")
    bench.run()
    damage(bench.store, "page a/01")
    heard = bench.run(baselines=tmp_path / "baselines")
    (fault,) = (unit for unit in heard.units if unit.diagnostics)
    assert (fault.kind, fault.diagnostics[0].code) == ("snapshot", "store-damaged")
    bench.run()
    assert bench.published() == GOOD


# ---------------------------------------------------------------- the journal


def test_every_line_of_the_journal_can_be_read_alone(bench: "Bench") -> None:
    bench.pool.fates["a/01"] = ["killed"]
    bench.run()
    (path,) = (bench.store.root / "runs").iterdir()
    lines = path.read_text(encoding="utf-8").splitlines()
    events = [json.loads(line) for line in lines]
    assert [events[0]["event"], events[-1]["event"]] == ["begin", "end"]
    assert {event["event"] for event in events} == {"begin", "lost", "page", "edition", "end"}
    assert events[0]["pages"] == 3
    # the power fails
    path.write_bytes(path.read_bytes()[:-20] + b"\0\0\0\xff{")
    assert [event["event"] for event in bench.journal()] == [e["event"] for e in events[:-1]]
