"""What a file's models say about a path: the keys accepted there, and how its value is written.

Inputs:  a pydantic model and a path of keys.
Outputs: names of keys; a sample, which a model gives as `Field(examples=["…"])` in YAML.
Units:   none.
Source:  our choice.
"""

from collections.abc import Container
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from banmian.source.places import Key

Model = type[BaseModel]


def accepted_keys(model: Model, path: tuple[Key, ...], branches: Container[Key] = ()) -> list[str]:
    """The keys a mapping at a path may have; of a union's models, those of the named branches."""
    models = _models_at(model, path)
    models = {m for m in models if m.__name__ in branches} or models
    names = {f.alias or n: None for m in models for n, f in m.model_fields.items()}
    return sorted(names)


def sample_at(model: Model, path: tuple[Key, ...]) -> str | None:
    """How the value at a path, or the list that it stands in, is written: `byline: [{…}]`."""
    while path and isinstance(path[-1], int):
        path = path[:-1]
    if not path:
        return None
    for field in _fields_named(_models_at(model, path[:-1]), path[-1]):
        if field.examples:
            return f"{path[-1]}: {field.examples[0]}"
    return None


def _models_at(model: Model, path: tuple[Key, ...]) -> set[Model]:
    """The models a value may follow, found through the annotations of those above it."""
    models = {model}
    for key in path:
        deeper = {m for f in _fields_named(models, key) for m in _models_in(f.annotation)}
        models = deeper or models
    return models


def _fields_named(models: set[Model], key: Key) -> list[FieldInfo]:
    return [f for m in models for n, f in m.model_fields.items() if key in (n, f.alias)]


def _models_in(annotation: Any) -> set[Model]:
    """The models an annotation names, alone, in a container or in a union."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return {annotation}
    return {m for part in get_args(annotation) for m in _models_in(part)}
