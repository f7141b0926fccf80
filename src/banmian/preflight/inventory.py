"""Every dictionary and stream that can be reached, but for the tags: one walk for all rules.

Inputs:  the trailer.
Outputs: `Inventory`.
Units:   none.
Source:  our choice: what a rule must not miss may hang anywhere.
"""

from dataclasses import dataclass
from typing import Any

import pikepdf

from banmian.preflight.read import entries, is_dict, key_of, name

_MOST = 2_000_000
_NOT_FOLLOWED = {"/StructTreeRoot", "/Parent", "/P", "/Prev", "/Dest", "/Lookup"}


@dataclass(frozen=True, slots=True)
class Inventory:
    """Dictionaries and streams, each once, in a fixed order."""

    dictionaries: tuple[Any, ...]
    streams: tuple[Any, ...]

    def fonts(self) -> list[Any]:
        """The fonts, without the descendants of composite ones."""
        return [
            one
            for one in self.dictionaries
            if name(one.get("/Type")) == "Font"
            and not name(one.get("/Subtype")).startswith("CIDFont")
        ]


def take_inventory(trailer: Any) -> Inventory:
    """Walk the file, without recursion: objects may point in rings."""
    seen: set[object] = set()
    dictionaries: list[Any] = []
    streams: list[Any] = []
    waiting: list[Any] = [trailer]
    count = 0
    while waiting and count < _MOST:
        count += 1
        value = waiting.pop()
        key = key_of(value)
        if key is not None:
            if key in seen:
                continue
            seen.add(key)
        if is_dict(value):
            (streams if isinstance(value, pikepdf.Stream) else dictionaries).append(value)
            kids = [kid for label, kid in entries(value) if label not in _NOT_FOLLOWED]
        elif isinstance(value, pikepdf.Array):
            kids = list(value)
            if kids and isinstance(kids[0], (int, float)):
                continue  # widths, matrices, boxes
        else:
            continue
        waiting += [kid for kid in reversed(kids) if isinstance(kid, _CONTAINERS)]
    return Inventory(tuple(dictionaries), tuple(streams))


_CONTAINERS = (pikepdf.Dictionary, pikepdf.Stream, pikepdf.Array)
