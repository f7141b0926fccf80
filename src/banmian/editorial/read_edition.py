"""Reads an edition: its imprint, and which pages it has.

Inputs:  an edition's folder.
Outputs: `EditionCopy`; the pages themselves are read one by one by `load_page`.
Units:   none.
Source:  content-format contract.
"""

from datetime import date
from pathlib import Path

from banmian.editorial.edition import EditionCopy
from banmian.editorial.fields import EditionFields
from banmian.editorial.folder import ContentFolder
from banmian.editorial.texts import optional_text, text_at
from banmian.editorial.which_folder import EDITION_FILE, PAGE_FILE, PAGE_FOLDER, page_folder_fault
from banmian.errors import ContentError, Diagnostic, Place, Severity
from banmian.source.yaml_file import load_yaml

_SAMPLE = (
    "the folder above a page's holds edition.yaml, two lines at least:\n"
    "    newspaper: 湖北日报\n"
    "    date: 2024-11-13"
)


def load_edition(folder: Path, planned: tuple[Path, ...] = ()) -> EditionCopy:
    """Read edition.yaml and list the pages, with those `planned` that have no page.yaml yet.

    Raises:
        UsageError: there is no edition.yaml.
        ContentError: with all faults of the file, or when there is no page.

    """
    file = ContentFolder(folder, folder.resolve()).named(EDITION_FILE)
    shown_as = file.shown_as
    loaded = load_yaml(
        file.path, EditionFields, shown_as=shown_as, error=ContentError, if_missing=_SAMPLE
    )
    fields, places = loaded.value, loaded.places
    pages = _pages(folder) or planned
    if not pages:
        message = f"the edition {folder.as_posix()} has no page"
        hint = f"a page is a folder with a two-digit name and a {PAGE_FILE}, such as 01/{PAGE_FILE}"
        raise ContentError([Diagnostic("no-pages", message, Place(shown_as, 1, 1), hint)])
    return EditionCopy(
        newspaper=text_at(places, "newspaper"),
        date=fields.date,
        issue_number=optional_text(places, fields.issue_number, "issue_number"),
        cn_number=optional_text(places, fields.cn_number, "cn_number"),
        publisher=optional_text(places, fields.publisher, "publisher"),
        price=optional_text(places, fields.price, "price"),
        website=optional_text(places, fields.website, "website"),
        lunar_date=optional_text(places, fields.lunar_date, "lunar_date"),
        weather=optional_text(places, fields.weather, "weather"),
        folder_name=folder.resolve().name,
        pages=pages,
        place=Place(shown_as, 1, 1),
    )


def date_differs(edition: EditionCopy) -> tuple[Diagnostic, ...]:
    """Warn of a folder named by another date: most often a copy of the day before."""
    try:
        named = date.fromisoformat(edition.folder_name)
    except ValueError:
        return ()  # a folder may have any name
    if named == edition.date:
        return ()
    message = f"date is {edition.date}, but the folder is {edition.folder_name}"
    hint = f"write date: {named}, or rename the folder"
    return (Diagnostic("date-differs", message, edition.place, hint, Severity.WARNING),)


def _pages(folder: Path) -> tuple[Path, ...]:
    """The two-digit folders with a page.yaml, by number.

    Raises:
        ContentError: a page is a link that leaves the edition's folder, or its folder's name is
            a number, but not of two digits.

    """
    root = folder.resolve()
    there = sorted(path for path in folder.iterdir() if (path / PAGE_FILE).is_file())
    misnamed = [fault for path in there for fault in page_folder_fault(path)]
    if misnamed:
        raise ContentError(misnamed)
    pages = [path for path in there if PAGE_FOLDER.fullmatch(path.name)]
    outside = [page for page in pages if not page.resolve().is_relative_to(root)]
    if outside:
        message, hint = "the page is a link that leaves the edition's folder", "copy it instead"
        raise ContentError(
            Diagnostic("path-outside", message, Place(page.as_posix()), hint) for page in outside
        )
    return tuple(pages)
