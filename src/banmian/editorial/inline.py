r"""Reads the running text of one paragraph: emphasis, annotations, escapes and soft line ends.

Inputs:  a paragraph as written, its lines stripped and joined by line feeds, with their places.
Outputs: runs of plain, strong and Kai text with what stands beside them; diagnostics for other
         Markdown.
Units:   none.
Source:  CommonMark 0.31 for escapes (2.4) and for what the other constructs look like (6.1-6.10).
         Emphasis has rules of our own: CommonMark's flanking rules ask for a blank between a
         closing `**` after a Chinese mark and a following Han character. Here a marker opens before
         anything but a blank and closes after anything but a blank, and there is no nesting.
         Annotations are ours: brackets with braces right behind them, `[重点]{着重}`.
"""

import re
import string
from dataclasses import dataclass, field, replace
from html.entities import html5

from banmian.editorial.annotation import ACCEPTED, HAN, Asked, Kind, read_annotation, stray_braces
from banmian.editorial.script import joins_without_blank
from banmian.editorial.story import PLAIN, Emphasis, Run
from banmian.errors import Diagnostic
from banmian.source.sourced import SourcedBuilder, SourcedText

_SPECIAL = re.compile(r"[\\`!\[\]{｛<&_~*\n]")
_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_NOT_WORDS = re.compile(r"(?<=\])\{[^{}\n]*\}|[\[\]*\\]")
_BRACES = re.compile(r"\{([^{}\n]*)\}")
_LINK = re.compile(
    r"!?\[[^\[\]]*\]"
    r"\([ \t\n]*(?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)"
    r"(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?[ \t\n]*\)"
)
_AUTOLINK = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[A-Za-z0-9.-]+)>")
_TAG = re.compile(r"<(?:/?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?|!--[\s\S]{0,1000}?--|[!?][^<>]*)>")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|([A-Za-z][A-Za-z0-9]{1,31}));")
# Only what CommonMark would set as emphasis: not between Han characters, not in form blanks (__).
_UNDERSCORED = re.compile(r"(?<![\w\\])(_{1,2})(?=[^\W_])[^_\n]{0,199}(?<=[^\W_])\1(?!\w)")
_STRUCK = re.compile(r"~~(?=\S)[^~\n]{1,200}(?<=\S)~~")
_KIND_OF_STARS = {1: Emphasis.KAI, 2: Emphasis.STRONG}


@dataclass(eq=False, slots=True)
class _Open:
    """An annotation being read: its brackets' places, and the emphasis it was opened in."""

    at: int
    close: int
    emphasis: Emphasis
    asked: Asked


@dataclass(slots=True)
class _Run:
    """A run being read."""

    emphasis: Emphasis
    annotations: tuple[_Open, ...]
    text: SourcedBuilder = field(default_factory=SourcedBuilder)


