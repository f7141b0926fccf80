"""The outcome of a comparison: verdicts, pages, findings, masks.

Inputs:  what `compare` found.
Outputs: `Comparison` and its parts.
Units:   `Length`; millimetres in JSON.
Source:  our choice; the JSON is docs/snapshot.schema.json, which a test holds `as_json` to.
"""

from dataclasses import dataclass
from enum import StrEnum

from banmian.geometry import Rect
from banmian.snapshot.finding import Finding, Layer
from banmian.snapshot.options import Mask
from banmian.snapshot.words import Language, sentence
from banmian.units import Length

SCHEMA = 1


class Verdict(StrEnum):
    """What one layer has to say."""

    SAME = "same"
    CHANGED = "changed"
    MASKED = "masked"
    NOT_RUN = "not-run"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two files.

    Attributes:
        name: the file's name, or "old" and "new" for bytes.
        sha256: of the bytes.
        digest: of all that a comparison looks at; equal digests mean equal documents.
        producers: the programs that say they made it.
        fonts: the names of its faces, without the prefix of a subset.
    """

    name: str
    sha256: str
    digest: str
    pages: int
    producers: tuple[str, ...]
    fonts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PagePair:
    """A page of the old file and what stands for it in the new one; 0: there is none."""

    old: int
    new: int
    width: Length
    height: Length
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class LayerVerdict:
    """One layer's verdict over all pages."""

    layer: Layer
    verdict: Verdict
    findings: int
    masked: int


@dataclass(frozen=True, slots=True)
class MaskedFinding:
    """A finding that a mask hides."""

    finding: Finding
    mask: str


@dataclass(frozen=True, slots=True)
class MaskUse:
    """A mask, where it lies, and how many findings it hid; without a place it was not found."""

    mask: Mask
    places: tuple[tuple[int, Rect], ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class Note:
    """What to know before reading the findings: other programs or fonts, unused masks."""

    kind: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two PDFs compared; `findings` are those no mask hides, the gravest first."""

    old: Side
    new: Side
    profile: str
    verdicts: tuple[LayerVerdict, ...]
    pages: tuple[PagePair, ...]
    findings: tuple[Finding, ...]
    masked: tuple[MaskedFinding, ...]
    masks: tuple[MaskUse, ...]
    notes: tuple[Note, ...]

    @property
    def verdict(self) -> Verdict:
        """Changed when anything did that no mask hides."""
        if self.findings:
            return Verdict.CHANGED
        return Verdict.MASKED if self.masked else Verdict.SAME

    def as_json(self) -> dict[str, object]:
        """For programs, after docs/snapshot.schema.json."""
        return {
            "schema": SCHEMA,
            "verdict": self.verdict.value,
            "profile": self.profile,
            "old": _side(self.old),
            "new": _side(self.new),
            "layers": [
                {
                    "layer": v.layer.value,
                    "verdict": v.verdict.value,
                    "findings": v.findings,
                    "masked": v.masked,
                }
                for v in self.verdicts
            ],
            "pages": [
                {
                    "old": p.old or None,
                    "new": p.new or None,
                    "width_mm": round(p.width.mm, 2),
                    "height_mm": round(p.height.mm, 2),
                    "verdict": p.verdict.value,
                }
                for p in self.pages
            ],
            "notes": [{"kind": n.kind, "before": n.before, "after": n.after} for n in self.notes],
            "findings": [_finding(f) for f in self.findings],
            "masked": [{"mask": m.mask, **_finding(m.finding)} for m in self.masked],
            "masks": [
                {
                    "name": use.mask.name,
                    "reason": use.mask.reason,
                    "scope": use.mask.scope.value,
                    "places": [{"page": page, "box_mm": _box(box)} for page, box in use.places],
                    "hidden": use.hidden,
                }
                for use in self.masks
            ],
        }


def _side(side: Side) -> dict[str, object]:
    return {
        "name": side.name,
        "sha256": side.sha256,
        "digest": side.digest,
        "pages": side.pages,
        "producers": list(side.producers),
        "fonts": list(side.fonts),
    }


def _box(box: Rect | None) -> list[float] | None:
    if box is None:
        return None
    return [round(side.mm, 2) for side in (box.x, box.y, box.width, box.height)]


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "layer": finding.layer.value,
        "kind": finding.kind,
        "severity": finding.gravity.value,
        "page": finding.page or None,
        "box_mm": _box(finding.box),
        "before": finding.before,
        "after": finding.after,
        "count": finding.count,
        "facts": dict(finding.facts),
        "story": finding.story or None,
        "element": finding.element or None,
        "words": {language.value: sentence(finding, language) for language in Language},
    }
