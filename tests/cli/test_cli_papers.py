"""The papers say what the program does: every verb, every option, every exit code."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from banmian.cli.main import app
from banmian.cli.verbs.codes import MEANINGS
from banmian.errors import ExitCode

DOCS = Path(__file__).resolve().parents[2] / "docs"
COMMON = {"--json", "--verbose", "-v", "--quiet", "-q", "--help", "-h"}


def verbs() -> Iterator[tuple[str, Any]]:
    """Every command by its full name: `page`, `fonts vendor`."""
    waiting: list[tuple[str, Any]] = [("", typer.main.get_command(app))]
    while waiting:
        name, command = waiting.pop()
        inner = getattr(command, "commands", {})
        if not inner:
            yield name, command
        waiting += [(f"{name} {word}".strip(), part) for word, part in inner.items()]


def sections() -> dict[str, str]:
    """The text of docs/cli.md by verb: a heading is "### `verb ARGUMENT`"."""
    text = (DOCS / "cli.md").read_text(encoding="utf-8")
    parts = re.split(r"^### `([a-z ]+?)(?: [A-Z\[<-].*)?`$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_verb_is_documented_and_nothing_else() -> None:
    assert set(sections()) == {name for name, _ in verbs()}


def test_every_option_is_documented() -> None:
    told = sections()
    for name, command in verbs():
        for parameter in command.params:
            words = {word for word in parameter.opts if word.startswith("-")} - COMMON
            missing = [word for word in words if f"`{word}" not in told[name]]
            assert not missing, (name, missing)


def test_every_verb_speaks_json_and_says_what_it_does() -> None:
    for name, command in verbs():
        options = {word for parameter in command.params for word in parameter.opts}
        assert {"--json", "--verbose", "--quiet"} <= options, name
        assert command.help, name


def test_exit_codes_are_those_of_the_paper() -> None:
    text = (DOCS / "errors.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| `([A-Z_]+)` \| (.+?) \|", text, flags=re.MULTILINE)
    assert [(int(code), name) for code, name, _ in rows] == [(int(c), c.name) for c in ExitCode]
    assert {int(code): meaning for code, _, meaning in rows} == {
        int(code): meaning for code, meaning in MEANINGS.items()
    }


def test_the_sample_messages_are_those_of_the_program(
    tell: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocks = re.findall(
        r"^```(text|json)\n(.*?)^```$",
        (DOCS / "errors.md").read_text(encoding="utf-8"),
        flags=re.MULTILINE | re.DOTALL,
    )
    shutil.copytree(DOCS.parent / "content", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    page = Path("content/2024-11-13/05")
    lead = page / "lead.md"
    text = lead.read_text(encoding="utf-8")
    lead.write_text(text.replace("\ndeck:", "\ndecks:", 1), encoding="utf-8")
    assert [kind for kind, _ in blocks] == ["text", "json"]
    told = tell("page", page, "--quiet")
    assert (told.code, told.err) == (6, blocks[0][1])
    assert json.loads(tell("page", page, "--json").out) == json.loads(blocks[1][1])
