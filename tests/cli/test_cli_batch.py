"""`batch`: what a wrong command line comes to, and what is told; tests/batch has real runs."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from banmian.store.store import Store

Tell = Callable[..., Any]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """An edition without pages: nothing has to be set."""
    edition = tmp_path / "content" / "2026-01-01"
    edition.mkdir(parents=True)
    (edition / "edition.yaml").write_text("newspaper: 试\ndate: 2026-01-01\n", encoding="utf-8")
    return tmp_path / "content"


def code_of(told: Any) -> tuple[int, str]:
    """Exit code and first diagnostic of a command with --json."""
    facts = json.loads(told.out)
    assert facts["exit"] == told.code
    return told.code, facts["diagnostics"][0]["code"]


def test_a_folder_without_editions(tell: Tell, tmp_path: Path) -> None:
    told = tell("batch", tmp_path, "-o", tmp_path / "o", "--json")
    assert code_of(told) == (2, "no-editions")
    assert code_of(tell("batch", "run", tmp_path / "none", "--json"))[0] == 2
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize("verb", ["status", "fsck", "gc", "explain"])
def test_to_look_into_a_store_does_not_make_it(
    verb: str, tell: Tell, tmp_path: Path, content: Path
) -> None:
    folder = [content] if verb == "explain" else []
    told = tell("batch", verb, *folder, "-o", tmp_path / "o", "--json")
    assert code_of(told) == (2, "no-store")
    assert not (tmp_path / "o").exists()


def test_an_output_among_the_copy(tell: Tell, content: Path) -> None:
    told = tell("batch", content, "-o", content, "-j", "1", "--json")
    assert code_of(told) == (2, "output-in-content")
    assert [path.name for path in content.glob("2026*/*")] == ["edition.yaml"]


def test_a_store_that_is_none(tell: Tell, tmp_path: Path, content: Path) -> None:
    told = tell("batch", content, "-o", tmp_path / "o", "--store", content, "--json")
    assert code_of(told) == (8, "store-foreign")
    (tmp_path / "file").write_bytes(b"")
    told = tell("batch", content, "-o", tmp_path / "file" / "o", "--json")
    assert code_of(told) == (8, "cannot-write")


def test_a_run_and_what_is_told_of_it(tell: Tell, tmp_path: Path, content: Path) -> None:
    """Both ways to say it; an edition without pages is named."""
    places = ("-o", tmp_path / "o", "-j", "1")
    told = tell("batch", content, *places)
    assert told.code == 6
    assert "2026-01-01: 有错 failed" in told.out
    assert "[no-pages]" in told.out
    assert "期 editions: 有错 failed 1" in told.out
    facts = json.loads(tell("batch", "run", content, *places, "--json").out)
    assert (facts["ok"], facts["exit"], facts["ended"]) == (False, 6, True)
    assert set(facts) == {
        *("ok", "exit", "ended", "seconds", "memory", "workers_lost", "pages", "editions"),
        *("waiting", "faults", "beside", "snapshots"),
    }
    states = ["built", "reused", "failed", "crashed", "held", "waiting"]
    assert list(facts["pages"]) == list(facts["editions"]) == states
    (fault,) = facts["faults"]
    assert set(fault) == {"kind", "name", "state", "exit", "diagnostics"}
    output = ("-o", tmp_path / "o")
    status = tell("batch", "status", *output)
    assert status.code == 0
    assert "已完成 ended" in status.out
    assert "has no page [no-pages]" in status.out
    facts = json.loads(tell("batch", "status", *output, "--json").out)
    assert (facts["state"], facts["counts"]["editions"]) == ("ended", {"failed": 1})
    assert tell("batch", "explain", content, *output).code == 0


def test_the_store_is_looked_through_and_swept(tell: Tell, tmp_path: Path) -> None:
    store = Store.at(tmp_path / "o" / ".store")
    blob = store.put(b"of nobody")
    output = ("-o", tmp_path / "o")
    assert "1 objects" in tell("batch", "fsck", *output).out
    store.place_of(blob.sha256).with_name(".x.tmp").write_bytes(b"")
    facts = json.loads(tell("batch", "fsck", *output, "--json").out)
    assert facts == {
        "ok": True,
        "exit": 0,
        "objects": 1,
        "bytes": 9,
        "entries": 0,
        "damaged": [],
        "names": [],
        "dangling": [],
        "leftovers": 1,
    }
    assert tell("batch", "gc", *output, "--dry-run").out.startswith("would drop 0 entries, 1 obj")
    assert store.holds(blob)
    facts = json.loads(tell("batch", "gc", *output, "--json").out)
    assert facts == {"ok": True, "exit": 0, "entries": 0, "objects": 1, "bytes": 9}
    assert not store.holds(blob)
    damaged = store.place_of(store.put(b"other").sha256)
    damaged.unlink()
    damaged.write_bytes(b"OTHER")
    told = tell("batch", "fsck", *output)
    assert told.code == 1
    assert "damaged, put aside in lost/: " in told.out
    with store.in_use():
        assert code_of(tell("batch", "fsck", *output, "--json")) == (8, "store-in-use")
