"""docs/schemas/ is what the models say now, and every key there is explained."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from banmian.schema.generate import COMMON, ITSELF, file_name, schema_of, schema_text, words
from banmian.schema.written import Written

ROOT = Path(__file__).resolve().parents[2]
RENEW = "after a change in a model: python3 build.py schema --output docs/schemas"


def objects(kind: Written) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every mapping a schema knows, by its model's name."""
    schema = schema_of(kind)
    yield kind.value, schema
    for name, part in schema.get("$defs", {}).items():
        if "properties" in part:
            yield name, part


@pytest.mark.parametrize("kind", Written)
def test_the_kept_schemas_are_those_of_the_models(kind: Written) -> None:
    kept = (ROOT / "docs" / "schemas" / file_name(kind)).read_text(encoding="utf-8")
    assert kept == schema_text(kind), RENEW


@pytest.mark.parametrize("kind", Written)
def test_every_key_is_explained(kind: Written) -> None:
    where = "src/banmian/schema/words.yaml"
    for name, part in objects(kind):
        assert part.get("description"), f"{where}: say what {name} is, under {ITSELF!r}"
        for key, said in part["properties"].items():
            assert said.get("description"), f"{where}: say what {name}.{key} is"


def test_nothing_is_explained_that_is_not_there() -> None:
    models = {
        "LayoutFile": "layout",
        "PageFields": "page",
        "EditionFields": "edition",
        "PlanFields": "plan",
        "StoryFields": "story",
    }
    known = {name: part["properties"] for kind in Written for name, part in objects(kind)}
    for model, told in words().items():
        if model == COMMON:
            keys = {key for properties in known.values() for key in properties}
        else:
            keys = {ITSELF, *known[models.get(model, model)]}
        assert set(told) <= keys, model
