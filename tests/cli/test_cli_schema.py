"""`schema`: printed for one, written for all."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from banmian.schema.generate import schema_of
from banmian.schema.written import Written

Tell = Callable[..., Any]


def test_one_is_printed(tell: Tell) -> None:
    told = tell("schema", "page")
    assert (told.code, json.loads(told.out)) == (0, schema_of(Written.PAGE))


def test_all_are_written(tell: Tell, tmp_path: Path) -> None:
    told = tell("schema", "--output", tmp_path / "new", "--json")
    files = json.loads(told.out)["files"]
    assert set(files) == {kind.value for kind in Written}
    for kind, path in files.items():
        assert json.loads(Path(path).read_text("utf-8")) == schema_of(Written(kind))


def test_an_unknown_kind_lists_the_known(tell: Tell) -> None:
    told = tell("schema", "stories")
    assert told.code == 2
    assert "'layout', 'page', 'edition', 'plan', 'story'" in told.err
