"""All text of a page that is printed, wherever it stands in the copy.

Inputs:  `EditionCopy` or `PageCopy`.
Outputs: its `SourcedText`s, without the marks that are not printed.
Units:   none.
Source:  our choice: the walk goes through the types, so that a new field is found by itself.
"""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from banmian.editorial.marks import BREAK_ALLOWED, BREAK_FORBIDDEN
from banmian.source.sourced import SourcedText

_NOT_PRINTED_FIELDS = frozenset({"alt", "picture"})


def printed_texts(copy: object) -> Iterator[SourcedText]:
    """Every printed text of the copy, cut at the marks that only say where a line may break."""
    if isinstance(copy, SourcedText):
        yield from _without_marks(copy)
    elif isinstance(copy, tuple):
        for part in copy:
            yield from printed_texts(part)
    elif is_dataclass(copy):
        for field in fields(copy):
            if field.name not in _NOT_PRINTED_FIELDS:
                yield from printed_texts(getattr(copy, field.name))


def _without_marks(text: SourcedText) -> Iterator[SourcedText]:
    start = 0
    for index, char in enumerate(text.text):
        if char in (BREAK_ALLOWED, BREAK_FORBIDDEN):
            yield text.cut(start, index)
            start = index + 1
    yield text.cut(start)
