"""One difference between two PDFs, as a value: what, where, how grave.

Inputs:  facts found by the layers of a comparison.
Outputs: `Finding`.
Units:   `Length`; boxes are counted from the left top corner of the page's TrimBox, y downwards.
Source:  our choice: one flat type for all layers, so that a report need not know them; `kind` is a
         stable word in kebab-case, docs/snapshot.md lists all; words are made in `words`.
"""

from dataclasses import dataclass
from enum import StrEnum

from banmian.geometry import Rect


class Layer(StrEnum):
    """What a comparison looks at, from the first to the last."""

    IDENTITY = "identity"
    RASTER = "raster"
    TEXT = "text"
    DRAWING = "drawing"
    DOCUMENT = "document"

    @property
    def number(self) -> int:
        """0 to 4, as people call the layers."""
        return tuple(Layer).index(self)


class Gravity(StrEnum):
    """How much a finding weighs; the words are those of CI annotations."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return tuple(Gravity).index(self)


Fact = tuple[str, str | int | float]


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference.

    Attributes:
        page: counted from 1 in the new file, or in the old one for what is gone; 0: the document.
        before: what the old file has, in short; empty when nothing.
        after: what the new file has.
        count: how many equal changes are folded into this finding.
        facts: numbers and names the words are made of, by name.
        story: the story or region it lies in, when known.
        element: the id or path of the structure element it lies in, when known.
    """

    layer: Layer
    kind: str
    gravity: Gravity
    page: int
    box: Rect | None
    before: str = ""
    after: str = ""
    count: int = 1
    facts: tuple[Fact, ...] = ()
    story: str = ""
    element: str = ""

    def fact(self, name: str) -> str | int | float:
        """A fact by its name."""
        return dict(self.facts)[name]

    @property
    def order(self) -> tuple[int, int, int, int, int, str]:
        """Sorts findings: the gravest first, then by page, layer and place."""
        y, x = (self.box.y.emu, self.box.x.emu) if self.box else (-1, -1)
        return (self.gravity.rank, self.page, self.layer.number, y, x, self.kind)
