"""The faces of a fonts folder, by key, opened when they are first asked for.

Inputs:  a folder with fonts.toml and font files.
Outputs: `Catalogue`.
Units:   none.
Source:  docs/fonts.md. A face is used only when its file is the one fonts.toml names by digest.
"""

from dataclasses import dataclass, field
from pathlib import Path

from banmian.errors import Diagnostic, FontError
from banmian.typeface.digests import DigestMemory
from banmian.typeface.face import Face, FaceIdentity
from banmian.typeface.fonts_file import FaceEntry, ReadFonts, read_fonts_file


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All faces of a fonts folder; opening one is put off until it is needed."""

    read: ReadFonts
    _digests: DigestMemory
    _open: dict[str, Face] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """The folder with fonts.toml."""
        return self.read.folder

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all faces, as fonts.toml orders them."""
        return tuple(self.read.values.faces)

    @property
    def files(self) -> tuple[Path, ...]:
        """The font files of all faces."""
        return tuple(self.folder / entry.file for entry in self.read.values.faces.values())

    def entry(self, key: str) -> FaceEntry:
        """What fonts.toml says about a face.

        Raises:
            FontError: there is no such face.

        """
        try:
            return self.read.values.faces[key]
        except KeyError as fault:
            message = f"there is no face {key!r} in fonts.toml"
            hint = f"faces: {', '.join(self.keys)}"
            raise FontError.of("unknown-face", message, self.read.places.of(), hint) from fault

    def face(self, key: str) -> Face:
        """Open a face, or give the one opened before.

        Raises:
            FontError: no such face, no such file, or not the file that fonts.toml names.

        """
        if key not in self._open:
            entry = self.entry(key)
            path = self.folder / entry.file
            fault = self.file_fault(key)
            if fault is not None:
                raise FontError([fault])
            identity = FaceIdentity(key, entry.family, entry.weight, path, entry.sha256)
            self._open[key] = Face(identity)
        return self._open[key]

    def chain(self, key: str) -> tuple[Face, ...]:
        """A face, then those that stand in for the characters it lacks."""
        return (self.face(key), *(self.face(other) for other in self.entry(key).fallback))

    def file_fault(self, key: str) -> Diagnostic | None:
        """What is wrong with a face's file: missing, unreadable, another file; or nothing."""
        entry = self.entry(key)
        path = self.folder / entry.file
        places = self.read.places
        try:
            found = self._digests.digest(path)
        except FileNotFoundError:
            hint = "put the file there, or correct `file`"
            return Diagnostic(
                "font-missing",
                f"there is no font file {entry.file}",
                places.of("faces", key, "file"),
                hint,
            )
        except OSError as fault:
            message = f"cannot read {entry.file}: {fault.strerror}"
            return Diagnostic("font-unreadable", message, places.of("faces", key, "file"))
        if found == entry.sha256:
            return None
        message = f"{entry.file} is not the file that fonts.toml names: its SHA-256 is {found}"
        hint = "restore the file; if you meant to change it, write this digest as `sha256`"
        return Diagnostic("font-changed", message, places.of("faces", key, "sha256"), hint)


def load_catalogue(folder: Path, cache: Path | None = None) -> Catalogue:
    """Read a fonts folder; `cache` is a folder that remembers digests of unchanged files.

    Raises:
        FontError: fonts.toml is missing or wrong.

    """
    read = read_fonts_file(folder)
    faults = [*_stray_fallbacks(read), *_stray_files(read), *_same_names(read)]
    if faults:
        raise FontError(faults)
    return Catalogue(read, DigestMemory(cache))


def _stray_fallbacks(read: ReadFonts) -> list[Diagnostic]:
    faces = read.values.faces
    return [
        Diagnostic(
            "unknown-face",
            f"the fallback {other!r} of {key!r} is not a face of this file",
            read.places.of("faces", key, "fallback"),
            f"faces: {', '.join(faces)}",
        )
        for key, entry in faces.items()
        for other in entry.fallback
        if other not in faces or other == key
    ]


def _stray_files(read: ReadFonts) -> list[Diagnostic]:
    """Font files lie in the folder of fonts.toml: what is elsewhere is not ours to read."""
    root = read.folder.resolve()
    return [
        Diagnostic(
            "outside-folder",
            f"{entry.file} lies outside the folder of fonts.toml",
            read.places.of("faces", key, "file"),
            "copy the font file into that folder",
        )
        for key, entry in read.values.faces.items()
        if not (root / entry.file).resolve().is_relative_to(root)
    ]


def _same_names(read: ReadFonts) -> list[Diagnostic]:
    """Two faces of one family and weight could not be told apart by the painter."""
    seen: dict[tuple[str, int], str] = {}
    faults = []
    for key, entry in read.values.faces.items():
        first = seen.setdefault((entry.family.casefold(), entry.weight), key)
        if first != key and read.values.faces[first].file != entry.file:
            message = f"{key!r} has the family and weight of {first!r}"
            hint = "give each face a family of its own; the name is only used inside the page"
            place = read.places.of("faces", key, "family")
            faults.append(Diagnostic("same-family", message, place, hint))
    return faults
