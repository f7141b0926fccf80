"""The report as one HTML file that needs nothing else.

Inputs:  `Comparison`, `Shot`s of its findings, a language.
Outputs: HTML.
Units:   millimetres in words; shares of a picture for outlines.
Source:  Content Security Policy Level 3: nothing is loaded from anywhere, and only the script and
         the style written here run, named by their digests. Words come as JSON and are put into the
         page as text, so that no PDF can put markup there.
"""

import base64
import hashlib
import html
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template

from banmian.geometry import Rect
from banmian.snapshot.comparison import Comparison, Verdict
from banmian.snapshot.finding import Finding
from banmian.snapshot.listing import listing, note_words, verdict_words
from banmian.snapshot.shots import Camera, Shot, inside, overviews_of, windows_of
from banmian.snapshot.words import Language, sentence

_WORDS = {
    "title": ("版面比对", "Pages compared"),
    "findings": ("改动", "Findings"),
    "masked": ("遮罩内的改动", "Behind masks"),
    "mask": ("遮罩", "mask"),
    "side": ("并排", "side by side"),
    "slider": ("滑动", "slider"),
    "onion": ("叠影", "onion"),
    "blink": ("闪烁", "blink"),
    "difference": ("差值", "difference"),
    "mix": ("旧 ↔ 新", "old ↔ new"),
    "fit": ("全貌", "fit"),
    "whole": ("整页", "page"),
    "outlines": ("框线", "outlines"),
    "old": ("旧", "old"),
    "new": ("新", "new"),
    "missing": ("没有这一页", "no such page"),
    "nowhere": ("这处改动在版面上没有位置", "This one has no place on the page"),
    "keys": (
        "j/k 下一处、上一处 · 1–5 看法 · +/− 缩放 · 0 全貌 · p 整页 · b 框线 · ←/→ 滑动",
        "j/k next, previous · 1–5 modes · +/− zoom · 0 fit · p page · b outlines · ←/→ slide",
    ),
}
_LAYERS = {
    "identity": ("同一性", "identity"),
    "raster": ("像素", "pixels"),
    "text": ("文字", "text"),
    "drawing": ("图形与油墨", "drawing and ink"),
    "document": ("文件结构", "document"),
}


@dataclass(frozen=True, slots=True)
class _Pictures:
    """Windows first, then whole pages; and which of them show a finding."""

    shots: tuple[Shot, ...]
    windows: tuple[int | None, ...]
    overviews: tuple[int | None, ...]


def viewer_page(
    comparison: Comparison, pdfs: tuple[bytes, bytes], language: Language, form: str = ""
) -> str:
    """The HTML of a report.

    Args:
        comparison: what was found.
        pdfs: the old and the new file, to draw from.
        language: of the words.
        form: HTML to stand above it; whoever asks for it escapes what is in it.
    """
    column = tuple(Language).index(language)
    style, script = viewer_file("viewer.css"), viewer_file("viewer.js")
    facts = json.dumps(_facts(comparison, pdfs, language), ensure_ascii=False)
    return Template(viewer_file("viewer.html")).substitute(
        lang={"zh": "zh-CN", "en": "en"}[language],
        policy=_policy(style, script, form=bool(form)),
        title=html.escape(_WORDS["title"][column]),
        style=style,
        form=form,
        listing=html.escape(listing(comparison, language)),
        facts=facts.replace("<", "\\u003c"),
        script=script,
    )


def _policy(style: str, script: str, *, form: bool) -> str:
    rules = (
        "default-src 'none'",
        "img-src data:",
        f"style-src '{digest(style)}'",
        f"script-src '{digest(script)}'",
        "base-uri 'none'",
        "form-action 'self'" if form else "form-action 'none'",
    )
    return "; ".join(rules)


def digest(text: str) -> str:
    """How a policy names a script or a style."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def viewer_file(name: str) -> str:
    """A file of the viewer."""
    return files("banmian.snapshot").joinpath("viewer", name).read_text(encoding="utf-8")


def _facts(
    comparison: Comparison, pdfs: tuple[bytes, bytes], language: Language
) -> dict[str, object]:
    column = tuple(Language).index(language)
    found = [*comparison.findings, *(one.finding for one in comparison.masked)]
    names = [""] * len(comparison.findings) + [one.mask for one in comparison.masked]
    pictures = _pictures(comparison, pdfs, found)
    items = [
        {
            "words": sentence(finding, language),
            "severity": finding.gravity.value,
            "layer": _LAYERS[finding.layer][column],
            "mask": name,
            "picture": pictures.windows[number],
            "overview": pictures.overviews[number],
        }
        for number, (finding, name) in enumerate(zip(found, names, strict=True))
    ]
    return {
        "title": _WORDS["title"][column],
        "old": comparison.old.name,
        "new": comparison.new.name,
        "verdict": verdict_words(comparison, language),
        "changed": comparison.verdict is Verdict.CHANGED,
        "notes": [note_words(note, language) for note in comparison.notes],
        "words": {key: words[column] for key, words in _WORDS.items()},
        "findings": items[: len(comparison.findings)],
        "masked": items[len(comparison.findings) :],
        "pictures": [_picture(shot, comparison, found) for shot in pictures.shots],
    }


def _pictures(
    comparison: Comparison, pdfs: tuple[bytes, bytes], found: Sequence[Finding]
) -> _Pictures:
    if not any(finding.page for finding in found):
        return _Pictures((), (None,) * len(found), (None,) * len(found))
    camera = Camera(comparison, pdfs)
    papers = camera.papers
    windows, numbers = windows_of(found, papers)
    whole, pages = overviews_of(found, papers)
    overviews = [
        len(windows) + pages[finding.page] if finding.page in pages else None for finding in found
    ]
    return _Pictures(tuple(camera.shots([*windows, *whole])), tuple(numbers), tuple(overviews))


def _picture(shot: Shot, comparison: Comparison, found: Iterable[Finding]) -> dict[str, object]:
    window = shot.window
    marks = [
        {"finding": number, "box": inside(finding.box, window.place)}
        for number, finding in enumerate(found)
        if finding.box is not None
        and finding.page == window.page
        and finding.box.overlaps(window.place)
    ]
    return {
        "dpi": window.dpi,
        "width": shot.width,
        "height": shot.height,
        "old": _uri(shot.old),
        "new": _uri(shot.new),
        "marks": marks,
        "masks": [
            {"name": name, "box": inside(box, window.place)}
            for name, page, box in _masks(comparison)
            if page in (0, window.page) and box.overlaps(window.place)
        ],
    }


def _masks(comparison: Comparison) -> Iterable[tuple[str, int, Rect]]:
    for use in comparison.masks:
        for page, box in use.places:
            yield use.mask.name, page, box


def _uri(png: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(png).decode()}" if png else ""
