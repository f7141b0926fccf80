"""A whole comparison as lines to read in a terminal.

Inputs:  `Comparison`, a language.
Outputs: lines: what to know first, a sentence a finding, the verdict.
Units:   millimetres.
Source:  our choice: programs and fonts that differ stand above the findings they may explain.
"""

from banmian.snapshot.comparison import Comparison, Note, Verdict
from banmian.snapshot.words import Language, sentence

_NOTES = {
    "producer-changed": (
        "注意：制作程序 {before} → {after}",
        "note: made by {after}; the old file by {before}",
    ),
    "fonts-changed": (
        "注意：字体 {before} → {after}",
        "note: fonts {before} → {after}",
    ),
    "mask-unused": (
        "注意：遮罩“{before}”没有遮住任何改动",
        "note: mask “{before}” hides nothing",
    ),
    "mask-not-found": (
        "注意：遮罩“{before}”所指的“{after}”不存在",
        "note: mask “{before}” names “{after}”, which is not there",
    ),
    "profile": (
        "注意：按 {after} 的容差比较",
        "note: compared with the tolerances of {after}",
    ),
}
_VERDICTS = {
    Verdict.SAME: ("相同", "same"),
    Verdict.CHANGED: ("有改动：{findings} 处", "changed: {findings} findings"),
    Verdict.MASKED: ("只有遮罩内有改动", "changed behind masks only"),
}
_MASKED = (
    "；遮罩“{name}”遮住 {hidden} 处（{reason}）",
    "; mask “{name}” hides {hidden} ({reason})",
)


def listing(comparison: Comparison, language: Language) -> str:
    """Notes, findings, verdict."""
    lines = [note_words(note, language) for note in comparison.notes]
    lines += [sentence(finding, language) for finding in comparison.findings]
    return "\n".join([*lines, verdict_words(comparison, language)])


def verdict_words(comparison: Comparison, language: Language) -> str:
    """The verdict, and what masks hid."""
    column = tuple(Language).index(language)
    last = _VERDICTS[comparison.verdict][column].format(findings=len(comparison.findings))
    for use in comparison.masks:
        if use.hidden:
            mask = use.mask
            last += _MASKED[column].format(name=mask.name, hidden=use.hidden, reason=mask.reason)
    return last


def note_words(note: Note, language: Language) -> str:
    """A note in words."""
    column = tuple(Language).index(language)
    return _NOTES[note.kind][column].format(before=note.before or "–", after=note.after or "–")
