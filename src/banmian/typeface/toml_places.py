"""Where keys and values stand in a TOML file, which Python's reader does not tell.

Inputs:  the text of a TOML file in the plain style of fonts.toml: headers, `key = value` lines.
Outputs: `Places`, as for YAML files.
Units:   lines and columns from 1.
Source:  TOML 1.0. A key inside an inline table or a dotted key is placed at the line it stands in.
"""

import re

from banmian.errors import Place
from banmian.source.places import Key, Places

_HEADER = re.compile(r"\s*\[+\s*(?P<path>[^\]]+?)\s*\]")
_ASSIGNMENT = re.compile(r"(?P<blank>\s*)(?P<key>[^=#\s][^=]*?)\s*=\s*")
_PART = re.compile(r"\"([^\"]*)\"|'([^']*)'|([^.\s]+)")


def toml_places(text: str, file: str) -> Places:
    """Find the line and column of each header, key and value."""
    values: dict[tuple[Key, ...], Place] = {(): Place(file, 1, 1)}
    keys: dict[tuple[Key, ...], Place] = {}
    table: tuple[Key, ...] = ()
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _HEADER.match(line):
            table = _path(header["path"])
            keys[table] = values[table] = Place(file, number, header.start("path") + 1)
        elif assignment := _ASSIGNMENT.match(line):
            path = (*table, *_path(assignment["key"]))
            keys[path] = Place(file, number, assignment.start("key") + 1)
            values[path] = Place(file, number, assignment.end() + 1)
    return Places(values, keys, {})


def _path(written: str) -> tuple[Key, ...]:
    return tuple("".join(match.groups(default="")) for match in _PART.finditer(written))
