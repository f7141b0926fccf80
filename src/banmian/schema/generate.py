"""The JSON Schema of each kind of file a person writes, made from the models that read it.

What a key means stands in words.yaml beside this file, in Chinese, because designers and editors
read it while they type; the models stay a list of keys and limits.

Inputs:  the pydantic models of `house` and `editorial`; words.yaml.
Outputs: JSON Schema, draft 2020-12; its text, the same for the same models.
Units:   none.
Source:  json-schema.org, 2020-12; what editors make of it: yaml-language-server.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml
from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from banmian.editorial.fields import EditionFields, PageFields, PlanFields, StoryFields
from banmian.house.layout_file import LayoutFile
from banmian.schema.written import Written

MODELS: Mapping[Written, type[BaseModel]] = {
    Written.LAYOUT: LayoutFile,
    Written.PAGE: PageFields,
    Written.EDITION: EditionFields,
    Written.PLAN: PlanFields,
    Written.STORY: StoryFields,
}
ITSELF = "_"
COMMON = "any"


class _Generator(GenerateJsonSchema):
    """Without titles: a key's name in capitals tells nobody anything."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> dict[str, Any]:
        made = super().model_schema(schema)
        _describe(made, schema["cls"].__name__)
        made.pop("title", None)
        return made

    def enum_schema(self, schema: core_schema.EnumSchema) -> dict[str, Any]:
        """Only the words: what they mean stands with the key."""
        made = super().enum_schema(schema)
        return {key: value for key, value in made.items() if key not in ("title", "description")}


def schema_of(kind: Written) -> dict[str, Any]:
    """The schema of one kind of file."""
    made = MODELS[kind].model_json_schema(schema_generator=_Generator)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def schema_text(kind: Written) -> str:
    """The schema as it is kept in docs/schemas/."""
    return json.dumps(schema_of(kind), ensure_ascii=False, indent=2) + "\n"


def file_name(kind: Written) -> str:
    """What its file is called."""
    return f"{kind}.schema.json"


@lru_cache(maxsize=1)
def words() -> dict[str, dict[str, Any]]:
    """What is said of every key, by model."""
    text = files("banmian.schema").joinpath("words.yaml").read_text(encoding="utf-8")
    told: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return told


def _describe(made: dict[str, Any], model: str) -> None:
    """Put the words to a model's keys."""
    common, own = words()[COMMON], words().get(model, {})
    if ITSELF in own:
        made["description"] = own[ITSELF]
    for key, schema in made.get("properties", {}).items():
        schema.pop("examples", None)
        schema.pop("description", None)
        said = own.get(key, common.get(key))
        if isinstance(said, dict):
            schema["description"] = said["says"]
            schema["examples"] = [_as_json(one) for one in said.get("examples", ())]
        elif said is not None:
            schema["description"] = said


def _as_json(value: Any) -> Any:
    """YAML knows dates, JSON does not."""
    return json.loads(json.dumps(value, default=str))
