"""How different two colours look: CIEDE2000 of pixels.

Inputs:  pixels as words, blue in the lowest byte.
Outputs: the greatest ΔE2000.
Units:   sRGB bytes, D65; ΔE2000.
Source:  ISO/CIE 11664-6:2014 (CIEDE2000); IEC 61966-2-1 (sRGB).
"""

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

_TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
_WHITE = np.array([0.95047, 1.0, 1.08883])


def delta_e(old: NDArray[np.uint32], new: NDArray[np.uint32]) -> float:
    """The greatest ΔE2000 of pairs of pixels, to a tenth."""
    low = np.uint32(0xFFFFFF)
    pairs = np.unique(((old & low).astype(np.uint64) << np.uint64(24)) | (new & low))
    one, two = pairs >> np.uint64(24), pairs & np.uint64(0xFFFFFF)
    return round(float(_ciede2000(_lab(one), _lab(two)).max()), 1)


def _lab(words: NDArray[np.uint64]) -> Numbers:
    shifts = np.array([16, 8, 0], dtype=np.uint64)
    rgb = ((words[:, None] >> shifts) & np.uint64(255)).astype(np.float64) / 255
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    share = linear @ _TO_XYZ.T / _WHITE
    root = np.where(share > 216 / 24389, np.cbrt(share), (24389 / 27 * share + 16) / 116)
    x, y, z = root.T
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=1)


def _ciede2000(one: Numbers, two: Numbers) -> Numbers:
    """ΔE2000 with all weights 1; the names are those of the standard."""
    l1, a1, b1 = one.T
    l2, a2, b2 = two.T
    c7 = ((np.hypot(a1, b1) + np.hypot(a2, b2)) / 2) ** 7
    g = 0.5 * (1 - np.sqrt(c7 / (c7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    turn = (h2 - h1 + 180) % 360 - 180
    turn = np.where(c1 * c2 == 0, 0, turn)
    d_l, d_c = l2 - l1, c2 - c1
    d_h = 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn) / 2)
    l_mean, c_mean = (l1 + l2) / 2, (c1 + c2) / 2
    h_mean = np.where(c1 * c2 == 0, h1 + h2, (h1 + turn / 2) % 360)
    t = (
        1
        - 0.17 * np.cos(np.radians(h_mean - 30))
        + 0.24 * np.cos(np.radians(2 * h_mean))
        + 0.32 * np.cos(np.radians(3 * h_mean + 6))
        - 0.20 * np.cos(np.radians(4 * h_mean - 63))
    )
    s_l = 1 + 0.015 * (l_mean - 50) ** 2 / np.sqrt(20 + (l_mean - 50) ** 2)
    s_c, s_h = 1 + 0.045 * c_mean, 1 + 0.015 * c_mean * t
    c7 = c_mean**7
    r_t = (
        -2
        * np.sqrt(c7 / (c7 + 25**7))
        * np.sin(np.radians(60 * np.exp(-(((h_mean - 275) / 25) ** 2))))
    )
    c_part, h_part = d_c / s_c, d_h / s_h
    result: Numbers = np.sqrt((d_l / s_l) ** 2 + c_part**2 + h_part**2 + r_t * c_part * h_part)
    return result
