"""`page --watch`: what a person is told from one save to the next; no clock, no sleeping."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import watchfiles

Tell = Callable[..., Any]
DEMO = Path(__file__).resolve().parents[2] / "content" / "demo" / "2026-01-02"


def test_every_save_is_told_until_ctrl_c(
    tell: Tell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edition = tmp_path / "2026-01-02"
    shutil.copytree(DEMO, edition)
    story = edition / "01" / "parking.md"
    good = story.read_text("utf-8")

    def saves(*folders: Path, **_: Any) -> Iterator[set[Any]]:
        assert edition in folders
        story.write_text(good.replace("headline", "headlime", 1), "utf-8")
        yield set()
        yield set()  # nothing has changed: nothing is told
        story.write_text(good + "\n又添一段。\n", "utf-8")
        yield set()
        raise KeyboardInterrupt

    monkeypatch.setattr(watchfiles, "watch", saves)
    told = tell("page", edition / "01", "--watch", "--until", "makeup", "-o", tmp_path / "out")
    assert told.code == 0
    assert told.err.count("做好了") + told.err.count("没有做成") == 3
    assert "unknown-key" in told.err
    assert "parking：" in told.err
    assert told.err.rstrip().endswith("不再看着，已写的文件都是完整的")
    assert not (tmp_path / "out").exists()


def test_a_program_cannot_watch(tell: Tell) -> None:
    told = tell("page", DEMO / "01", "--watch", "--json")
    assert told.code == 2
    assert "watch-json" in told.out
