"""Which colours a newspaper press takes, and inks in words.

Inputs:  `Space`s and inks.
Outputs: yes or no; "60/50/50/100".
Units:   per cent.
Source:  docs/preflight.md: only DeviceCMYK, DeviceGray, CMYK ICC, Separation.
"""

from banmian.preflight.colour import Inks, Space


def allowed(space: Space) -> bool:
    """Whether the press takes a colour space; a pattern's is that of what it paints."""
    if space.family == "Pattern":
        return space.base is None or allowed(space.base)
    root = space.root
    if root.family in {"DeviceCMYK", "DeviceGray"}:
        return True
    if root.family == "ICCBased":
        return root.profile == "CMYK" and root.components == 4
    if root.family == "Separation":
        return root.base is not None and allowed(root.base)
    return False


def told_inks(inks: Inks | None) -> str:
    """Inks as people write them: C/M/Y/K."""
    return "/".join(f"{100 * ink:.0f}" for ink in inks) if inks else "unknown inks"
