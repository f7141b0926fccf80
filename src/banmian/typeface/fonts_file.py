"""fonts.toml as a newsroom writes it: the pydantic models, and the reading.

Inputs:  <folder>/fonts.toml.
Outputs: `FontsFile` and the places of its keys.
Units:   CSS weights 1 to 1000.
Source:  docs/fonts.md.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from banmian.errors import FontError, Place
from banmian.source.complaints import complaints
from banmian.source.model import FileModel
from banmian.source.places import Places
from banmian.typeface.toml_places import toml_places

FONTS_FILE = "fonts.toml"
SIZE_LIMIT = 1_000_000

_TOML_FAULT_PLACE = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)$")

Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
FaceKey = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
Role = Literal["body", "display", "hei", "kai", "other"]


class SourceEntry(FileModel):
    """What a shipped face is rebuilt from."""

    package: str
    file: str
    sha256: Digest
    index: Annotated[int, Field(strict=True, ge=0)] = 0
    package_version: str | None = None
    url: str | None = None


class FaceEntry(FileModel):
    """One face; a face of a newsroom's own needs only the first five keys."""

    file: str
    family: str
    sha256: Digest
    role: Role
    fallback: tuple[FaceKey, ...]
    weight: Annotated[int, Field(strict=True, ge=1, le=1000)] = 400
    version: str | None = None
    licence: str | None = None
    licence_file: str | None = None
    source: SourceEntry | None = None


class FontsFile(FileModel):
    """The whole file."""

    faces: Annotated[dict[FaceKey, FaceEntry], Field(min_length=1)]
    fonttools: str | None = None


@dataclass(frozen=True, slots=True)
class ReadFonts:
    """The file's values, and where each of them stands."""

    folder: Path
    values: FontsFile
    places: Places


def read_fonts_file(folder: Path) -> ReadFonts:
    """Read and check <folder>/fonts.toml.

    Raises:
        FontError: the file is missing, too large, not TOML, or says something it may not.

    """
    path = folder / FONTS_FILE
    shown = path.as_posix()
    text = _text(path)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        at = _TOML_FAULT_PLACE.search(str(fault))
        line, column = (int(at[1]), int(at[2])) if at and at[1] else (0, 0)
        message = f"not TOML: {_TOML_FAULT_PLACE.sub('', str(fault)).strip()}"
        raise FontError.of("bad-toml", message, Place(shown, line, column)) from fault
    places = toml_places(text, shown)
    try:
        values = FontsFile.model_validate(data)
    except ValidationError as fault:
        raise FontError(complaints(fault, data, places, FontsFile)) from fault
    return ReadFonts(folder, values, places)


def _text(path: Path) -> str:
    shown = Place(path.as_posix())
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise FontError.of("file-too-large", f"over {SIZE_LIMIT:,} bytes", shown)
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as fault:
        hint = "give the folder that holds fonts.toml"
        raise FontError.of("file-missing", "there is no such file", shown, hint) from fault
    except OSError as fault:
        raise FontError.of("font-unreadable", f"cannot read it: {fault.strerror}", shown) from fault
    except UnicodeDecodeError as fault:
        raise FontError.of(
            "not-utf-8", "the file is not UTF-8", shown, "save it as UTF-8"
        ) from fault
