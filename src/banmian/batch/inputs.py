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
        page = Path(os.path.abspath(page))  # noqa: PTH100  a page may be a link: its edition is here
        edition = page.parent
        looks = {page: peek(page / PAGE_FILE)}
        for number in looks[page].turns:
            other = edition / f"{number:02}"
            looks[other] = peek(other / PAGE_FILE)
        parts = {(EDITION_FILE, digest_of(edition / EDITION_FILE))}
        for folder in looks:
            parts.update(_digests(folder, edition, folder.resolve().parent))
        if not looks[page].sure:
            parts.update(_digests(edition, edition, edition.resolve()))
        sure = all(look.sure for look in looks.values())
        layouts = {f"layouts/{look.layout}" for look in looks.values()} if sure else {"layouts"}
        for name in (*layouts, "fonts", "press"):
            parts.update(self._folder(self.project / name))
        return tuple(sorted(parts))

    def _folder(self, folder: Path) -> Parts:
        """A folder that pages share: read again when a size or a time in it is another."""
        anywhere = Path(self.project.absolute().anchor)  # who made it owns this machine
        stamp = tuple(_stamps(folder, anywhere))
        if folder not in self._shared or self._shared[folder][0] != stamp:
            self._shared[folder] = stamp, tuple(_digests(folder, self.project, anywhere))
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


def _stamps(folder: Path, inside: Path) -> Iterator[tuple[str, int, int]]:
    """Path, size and time of every file; they decide only whether to read it again."""
    for here, _, files in _walk(folder, inside):
        for name in sorted(files):
            path = os.path.join(here, name)  # noqa: PTH118  thousands of times a run
            try:
                status = os.stat(path)  # noqa: PTH116
            except OSError:
                yield path, -1, -1
            else:
                yield path, status.st_size, status.st_mtime_ns


def _digests(folder: Path, root: Path, inside: Path) -> Iterator[tuple[str, str]]:
    """Every file below a folder by its path from the root; no link that leaves `inside` counts."""
    for here, folders, files in _walk(folder, inside):
        for name in (*folders, *files):
            path = here / name
            shown = _shown(path.relative_to(root))
            if path.is_symlink():
                yield f"{shown} (link)", _shown(path.readlink())
            if path.is_symlink() and not _leads_into(inside, path):
                yield shown, OUTSIDE
            elif name in files:
                yield shown, digest_of(path)


def _walk(folder: Path, inside: Path) -> Iterator[tuple[Path, tuple[str, ...], list[str]]]:
    """`os.walk` that follows links, but none that leads out, nor in a circle."""
    seen = {os.path.realpath(folder)}
    for place, folders, files in os.walk(folder, followlinks=True):
        here = Path(place)
        yield here, tuple(folders), files
        folders[:] = sorted(name for name in folders if _followed(here / name, inside, seen))


def _followed(folder: Path, inside: Path, seen: set[str]) -> bool:
    """Whether to go on into a folder: not by a link that leads out, nor in a circle."""
    if not folder.is_symlink():
        return True
    target = os.path.realpath(folder)
    new = target not in seen and _leads_into(inside, folder)
    seen.add(target)
    return new


def _leads_into(inside: Path, link: Path) -> bool:
    """Whether a link's target is in a folder; `Path.resolve` would refuse a circle before 3.13."""
    return Path(os.path.realpath(link)).is_relative_to(inside)


def _shown(path: Path) -> str:
    """A path in letters that can be written anywhere: names need not be Unicode (GBK, of a zip)."""
    return os.fsencode(path.as_posix()).decode(errors="backslashreplace")
