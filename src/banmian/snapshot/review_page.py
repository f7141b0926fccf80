"""What a reviewer's browser is shown: the list of pages, a page with its two buttons.

Inputs:  `Candidate`s, decisions.
Outputs: HTML; the policy that goes with it.
Units:   none.
Source:  our choice: the report itself, with a form above it.
"""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from string import Template

from banmian.snapshot.baseline import baseline_files
from banmian.snapshot.comparison import Comparison
from banmian.snapshot.listing import verdict_words
from banmian.snapshot.viewer_page import digest, viewer_file, viewer_page
from banmian.snapshot.words import Language

_WORDS = {
    "title": ("审看版面", "Review of pages"),
    "none": ("没有要审看的版面", "there is nothing to review"),
    "new": ("没有基准", "there is no baseline"),
    "accept": ("接受", "accept"),
    "reject": ("不接受", "reject"),
    "reason": ("理由", "reason"),
    "back": ("全部版面", "all pages"),
    "finish": ("结束", "finish"),
    "finished": ("已结束，可以关上这个窗口", "finished: close this window"),
    "accepted": ("已接受", "accepted"),
    "rejected": ("未接受", "rejected"),
    "open": ("未决定", "not decided"),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A page that may become a baseline; without an old state there is no comparison."""

    name: str
    old: bytes
    new: bytes
    comparison: Comparison | None

    @property
    def hashes(self) -> dict[str, str]:
        """What was replaced by what; a baseline that was not there has none."""
        old = hashlib.sha256(self.old).hexdigest() if self.old else ""
        return {"old": old, "new": hashlib.sha256(self.new).hexdigest()}


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer said of a page."""

    accepted: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Desk:
    """What the pages of a review have in common: where they lie, who may write, the language."""

    home: str
    secret: str
    language: Language

    def word(self, key: str) -> str:
        """A word of the pages."""
        return _WORDS[key][tuple(Language).index(self.language)]

    def list_page(self, candidates: Iterable[Candidate], decisions: Mapping[str, Decision]) -> str:
        """All pages and what was said of them."""
        rows = []
        for number, candidate in enumerate(candidates):
            said = decisions.get(candidate.name)
            state = "open" if said is None else "accepted" if said.accepted else "rejected"
            changed = self.word("new")
            if candidate.comparison is not None:
                changed = verdict_words(candidate.comparison, self.language)
            rows.append(
                f'<li><a href="{self.home}page/{number}">{escape(candidate.name)}</a>'
                f" · {escape(changed)} · <b>{self.word(state)}</b>"
                f" {escape(said.reason) if said else ''}</li>"
            )
        listed = f"<ol>{''.join(rows)}</ol>" if rows else f"<p>{self.word('none')}</p>"
        finish = (
            f'<form method="post" action="{self.home}finish">{self._secret()}'
            f"<button>{self.word('finish')}</button></form>"
        )
        return self._page(listed + finish)

    def candidate_page(self, number: int, candidate: Candidate) -> str:
        """One page: the report, or the picture of a page that has no baseline."""
        form = (
            f'<form class="decide" method="post" action="{self.home}page/{number}">'
            f'<a href="{self.home}">{self.word("back")}</a><b>{escape(candidate.name)}</b>'
            f'{self._secret()}<input name="reason" required maxlength="500"'
            f' placeholder="{self.word("reason")}">'
            f'<button name="decision" value="accept">{self.word("accept")}</button>'
            f'<button name="decision" value="reject">{self.word("reject")}</button></form>'
        )
        if candidate.comparison is not None:
            pdfs = (candidate.old, candidate.new)
            return viewer_page(candidate.comparison, pdfs, self.language, form)
        picture = base64.b64encode(baseline_files(candidate.new)["page.png"]).decode()
        image = f'<img alt="" src="data:image/png;base64,{picture}">'
        return self._page(f"{form}<p>{self.word('new')}</p>{image}")

    def last_page(self) -> str:
        """Said when the review is over."""
        return self._page(f"<p>{self.word('finished')}</p>")

    def _secret(self) -> str:
        return f'<input type="hidden" name="secret" value="{self.secret}">'

    def _page(self, body: str) -> str:
        return Template(viewer_file("review.html")).substitute(
            lang={"zh": "zh-CN", "en": "en"}[self.language],
            title=self.word("title"),
            style=viewer_file("viewer.css"),
            body=body,
        )


def review_policy() -> str:
    """The Content-Security-Policy of all pages of a review."""
    return "; ".join(
        (
            "default-src 'none'",
            "img-src data:",
            f"style-src '{digest(viewer_file('viewer.css'))}'",
            f"script-src '{digest(viewer_file('viewer.js'))}'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )
