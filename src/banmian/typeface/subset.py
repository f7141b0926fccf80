"""The part of a face that one page needs, made by HarfBuzz and kept by digest.

Inputs:  a face and the characters a page prints in it.
Outputs: `PageFace`; <cache>/<key>.ttf.
Units:   bytes.
Source:  measured: HarfBuzz cuts a face to a page in some 0.01 s, fontTools in 1.1 s. The key names
         all that the bytes depend on: face, characters, HarfBuzz, and the rules below (SCHEMA).
"""

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import uharfbuzz

from banmian.errors import BanmianError, EnvironmentFault, FontError
from banmian.typeface.face import Face
from banmian.typeface.layout_rules import KEPT_FEATURES

SCHEMA = 1  # count up when a rule of this file changes
_KEPT_NAMES = (0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17)
_SIGNATURES = (b"\x00\x01\x00\x00", b"OTTO", b"true")


@dataclass(frozen=True, slots=True)
class PageFace:
    """A subset font: its bytes, their SHA-256, and the family the painter asks for."""

    key: str
    family: str
    weight: int
    data: bytes
    digest: str
    path: Path | None


def subset_face(face: Face, characters: frozenset[str], cache: Path | None) -> PageFace:
    """Cut a face to the characters, with the glyphs its layout features make of them.

    Raises:
        FontError: HarfBuzz cannot cut this font.
        EnvironmentFault: the cache cannot be written.

    """
    path = cache / f"{_key(face, characters)}.ttf" if cache else None
    data = _kept(path) if path else None
    if data is None:
        data = _cut(face, characters)
        if path:
            _keep(path, data)
    return PageFace(face.key, face.family, face.weight, data, sha256(data).hexdigest(), path)


def _key(face: Face, characters: frozenset[str]) -> str:
    engine = f"{uharfbuzz.__version__} {uharfbuzz.version_string()}"
    parts = (str(SCHEMA), engine, face.digest, "".join(sorted(characters)))
    return sha256("\n".join(parts).encode()).hexdigest()


def _kept(path: Path) -> bytes | None:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise _unusable(path, fault) from fault
    return data if data.startswith(_SIGNATURES) else None


def _keep(path: Path, data: bytes) -> None:
    """Write beside and rename, so that another process never reads half a font."""
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError as fault:
        raise _unusable(path, fault) from fault


def _unusable(path: Path, fault: OSError) -> BanmianError:
    message = f"cannot use the cache folder {path.parent}: {fault.strerror}"
    return EnvironmentFault.of("cache-unusable", message, hint="free it, or delete the folder")


def _cut(face: Face, characters: frozenset[str]) -> bytes:
    source = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(face.path)))
    wanted: Any = uharfbuzz.SubsetInput()
    wanted.unicode_set.set({ord(character) for character in characters})
    wanted.layout_feature_tag_set.set({int.from_bytes(tag.encode()) for tag in KEPT_FEATURES})
    wanted.name_id_set.set(set(_KEPT_NAMES))
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    if "CFF " in source.table_tags:
        # a renumbered CID-keyed CFF keeps its old CIDs, which Ghostscript and veraPDF reject
        wanted.flags |= uharfbuzz.SubsetFlags.RETAIN_GIDS
    try:
        cut = uharfbuzz.subset(source, wanted)
    except RuntimeError as fault:
        message = f"HarfBuzz cannot subset {face.path.name}: {fault}"
        raise FontError.of("font-not-subset", message) from fault
    return bytes(cut.blob.data)
