"""What a caller may ask of a comparison: masks, named regions, a profile.

Inputs:  the caller's wishes.
Outputs: `Options`.
Units:   `Length` for places; millimetres, CIE ΔE2000 and shares of ink (0 to 1) for tolerances.
Source:  our choice; the tolerances of `cross-machine` are what other releases of pdfium and Pango
         were measured to change without any change of the page (docs/snapshot.md).
"""

from dataclasses import dataclass
from enum import StrEnum

from banmian.geometry import Rect
from banmian.snapshot.finding import Layer


class MaskScope(StrEnum):
    """What a mask hides: differences seen, words and drawing, or both."""

    RASTER = "raster"
    TEXT = "text"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Mask:
    """A part of a page that may change, and why.

    Exactly one of `box` and `element` says where: a place on a page, or the name of a region, a
    story, a structure element or a named destination. `page` 0 means every page.
    """

    name: str
    reason: str
    scope: MaskScope = MaskScope.BOTH
    page: int = 0
    box: Rect | None = None
    element: str = ""


@dataclass(frozen=True, slots=True)
class Region:
    """A named part of a page, such as a story's frame; findings in it carry its name."""

    name: str
    page: int
    box: Rect


@dataclass(frozen=True, slots=True)
class Profile:
    """How exact a comparison is; every tolerance holds for a single box, never for a page.

    Attributes:
        colour: the greatest ΔE2000 a box of pixels may have when no other layer reports in it.
        origin: how far a glyph may move, in mm.
        edge: how far a path or picture may move, in mm.
        ink: how much a colour component may change, 1 being all.
    """

    name: str
    colour: float
    origin: float
    edge: float
    ink: float


EXACT = Profile("exact", colour=0, origin=0.02, edge=0.01, ink=0.001)
CROSS_MACHINE = Profile("cross-machine", colour=2, origin=0.1, edge=0.1, ink=0.01)
PROFILES = {profile.name: profile for profile in (EXACT, CROSS_MACHINE)}


@dataclass(frozen=True, slots=True)
class Options:
    """All that may be asked of a comparison."""

    profile: Profile = EXACT
    masks: tuple[Mask, ...] = ()
    regions: tuple[Region, ...] = ()
    layers: frozenset[Layer] = frozenset(Layer)
    dpi: int = 150
