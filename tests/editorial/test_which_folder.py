"""A folder that is a page's where an edition's is wanted, the reverse, and one badly named."""

from pathlib import Path
from typing import Protocol

import pytest

from banmian.editorial.read_edition import date_differs, load_edition
from banmian.editorial.read_page import load_page
from banmian.editorial.which_folder import is_edition, refuse_edition, refuse_page
from banmian.errors import ContentError, Severity, UsageError


class Edition(Protocol):
    folder: Path
    page: Path

    def write(self, name: str, content: str | bytes) -> None: ...
    def delete(self, name: str) -> None: ...


def test_a_page_and_an_edition_are_told_apart(edition: Edition) -> None:
    assert (is_edition(edition.folder), is_edition(edition.page)) == (True, False)
    refuse_edition(edition.page)
    refuse_page(edition.folder)
    with pytest.raises(UsageError, match="not-a-page") as caught:
        refuse_edition(edition.folder)
    assert str(caught.value).endswith("`edition`, or name one page, such as 2024-11-13/05")
    with pytest.raises(UsageError, match="not-an-edition") as caught:
        refuse_page(edition.page)
    assert str(caught.value).endswith(f"folder, {edition.folder.resolve().as_posix()}")


def test_a_forgotten_edition_file_is_shown(edition: Edition) -> None:
    edition.delete("edition.yaml")
    assert is_edition(edition.folder)
    with pytest.raises(UsageError) as caught:
        load_edition(edition.folder)
    (fault,) = caught.value.diagnostics
    assert str(fault.place) == "2024-11-13/edition.yaml"
    assert str(fault.hint).splitlines()[1:] == ["    newspaper: 湖北日报", "    date: 2024-11-13"]


@pytest.mark.parametrize(
    ("name", "hint"), [("5", "rename 5 to 05"), ("005", "rename 005 to 05"), ("0", "name it 01")]
)
def test_a_page_folder_has_two_digits(edition: Edition, name: str, hint: str) -> None:
    wrong = edition.page.rename(edition.folder / name)
    for read in (lambda: load_edition(edition.folder), lambda: load_page(wrong)):
        with pytest.raises(ContentError) as caught:
            read()
        (fault,) = caught.value.diagnostics
        assert fault.code == "page-folder"
        assert str(fault.hint).startswith(hint)


def test_a_folder_of_another_name_is_no_page(edition: Edition) -> None:
    edition.write("draft/page.yaml", "number: 5\n")
    assert [page.name for page in load_edition(edition.folder).pages] == ["05"]


def test_a_folder_named_by_another_date_is_warned_of(edition: Edition) -> None:
    assert date_differs(load_edition(edition.folder)) == ()
    (fault,) = date_differs(load_edition(edition.folder.rename("2024-11-14")))
    assert str(fault) == (
        "2024-11-14/edition.yaml:1:1: date is 2024-11-13, but the folder is 2024-11-14 "
        "[date-differs]\n  hint: write date: 2024-11-14, or rename the folder"
    )
    assert fault.severity is Severity.WARNING
    assert date_differs(load_edition(Path("2024-11-14").rename("today"))) == ()
