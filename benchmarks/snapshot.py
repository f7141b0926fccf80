#!/usr/bin/env python3
"""How fast pages are compared, alone and against odiff and pixelmatch from npm.

    .venv/bin/python benchmarks/snapshot.py
        --repeats N   samples of each figure (5)     --json    all samples, for a program
        --check       exit 1 when a limit is not kept

Inputs:  the page of content/2024-11-13/05, and the same with one wrong character; npm, where it is.
Outputs: a table on standard output.
Units:   seconds of wall clock; for the rivals a whole process each, since both are commands.
Source:  docs/snapshot.md, "Speed". The rivals get PNGs that were drawn and packed beforehand; our
         raster draws both PDFs first.
"""

import argparse
import io
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:1] = [str(ROOT), str(ROOT / "src")]

import pikepdf  # noqa: E402
import pypdfium2  # noqa: E402
from benchmarks.machine import machine_facts  # noqa: E402
from benchmarks.stopwatch import Figure, timed  # noqa: E402

from banmian.pipeline.page import make_page  # noqa: E402
from banmian.pipeline.raster import rasterise  # noqa: E402
from banmian.pipeline.settings import Settings, Stage  # noqa: E402
from banmian.progress import Silent  # noqa: E402
from banmian.snapshot.compare import compare  # noqa: E402
from banmian.snapshot.raster import differences, draw, extent  # noqa: E402
from banmian.snapshot.report import write_report  # noqa: E402
from banmian.snapshot.words import Language  # noqa: E402

EDITION = ROOT / "content" / "2024-11-13"
STORY, RIGHT, WRONG = "lead.md", "已有", "己有"
RIVALS = ("odiff-bin", "pixelmatch")
LIMITS = {"same page, other bytes": 0.7, "one character, with report": 2.5}


@dataclass(frozen=True, slots=True)
class Pages:
    """The page, its rewriting, the page with a wrong character; and the first and last as PNGs."""

    old: bytes
    rewritten: bytes
    new: bytes
    folder: Path

    @property
    def pngs(self) -> tuple[str, str]:
        """Where the PNGs are."""
        return str(self.folder / "old.png"), str(self.folder / "new.png")


def make_pages(folder: Path) -> Pages:
    """Build the pages and draw what the rivals look at."""
    old = _built(EDITION / "05", folder)
    copy = folder / EDITION.name
    shutil.copytree(EDITION, copy)
    story = copy / "05" / STORY
    text = story.read_text(encoding="utf-8")
    if RIGHT not in text:
        raise SystemExit(f"{STORY} has no {RIGHT} any more: name another word here")
    story.write_text(text.replace(RIGHT, WRONG, 1), encoding="utf-8")
    new = _built(copy / "05", folder)
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(old)) as pdf:
        pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    pages = Pages(old, buffer.getvalue(), new, folder)
    for path, pdf_data in zip(pages.pngs, (old, new), strict=True):
        Path(path).write_bytes(rasterise(pdf_data, whole=True))
    return pages


def _built(page: Path, folder: Path) -> bytes:
    settings = Settings(folder / "out", ROOT, ROOT / ".cache", Stage.PRESS, png=False)
    return make_page(page, settings, Silent()).files[0][1]


def draw_and_compare(pages: Pages) -> None:
    """Layer 1 alone: draw both, find what differs."""
    files = [pypdfium2.PdfDocument(data) for data in (pages.old, pages.new)]
    bounds = extent(files[0][0])
    one, two = (draw(file[0], bounds, 150) for file in files)
    if not differences((one, two), bounds, 150):
        raise SystemExit("the wrong character is not seen")


