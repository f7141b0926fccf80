"""What one make-up of a page may take over from the one before it, when little has changed.

A slot is taken over whole when its copy is the same, and so is all that its setting depends on
beside it; within a slot that has changed, texts and heads that have not are not broken anew.

Inputs:  made-up slots, set texts, broken paragraphs, as they are made.
Outputs: the same again, while what they were made from is equal.
Units:   none.
Source:  our choice: values are compared, never times of files, so that nothing old is ever shown.
"""

from collections.abc import Callable, Hashable, MutableMapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from banmian.errors import Diagnostic

MOST = 4096  # entries of a table; a page has a few hundred

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Noted:
    """Something that was made, and what was noted meanwhile: faults and warnings."""

    made: Any
    faults: tuple[Diagnostic, ...]
    notes: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    source: object
    made: Noted


@dataclass(slots=True)
class Memo:
    """What is kept from one make-up to the next.

    Attributes:
        prepared, broken: copy shaped and broken, by all it depends on: for `Setter`.
        taken: slots taken over by the last make-up.
        made: slots it made itself.
    """

    prepared: dict[Hashable, Any] = field(default_factory=dict)
    broken: dict[Hashable, Any] = field(default_factory=dict)
    taken: int = 0
    made: int = 0
    _ground: tuple[object, ...] = ()
    _kept: dict[Hashable, _Kept] = field(default_factory=dict)

    def begin_look(self) -> None:
        """Forget what the last make-up did, but not what it made: this one may not get so far."""
        self.taken = self.made = 0

    def begin(self, *ground: object) -> None:
        """Begin a make-up; unless it stands on equal ground, nothing is taken over."""
        self.begin_look()
        if self._ground != ground or len(self._kept) > MOST:
            self._kept.clear()
            self._ground = ground
        for table in (self.prepared, self.broken):
            if len(table) > MOST:
                table.clear()

    def take(self, key: Hashable, source: object) -> Noted | None:
        """What was made under a key, if it was made of an equal source."""
        kept = self._kept.get(key)
        return kept.made if kept is not None and kept.source == source else None

    def keep(self, key: Hashable, source: object, made: Noted) -> None:
        """Keep what was made of a source."""
        self._kept[key] = _Kept(source, made)


def once(table: MutableMapping[Hashable, Any], key: Hashable, make: Callable[[], T]) -> T:
    """What a table has under a key, made when it is asked for first."""
    if key not in table:
        table[key] = make()
    made: T = table[key]
    return made
