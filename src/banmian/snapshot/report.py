"""Writes the report of a comparison into a folder.

Inputs:  a `Comparison`, the two PDFs as bytes, a folder.
Outputs: report.html, report.json, junit.xml, summary.md.
Units:   those of docs/snapshot.schema.json.
Source:  docs/snapshot.md, "Report".
"""

import json
from collections.abc import Sequence
from pathlib import Path

from banmian.errors import EnvironmentFault
from banmian.snapshot.comparison import Comparison, Verdict
from banmian.snapshot.summaries import Compared, junit, markdown
from banmian.snapshot.viewer_page import viewer_page
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

    Raises:
        EnvironmentFault: the folder cannot be written.
    """
    compared = (Compared(comparison.new.name, comparison),)
    facts = json.dumps(comparison.as_json(), ensure_ascii=False, indent=2)
    write_texts(
        folder,
        {
            "report.html": viewer_page(comparison, pdfs, language),
            "report.json": facts + "\n",
            "junit.xml": junit(compared, language),
            "summary.md": markdown(compared, language),
        },
    )
    return folder / "report.html"


def write_checked(
    compared: Sequence[Compared],
    pdfs: Sequence[tuple[bytes, bytes]],
    folder: Path,
    language: Language,
) -> Path:
    """Write the reports of many pages, those of changed pages into folders of their own.

    Raises:
        EnvironmentFault: the folder cannot be written.
    """
    for one, pair in zip(compared, pdfs, strict=True):
        if one.comparison.verdict is not Verdict.SAME:
            write_report(one.comparison, pair, folder / one.name, language)
    write_texts(
        folder,
        {"junit.xml": junit(compared, language), "summary.md": markdown(compared, language)},
    )
    return folder / "summary.md"


def write_texts(folder: Path, texts: dict[str, str]) -> None:
    """Write files by their names.

    Raises:
        EnvironmentFault: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8", errors="replace")
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"{folder} cannot be written: {reason}"
        raise EnvironmentFault.of("cannot-write", message) from error
