"""Real pages, real processes: the same bytes as `edition`, whatever happens on the way.

All runs share a store: the keys of pages do not depend on where copy and output are, so that only
what a test changes is made.
"""

import contextlib
import hashlib
import io
import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from banmian.batch import losses as losses_module
from banmian.batch.assign import Batch
from banmian.batch.engine import this_engine
from banmian.batch.found import find_editions
from banmian.batch.journal import events_of, last_journal
from banmian.batch.order import PageOrder
from banmian.batch.start import Workers, start
from banmian.cli.batch_meter import BatchMeter
from banmian.cli.main import main
from banmian.errors import EnvironmentFault
from banmian.pipeline.settings import Settings
from banmian.snapshot.baseline import write_baseline
from banmian.store.store import Store
from banmian.workers.process_pool import ProcessPool
from banmian.workers.task import Limits, Task

EDITION = "demo/2026-01-02"
ALL = {f"{EDITION}/01", f"{EDITION}/02", EDITION, "one", "one/01"}
DIE_BEFORE_THE_END = """
import pickle, signal
from banmian.batch.tasks import make_ordered_page
from banmian.store.store import Store
Store.keep = lambda *_: signal.raise_signal(9)
make_ordered_page(pickle.loads({order!r}))
"""
FULL = """
import errno, pickle
from banmian import files
from banmian.batch.tasks import make_ordered_page
def refuse(_):
    raise OSError(errno.ENOSPC, "No space left on device")
files.os.fsync = refuse
found = make_ordered_page(pickle.loads({order!r}))
"""


@dataclass(frozen=True)
class Told:
    """What a command line said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def facts(self) -> dict[str, Any]:
        """Of --json."""
        found: dict[str, Any] = json.loads(self.out)
        assert found["exit"] == self.code
        return found


def command(*words: str | Path) -> Told:
    """One command line, in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main([str(word) for word in words])
    return Told(code, out.getvalue(), err.getvalue())


