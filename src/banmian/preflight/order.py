"""What the plant ordered: the measures a page is held against.

Inputs:  a plant's or a layout's wishes.
Outputs: `PlantOrder`.
Units:   `Length`; ink in per cent of one ink's full tone; resolution in pixels an inch.
Source:  docs/preflight.md: 240 is the ceiling for coldset, 200 ppi the least at 26 % dot
         gain and newspaper rulings, 0.25 pt the thinnest line a newspaper plate holds.
"""

from dataclasses import dataclass

from banmian.units import Length, mm, pt

_BLEED, _THINNEST, _SMALL, _SMALLEST = mm(3), pt(0.25), pt(10), pt(7)


@dataclass(frozen=True, slots=True)
class PlantOrder:
    """One plant's order.

    Attributes:
        trim: width and height of the trimmed page; None takes any.
        bleed: what must be there beyond the trim.
        most_ink: the ceiling of all inks together, averaged over a square millimetre.
        least_ppi: pictures with fewer pixels an inch at their size are refused.
        most_ppi: pictures with more carry data that the plate cannot show.
        thinnest: no line may be thinner.
        small_text: text under this size is not set in several inks and not reversed out of them.
        smallest_reversed: reversed text under this size fills in, whatever the ground.
        marks: whether crop marks must stand outside the bleed.
        black: whether black is the only ink.
        tagged: whether the file should be; a printer's spread has no reading order.
    """

    trim: tuple[Length, Length] | None = None
    bleed: Length = _BLEED
    most_ink: float = 240.0
    least_ppi: float = 200.0
    most_ppi: float = 450.0
    thinnest: Length = _THINNEST
    small_text: Length = _SMALL
    smallest_reversed: Length = _SMALLEST
    marks: bool = True
    black: bool = False
    tagged: bool = True


BROADSHEET = PlantOrder(trim=(mm(390), mm(540)))
