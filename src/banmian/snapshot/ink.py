"""Colours of a PDF with the space they are given in: K100 and RGB black are not the same.

Inputs:  colour spaces and operands of a content stream.
Outputs: `Ink`, with the words a printer has for it.
Units:   components from 0 to 1 (Lab and indexed spaces: as they are).
Source:  ISO 32000-2 8.6; the names K100, C0 M100 are those of the trade.
"""

from dataclasses import dataclass

import pikepdf

from banmian.snapshot.canon import Canon, number

_DEVICE = {
    "DeviceGray": "DeviceGray", "G": "DeviceGray", "CalGray": "CalGray",
    "DeviceRGB": "DeviceRGB", "RGB": "DeviceRGB", "CalRGB": "CalRGB",
    "DeviceCMYK": "DeviceCMYK", "CMYK": "DeviceCMYK", "Pattern": "Pattern",
}  # fmt: skip
_COMPONENTS = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}
_DEFAULTS = {
    "DeviceGray": "/DefaultGray", "DeviceRGB": "/DefaultRGB", "DeviceCMYK": "/DefaultCMYK",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space.

    Attributes:
        name: for people: `DeviceCMYK`, `ICC 4`, `Separation PANTONE 185 C`.
        digest: of its definition; empty for device spaces.
        components: how many numbers a colour has; 0 for patterns.
    """

    name: str
    digest: str
    components: int

    @property
    def first(self) -> "Ink":
        """The colour a space begins with."""
        start = (0.0,) * self.components
        if self.name in ("DeviceCMYK", "ICC 4"):
            start = (0.0, 0.0, 0.0, 1.0)
        elif self.name.startswith(("Separation", "DeviceN")):
            start = (1.0,) * self.components
        return Ink(self, start)


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour: its space, its components, and the digest of its pattern when it has one."""

    space: Space
    parts: tuple[float, ...]
    pattern: str = ""

    def near(self, other: "Ink", share: float) -> bool:
        """Whether two colours are the same up to a share of each component."""
        return (
            (self.space, self.pattern) == (other.space, other.pattern)
            and len(self.parts) == len(other.parts)
            and all(abs(a - b) <= share for a, b in zip(self.parts, other.parts, strict=True))
        )

    @property
    def is_white(self) -> bool:
        """Whether nothing of it would be seen on white paper."""
        if self.pattern:
            return False
        if self.space.name in ("DeviceCMYK", "ICC 4"):
            return not any(self.parts)
        if self.space.name in ("DeviceGray", "DeviceRGB", "ICC 1", "ICC 3", "CalGray", "CalRGB"):
            return all(part >= 1 for part in self.parts)
        return self.space.name.startswith("Separation") and not any(self.parts)

    def words(self, language: str) -> str:
        """`K100`, `C10 M90`, `RGB 黑`, `Separation PANTONE 185 C 100`."""
        name, parts = self.space.name, self.parts
        if self.pattern:
            return ("图案 " if language == "zh" else "pattern ") + self.pattern[:6]
        if name in ("DeviceCMYK", "ICC 4") and len(parts) == 4:
            shown = [f"{ink}{_percent(p)}" for ink, p in zip("CMYK", parts, strict=True) if p]
            prefix = "ICC " if name == "ICC 4" else ""
            return prefix + (" ".join(shown) or "CMYK 0")
        short = {"DeviceRGB": "RGB", "ICC 3": "ICC RGB", "DeviceGray": "Gray", "ICC 1": "ICC Gray"}
        if name in short:
            if not any(parts):
                return f"{short[name]} " + ("黑" if language == "zh" else "black")
            if len(parts) == 1:
                return f"{short[name]} {_percent(parts[0])}"
            return f"{short[name]} " + "/".join(f"{round(p * 255)}" for p in parts)
        return " ".join([name, *(f"{_percent(p)}" for p in parts)])


def _percent(share: float) -> str:
    return f"{share * 100:.4g}"


class Spaces:
    """The colour spaces of one file."""

    def __init__(self, canon: Canon) -> None:
        self._canon = canon

    def named(self, name: str, resources: pikepdf.Object | None) -> Space:
        """A colour space by the name a content stream calls it by."""
        plain = name.removeprefix("/")
        named = entry(resources, "/ColorSpace", name)
        if plain in _DEVICE:
            device = _DEVICE[plain]
            standing_in = entry(resources, "/ColorSpace", _DEFAULTS.get(device, ""))
            if standing_in is None:
                return Space(device, "", _COMPONENTS.get(device, 0))
            digest = self._canon.digest(standing_in)
            return Space(device, f"default {digest}", _COMPONENTS.get(device, 0))
        return self.read(named, resources)

    def read(self, value: object, resources: pikepdf.Object | None) -> Space:
        """A colour space by its definition."""
        if isinstance(value, pikepdf.Name):
            plain = str(value).removeprefix("/")
            if plain in _DEVICE or entry(resources, "/ColorSpace", str(value)) is not None:
                return self.named(str(value), resources)
            return Space(plain, "", 0)
        if not isinstance(value, pikepdf.Array) or not len(value):
            return Space("unknown", "", 0)
        family = str(value[0]).removeprefix("/")
        if len(value) == 1 and family in _DEVICE:
            return self.named(family, resources)
        name, count = self._family(family, value, resources)
        digest = "" if name == "Pattern" and len(value) == 1 else self._canon.digest(value)
        return Space(name, digest, count)

    def _family(
        self, family: str, value: pikepdf.Object, resources: pikepdf.Object | None
    ) -> tuple[str, int]:
        """The name of a space given as an array, and how many components it has."""
        second = value[1] if len(value) > 1 else None
        if family == "ICCBased" and isinstance(second, pikepdf.Stream):
            count = int(number(second.get("/N", 0)))
            return f"ICC {count}", count
        if family == "Separation":
            return f"Separation {str(second)[1:]}", 1
        if family == "DeviceN" and isinstance(second, pikepdf.Array):
            return f"DeviceN {'+'.join(str(one)[1:] for one in second)}", len(second)
        if family in ("Indexed", "I"):
            return f"Indexed {self.read(second, resources).name}", 1
        return family, {"Lab": 3, "CalRGB": 3, "CalGray": 1}.get(family, 0)


def entry(resources: pikepdf.Object | None, kind: str, name: str) -> pikepdf.Object | None:
    """A resource by kind and name, None when it is not there."""
    if not isinstance(resources, pikepdf.Dictionary) or not name:
        return None
    shelf = resources.get(kind)
    if not isinstance(shelf, pikepdf.Dictionary):
        return None
    found = shelf.get(name)
    return found if isinstance(found, pikepdf.Object) else None


DEVICE_GRAY = Space("DeviceGray", "", 1)
DEVICE_RGB = Space("DeviceRGB", "", 3)
DEVICE_CMYK = Space("DeviceCMYK", "", 4)
BLACK = Ink(DEVICE_GRAY, (0.0,))
