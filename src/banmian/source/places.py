"""Turns a YAML tree into plain values, and remembers the place of each by its path of keys.

Inputs:  a tree from `yaml_tree`, its text and file name.
Outputs: dicts, lists, str, int, float, bool, date and None, with `Places`; diagnostics.
Units:   none.
Source:  the core schema of YAML 1.2.2 (10.3), without octal, hex and not-a-number, and with dates.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from banmian.errors import Diagnostic, Place
from banmian.source.lines import LineIndex
from banmian.source.scalar import sourced_scalar
from banmian.source.sourced import SourcedText
from banmian.source.text import UNPRINTABLE, unprintable_character
from banmian.source.yaml_tree import Mapping, Node, Scalar, Sequence, YamlSyntaxError

Key = str | int

NODE_LIMIT = 20_000

_WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]{1,18}(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Places:
    """Where the values and keys of a file stand, by path: `places.of("slots", "lead")`."""

    values: dict[tuple[Key, ...], Place]
    keys: dict[tuple[Key, ...], Place]
    texts: dict[tuple[Key, ...], SourcedText]

    def of(self, *path: Key) -> Place:
        """The place of a value; when the file does not hold it, of what it belongs to."""
        while path not in self.values:  # the empty path, the file itself, is always there
            path = path[:-1]
        return self.values[path]

    def of_key(self, *path: Key) -> Place:
        """The place of the key that a value stands under."""
        return self.keys.get(path) or self.of(*path)

    def text(self, *path: Key) -> SourcedText:
        """The text of a scalar just as it was written (numbers and dates too).

        Raises:
            KeyError: the file holds no scalar there.

        """
        return self.texts[path]


@dataclass(slots=True)
class ValueReader:
    """Walks a tree once and collects values, places and duplicate keys."""

    text: str
    lines: LineIndex
    places: Places
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _count: int = 0

    def read(self, node: Node, path: tuple[Key, ...] = ()) -> Any:
        """The plain value of a node.

        Raises:
            YamlSyntaxError: aliases multiply the file beyond the limit.

        """
        self._count += 1
        if self._count > NODE_LIMIT:
            message = f"the file has more than {NODE_LIMIT:,} values, aliases counted"
            raise YamlSyntaxError(
                "yaml-too-large", message, node.start, "split it, or drop the aliases"
            )
        self.places.values[path] = self.lines.place(node.start)
        if isinstance(node, Scalar):
            if node.start == node.end:  # nothing is written: point at the key
                self.places.values[path] = self.places.of_key(*path)
            span = (node.start, node.end)
            written = sourced_scalar(node.value, self.text, span, node.style, self.lines)
            self.places.texts[path] = written
            # An escape such as "\\0" writes what the file itself may not hold.
            self.diagnostics.extend(
                unprintable_character(match[0], written.place_of(match.start()))
                for match in UNPRINTABLE.finditer(node.value)
            )
            return node.value if node.style else plain_value(node.value)
        if isinstance(node, Sequence):
            return [self.read(item, (*path, at)) for at, item in enumerate(node.items)]
        return self._mapping(node, path)

    def _mapping(self, node: Mapping, path: tuple[Key, ...]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, value in node.pairs:
            place = self.lines.place(key.start)
            if key.value in values:
                first = self.places.keys[(*path, key.value)]
                message = f"the key {key.value!r} stands twice; first in line {first.line}"
                hint = "delete one of the two, or rename it"
                self.diagnostics.append(Diagnostic("duplicate-key", message, place, hint))
                continue
            self.places.keys[(*path, key.value)] = place
            values[key.value] = self.read(value, (*path, key.value))
        return values


def plain_value(text: str) -> str | int | float | bool | date | None:
    """What a plain scalar means; a date that no calendar has stays text."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _NUMBER.fullmatch(text):
        return float(text)
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text
    return text
