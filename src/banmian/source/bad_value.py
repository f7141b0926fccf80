"""Why a value is not accepted, in a plain sentence with what to write instead.

Inputs:  the kind, the context and the input of one of pydantic's errors.
Outputs: a sentence to follow the value's name, and a hint.
Units:   none.
Source:  our choice; the kinds are those of pydantic 2 (docs.pydantic.dev, "Validation Errors").
"""

import re
from difflib import get_close_matches
from typing import Any, NamedTuple

from pydantic_core import ErrorDetails

_BOUNDS = {  # kind: (key of the context, in words)
    "less_than_equal": ("le", "at most"),
    "less_than": ("lt", "less than"),
    "greater_than_equal": ("ge", "at least"),
    "greater_than": ("gt", "more than"),
}
_SIZES = {
    "too_long": ("max_length", "at most", "entries"),
    "too_short": ("min_length", "at least", "entries"),
    "string_too_long": ("max_length", "at most", "characters"),
    "string_too_short": ("min_length", "at least", "characters"),
}
_PATTERNS = {
    r"^[a-z][a-z0-9-]*$": "small letters, figures and hyphens, beginning with a letter",
    r"^[0-9a-f]{64}$": "64 figures and letters a to f, as sha256sum prints them",
}
_QUOTED = re.compile(r"'([^']*)'")


class Reason(NamedTuple):
    """What is wrong with a value, as the rest of a sentence, and how to mend it."""

    sentence: str
    hint: str | None


def reason_of(details: ErrorDetails) -> Reason:
    """Put one of pydantic's errors into plain words."""
    kind, context, given = details["type"], details.get("ctx", {}), details["input"]
    if kind in _BOUNDS:
        key, words = _BOUNDS[kind]
        bound = context[key]
        near = f"the nearest accepted value is {bound}" if kind.endswith("equal") else None
        return Reason(
            f" must be {words} {bound}, not {given}", near or f"accepted: {words} {bound}"
        )
    if kind in _SIZES:
        key, words, unit = _SIZES[kind]
        bound = context[key]
        unit = {"entries": "entry", "characters": "character"}[unit] if bound == 1 else unit
        return Reason(f" must have {words} {bound} {unit}, not {len(given)}", None)
    if kind in ("literal_error", "enum"):
        return _one_of(given, _QUOTED.findall(context["expected"]))
    if kind == "string_pattern_mismatch":
        pattern = context["pattern"]
        return Reason(
            f": {given!r} is not accepted",
            f"accepted: {_PATTERNS.get(pattern, f'text that matches {pattern}')}",
        )
    # "Value error, …" is pydantic's prefix for the message of a ValueError.
    words = details["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, ")
    return Reason(f": {words[:1].lower()}{words[1:]}", None)


def wrong_tag(details: ErrorDetails) -> Reason:
    """Why the key that says which kind of mapping this is cannot be followed."""
    context = details["ctx"]
    return _one_of(context["tag"], _QUOTED.findall(context["expected_tags"]))


def _one_of(given: Any, accepted: list[str]) -> Reason:
    near = get_close_matches(str(given), accepted, n=1)
    first = f"did you mean {near[0]}? " if near else ""
    return Reason(f" cannot be {given!r}", f"{first}accepted: {', '.join(accepted)}")
