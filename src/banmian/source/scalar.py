"""Finds, for each character of a YAML scalar, where in the file it was written.

Inputs:  the scalar's value as the parser gives it, and its source with quotes, escapes and folds.
Outputs: `SourcedText`.
Units:   offsets in characters from the start of the whole YAML text.
Source:  YAML 1.2.2, chapters 5.7 (escapes), 6.5 (line folding), 7.3 (flow scalars), 8.1 (block).
"""

import re

from banmian.source.lines import LineIndex
from banmian.source.sourced import SourcedBuilder, SourcedText

_ANCHOR = re.compile(r"&\S+\s+")
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[^\n])")
_FOLDED_ESCAPE = re.compile(r"\\\n")


def sourced_scalar(
    value: str, source: str, span: tuple[int, int], style: str, lines: LineIndex
) -> SourcedText:
    """Pair the characters of a scalar with their places.

    Args:
        value: the scalar's text.
        source: the whole YAML text.
        span: where the scalar stands in it, quotes and block header included.
        style: "" for plain, or one of `'`, `"`, `|`, `>`.
        lines: places of the YAML text.

    """
    start, end = span
    anchor = _ANCHOR.match(source, start, end)
    at = anchor.end() if anchor else start
    if style in ("|", ">"):
        at = source.find("\n", at, end) + 1 or end
    elif style:
        at += 1
    builder = SourcedBuilder()
    if "\n" not in value and source.startswith(value, at, end):
        builder.add(value, lines.place(at))
        return builder.done(lines.place(start))
    for character in value:
        at, length = _written_at(character, source, (at, end), style)
        builder.add(character, lines.place(min(at, end)))
        at += length
    return builder.done(lines.place(start))


def _written_at(character: str, source: str, rest: tuple[int, int], style: str) -> tuple[int, int]:
    """Where the next character stands in the rest of the source, and how long it is there.

    Folded line ends and indents stand for one blank or for nothing: a blank takes the first blank
    of the fold, any other character skips what is left of it.
    """
    at, end = rest
    while at < end:
        if style == '"' and source[at] == "\\":
            folded = _FOLDED_ESCAPE.match(source, at, end)
            if folded:
                at = folded.end()
                continue
            escape = _ESCAPE.match(source, at, end)
            return at, len(escape[0]) if escape else 1
        if style == "'" and character == "'":
            return at, 2 if source.startswith("''", at) else 1
        if source[at] == character or (character.isspace() and source[at].isspace()):
            return at, 1
        at += 1
    return end, 0
