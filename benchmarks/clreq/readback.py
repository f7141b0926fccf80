"""Glyphs out of a PDF, matched with the text they were set from.

Inputs:  a PDF of paragraphs in order; the paragraphs; the advances of the face.
Outputs: `SetParagraph`s.
Units:   em of the body size; PDF points are turned into em here.
Source:  pdfium's fpdf_text.h. Blanks and line ends that pdfium adds are dropped ("generated");
         every other character must be the next one of the text, or the reading stops: a rule held
         on text that was lost would count for nothing.
"""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from benchmarks.clreq.job import LEFT_PT, SIZE_PT, Job
from benchmarks.clreq.kinds import Kind, kinds_of
from benchmarks.clreq.lines import Glyph, SetLine, SetParagraph, body_of
from benchmarks.clreq.metrics import Advances

NEW_LINE = 0.3  # em between baselines that are two lines
HYPHENS = frozenset("-\u00ad\u2010\u0002")  # pdfium gives U+0002 for a hyphen at a line's end


class ReadBackError(Exception):
    """The PDF's text is not the text that was set."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A character in a PDF."""

    char: str
    page: int
    x: float
    y: float
    ink: tuple[float, float]


def printed_characters(path: Path) -> Iterator[Printed]:
    """Every character of a PDF in its text order, blanks left out."""
    with pdfium.PdfDocument(path) as document:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            yield from _on_page(text.raw, text.count_chars(), number)
            text.close()
            page.close()


def _on_page(text: object, count: int, page: int) -> Iterator[Printed]:
    x, y = ctypes.c_double(), ctypes.c_double()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for at in range(count):
        char = chr(pdfium_c.FPDFText_GetUnicode(text, at))
        if char.isspace() or pdfium_c.FPDFText_IsGenerated(text, at):
            continue
        pdfium_c.FPDFText_GetCharOrigin(text, at, x, y)
        pdfium_c.FPDFText_GetCharBox(text, at, left, right, bottom, top)
        ink = _em(left.value), _em(right.value)
        yield Printed(char, page, _em(x.value), y.value / SIZE_PT, ink)


def _em(x: float) -> float:
    return (x - LEFT_PT) / SIZE_PT


def read_back(path: Path, jobs: Sequence[Job], advances: Advances) -> list[SetParagraph]:
    """Read the paragraphs of a PDF back.

    Raises:
        ReadBackError: the PDF has other text than the jobs.
    """
    printed = list(printed_characters(path))
    paragraphs: list[SetParagraph] = []
    at = 0
    for job in jobs:
        rows, at = _rows(printed, at, job)
        paragraphs.append(_paragraph(job, rows, advances))
    if at != len(printed):
        rest = "".join(one.char for one in printed[at : at + 20])
        raise ReadBackError(f"{path.name}: more text than was set, from {rest!r}")
    return paragraphs


Row = list[tuple[int, Printed]]


def _rows(printed: Sequence[Printed], at: int, job: Job) -> tuple[list[Row], int]:
    """Match one paragraph, character by character, and cut it where the baseline changes."""
    rows: list[Row] = []
    before: Printed | None = None
    for index, char in enumerate(job.text):
        if char.isspace():
            continue
        while True:
            if at == len(printed):
                raise ReadBackError(f"{job.name}: the text ends before {job.text[index:]!r}")
            one = printed[at]
            at += 1
            if before is None or one.page != before.page or abs(one.y - before.y) > NEW_LINE:
                rows.append([])
            before = one
            if one.char == char or (char == "-" and one.char in HYPHENS):
                rows[-1].append((index, one))
                break
            if one.char not in HYPHENS:
                found = "".join(p.char for p in printed[at - 1 : at + 19])
                raise ReadBackError(f"{job.name}: {job.text[index:]!r} is printed as {found!r}")
            rows[-1].append((-1, one))
    return rows, at


def _paragraph(job: Job, rows: Sequence[Row], advances: Advances) -> SetParagraph:
    kinds = kinds_of(job.text)
    lines = []
    for number, row in enumerate(rows, 1):
        glyphs = tuple(_glyphs(row, kinds, advances))
        lines.append(SetLine(number, glyphs, number == len(rows), job.measure, job.text))
    return SetParagraph(job.name, job.text, job.measure, tuple(lines))


def _glyphs(row: Row, kinds: Sequence[Kind], advances: Advances) -> Iterator[Glyph]:
    second = _second_halves(row)
    for at, (index, one) in enumerate(row):
        kind = kinds[index] if index >= 0 else Kind.WESTERN
        origin = one.x + 1 if at in second else one.x
        left, right = body_of(kind, origin, advances.of(one.char), one.ink)
        yield Glyph(one.char, index, kind, left, right, one.ink)


def _second_halves(row: Row) -> set[int]:
    """A face may draw —— as one glyph: both characters are then read at the same origin."""
    return {
        at
        for at, ((_, a), (_, b)) in enumerate(pairwise(row), 1)
        if a.char == b.char and abs(a.x - b.x) < 0.001
    }
