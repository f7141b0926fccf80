"""`dummy`: what it draws, and which layouts it lists."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from banmian.cli import pages

Tell = Callable[..., Any]
LAYOUTS = Path(__file__).resolve().parents[2] / "layouts"
NAMES = ["fayan-zhaibian", "neiye", "siban", "yaowen", "ziyou"]


def test_one_is_drawn(tell: Tell, tmp_path: Path) -> None:
    told = tell("dummy", "ziyou", "--output", tmp_path / "empty.pdf")
    assert (told.code, told.out) == (0, f"{tmp_path / 'empty.pdf'}\n")
    assert (tmp_path / "empty.pdf").read_bytes().startswith(b"%PDF-")


def test_without_a_name_all_are_listed_a_line_each(tell: Tell) -> None:
    told = tell("dummy")
    assert told.code == 0
    lines = told.out.splitlines()
    assert [line.split()[0] for line in lines] == NAMES
    assert "270×390 mm　5 栏×14 字，76 行　6 个稿位" in lines[2]
    assert lines[4].endswith("自由版（对开）　390×540 mm　8 栏×11 字，97 行　自由区")
    facts = json.loads(tell("dummy", "--json").out)["layouts"]
    assert [one["name"] for one in facts if one["free"]] == ["ziyou"]


def test_one_that_cannot_be_read_does_not_hide_the_others(
    tell: Tell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(LAYOUTS, tmp_path / "layouts")
    path = tmp_path / "layouts" / "neiye" / "layout.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("\ngrid:", "\ngird:"), "utf-8")
    monkeypatch.setattr(pages, "project_root", lambda: tmp_path)
    told = tell("dummy")
    lines = told.out.splitlines()
    assert (told.code, [line.split()[0] for line in lines]) == (0, NAMES)
    assert "读不出：layouts/neiye/layout.yaml:" in lines[1]
    facts = json.loads(tell("dummy", "--json").out)["layouts"]
    assert [one["name"] for one in facts if "fault" in one] == ["neiye"]


def test_a_place_to_write_wants_a_layout(tell: Tell, tmp_path: Path) -> None:
    told = tell("dummy", "--output", tmp_path / "empty.pdf")
    assert (told.code, told.out) == (2, "")
    assert "--output wants a LAYOUT" in told.err
    assert list(tmp_path.iterdir()) == []
