"""Takes the printed texts of a YAML file with the places they were written at.

Inputs:  the places of a file, validated fields, keys.
Outputs: `SourcedText`, `HeadText`, pairs of a role and names.
Units:   none.
Source:  our choice: the model says whether a text is there, the file says how it was typed.
"""

from collections.abc import Sequence

from banmian.editorial.fields import BylineFields
from banmian.editorial.heads import read_head
from banmian.editorial.story import HeadText
from banmian.errors import ContentError, Diagnostic
from banmian.source.places import Key, Places
from banmian.source.sourced import SourcedText


def text_at(places: Places, *path: Key) -> SourcedText:
    """The text that stands at a path of keys."""
    return places.text(*path).stripped()


def optional_text(places: Places, value: str | None, *path: Key) -> SourcedText | None:
    """The text at a path of keys, if the field has one."""
    return None if value is None else text_at(places, *path)


def head_at(places: Places, value: str | tuple[str, ...], *path: Key) -> HeadText:
    """A head, written as one text or as a list of lines.

    Raises:
        ContentError: there is nothing but break marks in it.

    """
    paths: list[tuple[Key, ...]] = [path]
    if not isinstance(value, str):
        paths = [(*path, at) for at in range(len(value))]
    head = read_head([text_at(places, *line) for line in paths])
    if not head.plain.strip():
        hint = "write the words; a printed slash is //"
        message = f"{path[0]}: the text is empty"
        raise ContentError([Diagnostic("empty-text", message, head.place, hint)])
    return head


def roles_at(
    places: Places, fields: Sequence[BylineFields], key: str
) -> tuple[tuple[SourcedText, tuple[SourcedText, ...]], ...]:
    """The roles under a key, each with its names."""
    return tuple(
        (
            text_at(places, key, at, "role"),
            tuple(text_at(places, key, at, "names", n) for n in range(len(field.names))),
        )
        for at, field in enumerate(fields)
    )
