"""A page's baseline: the PDF it is compared with, and what a reviewer sees of it in a pull request.

Inputs:  a PDF; a folder.
Outputs: page.pdf, which alone is compared; page.png and page.json, to be read by people.
Units:   millimetres from the left top corner of the trim in the JSON, a line of text a row.
Source:  our choice (docs/snapshot.md, "Baselines"): pictures of two machines differ, so the PDF is
         kept and both are drawn anew; hosts of git show the PNG, and the rows of the JSON as words.
"""

import io
import json
import os
from collections.abc import Mapping
from pathlib import Path

import pypdfium2
from PIL import Image

from banmian.errors import BaselineMissing, EnvironmentFault, Place, UsageError
from banmian.snapshot.opened import Opened
from banmian.snapshot.source import Source, take_in
from banmian.snapshot.surroundings import placed_lines

SCHEMA = 1
DPI = 75
COLOURS = 64
LOG = "decisions.jsonl"
_HINT = "make it with `snapshot update`, look at it, and commit it"


def forbid_in_ci(environment: Mapping[str, str]) -> None:
    """Refuse to write baselines where nobody looks at them.

    Raises:
        UsageError: CI is set.
    """
    if environment.get("CI", "").lower() not in {"", "0", "false"}:
        message = "CI is set: baselines are not written here"
        hint = "write them on a machine where somebody looks at them, and commit them"
        raise UsageError.of("baseline-in-ci", message, hint=hint)


def read_baseline(root: Path, name: str) -> Source:
    """The PDF of a baseline.

    Raises:
        BaselineMissing: there is none.
        UsageError: it cannot be read, or picture and words beside it belong to another PDF.
    """
    folder = folder_of(root, name)
    path = folder / "page.pdf"
    if not path.is_file():
        place = Place(path.as_posix())
        raise BaselineMissing.of("no-baseline", f"{name} has no baseline", place, _HINT)
    source = take_in(path, "old")
    try:
        facts = json.loads((folder / "page.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        facts = None
    if not isinstance(facts, dict) or facts.get("sha256") != source.sha256:
        message = "page.json is not that of page.pdf"
        place = Place((folder / "page.json").as_posix())
        raise UsageError.of("baseline-torn", message, place, _HINT)
    return source


def write_baseline(root: Path, name: str, pdf: bytes) -> Path:
    """Write a baseline and give its folder.

    Raises:
        UsageError: the PDF cannot be read, or the name leads out of the folder.
        EnvironmentFault: the folder cannot be written.
    """
    folder = folder_of(root, name)
    files = baseline_files(pdf)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file, data in files.items():
            half = folder / f".{file}.tmp"
            half.write_bytes(data)
            half.replace(folder / file)
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"{folder} cannot be written: {reason}"
        raise EnvironmentFault.of("cannot-write", message) from error
    return folder


def baselines_under(root: Path) -> tuple[str, ...]:
    """The names of all baselines in a folder."""
    found = (path.parent.relative_to(root).as_posix() for path in root.rglob("page.pdf"))
    return tuple(sorted(found))


def folder_of(root: Path, name: str) -> Path:
    """The folder of a baseline.

    Raises:
        UsageError: the name is none, or leads out of the folder.
    """
    parts = name.split("/")
    if any(part in {"", ".", ".."} or os.sep in part or "\0" in part for part in parts):
        raise UsageError.of("baseline-name", f"{name!r} cannot be the name of a baseline")
    return root.joinpath(*parts)


def baseline_files(pdf: bytes) -> dict[str, bytes]:
    """The files of a baseline by their names."""
    source = Source("page.pdf", pdf)
    facts = json.dumps(_facts(source), ensure_ascii=False, indent=1)
    return {"page.pdf": pdf, "page.png": _picture(source), "page.json": f"{facts}\n".encode()}


def note_decision(root: Path, decision: Mapping[str, str]) -> None:
    """Append to the log of what was accepted and why; git knows who and when.

    Raises:
        EnvironmentFault: it cannot be written.
    """
    try:
        root.mkdir(parents=True, exist_ok=True)
        with (root / LOG).open("a", encoding="utf-8") as file:
            file.write(json.dumps(dict(decision), ensure_ascii=False) + "\n")
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"{root / LOG} cannot be written: {reason}"
        raise EnvironmentFault.of("cannot-write", message) from error


def _facts(source: Source) -> dict[str, object]:
    opened = Opened(source)
    side = opened.side()
    return {
        "schema": SCHEMA,
        "sha256": source.sha256,
        "digest": side.digest,
        "producers": list(side.producers),
        "fonts": list(side.fonts),
        "pages": [
            {
                "width_mm": round(paper.width.mm, 2),
                "height_mm": round(paper.height.mm, 2),
                "lines": _lines(opened, number),
            }
            for number, paper in enumerate(opened.papers, 1)
        ],
    }


def _lines(opened: Opened, number: int) -> list[str]:
    """The lines of a page, each as place and words: `24.1,177.0 己所不欲`."""
    return [f"{box.x.mm:.1f},{box.y.mm:.1f} {text}" for box, text in placed_lines(opened, number)]


def _picture(source: Source) -> bytes:
    """The first page's trim, small."""
    document = source.drawing()
    try:
        page = document[0]
        page.set_cropbox(*page.get_trimbox())
        image = page.render(scale=DPI / 72).to_pil().convert("RGB")
    except pypdfium2.PdfiumError as error:
        message = f"cannot draw this PDF: {error}"
        raise UsageError.of("unreadable-pdf", message, Place(source.name)) from error
    finally:
        document.close()
    small = image.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    buffer = io.BytesIO()
    small.save(buffer, "PNG", optimize=True, dpi=(DPI, DPI))
    return buffer.getvalue()
