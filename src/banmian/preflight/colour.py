"""Colours as a PDF means them: spaces, values, and the inks they come to.

Inputs:  colour space objects, operands of colour operators.
Outputs: `Space`, `Colour`; tone values of cyan, magenta, yellow and black.
Units:   tone values from 0 to 1.
Source:  ISO 32000-1, 8.6.
"""

from dataclasses import dataclass
from typing import Any

import pikepdf

from banmian.preflight.functions import Function, read_function
from banmian.preflight.read import entry, items, name, number, stream_bytes

Inks = tuple[float, float, float, float]
PAPER: Inks = (0.0, 0.0, 0.0, 0.0)
_COMPONENTS = {
    "DeviceGray": 1,
    "DeviceRGB": 3,
    "DeviceCMYK": 4,
    "CalGray": 1,
    "CalRGB": 3,
    "Lab": 3,
    "Pattern": 0,
}
_SHORT = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space.

    Attributes:
        family: its name in PDF, as DeviceCMYK.
        components: how many values a colour has.
        inks: the colorants of Separation and DeviceN.
        base: what Indexed, Separation, DeviceN and uncoloured patterns fall back on.
        tint: from Separation or DeviceN to the base.
        table: an Indexed space's colours.
        profile: the colour model of an ICC profile, as "CMYK".
    """

    family: str
    components: int
    inks: tuple[str, ...] = ()
    base: "Space | None" = None
    tint: Function | None = None
    table: bytes = b""
    profile: str = ""

    @property
    def described(self) -> str:
        """The space in words for a message."""
        if self.inks:
            return f"{self.family} {', '.join(self.inks)}"
        if self.profile:
            return f"{self.family} ({self.profile})"
        if self.base is not None:
            return f"{self.family} of {self.base.described}"
        return self.family

    @property
    def root(self) -> "Space":
        """The space that its colours are counted in: an Indexed or Pattern space's base."""
        inner = self.base if self.family in {"Indexed", "Pattern"} else None
        return inner.root if inner is not None else self


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour in a space; a pattern has a name instead of values or beside them."""

    space: Space
    values: tuple[float, ...]
    pattern: str = ""

    @property
    def inks(self) -> Inks | None:
        """The inks it comes to; None for patterns and spaces that are not known."""
        return inks_of(self.space, self.values)


GRAY = Space("DeviceGray", 1)
RGB = Space("DeviceRGB", 3)
CMYK = Space("DeviceCMYK", 4)
BLACK = Colour(GRAY, (0.0,))
_DEVICE = {space.family: space for space in (GRAY, RGB, CMYK)}


def read_space(value: Any, spaces: Any = None, depth: int = 0) -> Space | None:
    """A colour space object, or a name looked up in the resources; None when it is none."""
    if depth > _DEEPEST:
        return None
    label = name(value)
    if label:
        label = _SHORT.get(label, label)
        if label in _DEVICE:
            return _DEVICE[label]
        if label in _COMPONENTS:
            return Space(label, _COMPONENTS[label])
        named = entry(spaces, f"/{label}")
        return read_space(named, None, depth + 1) if named is not None else None
    parts = items(value)
    if not parts or not name(parts[0]):
        return None
    return _read_parts(_SHORT.get(name(parts[0]), name(parts[0])), parts, spaces, depth)


def _read_parts(family: str, parts: list[Any], spaces: Any, depth: int) -> Space | None:
    found: Space | None = None
    if family == "ICCBased" and len(parts) > 1:
        count = int(number(entry(parts[1], "/N")) or 0)
        header = (stream_bytes(parts[1]) or b"")[:20]
        model = header[16:20].decode("latin-1").strip("\0 ")
        found = Space(family, count, profile=model or "damaged profile")
    elif family == "Indexed" and len(parts) > 3:
        base = read_space(parts[1], spaces, depth + 1)
        table = stream_bytes(parts[3])
        if table is None and isinstance(parts[3], pikepdf.String):
            table = bytes(parts[3])
        found = Space(family, 1, base=base, table=table or b"")
    elif family in {"Separation", "DeviceN"} and len(parts) > 3:
        inks = tuple(name(ink) for ink in items(parts[1]))
        base = read_space(parts[2], spaces, depth + 1)
        found = Space(family, len(inks), inks, base, read_function(parts[3]))
    elif family == "Pattern":
        base = read_space(parts[1], spaces, depth + 1) if len(parts) > 1 else None
        found = Space(family, base.components if base else 0, base=base)
    elif family in _COMPONENTS:
        found = _DEVICE.get(family) or Space(family, _COMPONENTS[family])
    return found


def first_colour(space: Space) -> Colour:
    """What is painted with before a colour is chosen."""
    root = space.root
    if space.family == "Pattern":
        return Colour(space, ())
    if root.inks:
        return Colour(space, (1.0,) * space.components)
    if root.components == 4:
        return Colour(space, (0.0, 0.0, 0.0, 1.0))
    return Colour(space, (0.0,) * space.components)


def inks_of(space: Space, values: tuple[float, ...]) -> Inks | None:
    """Cyan, magenta, yellow and black of a colour; RGB is taken apart by simple arithmetic."""
    if len(values) < space.components or space.family == "Pattern":
        return None
    if space.family == "Indexed":
        return _indexed(space, values[0])
    if space.inks:
        return _of_spot(space, values)
    return _of_process(space, values)


def _of_process(space: Space, values: tuple[float, ...]) -> Inks | None:
    if space.family == "Lab":
        return (0.0, 0.0, 0.0, 1 - max(0.0, min(values[0] / 100, 1.0)))
    held = tuple(max(0.0, min(value, 1.0)) for value in values)
    match space.components:
        case 1:
            return (0.0, 0.0, 0.0, 1 - held[0])
        case 3:
            black = 1 - max(held[:3])
            red, green, blue = held[:3]
            return (1 - red - black, 1 - green - black, 1 - blue - black, black)
        case 4:
            return (held[0], held[1], held[2], held[3])
    return None


def _indexed(space: Space, value: float) -> Inks | None:
    base = space.base
    if base is None:
        return None
    start = int(value) * base.components
    raw = space.table[start : start + base.components]
    return inks_of(base, tuple(byte / 255 for byte in raw))


def _of_spot(space: Space, values: tuple[float, ...]) -> Inks | None:
    if space.inks == ("All",):
        tone = max(0.0, min(values[0], 1.0))
        return (tone, tone, tone, tone)
    if space.inks == ("None",):
        return PAPER
    process = {"Cyan": 0, "Magenta": 1, "Yellow": 2, "Black": 3}
    if all(ink in process for ink in space.inks):
        tones = [0.0, 0.0, 0.0, 0.0]
        for ink, value in zip(space.inks, values, strict=False):
            tones[process[ink]] = max(0.0, min(value, 1.0))
        return (tones[0], tones[1], tones[2], tones[3])
    if space.tint is None or space.base is None:
        return None
    return inks_of(space.base, space.tint(values))
