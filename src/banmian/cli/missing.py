"""What to give where a verb was asked for without its folder: in words, with one that is there.

Inputs:  what Typer raised for a command line.
Outputs: a diagnostic, or None where something else was wrong.
Units:   none.
Source:  our choice. Typer says "Missing argument 'PAGE_DIR'": who reads that for the first time
         knows neither what it is nor where one lies.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import typer

from banmian.cli.project import project_root
from banmian.errors import BanmianError, Diagnostic

_EDITIONS = ("", "*/", "content/*/", "content/*/*/")  # where they lie, the nearest first
_PAGES = ("", "*/", "*/*/", "content/*/*/", "content/*/*/*/")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What an argument stands for: its words, the file that shows it, where such files lie."""

    words: str
    file: str
    places: tuple[str, ...]


_PAGE = _Wanted("a page's folder, which holds page.yaml", "page.yaml", _PAGES)
_EDITION = _Wanted("an edition's folder, which holds edition.yaml", "edition.yaml", _EDITIONS)
_PRINTED = _Wanted(f"{_PAGE.words}, or a PDF", _PAGE.file, _PAGE.places)
_EITHER = _Wanted(
    "a page's folder, which holds page.yaml, or an edition's, which holds edition.yaml",
    "page.yaml",
    _PAGES,
)
_PLAN = _Wanted("a page's folder, which holds plan.yaml", "plan.yaml", _PAGES)
_MANY = _Wanted("a folder of editions, or an edition's", "edition.yaml", _EDITIONS)
_BY_VERB = {
    "page": _PAGE,
    "proof": _PAGE,
    "plates": _PRINTED,
    "edition": _EDITION,
    "impose": _EDITION,
    "check": _EITHER,
    "plan": _PLAN,
    "run": _MANY,
    "explain": _EITHER,
}


def folder_missing(error: typer.TyperException) -> Diagnostic | None:
    """Say which folder a verb wants, if none was given."""
    context = getattr(error, "ctx", None)
    is_missing = getattr(error, "param", None) is not None and not getattr(error, "message", "")
    wanted = _BY_VERB.get(str(context.info_name)) if context is not None and is_missing else None
    if context is None or wanted is None:
        return None
    found = _example(wanted)
    hint = f"{wanted.file} is in none of the folders here; docs/content.md shows how to write one"
    if found is not None:
        command = str(context.command_path)
        door = "python3 " if command.startswith("build.py") else ""
        hint = f"for example: {door}{command} {found}"
    verb = str(context.command_path).partition(" ")[2]
    return Diagnostic("command-line", f"{verb}: give {wanted.words}", hint=hint)


def _example(wanted: _Wanted) -> str | None:
    """The nearest such folder, of the newest edition the first page, as one would type it."""
    for root in _roots():
        for place in wanted.places:
            folders = [path.parent for path in root.glob(f"{place}{wanted.file}")]
            if folders:
                newest = max(folder.parent for folder in folders)
                first = min(one for one in folders if one.parent == newest)
                if wanted.places is _EDITIONS:
                    first = max(folders)
                return os.path.relpath(first) if root == Path() else str(first)
    return None


def _roots() -> Iterator[Path]:
    """The current folder, then the checkout's."""
    yield Path()
    try:
        yield project_root()
    except BanmianError:
        return
