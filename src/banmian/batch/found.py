"""Which editions and pages there are under a folder.

Inputs:  a folder: of content, of one edition, or of one page.
Outputs: `FoundEdition`s, in order of their paths.
Units:   none.
Source:  content-format contract: edition.yaml in the edition's folder, page.yaml in each page's.
         Only names are looked at: what is in the files is read where the page is made.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from banmian.editorial.which_folder import EDITION_FILE, PAGE_FILE, PAGE_FOLDER
from banmian.errors import Place, UsageError


@dataclass(frozen=True, slots=True)
class FoundEdition:
    """An edition's folder.

    Attributes:
        folder: where it is.
        name: its path below the folder that was asked for, as results are filed under.
        pages: its pages' folders, in order.
    """

    folder: Path
    name: str
    pages: tuple[Path, ...]


def find_editions(root: Path) -> tuple[FoundEdition, ...]:
    """Every edition at or below a folder.

    Raises:
        UsageError: there is none.
    """
    found = tuple(_editions(root))
    if not found:
        message = "there is no edition in this folder"
        hint = f"an edition is a folder with {EDITION_FILE}, its pages are folders such as 01"
        raise UsageError.of("no-editions", message, Place(root.as_posix()), hint)
    return found


def _editions(root: Path) -> Iterator[FoundEdition]:
    whole = root.resolve()
    if (root / EDITION_FILE).is_file():
        yield FoundEdition(root, whole.name, _pages(root))
        return
    for place, folders, files in os.walk(root):
        folders.sort()
        folder = Path(place)
        if EDITION_FILE in files:
            name = folder.resolve().relative_to(whole).as_posix()
            yield FoundEdition(folder, name, _pages(folder))
            folders.clear()  # what is in an edition are its pages


def _pages(edition: Path) -> tuple[Path, ...]:
    """Folders that are meant as pages: of one misnamed 5, making the page says what is wrong."""
    return tuple(
        folder
        for folder in sorted(edition.iterdir())
        if (folder / PAGE_FILE).is_file()
        and (PAGE_FOLDER.fullmatch(folder.name) or folder.name.isdigit())
    )
