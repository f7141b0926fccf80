"""Whether a font's maker allows it to be embedded in a PDF.

Inputs:  a font file.
Outputs: what forbids it, in words; or nothing.
Units:   bits of OS/2.fsType.
Source:  OpenType 1.9, OS/2, fsType. Preview-and-print embedding is enough for a printed page.
"""

from pathlib import Path
from typing import Any

import uharfbuzz

RESTRICTED = 0x0002
_USAGE = 0x000E
NO_SUBSETTING = 0x0100
BITMAPS_ONLY = 0x0200
_FSTYPE_AT = 8


def embedding_faults(path: Path) -> tuple[tuple[str, str], ...]:
    """A code and a sentence for each thing the font's fsType forbids us."""
    face: Any = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
    table = bytes(face.reference_table("OS/2").data)
    if len(table) < _FSTYPE_AT + 2:
        return (
            ("permission-unknown", "has no OS/2 table, so its embedding permission is unknown"),
        )
    bits = int.from_bytes(table[_FSTYPE_AT : _FSTYPE_AT + 2], "big")
    faults = []
    if bits & _USAGE == RESTRICTED:
        faults.append(
            ("embedding-forbidden", "forbids embedding (OS/2 fsType: restricted licence)")
        )
    if bits & NO_SUBSETTING:
        faults.append(("subsetting-forbidden", "forbids subsetting (OS/2 fsType bit 8)"))
    if bits & BITMAPS_ONLY:
        faults.append(("outlines-forbidden", "allows bitmaps only (OS/2 fsType bit 9)"))
    return tuple(faults)
