"""Any stage's result as JSON: for debugging, goldens, programs and --until.

Inputs:  frozen dataclasses, tuples, sets, enums, lengths, paths, dates.
Outputs: JSON text, keys in the order of the fields.
Units:   lengths in mm; em as they are.
Source:  architecture.md, rules of the data flow, 3.
"""

import dataclasses
import datetime
import json
from enum import Enum
from pathlib import Path
from typing import Any

from banmian.compose.cluster import Cluster
from banmian.errors import Place
from banmian.source.sourced import SourcedText
from banmian.typeface.face import Face
from banmian.units import Length


def dump(value: object) -> str:
    """The JSON of a stage's result."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:  # noqa: PLR0911, PLR0912  one kind of value a line
    if isinstance(value, Length):
        return round(value.mm, 4)
    if isinstance(value, SourcedText):
        return {"text": value.text, "place": str(value.place)}
    if isinstance(value, Place):
        return str(dataclasses.replace(value, file=Path(value.file).name))
    if isinstance(value, Face):
        return value.key
    if isinstance(value, Cluster):
        return [value.text + value.blank, round(value.x, 4), round(value.advance, 4)]
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        return {field.name: _plain(getattr(value, field.name)) for field in fields}
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return {name: _plain(part) for name, part in zip(value._fields, value, strict=True)}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, frozenset):
        return sorted(_plain(part) for part in value)
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, Path):
        return value.name
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float):
        return round(value, 6)
    return value
