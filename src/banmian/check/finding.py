"""What a check says: a diagnostic, and where on the page it is.

Inputs:  facts about a fault of a made-up page.
Outputs: `Finding`, `Settled`.
Units:   `Length`; the origin is the trim's top left corner, y grows downwards.
Source:  our choice: what an editor reads names the file, what a designer reads the place in mm.
"""

from dataclasses import dataclass

from banmian.errors import Diagnostic, Place, Severity
from banmian.geometry import Rect


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or worth a look.

    Attributes:
        diagnostic: what, how bad, in which file, how to mend it.
        at: where on the page; None when the whole page or none of it is meant.
        story: the story it concerns; empty for none.
        also: the codes of what else was found of the same cause and is told in the message.
    """

    diagnostic: Diagnostic
    at: Rect | None = None
    story: str = ""
    also: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The rule's code."""
        return self.diagnostic.code

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return self.diagnostic.severity

    @property
    def where(self) -> str:
        """Story and place in words: `lead, 31.0 × 412.5 mm`; empty when neither is known."""
        parts = [self.story] if self.story else []
        if self.at is not None:
            parts.append(f"{self.at.x.mm:.1f} × {self.at.y.mm:.1f} mm")
        return ", ".join(parts)

    def __str__(self) -> str:
        said = self.diagnostic
        head = f"{said.place}: {said.severity.value}" if said.place else said.severity.value
        where = f"{self.where}: " if self.where else ""
        text = f"{head}: {where}{said.message} [{said.code}]"
        return f"{text}\n  hint: {said.hint}" if said.hint else text

    def as_json(self) -> dict[str, object]:
        """A diagnostic's facts; beside them the story, the place on the page, what it tells too."""
        place = None
        if self.at is not None:
            at = self.at
            sides = {"x": at.x, "y": at.y, "width": at.width, "height": at.height}
            place = {side: round(length.mm, 2) for side, length in sides.items()}
        story, also = self.story or None, list(self.also)
        return {**self.diagnostic.as_json(), "story": story, "place_mm": place, "also": also}


@dataclass(frozen=True, slots=True)
class Settled:
    """The findings to tell, and those that their stories accept."""

    told: tuple[Finding, ...]
    accepted: tuple[Finding, ...]


def in_file_order(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Errors, then warnings, then what is only told; each by file, then down the page."""
    ranks = list(Severity)

    def key(one: Finding) -> tuple[int, Place, int, int, str, str]:
        y, x = (one.at.y.emu, one.at.x.emu) if one.at else (0, 0)
        said = one.diagnostic
        return ranks.index(said.severity), said.place or Place(""), y, x, said.code, said.message

    return tuple(sorted(dict.fromkeys(findings), key=key))