class InlineReader:
    """Walks one paragraph from start to end; `runs` and `diagnostics` are the result."""

    def __init__(self, source: SourcedText) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._source = source
        self._text = source.text
        self._runs: list[_Run] = []
        self._emphasis = Emphasis.PLAIN
        self._opened_at = 0
        self._last = ""
        self._open: tuple[_Open, ...] = ()
        self._closing = _closing_brackets(self._text)
        self._line_end: tuple[int, Emphasis, tuple[_Open, ...]] | None = None
        self._handlers = {
            "\\": self._backslash,
            "`": self._backticks,
            "!": self._bracket,
            "[": self._bracket,
            "]": self._closing_bracket,
            "{": self._brace,
            "｛": self._brace,
            "<": self._angle,
            "&": self._ampersand,
            "_": self._underscore,
            "~": self._tilde,
            "*": self._stars,
            "\n": self._soft_break,
        }
        self._read()

    @property
    def runs(self) -> tuple[Run, ...]:
        """The paragraph's text; neighbours differ in emphasis or annotation."""
        names: dict[_Open, int] = {}
        read: dict[_Open, int] = {}
        runs = []
        for run in self._runs:
            text = run.text.done(self._source.place)
            annotation = PLAIN
            for one in run.annotations:
                if one.asked.kind is Kind.DOTS:
                    annotation = replace(annotation, dots=True)
                elif one.asked.kind is Kind.NAME:
                    annotation = replace(annotation, name=names.setdefault(one, len(names) + 1))
                else:
                    begin = read.get(one, 0)
                    read[one] = begin + len(HAN.findall(text.text))
                    syllables = one.asked.syllables[begin : read[one]]
                    annotation = replace(annotation, readings=syllables)
            runs.append(Run(text, run.emphasis, annotation))
        return tuple(runs)

    def _read(self) -> None:
        at = 0
        while at < len(self._text):
            special = _SPECIAL.search(self._text, at)
            end = special.start() if special else len(self._text)
            self._emit(at, end)
            at = self._handlers[special[0]](end) if special else end
        if self._emphasis is not Emphasis.PLAIN:
            mark = "**" if self._emphasis is Emphasis.STRONG else "*"
            message = f"{mark} opens {_called(self._emphasis)} here and nothing closes it"
            self._fault(
                "emphasis", message, self._opened_at, f"close it with {mark}, {_ESCAPE_STAR}"
            )

    def _emit(self, start: int, end: int) -> None:
        """Add characters of one line to the current run, and a held line end before them."""
        if start == end:
            return
        if self._line_end is not None:
            (held, emphasis, annotations), self._line_end = self._line_end, None
            if not joins_without_blank(self._last, self._text[start]):
                self._add(" ", held, _Run(emphasis, annotations))
        self._add(self._text[start:end], start, _Run(self._emphasis, self._open))
        self._last = self._text[end - 1]

    def _add(self, text: str, at: int, run: _Run) -> None:
        last = self._runs[-1] if self._runs else None
        if last is None or last.emphasis is not run.emphasis or last.annotations != run.annotations:
            self._runs.append(run)
        self._runs[-1].text.add(text, self._source.place_of(at))

    def _fault(self, code: str, message: str, at: int, hint: str) -> None:
        self.diagnostics.append(Diagnostic(code, message, self._source.place_of(at), hint))

    def _unsupported(self, construct: str, at: int, hint: str) -> None:
        self._fault("unsupported-markdown", f"{construct} is not accepted", at, hint)

    def _backslash(self, at: int) -> int:
        following = self._text[at + 1 : at + 2]
        if following == "\n":
            self._unsupported("a hard line break (\\)", at, _HARD_BREAK_HINT)
            return at + 1
        if following and following in string.punctuation:
            self._emit(at + 1, at + 2)
            return at + 2
        self._emit(at, at + 1)
        return at + 1

    def _backticks(self, at: int) -> int:
        end = self._end_of_run(at)
        close = self._text.find(self._text[at:end], end)
        if close < 0:
            self._emit(at, end)
            return end
        self._unsupported("code between `…`", at, "write the text alone; a printed ` is \\`")
        return close + end - at

    def _bracket(self, at: int) -> int:
        close = self._closing.get(at)
        braces = _BRACES.match(self._text, close + 1) if close is not None else None
        if close is not None and braces is not None:
            return self._annotation(at, close, braces)
        link = _LINK.match(self._text, at)
        if link is None:
            self._emit(at, at + 1)
            return at + 1
        if link[0].startswith("!"):
            hint = "name the picture in the front matter: photos: [{file: photos/….jpg}]"
            self._unsupported("a picture in the text", at, hint)
        else:
            self._unsupported("a link", at, "write the words alone; a printed [ is \\[")
        return link.end()

    def _annotation(self, at: int, close: int, braces: re.Match[str]) -> int:
        """Begin an annotation; one that is refused is passed over, so none is read many times."""
        written = self._text[at + 1 : close]
        words = _NOT_WORDS.sub("", written)
        asked = read_annotation(self._source.cut(braces.start(1), braces.end(1)), words)
        if not isinstance(asked, Asked):
            self._fault("annotation", asked.message, braces.start(), asked.hint)
            return braces.end()
        if any(one.asked.kind is asked.kind for one in self._open):
            message = f"{{{asked.kind}}} stands inside another one of its kind"
            self._fault("annotation", message, braces.start(), "take one of the two away")
            return braces.end()
        self._open = (*self._open, _Open(at, close, self._emphasis, asked))
        return at + 1

    def _closing_bracket(self, at: int) -> int:
        if not self._open or self._open[-1].close != at:
            self._emit(at, at + 1)
            return at + 1
        done, self._open = self._open[-1], self._open[:-1]
        inside = self._opened_at if self._emphasis is not Emphasis.PLAIN else done.at
        if self._emphasis is not done.emphasis or inside > done.at:
            message = "emphasis begins or ends in the brackets, but not both"
            hint = "write **[…]{…}** or [**…**]{…}"
            self._fault("emphasis", message, done.at, hint)
        braces = _BRACES.match(self._text, at + 1)
        return braces.end() if braces else at + 1

    def _brace(self, at: int) -> int:
        end = stray_braces(self._text, at)
        if not end:
            self._emit(at, at + 1)
            return at + 1
        message = f"{self._text[at:end]} has no words in brackets right before it"
        self._fault("annotation", message, at, f"{ACCEPTED}, a printed {{ is \\{{")
        return end

    def _angle(self, at: int) -> int:
        link = _AUTOLINK.match(self._text, at)
        tag = link or _TAG.match(self._text, at)
        if tag is None:
            self._emit(at, at + 1)
            return at + 1
        construct = "a link" if link else "HTML"
        self._unsupported(construct, at, "write the words alone; a printed < is \\<")
        return tag.end()

    def _ampersand(self, at: int) -> int:
        reference = _REFERENCE.match(self._text, at)
        if reference is None or (reference[1] and f"{reference[1]};" not in html5):
            self._emit(at, at + 1)
            return at + 1
        hint = "write the character itself; a printed & before such letters is \\&"
        self._unsupported(f"HTML ({reference[0]})", at, hint)
        return reference.end()

    def _underscore(self, at: int) -> int:
        match = _UNDERSCORED.match(self._text, at)
        if match is None:
            return self._emit_run(at)
        hint = "write *…* for Kai or **…** for Hei; a printed _ is \\_"
        self._unsupported(f"emphasis with {match[1]}", at, hint)
        return match.end()

    def _tilde(self, at: int) -> int:
        match = _STRUCK.match(self._text, at)
        if match is None:
            return self._emit_run(at)
        self._unsupported("struck-out text", at, "delete it; a printed ~ is \\~")
        return match.end()

    def _end_of_run(self, at: int) -> int:
        end = at + 1
        while self._text.startswith(self._text[at], end):
            end += 1
        return end

    def _emit_run(self, at: int) -> int:
        end = self._end_of_run(at)
        self._emit(at, end)
        return end

    def _soft_break(self, at: int) -> int:
        self._line_end = (at, self._emphasis, self._open)
        return at + 1

    def _stars(self, at: int) -> int:
        end = self._end_of_run(at)
        opens = not (self._text[end : end + 1] or " ").isspace()
        closes = at > 0 and not self._text[at - 1].isspace()
        kind = _KIND_OF_STARS.get(end - at)
        mark = self._text[at:end]
        if end - at > 3 or not (opens or closes):
            self._emit(at, end)
        elif kind is None:
            message = "*** is not accepted: there is no emphasis that is Hei and Kai at once"
            self._fault("emphasis", message, at, f"write ** or *, {_ESCAPE_STAR}")
        elif self._emphasis is Emphasis.PLAIN and opens:
            self._emphasis, self._opened_at = kind, at
        elif self._emphasis is Emphasis.PLAIN:
            self._emit(at, end)
        elif self._emphasis is kind and closes:
            self._emphasis = Emphasis.PLAIN
        else:
            message = f"{mark} stands inside {_called(self._emphasis)}: emphasis does not nest"
            self._fault("emphasis", message, at, f"close the first one before, {_ESCAPE_STAR}")
        return end


def _closing_brackets(text: str) -> dict[int, int]:
    """For every [ the ] that closes it; escaped ones are text."""
    closing: dict[int, int] = {}
    opened: list[int] = []
    for found in _BRACKET.finditer(text):
        if found[0] == "[":
            opened.append(found.start())
        elif found[0] == "]" and opened:
            closing[opened.pop()] = found.start()
    return closing


_HARD_BREAK_HINT = "leave a blank line: each paragraph is a paragraph of its own"
_ESCAPE_STAR = "or write \\* for a printed asterisk"


def _called(emphasis: Emphasis) -> str:
    return "Hei" if emphasis is Emphasis.STRONG else "Kai"
