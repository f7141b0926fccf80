"""What editors have decided by hand in the copy of a page: lines, tracking, breaks.

Inputs:  `PageCopy`.
Outputs: an `Override` for each, in reading order.
Units:   lines; em.
Source:  our choice: who looks at a proof should see what was done by hand and what the program did.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from banmian.editorial.edition import PageCopy
from banmian.editorial.marks import BREAK_ALLOWED, BREAK_FORBIDDEN, without_marks
from banmian.editorial.story import HeadText, Paragraph, Story
from banmian.errors import Place
from banmian.source.sourced import SourcedText

SHOWN = 4  # characters on either side of a break


class OverrideKind(StrEnum):
    """What was decided."""

    LOOSENESS = "looseness"
    TRACKING = "tracking"
    HEAD_LINES = "head-lines"
    BREAK_ALLOWED = "break-allowed"
    BREAK_FORBIDDEN = "break-forbidden"


@dataclass(frozen=True, slots=True)
class Override:
    """One decision.

    Attributes:
        value: lines more or less, em, or the lines of a head.
        around: the characters round a break, which is marked by a bar.
    """

    story: str
    kind: OverrideKind
    value: float
    around: str
    place: Place


def overrides_of(page: PageCopy) -> tuple[Override, ...]:
    """Everything that the copy of a page decides by hand."""
    return tuple(one for story in page.stories for one in _of_story(story))


def _of_story(story: Story) -> Iterator[Override]:
    if story.fit is not None:
        for kind, value in (
            (OverrideKind.LOOSENESS, story.fit.looseness),
            (OverrideKind.TRACKING, story.fit.tracking),
        ):
            if value:
                yield Override(story.name, kind, value, "", story.place)
    for head in (story.kicker, story.headline, story.deck):
        if head is not None:
            yield from _of_head(story.name, head)
    for block in story.body:
        for text in [run.text for run in block.runs] if isinstance(block, Paragraph) else []:
            yield from _breaks(story.name, text, BREAK_ALLOWED, OverrideKind.BREAK_ALLOWED)
            yield from _breaks(story.name, text, BREAK_FORBIDDEN, OverrideKind.BREAK_FORBIDDEN)


def _of_head(story: str, head: HeadText) -> Iterator[Override]:
    """Lines that are forced, breaks that are forbidden; a `/` is how every head is written."""
    if len(head.lines) > 1:
        lines = len(head.lines)
        yield Override(story, OverrideKind.HEAD_LINES, lines, head.plain, head.place)
    for text in head.lines:
        yield from _breaks(story, text, BREAK_FORBIDDEN, OverrideKind.BREAK_FORBIDDEN)


def _breaks(story: str, text: SourcedText, mark: str, kind: OverrideKind) -> Iterator[Override]:
    for at, character in enumerate(text.text):
        if character == mark:
            left, right = text.text[max(at - SHOWN, 0) : at], text.text[at + 1 :][:SHOWN]
            around = f"{without_marks(left)}|{without_marks(right)}"
            yield Override(story, kind, 0, around, text.place_of(at))
