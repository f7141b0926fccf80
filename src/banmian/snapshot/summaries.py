"""A comparison for the programs around it: JUnit, Markdown.

Inputs:  comparisons, each with the name of its page.
Outputs: JUnit XML, Markdown.
Units:   millimetres in words.
Source:  the JUnit schema as Jenkins and GitLab read it (testsuites, testsuite, testcase, failure);
         GitHub takes a step summary of at most 1 MiB.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from banmian.snapshot.comparison import Comparison, Verdict
from banmian.snapshot.finding import Finding, Gravity, Layer
from banmian.snapshot.listing import note_words, verdict_words
from banmian.snapshot.words import Language, phrase, place, sentence

MARKDOWN_ROWS = 100

_SIGNS = {Gravity.ERROR: "🔴", Gravity.WARNING: "🟠", Gravity.NOTICE: "🔵"}
_HEADS = {
    Language.CHINESE: "| | 位置 | 改动 |",
    Language.ENGLISH: "| | place | change |",
}
_MORE = {
    Language.CHINESE: "还有 {count} 处，见报告",
    Language.ENGLISH: "{count} more: see the report",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison and what people call the page; the lines its findings stand in, when known."""

    name: str
    comparison: Comparison
    lines: tuple[str, ...] = ()


def junit(compared: Sequence[Compared], language: Language) -> str:
    """JUnit XML: a suite a page, a case a layer."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites name="snapshot">']
    for one in compared:
        verdicts = [v for v in one.comparison.verdicts if v.layer is not Layer.IDENTITY]
        failed = sum(v.verdict is Verdict.CHANGED for v in verdicts)
        skipped = sum(v.verdict is Verdict.NOT_RUN for v in verdicts)
        name = quoteattr(_clean(one.name))
        lines.append(
            f'  <testsuite name={name} tests="{len(verdicts)}" failures="{failed}"'
            f' errors="0" skipped="{skipped}">'
        )
        for verdict in verdicts:
            lines.append(f"    <testcase classname={name} name={quoteattr(verdict.layer.value)}>")
            if verdict.verdict is Verdict.NOT_RUN:
                lines.append("      <skipped/>")
            found = [f for f in one.comparison.findings if f.layer is verdict.layer]
            if found:
                lines += _failure(found, language)
            lines.append("    </testcase>")
        lines.append("  </testsuite>")
    return "\n".join([*lines, "</testsuites>", ""])


def _failure(found: Sequence[Finding], language: Language) -> list[str]:
    said = [_clean(sentence(finding, language)) for finding in found]
    return [
        f"      <failure message={quoteattr(said[0])} type={quoteattr(found[0].gravity.value)}>",
        escape("\n".join(said)),
        "      </failure>",
    ]


def _clean(text: str) -> str:
    """Without what XML 1.0 cannot hold."""
    return "".join(c if c in "\t\n" or " " <= c <= "\ud7ff" or c > "\uffff" else "�" for c in
                   text.replace("\ufffe", "�").replace("\uffff", "�"))  # fmt: skip


def markdown(compared: Sequence[Compared], language: Language) -> str:
    """A summary to be read in a pull request: a heading a page, its gravest findings first."""
    lines: list[str] = []
    for one in compared:
        lines += [f"### {_cell(one.name)}", "", _cell(verdict_words(one.comparison, language)), ""]
        lines += [f"> {_cell(note_words(note, language))}\n" for note in one.comparison.notes]
        shown = one.comparison.findings[:MARKDOWN_ROWS]
        if shown:
            lines += [_HEADS[language], "|---|---|---|"]
            lines += [_row(finding, language) for finding in shown]
            rest = len(one.comparison.findings) - len(shown)
            lines += ["", _MORE[language].format(count=rest)] if rest else []
            lines.append("")
    return "\n".join(lines)


def _row(finding: Finding, language: Language) -> str:
    where, what = place(finding, language), phrase(finding, language)
    return f"| {_SIGNS[finding.gravity]} | {_cell(where)} | {_cell(what)} |"


def _cell(text: str) -> str:
    """Text in which nothing is markup."""
    line = " ".join(text.split())
    for sign in "\\`*_[]<>|#@!":
        line = line.replace(sign, f"&#{ord(sign)};")
    return line
