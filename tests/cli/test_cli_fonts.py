"""The fonts verbs, and the walk through all printed text of a page."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from banmian.cli.printed import printed_texts
from banmian.cli.verbs import fonts
from banmian.editorial.plain import page_paragraphs
from banmian.editorial.read_page import load_page
from banmian.errors import Place
from banmian.source.sourced import SourcedText

Tell = Callable[..., Any]
ROOT = Path(__file__).resolve().parents[2]
EDITION = ROOT / "content" / "2024-11-13"


def test_list_names_the_faces(tell: Tell) -> None:
    told = tell("fonts", "list")
    assert told.code == 0
    keys = [line.split()[0] for line in told.out.splitlines()]
    assert keys == list(json.loads(tell("fonts", "list", "--json").out)["faces"])
    assert "kai" in keys


@pytest.mark.parametrize("folder", [None, EDITION, EDITION / "05"])
def test_shipped_faces_have_the_shipped_copy(folder: Path | None, tell: Tell) -> None:
    told = tell("fonts", "check", *([folder] if folder else []))
    assert (told.code, told.out) == (0, "no findings\n")


def test_vendor_without_sources_says_which_package(tell: Tell, tmp_path: Path) -> None:
    told = tell("fonts", "vendor", "kai", "--sources", tmp_path, "--quiet")
    assert told.code == 7
    assert "fonts-lxgw-wenkai" in told.err
    assert (told.out, tell("fonts", "vendor", "no-such-face").code) == ("", 7)


def test_check_finds_a_changed_file(
    tell: Tell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fonts").mkdir()
    for file in (ROOT / "fonts").iterdir():
        (tmp_path / "fonts" / file.name).write_bytes(file.read_bytes())
    with (tmp_path / "fonts" / "banmian-kai.ttf").open("ab") as face:
        face.write(b"\0")
    monkeypatch.setattr(fonts, "project_root", lambda: tmp_path)
    told = tell("fonts", "check")
    assert told.code == 1
    assert "[font-changed]" in told.out


def test_walk_finds_all_printed_text_and_no_more() -> None:
    page = load_page(EDITION / "05")
    found = "".join(text.text for text in printed_texts(page))
    printed = "".join(page_paragraphs(page))
    assert set(printed) <= set(found)
    for story in page.stories:
        for photo in story.photos:
            assert photo.alt is not None
            assert photo.alt.text not in found


def test_walk_cuts_at_marks_and_keeps_places() -> None:
    text = SourcedText.at("成就感\u200b满满", Place("lead.md", 2, 12))
    pieces = list(printed_texts((text,)))
    assert [piece.text for piece in pieces] == ["成就感", "满满"]
    assert pieces[1].place == Place("lead.md", 2, 16)
