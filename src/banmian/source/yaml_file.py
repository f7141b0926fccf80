"""Reads a YAML file that a person wrote into a pydantic model, all its faults at once.

Inputs:  a path or text, a model, the file's name for messages.
Outputs: `Loaded`: the model and the place of every value in it.
Units:   the size limit is in bytes (of text: in characters).
Source:  content-format contract: an error names file, line and column and says what is accepted.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from banmian.errors import BanmianError, Diagnostic, Place
from banmian.source.complaints import complaints
from banmian.source.lines import LineIndex
from banmian.source.places import Places, ValueReader
from banmian.source.text import read_text
from banmian.source.yaml_tree import YamlSyntaxError, parse_tree

YAML_LIMIT = 256 * 1024

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Loaded(Generic[M]):
    """A model and where in the file its values stand."""

    value: M
    places: Places


def load_yaml(
    path: Path, model: type[M], *, shown_as: str, error: type[BanmianError], if_missing: str = ""
) -> Loaded[M]:
    """Read a YAML file; `if_missing` is the hint when there is none.

    Raises:
        UsageError: there is no such file.
        BanmianError: an `error` with a diagnostic for each fault of the file.

    """
    hint = if_missing or "write its name as it stands in the folder"
    text = read_text(path, shown_as=shown_as, limit=YAML_LIMIT, error=error, if_missing=hint)
    return parse_yaml(text, model, shown_as=shown_as, error=error)


def parse_yaml(
    text: str, model: type[M], *, shown_as: str, error: type[BanmianError], first_line: int = 1
) -> Loaded[M]:
    """Read YAML text, such as front matter that begins in line `first_line` of a file.

    Raises:
        BanmianError: an `error` with a diagnostic for each fault of the text.

    """
    lines = LineIndex(text, shown_as, first_line)
    places = Places({(): Place(shown_as, first_line, 1)}, {}, {})
    reader = ValueReader(text, lines, places)
    try:
        data = reader.read(parse_tree(text))
    except YamlSyntaxError as fault:
        place = lines.place(min(fault.offset, len(text)))
        raise error([Diagnostic(fault.code, fault.message, place, fault.hint)]) from fault
    found = reader.diagnostics
    try:
        value = model.model_validate(data)
    except ValidationError as fault:
        raise error([*found, *complaints(fault, data, places, model)]) from fault
    if found:
        raise error(found)
    return Loaded(value, places)
