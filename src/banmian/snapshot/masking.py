"""Masks laid over findings: what they hide is counted, what they do not find is said.

Inputs:  masks, the boxes of named elements, findings with the room they take.
Outputs: findings left, findings hidden, how each mask was used.
Units:   `Length`.
Source:  our choice: a mask hides a finding only when all the room it takes lies inside, so that an
         edit in a mask does not hide the lines it pushes on outside.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from banmian.geometry import Rect
from banmian.snapshot.comparison import MaskedFinding, MaskUse, Note
from banmian.snapshot.drawn import Bounds
from banmian.snapshot.finding import Finding, Layer
from banmian.snapshot.opened import Opened
from banmian.snapshot.options import Mask, MaskScope
from banmian.units import mm

SLACK = mm(0.5)  # ink that stands out of its box

Places = Mapping[str, tuple[tuple[int, Rect], ...]]

_HIDES = {
    MaskScope.RASTER: {Layer.RASTER, Layer.DRAWING},
    MaskScope.TEXT: {Layer.TEXT},
    MaskScope.BOTH: {Layer.RASTER, Layer.TEXT, Layer.DRAWING, Layer.DOCUMENT},
}


@dataclass(frozen=True, slots=True)
class Roomy:
    """A finding and the room it takes: its box, and that of what followed from it."""

    finding: Finding
    room: Rect | None


@dataclass(frozen=True, slots=True)
class Laid:
    """A mask and where it lies."""

    mask: Mask
    places: tuple[tuple[int, Rect], ...]

    def hides(self, roomy: Roomy) -> bool:
        """Whether it hides a finding."""
        finding, room = roomy.finding, roomy.room
        if room is None or finding.layer not in _HIDES[self.mask.scope]:
            return False
        return any(
            page in (0, finding.page) and box.inset(-SLACK).contains(room)
            for page, box in self.places
        )


def lay(masks: Iterable[Mask], places: Places) -> tuple[Laid, ...]:
    """Find where masks lie."""
    laid = []
    for mask in masks:
        if mask.box is not None:
            laid.append(Laid(mask, ((mask.page, mask.box),)))
        else:
            named = places.get(mask.element, ())
            laid.append(Laid(mask, tuple(p for p in named if mask.page in (0, p[0]))))
    return tuple(laid)


def screens(masks: Iterable[Laid], side: Opened, page: int) -> list[Bounds]:
    """Where masks hide pixels of a page, in its user space."""
    paper = side.papers[page - 1]
    return [
        paper.bounds(box.inset(-SLACK))
        for laid in masks
        if Layer.RASTER in _HIDES[laid.mask.scope]
        for there, box in laid.places
        if there in (0, page)
    ]


def hide(
    found: Iterable[Roomy], masks: tuple[Laid, ...]
) -> tuple[tuple[Finding, ...], tuple[MaskedFinding, ...]]:
    """Part findings into those to be seen and those hidden, each by the first mask that does."""
    seen, hidden = [], []
    for roomy in found:
        laid = next((one for one in masks if one.hides(roomy)), None)
        if laid is None:
            seen.append(roomy.finding)
        else:
            hidden.append(MaskedFinding(roomy.finding, laid.mask.name))
    return tuple(seen), tuple(hidden)


def uses(masks: tuple[Laid, ...], hidden: tuple[MaskedFinding, ...]) -> tuple[MaskUse, ...]:
    """How often each mask hid something."""
    return tuple(
        MaskUse(laid.mask, laid.places, sum(h.mask == laid.mask.name for h in hidden))
        for laid in masks
    )


def notes_on(masks: tuple[MaskUse, ...]) -> tuple[Note, ...]:
    """What to say of masks that hide nothing."""
    notes = []
    for use in masks:
        if not use.places:
            notes.append(Note("mask-not-found", use.mask.name, use.mask.element))
        elif not use.hidden:
            notes.append(Note("mask-unused", use.mask.name))
    return tuple(notes)
