"""The page's content can be followed to its end.

What it does: Runs every content stream: unknown operators, wrong operands, saved states that are
              not restored, resources that are not there.
Why:          A RIP stops at such a place, or leaves out what follows.
Example:      A font that is chosen and not in the resources; half a stream.
Source:       ISO 32000-1, 7.8.2 and annex A.
"""

from collections.abc import Iterator

from banmian.preflight.rule import FAILURE, Job, Remark, Rule


def check(job: Job) -> Iterator[Remark]:
    """What the interpreter stumbled over."""
    for page in job.file.pages:
        for trouble in page.content.troubles:
            yield Remark(f"the content is broken: {trouble.message}", page)


RULE = Rule("content-syntax", FAILURE, check)
