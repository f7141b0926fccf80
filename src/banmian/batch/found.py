"""Which editions and pages there are under a folder.

Inputs:  a folder: of content, of one edition, or of one page.
Outputs: `FoundEdition`s, in order of their paths.
Units:   none.
Source:  content-format contract: edition.yaml in the edition's folder, page.yaml in each page's.
         Only names are looked at: what is in the files is read where the page is made.
"""

import os
from collections.abc import Iterable, Iterator
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
        if (root.resolve().parent / EDITION_FILE).is_file():
            hint = f"this is a page: name its edition's folder, {root.resolve().parent}"
        raise UsageError.of("no-editions", message, Place(root.as_posix()), hint)
    return found


def refuse_copy_as_output(editions: Iterable[FoundEdition], output: Path) -> None:
    """Go on only if no edition would be put where an editor's copy is.

    Raises:
        UsageError: naming the first that would.
    """
    root = output.resolve()
    folders = {edition.folder.resolve(): edition for edition in editions}
    above = {parent for folder in folders for parent in folder.parents}
    for folder, edition in folders.items():
        target = root / edition.name
        if (
            edition.name in {"", "."}
            or target in above
            or not folders.keys().isdisjoint({target, *target.parents})
        ):
            message = f"{target} is where copy is: the edition would be put into it"
            hint = "name another folder with --output"
            raise UsageError.of("output-in-content", message, Place(folder.as_posix()), hint)


def _editions(root: Path) -> Iterator[FoundEdition]:
    whole = root.resolve()
    if (root / EDITION_FILE).is_file():
        yield FoundEdition(root, whole.name, _pages(root))
        return
    for place, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))  # .git, .store
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
