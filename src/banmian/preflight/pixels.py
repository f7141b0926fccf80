"""A picture's pixels as inks.

Inputs:  a `Raster`.
Outputs: an array of cyan, magenta, yellow and black, 255 for the full tone; coarse is enough.
Units:   pixels.
Source:  ISO 32000-1, 8.9.5; JPEG is decoded by Pillow, at half, quarter or eighth size where the
         pixels are finer than the plate that is wanted. Pillow turns over what has Adobe's marker,
         which PDF leaves to Decode.
"""

from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from banmian.preflight.colour import Space, inks_of
from banmian.preflight.painted import Raster
from banmian.preflight.read import DAMAGE, stream_bytes

Pixels = NDArray[np.uint8]
_MOST_PIXELS = 120_000_000
_MODES = {"L": 1, "RGB": 3, "CMYK": 4}


def ink_pixels(raster: Raster, coarse: float) -> Pixels | None:
    """The inks of a picture at about `coarse` pixels an inch; None when it cannot be decoded."""
    if raster.width * raster.height > _MOST_PIXELS or raster.space is None:
        return None
    reduction = max(int(raster.ppi / coarse), 1) if np.isfinite(raster.ppi) else 1
    samples = _jpeg(raster, reduction) if raster.filters == ("DCTDecode",) else _raw(raster)
    if samples is None or samples.shape[2] != raster.space.components:
        return None
    if raster.filters != ("DCTDecode",) and reduction > 1 and raster.space.family != "Indexed":
        samples = samples[::reduction, ::reduction]
    if raster.decode and raster.decode[0] > raster.decode[1]:
        samples = 255 - samples
    return _inks(samples, raster.space)


def _jpeg(raster: Raster, reduction: int) -> Pixels | None:
    try:
        data = bytes(raster.stream.read_raw_bytes())
        image = Image.open(BytesIO(data), formats=["JPEG"])
        image.draft(None, (raster.width // reduction, raster.height // reduction))
        image.load()
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, *DAMAGE):
        return None
    if image.mode not in _MODES:
        return None
    samples = np.asarray(image).reshape(image.height, image.width, _MODES[image.mode])
    return 255 - samples if image.mode == "CMYK" and "adobe" in image.info else samples


def _raw(raster: Raster) -> Pixels | None:
    data = stream_bytes(raster.stream)
    if (
        data is None
        or raster.space is None
        or {"JPXDecode", "CCITTFaxDecode"} & set(raster.filters)
    ):
        return None
    count = raster.space.components
    if raster.bits == 1 and count == 1:
        row = (raster.width + 7) // 8
        if len(data) < row * raster.height:
            return None
        bits = np.frombuffer(data, np.uint8, row * raster.height).reshape(raster.height, row)
        flat = np.unpackbits(bits, axis=1)[:, : raster.width, None]
        return flat if raster.space.family == "Indexed" else flat * np.uint8(255)
    size = raster.width * raster.height * count
    if raster.bits != 8 or len(data) < size or not size:
        return None
    return np.frombuffer(data, np.uint8, size).reshape(raster.height, raster.width, count)


def _inks(samples: Pixels, space: Space) -> Pixels | None:
    if space.components == 1:
        scale = 1 if space.family == "Indexed" else 255
        table = [inks_of(space, (value / scale,)) or (0, 0, 0, 0) for value in range(256)]
        colours = np.rint(np.array(table) * 255).astype(np.uint8)
        return np.asarray(colours[samples[:, :, 0]])
    if space.components == 4 and not space.inks:
        return samples
    if space.components == 3 and not space.inks:
        brightest = samples.max(axis=2, keepdims=True)
        return np.concatenate([brightest - samples, 255 - brightest], axis=2)
    return None