def ours(pages: Pages) -> Iterator[tuple[str, Callable[[], object]]]:
    """What we time of our own."""

    def report() -> None:
        pdfs = (pages.old, pages.new)
        write_report(compare(*pdfs), pdfs, pages.folder / "report", Language.CHINESE)

    yield "same bytes", lambda: compare(pages.old, pages.old)
    yield "same page, other bytes", lambda: compare(pages.old, pages.rewritten)
    yield "one character", lambda: compare(pages.old, pages.new)
    yield "one character, with report", report
    yield "raster alone: draw both, compare", lambda: draw_and_compare(pages)


def rivals(pages: Pages) -> Iterator[tuple[str, Callable[[], object]]]:
    """The commands of npm's packages on the same raster; loudly nothing where they are not."""
    npm = shutil.which("npm")
    if npm is None:
        print("SKIPPED: odiff and pixelmatch: there is no npm", file=sys.stderr)
        return
    command = [npm, "install", "--no-audit", "--no-fund", "--silent", *RIVALS]
    (pages.folder / "package.json").write_text('{"private": true}', encoding="utf-8")
    done = subprocess.run(command, cwd=pages.folder, check=False, capture_output=True, text=True)
    if done.returncode:
        print(f"SKIPPED: npm cannot install {', '.join(RIVALS)}: {done.stderr}", file=sys.stderr)
        return
    programs = pages.folder / "node_modules" / ".bin"
    for name in ("odiff", "pixelmatch"):
        words = [str(programs / name), *pages.pngs, str(pages.folder / f"{name}.png")]
        yield f"{name}, PNGs made before", lambda words=words: _differs(words)  # type: ignore[misc]


def _differs(words: list[str]) -> None:
    done = subprocess.run(words, check=False, capture_output=True, text=True)
    if done.returncode not in {21, 22, 66}:  # odiff's and pixelmatch's "different"
        raise SystemExit(f"{words[0]} ended with {done.returncode}: {done.stderr}")


def main(arguments: list[str] | None = None) -> int:
    """Measure and report."""
    summary = (__doc__ or "").splitlines()[0]
    parser = argparse.ArgumentParser(prog="snapshot.py", description=summary)
    parser.add_argument("--repeats", type=int, default=5, metavar="N", help="samples (5)")
    parser.add_argument("--json", action="store_true", help="all samples, for a program")
    parser.add_argument("--check", action="store_true", help="exit 1 when a limit is not kept")
    options = parser.parse_args(arguments)
    if options.repeats < 1:
        parser.error("--repeats must be at least 1")
    with tempfile.TemporaryDirectory() as name:
        pages = make_pages(Path(name))
        works = [*ours(pages), *rivals(pages)]
        for _, work in works:
            work()  # once before the clock runs
        rounds = [[timed(work) for _, work in works] for _ in range(options.repeats)]
    columns = zip(*rounds, strict=True)
    figures = {what: Figure(tuple(c)) for (what, _), c in zip(works, columns, strict=True)}
    failed = [what for what, limit in LIMITS.items() if figures[what].median > limit]
    if options.json:
        facts = {"machine": machine_facts(), "failed": failed}
        seconds = {what: figure.samples for what, figure in figures.items()}
        print(json.dumps({**facts, "seconds": seconds}, ensure_ascii=False, indent=1))
    else:
        print("\n".join(report_of(figures, machine_facts(), options.repeats)))
    return 1 if options.check and failed else 0


def report_of(
    figures: Mapping[str, Figure], machine: Mapping[str, str], repeats: int
) -> Iterator[str]:
    """The table."""
    yield ", ".join(f"{key} {value}" for key, value in machine.items())
    yield f"Median of {repeats}, fastest to slowest, in seconds; 150 dpi."
    yield ""
    for what, figure in figures.items():
        limit = LIMITS.get(what)
        verdict = ""
        if limit is not None:
            verdict = f"  limit {limit}: {'PASS' if figure.median <= limit else 'FAIL'}"
        yield f"{what:34} {figure.median:7.3f}  {figure.low:.3f}–{figure.high:.3f}{verdict}"


if __name__ == "__main__":
    sys.exit(main())
