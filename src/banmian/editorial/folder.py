"""Finds the files an editor names, and refuses those outside the edition's folder.

Inputs:  a name from page.yaml or a front matter, the folder it is relative to, the edition's root.
Outputs: `ContentFile`; a `ContentError` at the place of the name.
Units:   none.
Source:  our choice: a content folder from elsewhere must not be able to name any other file.
"""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from banmian.errors import ContentError, Diagnostic, Place
from banmian.source.sourced import SourcedText

NAME_LIMIT = 255


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A file that exists, or may be looked for, inside an edition."""

    path: Path
    shown_as: str


@dataclass(frozen=True, slots=True)
class ContentFolder:
    """A folder of an edition, and the edition's root, which nothing may leave."""

    path: Path
    root: Path

    @classmethod
    def of_page(cls, folder: Path) -> "ContentFolder":
        """The folder of a page, whose edition is the folder it lies in."""
        return cls(folder, folder.resolve().parent)

    def page(self, number: int) -> "ContentFolder":
        """The folder of another page of the same edition."""
        path = self.path if self.path.name not in {"", ".."} else self.path.resolve()
        return ContentFolder(path.parent / f"{number:02}", self.root)

    def named(self, name: str) -> ContentFile:
        """A file that the format itself names, such as page.yaml.

        Raises:
            ContentError: it is a link that leaves the edition.

        """
        return self.file(SourcedText.at(name, Place((self.path / name).as_posix())))

    def file(self, name: SourcedText) -> ContentFile:
        """The file an editor means by a name.

        Raises:
            ContentError: `path-outside` when it is not inside the edition.

        """
        fault = _fault_of(name.text)
        if fault is None:
            path = self.path / name.text
            try:
                inside = path.resolve().is_relative_to(self.root)
            except (OSError, RuntimeError) as loop:  # RuntimeError: links in a circle, before 3.13
                raise _outside(name, f"cannot be followed: {loop}") from loop
            if inside:
                return ContentFile(path, path.as_posix())
            fault = "is a link that leaves the edition's folder"
        raise _outside(name, fault)


def _fault_of(name: str) -> str | None:
    """What is wrong with the words of a path, before the disk is asked."""
    if PurePosixPath(name).is_absolute() or PureWindowsPath(name).anchor:
        return "is an absolute path"
    if "\\" in name:
        return "has a backslash in it"
    if ".." in PurePosixPath(name).parts:
        return "goes up with .."
    if any(len(part.encode()) > NAME_LIMIT for part in PurePosixPath(name).parts):
        return "is too long"
    return None


def _outside(name: SourcedText, fault: str) -> ContentError:
    shown = name.text if len(name.text) <= 60 else f"{name.text[:59]}…"
    hint = "name a file inside the folder, such as photos/name.jpg"
    return ContentError([Diagnostic("path-outside", f"{shown} {fault}", name.place, hint)])
