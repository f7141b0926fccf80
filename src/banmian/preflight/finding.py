"""What the preflight says: a rule's code, its weight, the thing and its place on the sheet.

Inputs:  facts about a fault in a PDF.
Outputs: `Finding`.
Units:   `Length`; the origin is the trim's top left corner, y grows downwards.
Source:  architecture.md, rules of the data flow; a `Finding` reads like a `Diagnostic`.
"""

from dataclasses import dataclass

from banmian.errors import Diagnostic, Place, Severity
from banmian.geometry import Rect


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a plant would object to.

    Attributes:
        code: the rule's code.
        severity: an error keeps the page from the press, a warning is worth a look.
        message: one sentence.
        page: the number of the PDF's page, from 1; 0 when the whole file is meant.
        at: where on the page, from the trim's top left corner.
        about: the story, picture or text it concerns.
        hint: how to mend it.
    """

    code: str
    severity: Severity
    message: str
    page: int = 0
    at: Rect | None = None
    about: str = ""
    hint: str = ""

    @property
    def where(self) -> str:
        """The place in words: `page 1, 31.0 × 412.5 mm, story “…”`; empty for the whole file."""
        parts = [f"page {self.page}"] if self.page else []
        if self.at is not None:
            parts.append(f"{self.at.x.mm:.1f} × {self.at.y.mm:.1f} mm")
        if self.about:
            parts.append(self.about)
        return ", ".join(parts)

    def as_diagnostic(self, file: str) -> Diagnostic:
        """The same as every other stage says it."""
        message = f"{self.where}: {self.message}" if self.where else self.message
        return Diagnostic(self.code, message, Place(file), self.hint or None, self.severity)

    def as_json(self, file: str) -> dict[str, object]:
        """A diagnostic's facts, and the place on the sheet beside them."""
        at = self.at
        place = None
        if at is not None:
            sides = {"x": at.x, "y": at.y, "width": at.width, "height": at.height}
            place = {side: round(length.mm, 2) for side, length in sides.items()}
        return {
            **self.as_diagnostic(file).as_json(),
            "page": self.page or None,
            "place_mm": place,
            "about": self.about or None,
        }