@dataclass(frozen=True)
class Night:
    """Copy, output and store of a night's editions."""

    content: Path
    output: Path
    store: Path

    def run(self, *words: str | Path) -> Told:
        """`batch`, with one process."""
        places = ("--output", self.output, "--store", self.store)
        return command("batch", self.content, *places, "--jobs", "1", *words)

    def ask(self, verb: str, *words: str | Path) -> Told:
        """Another verb of `batch`."""
        return command(
            "batch", verb, *words, "--output", self.output, "--store", self.store, "--json"
        )

    def change(self, name: str, old: str, new: str) -> None:
        """Change words of the copy."""
        path = self.content / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def files(self) -> dict[str, bytes]:
        """All that is published."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            if path.is_file()
        }

    def states(self) -> dict[str, str]:
        """What became of each unit in the newest run."""
        events = events_of(last_journal(self.store))
        return {event["name"]: event["state"] for event in events if "action" in event}


@pytest.fixture(scope="module")
def first(project: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Night, Told]:
    """An edition of two pages, another of one, all made for the first time."""
    root = tmp_path_factory.mktemp("night")
    source = project / "content" / "demo" / "2026-01-02"
    for place, page in ((EDITION, "01"), (EDITION, "02"), ("one", "01")):
        edition = root / "content" / place
        shutil.copytree(source / "01", edition / page)
        shutil.copy(source / "edition.yaml", edition)
        path = edition / page / "page.yaml"
        number = f"number: {int(page)}"
        text = path.read_text(encoding="utf-8").replace("number: 1", number)
        path.write_text(text, encoding="utf-8")
    night = Night(root / "content", root / "output", root / "store")
    return night, night.run("--json")


@pytest.fixture
def night(first: tuple[Night, Told], tmp_path: Path) -> Night:
    """The same copy at another place, with the same store."""
    before, _ = first
    shutil.copytree(before.content, tmp_path / "content")
    return Night(tmp_path / "content", tmp_path / "output", before.store)


def test_the_first_run_makes_everything(first: tuple[Night, Told]) -> None:
    night, told = first
    facts = told.facts
    assert (facts["ok"], facts["ended"], facts["workers_lost"]) == (True, True, 0)
    assert (facts["pages"]["built"], facts["editions"]["built"]) == (3, 2)
    assert facts["faults"] == facts["beside"] == []
    assert {name.rpartition("/")[2] for name in night.files()} == {
        "page.pdf",
        "page.png",
        "edition.pdf",
        "manifest.json",
        "manifest-sha256.txt",
    }
    assert not list(night.store.rglob("*.tmp"))


def test_the_second_run_makes_nothing(night: Night, first: tuple[Night, Told]) -> None:
    facts = night.run("--json").facts
    assert (facts["pages"]["reused"], facts["editions"]["reused"]) == (3, 2)
    assert night.states() == dict.fromkeys(ALL, "reused")
    assert night.files() == first[0].files()
    # and `run` may be said
    told = command("batch", "run", night.content, "--output", night.output, "--store", night.store)
    assert told.code == 0
    assert "沿用 reused 3" in told.out


def test_the_same_bytes_as_edition_makes(first: tuple[Night, Told], tmp_path: Path) -> None:
    night, _ = first
    assert command("edition", night.content / EDITION, "--output", tmp_path).code == 0
    made = {
        path.relative_to(tmp_path / "2026-01-02").as_posix(): path.read_bytes()
        for path in (tmp_path / "2026-01-02").rglob("*")
        if path.is_file()
    }
    assert set(made) >= {"01/page.pdf", "02/page.png", "edition.pdf"}
    ours = night.files()
    assert {name: ours[f"{EDITION}/{name}"] for name in made} == made


def test_the_same_bytes_from_a_fresh_store_elsewhere(night: Night, tmp_path: Path) -> None:
    """Another output, another order of Python's sets, another clock, two processes."""
    code = "import sys; from banmian.cli.main import main; sys.exit(main(sys.argv[1:]))"
    words = ["batch", "content/demo", "-o", "other/place", "-j", "2", "--quiet"]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Kiritimati",
    }
    subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=tmp_path,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    night.run("--quiet")
    fresh = tmp_path / "other" / "place"
    expected = {name: data for name, data in night.files().items() if name.startswith(EDITION)}
    assert len(expected) == 7
    for name, data in expected.items():
        assert (fresh / name.removeprefix("demo/")).read_bytes() == data, name


