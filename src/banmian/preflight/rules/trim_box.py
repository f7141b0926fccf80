"""Every page says where it is cut.

What it does: Looks for a TrimBox and a MediaBox of some size on every page, and for no ArtBox
              beside the TrimBox.
Why:          Imposition places pages by their trim; without it the plant guesses.
Example:      A page with a MediaBox alone.
Source:       ISO 15930-7, 6.12; ISO 32000-1, 14.11.2.
"""

from collections.abc import Iterator

from banmian.preflight.rule import FAILURE, Job, Remark, Rule


def check(job: Job) -> Iterator[Remark]:
    """The boxes that must be there, and the one that must not."""
    for page in job.file.pages:
        if page.media is None or min(page.media.width, page.media.height) <= 0:
            yield Remark("the page has no MediaBox", page)
        if page.trim is None:
            yield Remark("the page has no TrimBox", page, hint="it says where the page is cut")
        elif min(page.trim.width, page.trim.height) <= 0:
            yield Remark("the TrimBox has no size", page)
        if page.trim is not None and page.art is not None:
            yield Remark("the page has an ArtBox beside its TrimBox; only one may be there", page)


RULE = Rule("trim-box", FAILURE, check)
