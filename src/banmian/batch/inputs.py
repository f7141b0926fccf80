"""Everything a page is made from, by name and digest.

A page is made from the files of its own folder, its edition's edition.yaml, the page.yaml and the
stories of pages its stories turn to or from, the layouts these name, the fonts and the press's
profiles. Nothing else is opened: what an editor names cannot leave the page's folder
(`editorial.folder`), what a designer names cannot leave the layout's; a test watches every file
that is opened while pages are made.

Inputs:  a page's folder; the folder that holds layouts/, fonts/ and press/.
Outputs: (name, digest) of each file, in order of the names.
Units:   none.
Source:  batch.md, convention 1: contents, never times.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path
from stat import S_ISREG

from banmian.batch.peek import peek
from banmian.editorial.which_folder import EDITION_FILE, PAGE_FILE

Parts = tuple[tuple[str, str], ...]
_Stamp = tuple[tuple[str, int, int], ...]
UNREADABLE = "unreadable"
OUTSIDE = "outside"


@dataclass(slots=True)
class Inputs:
    """Digests of the files pages are made from; those that pages share are read once."""

    project: Path
    _shared: dict[Path, tuple[_Stamp, Parts]] = field(default_factory=dict)

    def of_page(self, page: Path) -> Parts:
        """What one page is made from."""
        page = page.resolve()
        edition = page.parent
        looks = {page: peek(page / PAGE_FILE)}
        for number in looks[page].turns:
            other = edition / f"{number:02}"
            looks[other] = peek(other / PAGE_FILE)
        parts = {EDITION_FILE: digest_of(edition / EDITION_FILE)}
        if looks[page].sure:
            for folder in looks:
                parts.update(_digests(folder, edition))
        else:
            parts.update(_digests(edition, edition))
        layouts = self.project / "layouts"
        sure = all(look.sure for look in looks.values())
        for folder in [layouts / look.layout for look in looks.values()] if sure else [layouts]:
            parts.update(self._folder(folder))
        for name in ("fonts", "press"):
            parts.update(self._folder(self.project / name))
        return tuple(sorted(parts.items()))

    def _folder(self, folder: Path) -> Parts:
        """A folder that pages share: read again when a size or a time in it is another."""
        stamp = tuple(_stamps(folder))
        if folder not in self._shared or self._shared[folder][0] != stamp:
            self._shared[folder] = stamp, tuple(_digests(folder, self.project))
        return self._shared[folder][1]


def edition_inputs(edition: Path) -> Parts:
    """What an edition is made from besides its pages."""
    return ((EDITION_FILE, digest_of(edition / EDITION_FILE)),)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file's contents; one that cannot be read is an input, too."""
    try:
        if not S_ISREG(path.stat().st_mode):
            return UNREADABLE  # a pipe, a device: opening one may never end
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return UNREADABLE


def _stamps(folder: Path) -> Iterator[tuple[str, int, int]]:
    """Path, size and time of every file; they decide only whether to read it again."""
    for place, folders, files in os.walk(folder, followlinks=True):
        folders.sort()
        for name in sorted(files):
            path = os.path.join(place, name)  # noqa: PTH118  thousands of times a run
            try:
                status = os.stat(path)  # noqa: PTH116
            except OSError:
                yield path, -1, -1
            else:
                yield path, status.st_size, status.st_mtime_ns


def _digests(folder: Path, root: Path) -> Iterator[tuple[str, str]]:
    """Every file below a folder by its path from the root; no link that leaves it is followed."""
    inside = root.resolve()
    seen = {folder.resolve()}
    for place, folders, files in os.walk(folder, followlinks=True):
        here = Path(place)
        for name in (*folders, *files):
            path = here / name
            target = path.resolve() if path.is_symlink() else path
            shown = path.relative_to(root).as_posix()
            if target is not path:
                yield f"{shown} (link)", path.readlink().as_posix()
            if not target.is_relative_to(inside):
                yield shown, OUTSIDE
            elif name in files:
                yield shown, digest_of(path)
        folders[:] = sorted(set(folders) - set(_not_followed(here, folders, inside, seen)))


def _not_followed(here: Path, folders: list[str], root: Path, seen: set[Path]) -> Iterator[str]:
    """Links that lead out, or to a folder that has been looked at: a circle."""
    for name in sorted(folders):
        if (here / name).is_symlink():
            target = (here / name).resolve()
            if target in seen or not target.is_relative_to(root):
                yield name
            seen.add(target)