def test_the_manifest_can_be_verified(first: tuple[Night, Told]) -> None:
    night, _ = first
    edition = night.output / EDITION
    manifest = json.loads((edition / "manifest.json").read_text(encoding="utf-8"))
    lines = (edition / "manifest-sha256.txt").read_text(encoding="utf-8").splitlines()
    listed = {line[66:]: line[:64] for line in lines}
    there = {path.relative_to(edition).as_posix() for path in edition.rglob("*.*")}
    assert there == set(listed) | {"manifest.json", "manifest-sha256.txt"}
    for file in manifest["files"]:
        data = (edition / file["path"]).read_bytes()
        assert (file["bytes"], file["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
        assert listed[file["path"]] == file["sha256"]
    assert manifest["engine"] == dict(this_engine().parts)
    assert [page["page"] for page in manifest["pages"]] == ["01", "02"]
    assert all(len(font["sha256"]) == 64 for font in manifest["fonts"])
    assert (manifest["newspaper"], manifest["date"]) == ("示例晚报", "2026-01-02")
    if shutil.which("sha256sum"):
        check = ["sha256sum", "--strict", "--quiet", "-c", "manifest-sha256.txt"]
        subprocess.run(check, cwd=edition, check=True)


# ---------------------------------------------------------------- what changes


def test_a_changed_story_makes_its_page_and_its_edition(night: Night) -> None:
    night.run()
    before = night.files()
    night.change("one/01/lead.md", "。", "！")
    (page,) = night.ask("explain", night.content / "one" / "01").facts["pages"]
    assert (page["there"], page["held"]) == (False, None)
    told = command("batch", "explain", night.content, "--store", night.store)
    assert told.out.count("要重做 to be made") == 1
    assert night.run().code == 0
    assert night.states() == dict.fromkeys(ALL, "reused") | {"one": "built", "one/01": "built"}
    after = night.files()
    changed = {name for name in after if after[name] != before[name]}
    assert {name.partition("/")[0] for name in changed} == {"one"}
    assert {"one/01/page.pdf", "one/edition.pdf", "one/manifest.json"} <= changed
    (page,) = night.ask("explain", night.content / "one" / "01").facts["pages"]
    assert page["there"]
    status = night.ask("status").facts
    assert (status["state"], status["faults"], status["pages"]) == ("ended", {}, 3)
    assert status["counts"]["pages"] == {"built": 1, "reused": 2}
    # made again at the same place, it is known why
    night.change("one/01/lead.md", "！", "；")
    (page,) = night.ask("explain", night.content / "one" / "01").facts["pages"]
    assert len(page["reasons"]) == 1
    assert page["reasons"][0].startswith("changed: file 01/lead.md (")


def test_a_broken_story_is_named_and_the_rest_is_made(night: Night) -> None:
    night.run()
    before = night.files()
    night.change(f"{EDITION}/02/lead.md", "headline:", "headlines:")
    night.change("one/01/lead.md", "。", "？")
    told = night.run()
    assert told.code == 6
    story = night.content / EDITION / "02" / "lead.md"
    assert f"{story}:2:1: " in told.out
    assert "待齐 waiting for pages 1" in told.out
    assert night.states() == {
        f"{EDITION}/01": "reused",
        f"{EDITION}/02": "failed",
        EDITION: "waiting",
        "one/01": "built",
        "one": "built",
    }
    files = night.files()
    assert all(files[name] == before[name] for name in before if name.startswith(EDITION))
    assert files[f"{EDITION}.unfinished/01/page.pdf"] == before[f"{EDITION}/01/page.pdf"]
    facts = night.run("--json").facts
    (fault,) = facts["faults"]
    assert (fault["name"], fault["exit"], fault["state"]) == (f"{EDITION}/02", 6, "failed")
    assert (fault["diagnostics"][0]["file"], fault["diagnostics"][0]["line"]) == (str(story), 2)
    said = night.ask("status").facts["faults"][f"{EDITION}/02"]
    assert any("headlines" in one for one in said)
    night.change(f"{EDITION}/02/lead.md", "headlines:", "headline:")
    assert night.run().code == 0
    assert not any("unfinished" in name for name in night.files())


# ---------------------------------------------------------------- processes that end


class Sabotaged(ProcessPool):
    """Processes one of whose pages meets a fate, in place of being made, at its first attempts."""

    def __init__(self, limits: Limits, fate: Callable[[Task], Task], times: int) -> None:
        super().__init__(1, limits)
        self.fate, self.times = fate, times

    def submit(self, task: Task) -> None:
        if isinstance(task.argument, PageOrder) and self.times:
            self.times -= 1
            task = self.fate(task)
        super().submit(task)


@dataclass(frozen=True)
class Sabotage(Workers):
    """Whose pool is sabotaged."""

    pool: ProcessPool | None = None

    def open(self) -> ProcessPool:
        assert self.pool is not None
        return self.pool


def run_with(night: Night, pool: ProcessPool, project: Path) -> tuple[int, int]:
    """Run; the exit code, and how many workers were lost."""
    settings = Settings(night.output, project, night.store.parent / "cache")
    store = Store.at(night.store)
    job = Batch(find_editions(night.content), settings, store, this_engine())
    meter = BatchMeter(lambda _: None, quiet=True)

    class Nobody:
        asked = False

    assert start(job, Sabotage(1, Limits(), None, pool), meter, Nobody())
    return meter.summary.exit, meter.summary.lost


def test_a_worker_killed_within_a_page_loses_nothing(
    night: Night, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the worst moment: all its outputs are in the store, but not yet their entry."""
    monkeypatch.setattr(losses_module, "PAUSES", (0.0, 0.0))
    night.change("one/01/lead.md", "。", "、")

    def die(task: Task) -> Task:
        order = pickle.dumps(task.argument)
        return Task(task.key, exec, DIE_BEFORE_THE_END.format(order=order))

    assert run_with(night, Sabotaged(Limits(), die, 1), project) == (0, 1)
    assert night.states()["one/01"] == "built"
    assert len(night.files()) == 12
    lost = [event for event in events_of(last_journal(night.store)) if event["event"] == "lost"]
    assert [event["why"] for event in lost] == ["killed: SIGKILL"]


def test_a_page_that_hangs_is_ended_and_held_back(
    night: Night, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(losses_module, "PAUSES", (0.0, 0.0))
    night.change("one/01/lead.md", "。", "……")

    def hang(task: Task) -> Task:
        return Task(task.key, exec, "import time; time.sleep(600)")

    pool = Sabotaged(Limits(seconds=0.5), hang, 3)
    assert run_with(night, pool, project) == (8, 3)
    assert night.states()["one/01"] == "held"
    assert night.states()[EDITION] == "reused"
    assert night.ask("status").facts["held"] == ["one/01"]
    (page,) = night.ask("explain", night.content / "one").facts["pages"]
    assert "hung" in page["held"]
    told = night.run()
    assert told.code == 8
    assert "[unit-held]" in told.out


def interrupted(
    night: Night, monkeypatch: pytest.MonkeyPatch, after: int, presses: int
) -> tuple[Told, dict[str, str]]:
    """A run in which somebody presses Ctrl-C when so many pages have come to their end."""
    ended = BatchMeter.ended
    seen = 0

    def press(meter: BatchMeter, unit: Any, entry: Any) -> None:
        nonlocal seen
        ended(meter, unit, entry)
        seen += 1
        if seen == after:
            for _ in range(presses):
                signal.raise_signal(signal.SIGINT)

    with monkeypatch.context() as patch:
        patch.setattr(BatchMeter, "ended", press)
        told = night.run()
    return told, night.states()


@pytest.mark.parametrize("presses", [1, 2])
def test_ctrl_c_ends_the_run_and_the_same_command_goes_on(
    presses: int, night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    handler = signal.getsignal(signal.SIGINT)
    for page in ("01", "02"):
        night.change(f"{EDITION}/{page}/lead.md", "。", "！？"[presses - 1] * page.count("0"))
    told, states = interrupted(night, monkeypatch, 1, presses)
    assert told.code == 130
    assert signal.getsignal(signal.SIGINT) is handler
    assert states[f"{EDITION}/01"] == "built"
    assert EDITION not in states
    assert (f"{EDITION}/02" in states) == (presses == 1)  # the page in hand is finished
    assert night.files() == {}
    assert night.ask("status").facts["state"] == "interrupted"
    if presses == 2:
        return
    assert night.run().code == 0
    assert night.states()[f"{EDITION}/01"] == "reused"
    assert night.states()[EDITION] == "built"
    assert len(night.files()) == 12


# ---------------------------------------------------------------- what rides along


def test_check_tells_what_check_tells(night: Night) -> None:
    folder = night.content / "one" / "01"
    alone = command("check", folder, "--json")
    told = night.run("--check", "--json")
    beside = {one["name"]: one for one in told.facts["beside"]}
    found = [one["code"] for one in json.loads(alone.out)["diagnostics"]]
    assert told.code == alone.code
    assert [one["code"] for one in beside.get("one/01", {"check": []})["check"]] == found


def test_snapshots_ride_along(night: Night, tmp_path: Path) -> None:
    night.run()
    baselines = tmp_path / "baselines"
    for name, page in (("one/01", "one/01"), ("2026-01-02/01", f"{EDITION}/01")):
        write_baseline(baselines, name, night.files()[f"{page}/page.pdf"])
    words = ("--snapshot", "--baselines", baselines)
    told = night.run(*words, "--json")
    assert told.facts["snapshots"] == {"missing": 1, "same": 2}
    assert told.code == 3
    write_baseline(baselines, "2026-01-02/02", night.files()[f"{EDITION}/02/page.pdf"])
    told = night.run(*words)
    assert told.code == 0
    assert "相同 same 3" in told.out
    night.change("one/01/parking.md", "。", "！")
    told = night.run(*words, "--json")
    assert told.code == 1
    assert told.facts["snapshots"] == {"changed": 1, "same": 2}
    (ridden,) = told.facts["beside"]
    assert (ridden["name"], ridden["snapshot"]["verdict"]) == ("one/01", "changed")
    assert any("！" in line for line in ridden["snapshot"]["lines"])
    text = night.run(*words)
    assert text.code == 1
    assert "有改动 changed 1, 相同 same 2" in text.out


# ---------------------------------------------------------------- the store


def test_damage_is_found_told_and_mended(first: tuple[Night, Told], tmp_path: Path) -> None:
    before, _ = first
    store = tmp_path / "store"
    shutil.copytree(before.store, store)
    night = Night(before.content, tmp_path / "output", store)
    assert night.ask("fsck").facts["damaged"] == []
    page = before.files()[f"{EDITION}/02/page.pdf"]
    digest = hashlib.sha256(page).hexdigest()
    path = Store(store).place_of(digest)
    path.chmod(0o644)
    path.write_bytes(page[:-1])
    told = night.ask("fsck")
    assert told.code == 1
    assert told.facts["damaged"] == [digest]
    assert len(told.facts["dangling"]) == 2  # the page and its edition
    text = command("batch", "fsck", "--store", store)
    assert text.code == 0
    assert " 0 damaged" not in text.out
    assert night.run().code == 0
    assert night.states() == dict.fromkeys(ALL, "reused") | {
        f"{EDITION}/02": "built",
        EDITION: "built",
    }
    assert night.files()[f"{EDITION}/02/page.pdf"] == page


def test_gc_keeps_what_the_next_run_asks_for(first: tuple[Night, Told], tmp_path: Path) -> None:
    before, _ = first
    store = tmp_path / "store"
    shutil.copytree(before.store, store)
    shutil.copytree(before.content, tmp_path / "content")
    night = Night(tmp_path / "content", tmp_path / "output", store)
    shutil.rmtree(store / "names")
    night.run()
    there = len(list(Store(store).actions()))
    told = night.ask("gc", "--dry-run")
    assert len(list(Store(store).actions())) == there
    assert night.ask("gc").facts == told.facts
    assert len(list(Store(store).actions())) == 5 == there - told.facts["entries"]
    night.run()
    assert night.states() == dict.fromkeys(ALL, "reused")
    shutil.rmtree(night.content / "one")
    assert night.ask("gc").facts["entries"] == 0
    assert night.ask("gc", "--gone", "--dry-run").facts["entries"] == 2
    assert night.ask("gc", "--gone").facts["entries"] == 2
    with Store(store).in_use():
        told = night.ask("gc", "--gone")
    assert (told.code, told.facts["diagnostics"][0]["code"]) == (8, "store-in-use")
    night.run()
    assert set(night.states().values()) == {"reused"}


def test_a_disk_that_is_full_ends_a_real_run(
    night: Night, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker's own words reach the summary."""
    night.change("one/01/lead.md", "。", "——")

    def full(task: Task) -> Task:
        code = FULL.format(order=pickle.dumps(task.argument))
        return Task(task.key, eval, f"(lambda n: (exec({code!r}, n), n['found'])[1])({{}})")

    with pytest.raises(EnvironmentFault, match="No space left"):
        run_with(night, Sabotaged(Limits(), full, 1), project)
    assert night.ask("status").facts["state"] == "stopped"
    assert not list(night.store.rglob("*.tmp"))
