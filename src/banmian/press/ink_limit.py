"""No more ink than the paper takes.

Inputs:  a CMYK picture.
Outputs: the same picture where it keeps the limit; elsewhere black stays, and cyan, magenta and
         yellow shrink in proportion, so that the hue stays.
Units:   per cent of one ink's full tone, all inks together.
Source:  print.md, 3: newspapers aim at 220 %, 240 % is the ceiling (ISO 12647-3).
"""

import numpy as np
from PIL import Image

FULL = 255
_ROWS = 256  # at a time: a page of 450 ppi does not stand in memory as floats at once


def within(image: Image.Image, most: float) -> Image.Image:
    """The picture itself when it keeps the limit, else a copy that does."""
    inks = np.asarray(image)
    most_here = most / 100 * FULL
    if int(inks.sum(axis=2, dtype=np.uint16).max(initial=0)) <= most_here:
        return image
    kept = inks.copy()
    for top in range(0, len(inks), _ROWS):
        part = inks[top : top + _ROWS].astype(np.float32)
        colour = part[..., :3].sum(axis=2)
        room = np.maximum(most_here - part[..., 3], 0)
        factor = np.minimum(1, room / np.maximum(colour, 1))
        kept[top : top + _ROWS, :, :3] = np.floor(part[..., :3] * factor[..., None])
    return Image.fromarray(kept, "CMYK")
