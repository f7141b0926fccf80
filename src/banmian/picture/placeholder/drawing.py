"""Write the placeholder pictures: figure or scene, mark, metadata, file.

Inputs:  a folder, file names, a face for the mark, a seed.
Outputs: JPEG files in grey, the same bytes for the same arguments: portraits of 600 × 800 pixels,
         scenes of 1800 × 1200.
Units:   pixels. 600 pixels are 508 ppi at a placed width of 30 mm and 381 ppi at 40 mm.
Source:  our choice. The mark and the metadata say what the pictures are: a drawing by a program, of
         nobody (IPTC digital source type "algorithmic media").
"""

import io
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError
from PIL import Image, ImageDraw, ImageFont

from banmian.errors import EnvironmentFault, FontError, Place, UsageError
from banmian.picture.embed import embed_metadata
from banmian.picture.metadata import ALGORITHMIC_MEDIA, PictureMetadata
from banmian.picture.placeholder.figure import figures, paint
from banmian.picture.placeholder.scene import paint_scene, scenes

MARK = "示意图"
MARK_BOX = (
    472,
    750,
    600,
    800,
)  # left, top, right, bottom: a tab in a portrait's lower right corner
SHIPPED_SEED = 7
PLACEHOLDER_METADATA = PictureMetadata(
    caption="占位示意图：此处为人物肖像位置",
    credit="Banmian placeholder",
    creator="Banmian placeholder",
    alt="占位示意图",
    copyright="CC0 1.0",
    digital_source_type=ALGORITHMIC_MEDIA,
)

SCENE_METADATA = replace(PLACEHOLDER_METADATA, caption="占位示意图：此处为新闻图片位置")

_MARK_SIZE = 36  # 5.1 pt where the picture is 30 mm wide
_MARK_INK = 60
_PAPER = 250
_OVERSAMPLING = 4
_QUALITY = 90
_PIXELS_PER_INCH = 508


def draw_placeholders(
    folder: Path, names: Sequence[str], *, face_file: Path, seed: int, scene: bool = False
) -> tuple[Path, ...]:
    """Draw one portrait a name, or one scene, and write `<name>.jpg`; all of them or none.

    Raises:
        UsageError: a name is not a plain file name, or is there twice.
        FontError: the face cannot be read or lacks a character of the mark.
        EnvironmentFault: the folder cannot be written to.

    """
    _refuse_odd_names(names)
    tab = _mark_tab(face_file)
    if scene:
        images = [paint_scene(one) for one in scenes(len(names), seed)]
    else:
        images = [paint(one) for one in figures(len(names), seed)]
    metadata = SCENE_METADATA if scene else PLACEHOLDER_METADATA
    files = {
        folder / f"{name}.jpg": _encoded(image, tab, metadata)
        for name, image in zip(names, images, strict=True)
    }
    _write_all(folder, files)
    return tuple(files)


def _refuse_odd_names(names: Sequence[str]) -> None:
    for name in names:
        if not name or Path(name).name != name or name.startswith("."):
            raise UsageError.of(
                "placeholder-name",
                f"not a plain file name: {name!r}",
                hint="write the name without a folder and without .jpg, such as zeng-xiangyang",
            )
    if len(set(names)) != len(names):
        raise UsageError.of("placeholder-name", "a placeholder is named twice")


def _encoded(image: Image.Image, tab: Image.Image, metadata: PictureMetadata) -> bytes:
    image.paste(tab, (image.width - tab.width, image.height - tab.height))
    file = io.BytesIO()
    image.save(
        file,
        format="JPEG",
        quality=_QUALITY,
        optimize=True,
        dpi=(_PIXELS_PER_INCH, _PIXELS_PER_INCH),
    )
    return embed_metadata(file.getvalue(), metadata)


def _mark_tab(face_file: Path) -> Image.Image:
    """The mark, dark on paper, drawn large and brought down so that its strokes stay smooth."""
    face = _face_with_mark(face_file)
    left, top, right, bottom = MARK_BOX
    size = (right - left, bottom - top)
    image = Image.new("L", (size[0] * _OVERSAMPLING, size[1] * _OVERSAMPLING), _PAPER)
    middle = (image.width / 2, image.height / 2)
    inked = face.getbbox(MARK, anchor="ls")
    origin = (middle[0] - (inked[0] + inked[2]) / 2, middle[1] - (inked[1] + inked[3]) / 2)
    ImageDraw.Draw(image).text(origin, MARK, fill=_MARK_INK, font=face, anchor="ls")
    return image.resize(size, Image.Resampling.LANCZOS)


def _face_with_mark(face_file: Path) -> ImageFont.FreeTypeFont:
    place = Place(face_file.name)
    try:
        data = face_file.read_bytes()
        mapped = TTFont(io.BytesIO(data), lazy=True, fontNumber=0).getBestCmap()
        face = ImageFont.truetype(
            io.BytesIO(data), _MARK_SIZE * _OVERSAMPLING, layout_engine=ImageFont.Layout.BASIC
        )
    except (OSError, TTLibError) as error:
        raise FontError.of("font-unreadable", f"cannot read the face: {error}", place) from error
    lacking = "".join(character for character in MARK if ord(character) not in mapped)
    if lacking:
        raise FontError.of("glyph-missing", f"the face for the mark lacks {lacking}", place)
    return face


def _write_all(folder: Path, files: dict[Path, bytes]) -> None:
    """Write everything under other names first; only when all is on disk, rename."""
    written: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, data in files.items():
            draft = path.with_name(f".{path.name}.{os.getpid()}.part")
            written.append((draft, path))
            draft.write_bytes(data)
        for draft, path in written:
            draft.replace(path)
    except OSError as error:
        for draft, _path in written:
            draft.unlink(missing_ok=True)
        raise EnvironmentFault.of(
            "cannot-write",
            f"cannot write the placeholders: {error.strerror}",
            Place(folder.name),
            "check the free space and the permissions of the folder",
        ) from error
