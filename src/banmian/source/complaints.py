"""Turns pydantic's errors about a YAML file into diagnostics an editor can act on.

Inputs:  a `ValidationError`, the data it is about, the places of the file, the model.
Outputs: diagnostics with the place of the key or value at fault and what is accepted there.
Units:   none.
Source:  our choice. A custom error whose type is in kebab-case is its own code, and its
         context may carry a `hint`.
"""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from banmian.errors import Diagnostic
from banmian.source.bad_value import reason_of, wrong_tag
from banmian.source.models import accepted_keys, sample_at
from banmian.source.places import Key, Places

_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_parsing_size": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "finite_number": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "mapping_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "date_type": "a date",
}
_HOW_TO = {
    "text": "text is written as it is, or in quotes",
    "a list": "a list is written [a, b]",
    "a mapping": "a mapping is written {key: value}",
    "a whole number": "a whole number is written 5",
    "a number": "a number is written 0.5",
    "true or false": "write true or false",
    "a date": "a date is written 2024-11-13",
}


@dataclass(frozen=True, slots=True)
class _Complaint:
    path: tuple[Key, ...]
    branches: tuple[Key, ...]
    details: ErrorDetails


def complaints(
    fault: ValidationError, data: Any, places: Places, model: type[BaseModel]
) -> list[Diagnostic]:
    """Every error of a validation, one diagnostic for each place at fault."""
    found = [_located(details, data) for details in fault.errors(include_url=False)]
    kept = [c for c in found if not _superseded(c, found)]
    wrong_types: dict[tuple[Key, ...], list[_Complaint]] = {}
    diagnostics: list[Diagnostic] = []
    for complaint in kept:
        if complaint.details["type"] in _WANTED:
            wrong_types.setdefault(complaint.path, []).append(complaint)
        else:
            diagnostics.append(_diagnostic(complaint, places, model))
    for path, group in wrong_types.items():
        diagnostics.append(_wrong_type(group, places, sample_at(model, path)))
    return diagnostics


def _located(details: ErrorDetails, data: Any) -> _Complaint:
    """The path of an error in the data: pydantic adds the names of a union's branches to it."""
    path: list[Key] = []
    branches: list[Key] = []
    location = details["loc"]
    for at, key in enumerate(location):
        inside = isinstance(data, dict | list)
        present = (isinstance(data, dict) and key in data) or (
            isinstance(data, list) and isinstance(key, int) and key < len(data)
        )
        absent = details["type"] == "missing" and at + 1 == len(location)
        if present:
            data = data[key]
        elif not absent or not inside:
            branches.append(key)
            continue
        path.append(key)
    return _Complaint(tuple(path), tuple(branches), details)


def _superseded(complaint: _Complaint, all_of_them: list[_Complaint]) -> bool:
    """Whether another branch of the same union fitted the value's type and failed later."""
    if not complaint.branches or complaint.details["type"] not in _WANTED:
        return False
    depth = len(complaint.path)
    return any(
        c.path[:depth] == complaint.path
        and (len(c.path) > depth or (c.branches and c.details["type"] not in _WANTED))
        for c in all_of_them
    )


def _wrong_type(group: list[_Complaint], places: Places, sample: str | None) -> Diagnostic:
    """One complaint for all branches of a union: none of them takes a value of this type."""
    path = group[0].path
    wanted = list(dict.fromkeys(_WANTED[c.details["type"]] for c in group))
    message = f"{_name(path)} must be {' or '.join(wanted)}, not {_kind(group[0].details['input'])}"
    hint = f"write {sample}" if sample else "; ".join(_HOW_TO[w] for w in wanted)
    return Diagnostic("wrong-type", message, places.of(*path), hint)


def _diagnostic(complaint: _Complaint, places: Places, model: type[BaseModel]) -> Diagnostic:
    path, details = complaint.path, complaint.details
    kind, context = details["type"], details.get("ctx", {})
    if kind == "extra_forbidden":
        keys = accepted_keys(model, path[:-1], complaint.branches)
        near = get_close_matches(str(path[-1]), keys, n=1)
        first = f"did you mean {near[0]!r}? " if near else ""
        hint = f"{first}accepted here: {', '.join(keys)}"
        place = places.of_key(*path)
        return Diagnostic("unknown-key", f"unknown key {str(path[-1])!r}", place, hint)
    if kind == "missing":
        return _missing(path, places, sample_at(model, path))
    if kind.startswith("union_tag"):
        return _wrong_kind(complaint, places)
    if "-" in kind:
        message = f"{_name(path)}: {details['msg']}"
        return Diagnostic(kind, message, places.of(*path), context.get("hint"))
    reason = reason_of(details)
    sample = sample_at(model, path)
    advice = reason.hint or (f"write {sample}" if sample else None)
    return Diagnostic("bad-value", f"{_name(path)}{reason.sentence}", places.of(*path), advice)


def _missing(path: tuple[Key, ...], places: Places, sample: str | None) -> Diagnostic:
    message = f"the key {str(path[-1])!r} is missing"
    where = places.of(*path[:-1])
    return Diagnostic("missing-key", message, where, f"add a line `{sample or f'{path[-1]}: …'}`")


def _wrong_kind(complaint: _Complaint, places: Places) -> Diagnostic:
    """A mapping of which one key says what others it has, and that key is missing or wrong."""
    path, details = complaint.path, complaint.details
    key = str(details["ctx"]["discriminator"]).strip("'")
    if details["type"] == "union_tag_not_found":
        return _missing((*path, key), places, None)
    reason = wrong_tag(details)
    message = f"{_name((*path, key))}{reason.sentence}"
    return Diagnostic("bad-value", message, places.of_key(*path, key), reason.hint)


def _name(path: tuple[Key, ...]) -> str:
    """A path for people: `byline[2].role`, counted from 1 as editors do."""
    if not path:
        return "the file"
    text = ""
    for key in path:
        text += f"[{key + 1}]" if isinstance(key, int) else f".{key}"
    return text.lstrip(".")


def _kind(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return str(value)
    return repr(value if len(value) <= 40 else value[:39] + "…")
