"""Findings in words, Chinese first.

Inputs:  `Finding`, a language.
Outputs: a sentence; its place and its phrase alone.
Units:   millimetres to a hundredth where something moved, to a tenth where something is.
Source:  our choice: what an editor would say on the telephone (docs/snapshot.md).
"""

from enum import StrEnum

from banmian.snapshot.finding import Finding
from banmian.snapshot.phrases import PHRASES, Kind


class Language(StrEnum):
    """The languages of the words."""

    CHINESE = "zh"
    ENGLISH = "en"


_QUOTED = {Kind.ALT, Kind.TEXT_HIDDEN, Kind.TEXT_REPLACED}
_NOTHING = {Language.CHINESE: "无", Language.ENGLISH: "nothing"}


def sentence(finding: Finding, language: Language) -> str:
    """Where and what: `第 1 页 262.0,513.5 mm〔lead〕：己 → 已（形近字）`."""
    where = place(finding, language)
    what = phrase(finding, language)
    if not where:
        return what
    return f"{where}：{what}" if language is Language.CHINESE else f"{where}: {what}"


def place(finding: Finding, language: Language) -> str:
    """Where it is: page, left top corner in mm, story."""
    parts = []
    if finding.page:
        parts.append(
            f"第 {finding.page} 页" if language is Language.CHINESE else f"page {finding.page}"
        )
    if finding.box is not None:
        parts.append(f"{finding.box.x.mm:.1f},{finding.box.y.mm:.1f} mm")
    text = " ".join(parts)
    if finding.story:
        text += f"〔{finding.story}〕" if language is Language.CHINESE else f" [{finding.story}]"
    return text


def phrase(finding: Finding, language: Language) -> str:
    """What is different, without the place."""
    column = tuple(Language).index(language)
    nothing = "" if finding.kind in _QUOTED else _NOTHING[language]
    values = {
        "before": finding.before or nothing,
        "after": finding.after or nothing,
        "count": finding.count,
        **dict(finding.facts),
    }
    return PHRASES[Kind(finding.kind)][column].format_map(values)
