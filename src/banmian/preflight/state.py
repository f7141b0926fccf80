"""The graphics state: what operators change and painting reads.

Inputs:  operands.
Outputs: `State`, copied at q and forgotten at Q.
Units:   points; tone values from 0 to 1.
Source:  ISO 32000-1, 8.4 and 9.3.
"""

from dataclasses import dataclass
from typing import Any

from banmian.preflight.colour import BLACK, Colour
from banmian.preflight.font import Font
from banmian.preflight.painted import Look
from banmian.preflight.plane import EVERYWHERE, UPRIGHT, Box, Matrix
from banmian.preflight.read import entries, items, name, number

_NO_GROUP = Look()


@dataclass(slots=True)
class State:
    """What is in force at one point of a content stream."""

    ctm: Matrix = UPRIGHT
    clip: Box = EVERYWHERE
    fill: Colour = BLACK
    stroke: Colour = BLACK
    line_width: float = 1.0
    fill_overprint: bool = False
    stroke_overprint: bool = False
    overprint_mode: int = 0
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    blend: str = "Normal"
    soft_mask: bool = False
    font: Font | None = None
    size: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    group: Look = _NO_GROUP  # what the transparency groups around it do to it

    def fill_look(self) -> Look:
        """How what is filled prints."""
        return self._look(self.fill_overprint, self.fill_alpha)

    def stroke_look(self) -> Look:
        """How what is stroked prints."""
        return self._look(self.stroke_overprint, self.stroke_alpha)

    def _look(self, overprint: bool, alpha: float) -> Look:
        group = self.group
        blend = group.blend if self.blend == "Normal" else self.blend
        masked = self.soft_mask or group.soft_mask
        return Look(overprint, self.overprint_mode, alpha * group.alpha, blend, masked)

    def enter_group(self) -> None:
        """What a transparency group begins with."""
        self.group = self.fill_look()
        self.fill_alpha = self.stroke_alpha = 1.0
        self.blend = "Normal"
        self.soft_mask = False

    def take(self, settings: Any) -> None:
        """Apply an ExtGState dictionary, but for its font and the group of a soft mask."""
        given = dict(entries(settings))
        stroke, fill = given.get("/OP"), given.get("/op")
        if isinstance(stroke, bool):
            self.stroke_overprint = stroke
            if fill is None:
                self.fill_overprint = stroke
        if isinstance(fill, bool):
            self.fill_overprint = fill
        for key, attribute in _NUMBERS.items():
            value = number(given.get(key))
            if value is not None:
                setattr(self, attribute, value)
        mode = number(given.get("/OPM"))
        if mode is not None:
            self.overprint_mode = int(mode)
        modes = [name(one) for one in items(given.get("/BM")) if name(one)]
        if modes:
            self.blend = "Normal" if modes[0] == "Compatible" else modes[0]
        if "/SMask" in given:
            self.soft_mask = name(given["/SMask"]) != "None"


_NUMBERS = {"/ca": "fill_alpha", "/CA": "stroke_alpha", "/LW": "line_width"}
