"""Reads the body of a story: paragraphs and crossheads, and nothing else Markdown has.

Inputs:  the text below the front matter.
Outputs: `Block`s; a diagnostic for every other construct, with what to write instead.
Units:   lines count from 1 in the story's file.
Source:  block structure by markdown-it-py (CommonMark 0.31 and GFM tables), so that what other
         programs take for a list is never printed as a hyphen. Link definitions are plain text.
"""

import re
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from banmian.editorial.inline import InlineReader
from banmian.editorial.story import PLAIN, Block, Crosshead, Emphasis, Paragraph
from banmian.errors import Diagnostic, Place
from banmian.source.sourced import SourcedBuilder, SourcedText

_BLOCKS = MarkdownIt("zero", {"html": True}).enable(
    ["code", "fence", "blockquote", "hr", "list", "html_block", "heading", "lheading", "table"]
)
_CONSTRUCTS = {
    "bullet_list_open": ("a list", "write each item as a paragraph; a printed - is \\-"),
    "ordered_list_open": ("a list", "write 1. without a blank after it, or 1\\."),
    "blockquote_open": ("a quotation (>)", "write it as a paragraph; a printed > is \\>"),
    "code_block": ("an indented block", "begin the line at the margin: the page makes the indent"),
    "fence": ("a code block", "write the text as a paragraph"),
    "hr": ("a rule", "delete it: rules belong to the layout; a printed - or * is \\- or \\*"),
    "html_block": ("HTML", "write the words alone; a printed < is \\<"),
    "table_open": ("a table", "tables cannot be set; a printed | is \\|"),
}
_CROSSHEAD = re.compile(r" {0,3}##(?!#)[ \t]*(.*?)(?:(?:^|(?<=[ \t]))#+)?[ \t]*$")
_UNSPACED_CROSSHEAD = re.compile(r" {0,3}##+[^\s#]")


@dataclass(slots=True)
class BodyReader:
    """Reads one body; `blocks` and `diagnostics` are the result."""

    file: str
    first_line: int
    blocks: list[Block] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def read(self, text: str) -> None:
        """Read the text of a body, which begins in `first_line` of the file."""
        # A line of full-width blanks looks empty to an editor, so it parts paragraphs too.
        lines = [line if line.strip() else "" for line in text.split("\n")]
        for token in _BLOCKS.parse("\n".join(lines)):
            if token.level > 0 or token.nesting < 0 or token.map is None:
                continue
            numbered = list(enumerate(lines[token.map[0] : token.map[1]], token.map[0]))
            if token.type == "paragraph_open":
                self._paragraph(numbered)
            elif token.type == "heading_open":
                self._heading(token, numbered)
            elif token.type in _CONSTRUCTS:
                construct, hint = _CONSTRUCTS[token.type]
                self._unsupported(construct, numbered[0], hint)

    def _place(self, number: int, column: int) -> Place:
        return Place(self.file, self.first_line + number, column)

    def _unsupported(self, construct: str, numbered: tuple[int, str], hint: str) -> None:
        number, line = numbered
        place = self._place(number, len(line) - len(line.lstrip()) + 1)
        message = f"{construct} is not accepted"
        self.diagnostics.append(Diagnostic("unsupported-markdown", message, place, hint))

    def _paragraph(self, numbered: list[tuple[int, str]]) -> None:
        builder = SourcedBuilder()
        for at, (number, line) in enumerate(numbered):
            self._check_line(at, len(numbered), (number, line))
            words = line.strip()
            column = len(line) - len(line.lstrip()) + 1
            if at:
                before = numbered[at - 1][1].rstrip()
                builder.add("\n", self._place(number - 1, len(before) + 1))
            builder.add(words, self._place(number, column))
        source = builder.done(self._place(numbered[0][0], 1))
        reader = InlineReader(source)
        self.diagnostics.extend(reader.diagnostics)
        if reader.runs:
            self.blocks.append(Paragraph(reader.runs, source.place))

    def _check_line(self, at: int, count: int, numbered: tuple[int, str]) -> None:
        """Find what would silently run two paragraphs, or a crosshead and text, together."""
        number, line = numbered
        if _UNSPACED_CROSSHEAD.match(line):
            self._unsupported(
                "## without a blank", numbered, "write `## 小标题`; a printed # is \\#"
            )
        if at and line.startswith("\u3000"):
            message = "this line is indented like a new paragraph, but no blank line stands before"
            hint = "leave a blank line between paragraphs"
            place = self._place(number, 1)
            self.diagnostics.append(Diagnostic("paragraph-break", message, place, hint))
        if at + 1 < count and line.endswith("  "):
            message = "a hard line break (two blanks at the end) is not accepted"
            hint = "delete the blanks, or leave a blank line for a new paragraph"
            place = self._place(number, len(line.rstrip()) + 1)
            self.diagnostics.append(Diagnostic("unsupported-markdown", message, place, hint))

    def _heading(self, token: Token, numbered: list[tuple[int, str]]) -> None:
        number, line = numbered[0]
        if token.markup in ("=", "-"):
            hint = "write `## 小标题`, or a blank line before a rule"
            self._unsupported("a heading by underlining", numbered[0], hint)
            return
        match = _CROSSHEAD.match(line)
        if match is None:
            construct = f"a heading with {token.markup}"
            self._unsupported(construct, numbered[0], "crossheads have ##; others do not exist")
            return
        if not match[1].strip():
            self._unsupported("an empty crosshead", numbered[0], "write `## 小标题`")
            return
        start = match.start(1)
        reader = InlineReader(SourcedText.at(match[1].rstrip(), self._place(number, start + 1)))
        self.diagnostics.extend(reader.diagnostics)
        for run in reader.runs:
            if run.emphasis is not Emphasis.PLAIN:
                message = "a crosshead takes no emphasis"
                hint = "delete the asterisks, or write \\* for printed ones"
                self.diagnostics.append(Diagnostic("emphasis", message, run.text.place, hint))
            if run.annotation != PLAIN:
                message = "a crosshead takes no dots, lines or pinyin"
                hint = "write the words alone; a printed [ is \\["
                self.diagnostics.append(Diagnostic("annotation", message, run.text.place, hint))
        if len(reader.runs) == 1 and reader.runs[0].emphasis is Emphasis.PLAIN:
            text = reader.runs[0].text
            self.blocks.append(Crosshead(text, text.place))
