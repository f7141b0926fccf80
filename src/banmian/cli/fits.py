"""How the texts of pages fit their frames, told to a person.

Inputs:  `StoryFit`s of made-up pages.
Outputs: lines on standard error, in Chinese: none with --quiet.
Units:   lines, characters.
Source:  docs/cli.md. For programs they are in `page --until makeup --json`.
"""

from collections.abc import Sequence

from banmian.cli.talk import Talk
from banmian.makeup.page import StoryFit
from banmian.proof.words import page_words


def tell_fits(talk: Talk, fits: Sequence[StoryFit], number: int | None = None) -> None:
    """Tell what was changed and what is over or white, under the page's number if it has one."""
    lines = tuple(page_words(fits))
    if lines and number is not None:
        talk.note(f"第 {number:02d} 版")
    for line in lines:
        talk.note(line)
