"""The shipped faces made again from the packages they come from, byte for byte.

Inputs:  fonts.toml; the source files, by default those of Debian's font packages.
Outputs: font files in the folder of fonts.toml; `VendorReport`.
Units:   bytes.
Source:  docs/fonts.md. A source is known by its SHA-256, never by its name.
"""

import os
from dataclasses import dataclass
from hashlib import file_digest, sha256
from importlib import metadata
from pathlib import Path

from banmian.errors import Diagnostic, EnvironmentFault, FontError
from banmian.progress import Progress, Silent
from banmian.typeface.fonts_file import FONTS_FILE, ReadFonts, SourceEntry, read_fonts_file
from banmian.typeface.rebuild import Recipe, rebuild

SYSTEM_FONTS = Path("/usr/share/fonts")


@dataclass(frozen=True, slots=True)
class VendoredFace:
    """A face made again: the digest it has now and the one fonts.toml had."""

    key: str
    file: str
    digest: str
    recorded: str

    @property
    def same(self) -> bool:
        """Whether the bytes are those on record."""
        return self.digest == self.recorded


@dataclass(frozen=True, slots=True)
class VendorReport:
    """All faces made again, in the order of fonts.toml."""

    faces: tuple[VendoredFace, ...]


def vendor(
    folder: Path,
    sources: Path = SYSTEM_FONTS,
    *,
    keys: tuple[str, ...] = (),
    accept: bool = False,
    progress: Progress | None = None,
) -> VendorReport:
    """Make the shipped faces again; `accept` writes new digests into fonts.toml.

    Args:
        folder: the folder of fonts.toml and the font files.
        sources: where the `source.file` entries are looked up.
        keys: the faces to make; none means all that name a source.
        accept: take results whose bytes differ from the record, and record them.
        progress: told after each face.

    Raises:
        FontError: a source is missing or changed, or a result differs from the record.
        EnvironmentFault: the folder cannot be written.

    """
    said = progress or Silent()
    read = read_fonts_file(folder)
    chosen = _chosen(read, keys)
    faults = [
        f for key, source in chosen.items() if (f := _source_fault(read, key, sources, source))
    ]
    if faults:
        raise FontError(faults)
    made: list[VendoredFace] = []
    written: dict[str, bytes] = {}
    with said.stage("fonts"):
        for done, (key, source) in enumerate(chosen.items()):
            said.step(key, done, len(chosen))
            entry = read.values.faces[key]
            recipe = Recipe(sources / source.file, source.index, entry.family, entry.version or "0")
            data = rebuild(recipe)
            written[entry.file] = data
            made.append(VendoredFace(key, entry.file, sha256(data).hexdigest(), entry.sha256))
        said.step("done", len(chosen), len(chosen))
    differing = [face for face in made if not face.same]
    if differing and not accept:
        raise FontError([_differs(read, face) for face in differing])
    for file, data in written.items():
        _write(folder / file, data)
    if differing:
        _record(folder, differing, read.values.fonttools)
    return VendorReport(tuple(made))


def _chosen(read: ReadFonts, keys: tuple[str, ...]) -> dict[str, SourceEntry]:
    faces = read.values.faces
    unknown = [key for key in keys if key not in faces or faces[key].source is None]
    if unknown:
        raise FontError(
            Diagnostic(
                "no-source",
                f"fonts.toml names no source for a face {key!r}",
                read.places.of("faces", key),
                "only faces with a [faces.….source] table can be made again",
            )
            for key in unknown
        )
    named = keys or tuple(faces)
    return {key: source for key in named if (source := faces[key].source) is not None}


def _source_fault(
    read: ReadFonts, key: str, sources: Path, source: SourceEntry
) -> Diagnostic | None:
    path = sources / source.file
    try:
        with path.open("rb") as stream:
            found = file_digest(stream, "sha256").hexdigest()
    except OSError as fault:
        place = read.places.of("faces", key, "source", "file")
        message = f"cannot read the source of {key!r}, {path}: {fault.strerror}"
        hint = f"install the Debian package {source.package}, or name another folder of sources"
        return Diagnostic("source-missing", message, place, hint)
    if found == source.sha256:
        return None
    place = read.places.of("faces", key, "source", "sha256")
    message = f"source changed: {source.file} of {source.package} now has the SHA-256 {found}"
    hint = f"the face was made from {source.package} {source.package_version or ''}".rstrip()
    return Diagnostic("source-changed", message, place, f"{hint}; install that version")


def _differs(read: ReadFonts, face: VendoredFace) -> Diagnostic:
    used, recorded = metadata.version("fonttools"), read.values.fonttools or "an unnamed release"
    return Diagnostic(
        "rebuild-differs",
        f"{face.file} made again has other bytes than on record: SHA-256 {face.digest}",
        read.places.of("faces", face.key, "sha256"),
        f"the record was made with fontTools {recorded}, this run used {used}; "
        "to take the new bytes, vendor again and accept them",
    )


def _write(path: Path, data: bytes) -> None:
    """Write beside and rename; leave a file alone that has the bytes already."""
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        if path.exists() and path.read_bytes() == data:
            return
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError as fault:
        message = f"cannot write {path}: {fault.strerror}"
        raise EnvironmentFault.of("font-unwritable", message) from fault


def _record(folder: Path, faces: list[VendoredFace], fonttools: str | None) -> None:
    """Put new digests in the place of the old ones; the rest of fonts.toml stays as typed."""
    path = folder / FONTS_FILE
    text = path.read_text(encoding="utf-8")
    for face in faces:
        text = text.replace(face.recorded, face.digest)
    if fonttools is not None:
        text = text.replace(
            f'fonttools = "{fonttools}"', f'fonttools = "{metadata.version("fonttools")}"'
        )
    _write(path, text.encode())
