"""Which editions a batch finds, and where it would never put them."""

from pathlib import Path

import pytest

from banmian.batch.found import find_editions, refuse_copy_as_output
from banmian.errors import UsageError


def edition(root: Path, name: str, *pages: str) -> Path:
    folder = root / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "edition.yaml").write_bytes(b"")
    for page in pages:
        (folder / page).mkdir()
        (folder / page / "page.yaml").write_bytes(b"")
    return folder


def found(root: Path) -> dict[str, list[str]]:
    return {one.name: [page.name for page in one.pages] for one in find_editions(root)}


def test_editions_are_named_by_their_path(tmp_path: Path) -> None:
    edition(tmp_path, "b", "02", "01", "5", "notes")
    edition(tmp_path, "a/2026-01-01", "01")
    edition(tmp_path, "a/2026-01-01/01")  # what is in an edition are its pages
    edition(tmp_path, ".git/copy", "01")
    edition(tmp_path, "output/.store", "01")
    assert found(tmp_path) == {"a/2026-01-01": ["01"], "b": ["01", "02", "5"]}
    assert found(tmp_path / "b") == {"b": ["01", "02", "5"]}


def test_no_edition_is_a_wrong_command(tmp_path: Path) -> None:
    (tmp_path / "01").mkdir()
    (tmp_path / "01" / "page.yaml").write_bytes(b"")
    with pytest.raises(UsageError, match="no-editions"):
        find_editions(tmp_path)


def test_links_lead_nowhere(tmp_path: Path) -> None:
    """An edition from elsewhere has no name below this folder."""
    secret = edition(tmp_path, "elsewhere/2026-01-01", "01")
    edition(tmp_path, "content/a", "01")
    (tmp_path / "content" / "b").symlink_to(secret, target_is_directory=True)
    (tmp_path / "content" / "up").symlink_to("..", target_is_directory=True)
    assert found(tmp_path / "content") == {"a": ["01"]}
    # a link that somebody names is what it leads to
    assert found(tmp_path / "content" / "b") == {"2026-01-01": ["01"]}


@pytest.mark.parametrize(
    "output",
    [
        "content",  # the editions themselves
        "content/a",  # within one
        "content/a/01",
        "content/../content",
        "link",
    ],
)
def test_copy_is_no_output(output: str, tmp_path: Path) -> None:
    edition(tmp_path, "content/a", "01")
    (tmp_path / "link").symlink_to("content", target_is_directory=True)
    editions = find_editions(tmp_path / "content")
    with pytest.raises(UsageError, match="output-in-content"):
        refuse_copy_as_output(editions, tmp_path / output)


@pytest.mark.parametrize("output", ["output", "content/output", ".", "content-of-today"])
def test_other_places_are(output: str, tmp_path: Path) -> None:
    edition(tmp_path, "content/a", "01")
    refuse_copy_as_output(find_editions(tmp_path / "content"), tmp_path / output)


def test_an_edition_above_another_is_refused(tmp_path: Path) -> None:
    """`batch . --output ..` would put one in the place of the folder that holds all."""
    edition(tmp_path, "content/content", "01")
    editions = find_editions(tmp_path / "content")
    with pytest.raises(UsageError, match="output-in-content"):
        refuse_copy_as_output(editions, tmp_path)
