"""Pictures in the inks of the press: cut to their frames, no finer than needed, in so much ink.

Inputs:  a picture file, its frame, the printing condition.
Outputs: the bytes of the file when nothing was to be done, else of a JPEG (a PNG for greys that
         were stored without loss).
Units:   ink in per cent of one ink's full tone; pixels an inch.
Source:  ISO 15930-7, 6.2: no RGB on the page. Relative colorimetric with black point compensation
         is the trade's choice for photographs; JPEG at quality 92 without subsampling is ours. 300
         ppi is twice the finest newspaper ruling.
"""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import PIL
from PIL import Image, ImageChops, ImageCms, ImageOps

from banmian.errors import LayoutError
from banmian.makeup.page import PictureBlock
from banmian.preflight.order import PlantOrder
from banmian.press.ink_limit import within
from banmian.press.kept import NO_SHELF, Shelf
from banmian.press.profile import PressProfile
from banmian.units import Length

QUALITY = 92
WANTED_PPI = 300
MOST_PPI = PlantOrder().most_ppi
RECIPE = f"1 Pillow {PIL.__version__}"  # to be changed with what is done to pictures
_ORIENTATION = 0x0112
_LOSSLESS = frozenset({"PNG", "TIFF"})


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame that a picture fills, and the point of it (in parts of 1) that stays in sight."""

    width: Length
    height: Length
    focus: tuple[float, float]


@dataclass(frozen=True, slots=True)
class PressPictures:
    """How pictures go to press.

    Attributes:
        profile: the printing condition.
        ink: the most ink, all plates together.
        black: whether black is the only ink.
        shelf: where finished pictures are kept for the next time.
    """

    profile: PressProfile
    ink: float
    black: bool = False
    shelf: Shelf = NO_SHELF

    def placed(self, block: PictureBlock) -> bytes:
        """A picture in its frame.

        Raises:
            LayoutError: the profile cannot be used to convert pictures.
        """
        return self._made(block.file, Frame(block.rect.width, block.rect.height, block.focus))

    def whole(self, file: Path) -> bytes:
        """A picture of the layout, whose size on the page only the layout's CSS knows.

        Raises:
            LayoutError: the profile cannot be used to convert pictures.
        """
        return self._made(file, None)

    def _made(self, file: Path, frame: Frame | None) -> bytes:
        data = file.read_bytes()
        key = repr(
            (RECIPE, sha256(data).digest(), self.profile.digest, self.ink, self.black, frame)
        )
        return self.shelf.kept(key, lambda: self._make(data, frame))

    def _make(self, data: bytes, frame: Frame | None) -> bytes:
        with Image.open(BytesIO(data)) as opened:
            stored, mode = opened.format, opened.mode
            turned = opened.getexif().get(_ORIENTATION, 1) != 1
            source = opened.info.get("icc_profile")
            image = _plain(ImageOps.exif_transpose(opened))
        shaped = image if frame is None else _shaped(image, frame)
        inks = self._inks(shaped, source)
        if (
            inks is image
            and not turned
            and (stored, mode) in {("JPEG", "L"), ("PNG", "L"), ("JPEG", "CMYK")}
        ):
            return data
        return _stored(inks, lossless=stored in _LOSSLESS and inks.mode == "L")

    def _inks(self, image: Image.Image, source: bytes | None) -> Image.Image:
        """Amounts of ink, or greys."""
        if image.mode == "L":
            return image
        if self.black:
            return image.convert("RGB").convert("L")
        if image.mode == "RGB":
            if _is_grey(image):
                return image.getchannel(0)
            return within(_converted(image, source, self.profile.data), self.ink)
        if source and source != self.profile.data:
            image = _converted(image, source, self.profile.data)
        return within(image, self.ink)


def _plain(image: Image.Image) -> Image.Image:
    """Greys, RGB or CMYK, without transparency: what lets through shows white paper."""
    image.load()
    if image.mode in ("L", "CMYK") and not image.has_transparency_data:
        return image
    grey = image.mode in ("1", "L", "LA")
    if image.has_transparency_data:
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image.convert("RGBA"))
        image = paper
    return image.convert("L" if grey else "RGB")


def _is_grey(image: Image.Image) -> bool:
    red, green, blue = image.split()
    pairs = ((red, green), (green, blue))
    return all(ImageChops.difference(one, other).getbbox() is None for one, other in pairs)


def _shaped(image: Image.Image, frame: Frame) -> Image.Image:
    """The part that its frame shows, with no more pixels than the plate can use."""
    box = cut(image.size, frame)
    width, height = frame.width.pt / 72, frame.height.pt / 72
    ppi = (box[2] - box[0]) / width
    if ppi > MOST_PPI:
        size = max(1, round(width * WANTED_PPI)), max(1, round(height * WANTED_PPI))
        return image.resize(size, Image.Resampling.LANCZOS, box)
    return image if box == (0, 0, *image.size) else image.crop(box)


def cut(size: tuple[int, int], frame: Frame) -> tuple[int, int, int, int]:
    """The largest part of a picture that has its frame's shape, round the focus if it can be."""
    shape = frame.width / frame.height
    width = min(size[0], max(1, round(size[1] * shape)))
    height = min(size[1], max(1, round(size[0] / shape)))
    left, top = (
        min(max(round(all_of_it * focus - part / 2), 0), all_of_it - part)
        for all_of_it, part, focus in zip(size, (width, height), frame.focus, strict=True)
    )
    return left, top, left + width, top + height


def _converted(image: Image.Image, source: bytes | None, target: bytes) -> Image.Image:
    try:
        converted = ImageCms.applyTransform(image, _transform(source, target, image.mode))
    except (OSError, ImageCms.PyCMSError):
        # the picture's own profile is damaged, or for another kind of colour: as if it had none
        if image.mode == "CMYK":
            return image
        converted = ImageCms.applyTransform(image, _transform(None, target, image.mode))
    assert converted is not None
    return converted


@lru_cache(maxsize=8)
def _transform(source: bytes | None, target: bytes, mode: str) -> Any:
    try:
        return ImageCms.buildTransform(
            ImageCms.ImageCmsProfile(BytesIO(source)) if source else ImageCms.createProfile("sRGB"),
            ImageCms.ImageCmsProfile(BytesIO(target)),
            mode,
            "CMYK",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except ImageCms.PyCMSError as fault:
        if source:
            raise
        message = f"pictures cannot be converted with the press profile: {fault}"
        raise LayoutError.of("profile-unsuitable", message) from fault


def _stored(image: Image.Image, *, lossless: bool) -> bytes:
    buffer = BytesIO()
    if lossless:
        image.save(buffer, "PNG")
    else:
        image.save(buffer, "JPEG", quality=QUALITY, subsampling=0)
    return buffer.getvalue()
