"""What every engine is asked to set: a text, a measure, and the same size and indent for all.

Inputs:  paragraphs.txt; the stories of the reference page.
Outputs: `Job`s.
Units:   em of the body size; the size itself and the page in pt.
Source:  docs/newspaper.md for the measures: 11 to 15 em are newspaper columns, 22 and 35 em what
         two and three of them make.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from banmian.editorial.marks import without_marks
from banmian.editorial.read_page import load_page
from banmian.editorial.story import Paragraph
from banmian.pipeline.sample_pdf import MARGIN, SIZE

SIZE_PT = SIZE.pt
LEFT_PT = MARGIN.pt  # of every measure, from the page's left edge
PITCH_PT = 16.0
PAGE_HEIGHT_PT = 1600.0
INDENT = 2.0  # R30
MEASURES = (11.0, 13.0, 15.0, 22.0, 35.0)


@dataclass(frozen=True, slots=True)
class Job:
    """One paragraph at one measure."""

    name: str
    text: str
    measure: float


def page_width_pt(jobs: Sequence[Job]) -> float:
    """A page on which the widest measure has a margin on both sides."""
    return max(job.measure for job in jobs) * SIZE_PT + 2 * LEFT_PT


def make_jobs(copy: Sequence[tuple[str, str]], measures: Sequence[float]) -> list[Job]:
    """Every paragraph at every measure."""
    return [Job(name, text, measure) for measure in measures for name, text in copy]


def own_paragraphs(file: Path) -> Iterator[tuple[str, str]]:
    """The paragraphs of paragraphs.txt with their names."""
    group, number = "", 0
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            group, number = line.strip("[]"), 0
        elif line and not line.startswith("#"):
            number += 1
            yield f"{group}-{number}", line


def reference_paragraphs(page: Path) -> Iterator[tuple[str, str]]:
    """The body of every story of a page."""
    for story in load_page(page).stories:
        for number, block in enumerate(story.body, 1):
            if isinstance(block, Paragraph):
                yield f"{story.name}-{number}", without_marks(block.text.text)
