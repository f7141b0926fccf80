"""Pictures in the inks of the press.

Inputs:  a picture file, a press profile.
Outputs: the file itself when it holds ink amounts or greys already, else CMYK JPEG bytes.
Units:   none.
Source:  ISO 15930-7, 6.2: no RGB on the page. Relative colorimetric with black point compensation
         is the trade's choice for photographs; JPEG at quality 92 without subsampling is ours.
"""

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps

from banmian.errors import LayoutError
from banmian.press.profile import PressProfile

QUALITY = 92
_AS_IT_IS = {("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "L")}
_ORIENTATION = 0x0112


def press_picture(file: Path, profile: PressProfile) -> Path | bytes:
    """The picture as it goes on the page.

    Raises:
        LayoutError: the profile cannot be used to convert pictures.
    """
    with Image.open(file) as opened:
        upright = opened.getexif().get(_ORIENTATION, 1) == 1
        if upright and (opened.format, opened.mode) in _AS_IT_IS:
            return file
        source = opened.info.get("icc_profile")
        image: Image.Image = ImageOps.exif_transpose(opened)
        image.load()
    if image.mode == "L":
        return _stored(image)
    if image.mode != "CMYK":
        image = _separated(_on_paper(image), source, profile)
    return _stored(image)


def _on_paper(image: Image.Image) -> Image.Image:
    """RGB without transparency: what lets through shows white paper."""
    if image.has_transparency_data:
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image.convert("RGBA"))
        return paper.convert("RGB")
    return image.convert("RGB")


def _separated(image: Image.Image, source: bytes | None, profile: PressProfile) -> Image.Image:
    try:
        converted = ImageCms.applyTransform(image, _transform(source, profile.data))
    except (OSError, ImageCms.PyCMSError):
        # the picture's own profile is damaged, or for another kind of colour: take it as sRGB
        converted = ImageCms.applyTransform(image, _transform(None, profile.data))
    assert converted is not None
    return converted


@lru_cache(maxsize=8)
def _transform(source: bytes | None, target: bytes) -> Any:
    try:
        return ImageCms.buildTransform(
            ImageCms.ImageCmsProfile(BytesIO(source)) if source else ImageCms.createProfile("sRGB"),
            ImageCms.ImageCmsProfile(BytesIO(target)),
            "RGB",
            "CMYK",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except ImageCms.PyCMSError as fault:
        if source:
            raise
        message = f"pictures cannot be converted with the press profile: {fault}"
        raise LayoutError.of("profile-unsuitable", message) from fault


def _stored(image: Image.Image) -> bytes:
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=QUALITY, subsampling=0)
    return buffer.getvalue()
