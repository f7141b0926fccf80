"""Every tagged picture says what it shows.

What it does: Looks for Figure tags without Alt or with an empty one.
Why:          A screen reader says “graphic” and no more; PDF/UA forbids it.
Example:      A Figure without Alt.
Source:       ISO 14289-1, 7.3.
"""

from collections.abc import Iterator

from banmian.preflight.read import entry, text
from banmian.preflight.rule import FAILURE, Job, Remark, Rule


def check(job: Job) -> Iterator[Remark]:
    """Figures without a text."""
    for number, figure in enumerate(job.file.naming.figures, 1):
        given = text(entry(figure, "/Alt")).strip() or text(entry(figure, "/ActualText")).strip()
        if not given:
            page = job.page_of(entry(figure, "/Pg"))
            said = f"the picture that is number {number} in the tags has no alternative text"
            yield Remark(said, page)


RULE = Rule("alt-missing", FAILURE, check)
