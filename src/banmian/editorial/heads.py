"""Reads the break marks of headlines, kickers and decks.

Inputs:  the lines of a head as written, `/` and `//` included.
Outputs: `HeadText`, U+200B where a line may break.
Units:   none.
Source:  content-format contract: `/` allows a break, `//` is a printed slash.
"""

from collections.abc import Sequence

from banmian.editorial.marks import BREAK_ALLOWED
from banmian.editorial.story import HeadText
from banmian.source.sourced import SourcedBuilder, SourcedText


def read_head(lines: Sequence[SourcedText]) -> HeadText:
    """Make a head of its forced lines."""
    return HeadText(tuple(_with_break_marks(line) for line in lines))


def _with_break_marks(line: SourcedText) -> SourcedText:
    builder = SourcedBuilder()
    at = 0
    while at < len(line.text):
        place = line.place_of(at)
        if line.text.startswith("//", at):
            builder.add("/", place)
            at += 2
            continue
        character = line.text[at]
        builder.add(BREAK_ALLOWED if character == "/" else character, place)
        at += 1
    return builder.done(line.place)
