"""The manifest of a finished edition: every file with its digest, and what it was made with.

Inputs:  an edition; its outputs' digests; the actions of its pages; engine and faces.
Outputs: manifest.json, for programs; manifest-sha256.txt, for `sha256sum -c` and BagIt's readers.
Units:   bytes.
Source:  RFC 8493, 2.1.3 for the lines of manifest-sha256.txt. No time and no machine: the same
         edition has the same manifest wherever it is made.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from banmian.batch.engine import Engine
from banmian.store.store import Blob

if TYPE_CHECKING:  # a run that finds everything in the store reads neither copy nor faces
    from banmian.editorial.edition import EditionCopy
    from banmian.typeface.catalogue import Catalogue

MANIFEST = "manifest.json"
DIGESTS = "manifest-sha256.txt"
SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Made:
    """A finished edition; `pages` are the name of each page's folder and its action."""

    edition: "EditionCopy"
    pages: Sequence[tuple[str, str]]
    outputs: Mapping[str, Blob]


def manifest_of(made: Made, engine: Engine, faces: "Catalogue") -> dict[str, bytes]:
    """The files that say what an edition consists of, by name."""
    edition = made.edition
    facts = {
        "schema": SCHEMA,
        "newspaper": edition.newspaper.text,
        "date": edition.date.isoformat(),
        "pages": [{"page": name, "action": action} for name, action in made.pages],
        "files": [
            {"path": path, "sha256": blob.sha256, "bytes": blob.size}
            for path, blob in sorted(made.outputs.items())
        ],
        "fonts": [
            {"face": key, "family": entry.family, "file": entry.file, "sha256": entry.sha256}
            for key, entry in ((key, faces.entry(key)) for key in faces.keys)
        ],
        "engine": dict(engine.parts),
    }
    lines = (f"{blob.sha256}  {path}\n" for path, blob in sorted(made.outputs.items()))
    return {
        MANIFEST: f"{json.dumps(facts, ensure_ascii=False, indent=1)}\n".encode(),
        DIGESTS: "".join(lines).encode(),
    }
