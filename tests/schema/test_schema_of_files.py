"""The schemas take what the readers take, and refuse what an editor should underline."""

import copy
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from banmian.schema.generate import file_name, schema_of
from banmian.schema.written import Written

ROOT = Path(__file__).resolve().parents[2]
MODELINE = "# yaml-language-server: $schema="
SHIPPED = [
    *((path, Written.LAYOUT) for path in sorted(ROOT.glob("layouts/*/layout.yaml"))),
    *((path, Written.PAGE) for path in sorted(ROOT.glob("content/**/page.yaml"))),
    *((path, Written.EDITION) for path in sorted(ROOT.glob("content/**/edition.yaml"))),
    *((path, Written.PLAN) for path in sorted(ROOT.glob("content/**/plan.yaml"))),
]
STORIES = sorted(path for path in ROOT.glob("content/**/*.md") if path.parent.name.isdigit())
VALIDATORS = {kind: Draft202012Validator(schema_of(kind)) for kind in Written}


def plain(text: str) -> Any:
    """YAML as an editor's language server sees it: JSON, dates as text."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


def faults(kind: Written, value: Any) -> list[str]:
    found = VALIDATORS[kind].iter_errors(value)
    return [f"{'.'.join(map(str, one.absolute_path))}: {one.message}" for one in found]


@pytest.mark.parametrize("kind", Written)
def test_the_schema_is_one(kind: Written) -> None:
    Draft202012Validator.check_schema(schema_of(kind))


@pytest.mark.parametrize(("path", "kind"), SHIPPED, ids=lambda value: str(value)[-40:])
def test_shipped_files_are_valid_and_name_their_schema(path: Path, kind: Written) -> None:
    text = path.read_text(encoding="utf-8")
    assert faults(kind, plain(text)) == []
    first = text.splitlines()[0]
    assert first.startswith(MODELINE)
    named = os.path.normpath(path.parent / first.removeprefix(MODELINE))
    assert named == str(ROOT / "docs" / "schemas" / file_name(kind))


def test_front_matter_of_shipped_stories_is_valid() -> None:
    assert len(STORIES) > 20
    for path in STORIES:
        matter = path.read_text(encoding="utf-8").split("---\n")[1]
        assert faults(Written.STORY, plain(matter)) == [], path


def examples(kind: Written) -> Iterator[tuple[str, dict[str, Any], Any]]:
    schema = schema_of(kind)
    for part in (schema, *schema.get("$defs", {}).values()):
        for key, said in part.get("properties", {}).items():
            for example in said.get("examples", ()):
                yield key, said, example


@pytest.mark.parametrize("kind", Written)
def test_every_example_is_valid(kind: Written) -> None:
    definitions = schema_of(kind).get("$defs", {})
    seen = 0
    for key, said, example in examples(kind):
        found = Draft202012Validator({**said, "$defs": definitions}).iter_errors(example)
        assert [error.message for error in found] == [], (key, example)
        seen += 1
    assert seen > 3


@pytest.mark.parametrize(
    ("where", "wrong"),
    [
        (("page", "width"), "390"),
        (("grid", "columns"), 25),
        (("grid", "lines"), "97"),
        (("styles", "body", "align"), "middle"),
        (("styles", "body", "colour"), "red"),
        (("slots", "lead", "kind"), "advertisement"),
        (("slots", "lead", "area", "line"), -1),
        (("rules", 0, "edge"), "outer"),
        (("titel",), "x"),
    ],
)
def test_what_the_reader_refuses_is_underlined(where: tuple[Any, ...], wrong: Any) -> None:
    layout = plain((ROOT / "layouts" / "yaowen" / "layout.yaml").read_text(encoding="utf-8"))
    spoilt = copy.deepcopy(layout)
    inside = spoilt
    for key in where[:-1]:
        inside = inside[key]
    inside[where[-1]] = wrong
    assert faults(Written.LAYOUT, layout) == []
    assert faults(Written.LAYOUT, spoilt) != []
