"""What a story lives with: findings its front matter accepts, and codes that it accepts in vain.

Inputs:  the findings of a page, its copy.
Outputs: `Settled`: what is left to tell, what was accepted.
Units:   none.
Source:  content-format contract: `accept` names findings of `check` by code.
"""

from collections.abc import Iterator, Sequence

from banmian.check.finding import Finding, Settled, in_file_order
from banmian.editorial.edition import PageCopy
from banmian.errors import Diagnostic, Severity

UNUSED = "accept-unused"


def settle(found: Sequence[Finding], copy: PageCopy) -> Settled:
    """Part what is to be told from what is accepted."""
    accepts = {story.name: frozenset(story.accept) for story in copy.stories}
    accepted = [one for one in found if one.code in accepts.get(one.story, ())]
    told = [one for one in found if one.code not in accepts.get(one.story, ())]
    told.extend(_in_vain(accepted, found, copy))
    return Settled(in_file_order(tuple(told)), in_file_order(tuple(accepted)))


def _in_vain(
    accepted: Sequence[Finding], found: Sequence[Finding], copy: PageCopy
) -> Iterator[Finding]:
    """Codes that a story accepts and that were not found in it."""
    used = {(one.story, code) for one in found for code in one.also}
    used.update((one.story, one.code) for one in accepted)
    for story in copy.stories:
        for code in dict.fromkeys(story.accept):
            if (story.name, code) not in used:
                said = Diagnostic(
                    UNUSED,
                    f"the story accepts {code}, which is not found in it",
                    story.place,
                    f"take {code} out of accept",
                    Severity.INFO,
                )
                yield Finding(said, None, story.name)
