"""Whether a folder that somebody names is a page's or an edition's.

Inputs:  a folder.
Outputs: yes or no; a `UsageError` that names the right verb or folder.
Units:   none.
Source:  content-format contract: edition.yaml in the edition's folder, page.yaml in each page's.
"""

import re
from pathlib import Path

from banmian.errors import Diagnostic, Place, UsageError

EDITION_FILE = "edition.yaml"
PAGE_FILE = "page.yaml"
PAGE_FOLDER = re.compile(r"[0-9]{2}")


def is_edition(folder: Path) -> bool:
    """Whether it holds edition.yaml or, where that was forgotten, pages."""
    if (folder / PAGE_FILE).exists():
        return False
    return (folder / EDITION_FILE).exists() or bool(_pages(folder))


def page_name(folder: Path) -> str:
    """What a page is called beside those of other editions: `2024-11-13/05`."""
    whole = folder.resolve()
    return f"{whole.parent.name}/{whole.name}"


def refuse_edition(folder: Path) -> None:
    """Go on only with what may be a page.

    Raises:
        UsageError: the folder is an edition's.

    """
    if not is_edition(folder):
        return
    pages = _pages(folder)
    example = (pages[0] if pages else folder / "05").as_posix()
    hint = f"build all its pages with `edition`, or name one page, such as {example}"
    place = Place(folder.as_posix())
    raise UsageError.of("not-a-page", "this is an edition, not a page", place, hint)


def refuse_page(folder: Path) -> None:
    """Go on only with what may be an edition.

    Raises:
        UsageError: the folder is a page's.

    """
    if (folder / EDITION_FILE).exists() or not (folder / PAGE_FILE).exists():
        return
    above = folder.resolve().parent.as_posix()
    hint = f"build it with `page`, or name the edition's folder, {above}"
    place = Place(folder.as_posix())
    raise UsageError.of("not-an-edition", "this is a page, not an edition", place, hint)


def page_folder_fault(folder: Path) -> list[Diagnostic]:
    """A page's folder that is named 5 would not be found beside 01 and 02."""
    name = folder.resolve().name
    if not re.fullmatch(r"[0-9]+", name) or PAGE_FOLDER.fullmatch(name):
        return []
    number = int(name[:9])
    hint = f"rename {name} to {number:02}" if 1 <= number <= 99 else "name it 01 to 99"
    message = f"the page's folder is named {name}; a page number has two digits"
    return [Diagnostic("page-folder", message, Place((folder / PAGE_FILE).as_posix()), hint)]


def _pages(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.iterdir()
        if PAGE_FOLDER.fullmatch(path.name) and (path / PAGE_FILE).is_file()
    )
