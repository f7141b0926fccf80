"""There is something on every page.

What it does: Looks for pages that paint nothing inside the trim.
Why:          A blank page is most often a page that was lost.
Example:      A page without Contents.
Source:       Our choice.
"""

from collections.abc import Iterator

from banmian.preflight.rule import WARNING, Job, Remark, Rule


def check(job: Job) -> Iterator[Remark]:
    """Pages without ink."""
    for page in job.file.pages:
        if not any(thing.box.overlaps(page.sheet) for thing in page.printed):
            yield Remark("nothing is painted on the page", page)


RULE = Rule("empty-page", WARNING, check)
