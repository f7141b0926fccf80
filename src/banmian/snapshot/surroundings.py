"""The line of text a finding stands in, by which a manuscript's line can be found.

Inputs:  the new PDF, findings.
Outputs: a text a finding; empty where it stands in none.
Units:   `Length`.
Source:  our choice: a set line never crosses the end of a paragraph, a line of the manuscript.
"""

from collections.abc import Sequence

from banmian.geometry import Rect
from banmian.snapshot.draft import around
from banmian.snapshot.finding import Finding
from banmian.snapshot.lines import glyph_box, lines_of
from banmian.snapshot.opened import Opened
from banmian.snapshot.source import Source


def lines_at(pdf: bytes, findings: Sequence[Finding]) -> tuple[str, ...]:
    """The line of each finding, as it is in the new file.

    Raises:
        UsageError: the PDF cannot be read.
    """
    opened = Opened(Source("new", pdf))
    pages = {f.page for f in findings if f.box is not None}
    lines = {page: placed_lines(opened, page) for page in pages if 0 < page <= len(opened.papers)}
    return tuple(_line_at(finding, lines.get(finding.page, [])) for finding in findings)


def _line_at(finding: Finding, lines: Sequence[tuple[Rect, str]]) -> str:
    if finding.box is None:
        return ""
    box = finding.box
    x, y = box.x + box.width * 0.5, box.y + box.height * 0.5
    for place, text in lines:
        if place.x <= x <= place.right and place.y <= y <= place.bottom:
            return text
    return ""


def placed_lines(opened: Opened, page: int) -> list[tuple[Rect, str]]:
    """The lines of a page and where they stand, in the order they are shown."""
    glyphs = opened.drawing(page).glyphs
    paper = opened.papers[page - 1]
    found = []
    for line in lines_of(glyphs):
        bounds = around([glyph_box(glyph) for glyph in glyphs[line.start : line.end]])
        if bounds is not None:
            found.append((paper.rect(bounds), line.text))
    return found
