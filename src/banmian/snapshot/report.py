"""Writes the report of a comparison into a folder.

Inputs:  a `Comparison`, the two PDFs as bytes, a folder.
Outputs: report.json.
Units:   those of docs/snapshot.schema.json.
Source:  docs/snapshot.schema.json.
"""

import json
from pathlib import Path

from banmian.snapshot.comparison import Comparison
from banmian.snapshot.words import Language


def write_report(
    comparison: Comparison, pdfs: tuple[bytes, bytes], folder: Path, language: Language
) -> Path:
    """Write the report and give the file a person opens.

    Args:
        comparison: what was found.
        pdfs: the old and the new file, to draw from.
        folder: where to; made when it is not there.
        language: of the words.
    """
    del pdfs, language
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "report.json"
    text = json.dumps(comparison.as_json(), ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8")
    return path
