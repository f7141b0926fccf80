"""A first look at a page.yaml: which layout, which other pages its stories turn to or from.

Inputs:  a page.yaml, of whatever contents.
Outputs: `Peek`; of a file that cannot be understood, or that says things by aliases, one that is
         not sure.
Units:   page numbers.
Source:  our choice: libyaml's events, a hundredth of the time of reading the file with the place of
         every value; aliases are not followed, so nothing can grow.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

import yaml

LIMIT = 1_000_000  # bytes
_TURNS = ("jumps_to", "jumps_from")
_PLAIN = re.compile(r"[\w-]+")
_NUMBER = re.compile(r"\+?[0-9]{1,3}")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _AliasMet(Exception):
    """A value stands elsewhere in the file."""


@dataclass(frozen=True, slots=True)
class Peek:
    """What was seen; a page that is not `sure` may depend on any layout and any other page."""

    layout: str = ""
    turns: frozenset[int] = frozenset()
    sure: bool = True


UNSURE = Peek(sure=False)


def peek(path: Path) -> Peek:
    """Look at a page.yaml."""
    try:
        if not S_ISREG(path.stat().st_mode):
            return UNSURE  # a pipe: opening one may never end
        with path.open("rb") as file:
            data = file.read(LIMIT)
        values = dict(_top_level(yaml.parse(data, Loader=_LOADER)))
    except (OSError, yaml.YAMLError, UnicodeError, _AliasMet):
        return UNSURE
    layout = values.get("layout", [""])[0]
    numbers = [text for key in _TURNS for text in values.get(key, [])[1::2]]
    if not _PLAIN.fullmatch(layout) or not all(map(_NUMBER.fullmatch, numbers)):
        return UNSURE
    return Peek(layout, frozenset(map(int, numbers)))


def _top_level(events: Iterator[yaml.Event]) -> Iterator[tuple[str, list[str]]]:
    """The keys of the outermost mapping, each with all scalars of its value in their order."""
    depth, key, scalars = 0, "", list[str]()
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.ScalarEvent):
            if depth == 1 and not key:
                key, scalars = event.value, []
                continue
            scalars.append(event.value)
        elif isinstance(event, yaml.AliasEvent):
            raise _AliasMet
        else:
            continue
        if depth == 1 and key:
            yield key, scalars
            key = ""
