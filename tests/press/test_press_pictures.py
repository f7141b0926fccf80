"""Pictures in the inks of the press."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms

from banmian.errors import Place
from banmian.geometry import Rect
from banmian.house.load import load_house
from banmian.house.style import PressStyle
from banmian.makeup.page import PictureBlock
from banmian.press.ink_limit import within
from banmian.press.kept import Shelf
from banmian.press.pictures import Frame, PressPictures, cut
from banmian.press.profile import PressProfile, load_profile
from banmian.units import ZERO, mm

INCH = mm(25.4)


@pytest.fixture(scope="module")
def newsprint(project: Path) -> PressProfile:
    return load_profile(load_house(project / "layouts", "fayan-zhaibian"), project / "press")


@pytest.fixture(scope="module")
def pictures(newsprint: PressProfile) -> PressPictures:
    return PressPictures(newsprint, 220)


def block(path: Path, inches: float = 1.0, focus: tuple[float, float] = (0.5, 0.5)) -> PictureBlock:
    """A picture in a square frame."""
    with Image.open(path) as image:
        size = image.size
    frame = Rect(ZERO, ZERO, INCH * inches, INCH * inches)
    return PictureBlock(frame, path, "", size, focus, Place("a.md", 3))


def opened(data: bytes) -> Image.Image:
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture


def converted(image: Image.Image, path: Path, how: PressPictures, **save: object) -> Image.Image:
    image.save(path, **save)  # type: ignore[arg-type]
    return opened(how.whole(path))


def inks(picture: Image.Image, at: tuple[int, int]) -> list[int]:
    """Amounts of ink in percent; Pillow reads Adobe's inverted CMYK as it is meant."""
    assert picture.mode == "CMYK"
    value = picture.getpixel(at)
    assert isinstance(value, tuple)
    return [round(ink / 2.55) for ink in value]


def totals(picture: Image.Image) -> NDArray[np.float32]:
    """The ink of every pixel in percent."""
    assert picture.mode == "CMYK"
    sums: NDArray[np.float32] = np.asarray(picture, np.float32).sum(axis=2) / np.float32(2.55)
    return sums


def test_rgb_becomes_inks_and_no_more_than_newsprint_takes(
    pictures: PressPictures, tmp_path: Path
) -> None:
    image = Image.new("RGB", (48, 16), "black")
    image.paste((255, 0, 0), (16, 0, 32, 16))
    image.paste((255, 255, 255), (32, 0, 48, 16))
    picture = converted(image, tmp_path / "a.png", pictures)
    black, red, white = (inks(picture, (x, 8)) for x in (8, 24, 40))
    assert sum(black) <= 220
    assert black[3] > 80
    assert red[0] < 15
    assert min(red[1:3]) > 70
    assert max(white) <= 1


@pytest.mark.parametrize("most", [220, 160])
def test_a_dark_picture_keeps_the_limit_after_conversion(
    most: int, project: Path, tmp_path: Path
) -> None:
    """With the profile for coated paper, which by itself gives blacks of 316 %."""
    house = load_house(project / "layouts", "fayan-zhaibian")
    coated = load_profile(replace(house, press=PressStyle("coated")), project / "press")
    shades = np.linspace(0, 40, 64, dtype=np.uint8)
    pixels = np.stack(np.broadcast_arrays(shades[:, None], shades[None, :], 12), axis=2)
    path = tmp_path / "a.png"
    free = converted(Image.fromarray(pixels.astype(np.uint8)), path, PressPictures(coated, 400))
    assert totals(free).max() > 290
    held = opened(PressPictures(coated, most).whole(path))
    assert totals(held).max() <= most + 12, "JPEG rings by a few per cent"
    assert totals(held).mean() <= most + 0.5
    blacks = np.asarray(held, np.int16)[..., 3] - np.asarray(free, np.int16)[..., 3]
    assert abs(blacks).mean() < 2, "black is kept"


def test_the_limit_keeps_hue_and_black() -> None:
    dark = Image.new("CMYK", (1, 1), (204, 102, 204, 204))  # 80/40/80/80: 280 %
    (held,) = np.asarray(within(dark, 220)).reshape(1, 4).tolist()
    assert held[3] == 204
    assert held[0] == held[2]
    assert held[0] == pytest.approx(2 * held[1], abs=1)
    assert 218 <= sum(held) / 2.55 <= 220
    light = Image.new("CMYK", (1, 1), (204, 102, 0, 0))
    assert within(light, 220) is light


def test_what_lets_through_shows_paper(pictures: PressPictures, tmp_path: Path) -> None:
    image = Image.new("RGBA", (32, 16), (0, 0, 255, 0))
    image.paste((0, 0, 255, 255), (16, 0, 32, 16))
    picture = converted(image, tmp_path / "a.png", pictures)
    assert max(inks(picture, (4, 8))) <= 1
    assert inks(picture, (28, 8))[0] > 60


@pytest.mark.parametrize(("mode", "suffix"), [("L", "png"), ("L", "jpg"), ("CMYK", "jpg")])
def test_greys_and_inks_stay_as_they_are(
    mode: str, suffix: str, pictures: PressPictures, tmp_path: Path
) -> None:
    path = tmp_path / f"a.{suffix}"
    Image.new(mode, (220, 220)).save(path)
    assert pictures.placed(block(path)) == path.read_bytes() == pictures.whole(path)


@pytest.mark.parametrize(
    ("image", "suffix"),
    [
        (Image.new("1", (16, 16), 1), "tif"),
        (Image.new("LA", (16, 16), (255, 0)), "png"),
        (Image.new("RGB", (16, 16), (255, 255, 255)), "jpg"),
        (Image.new("RGB", (16, 16), (255, 255, 255)).convert("P"), "png"),
    ],
)
def test_greys_of_any_kind_are_greys(
    image: Image.Image, suffix: str, pictures: PressPictures, tmp_path: Path
) -> None:
    picture = converted(image, tmp_path / f"a.{suffix}", pictures)
    assert (picture.mode, picture.getpixel((8, 8))) == ("L", 255)


def test_inks_of_another_press_are_converted(
    pictures: PressPictures, project: Path, tmp_path: Path
) -> None:
    other = (project / "press" / "fogra39l-coated.icc").read_bytes()
    image = Image.new("CMYK", (220, 220), (255, 0, 0, 0))
    path = tmp_path / "a.jpg"
    image.save(path, quality=95, icc_profile=other)
    assert inks(opened(pictures.placed(block(path))), (9, 9)) != [100, 0, 0, 0]
    image.save(path, quality=95, icc_profile=pictures.profile.data)
    assert pictures.placed(block(path)) == path.read_bytes()
    image.save(tmp_path / "a.tif")
    assert inks(opened(pictures.placed(block(tmp_path / "a.tif"))), (9, 9)) == [100, 0, 0, 0]


def test_inks_over_the_limit_are_held(pictures: PressPictures, tmp_path: Path) -> None:
    picture = converted(
        Image.new("CMYK", (16, 16), (255, 255, 255, 0)), tmp_path / "a.jpg", pictures
    )
    assert sum(inks(picture, (8, 8))) == pytest.approx(220, abs=2)


def test_a_picture_taken_upright_stands_upright(pictures: PressPictures, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90° clockwise
    picture = converted(Image.new("L", (40, 20), 0), tmp_path / "a.jpg", pictures, exif=exif)
    assert picture.size == (20, 40)
    assert picture.mode == "L"


def test_a_damaged_profile_in_a_picture_is_passed_over(
    pictures: PressPictures, tmp_path: Path
) -> None:
    image = Image.new("RGB", (16, 16), (0, 0, 255))
    damaged = converted(image, tmp_path / "a.png", pictures, icc_profile=b"no profile at all")
    whole = converted(image, tmp_path / "b.png", pictures)
    assert inks(damaged, (8, 8)) == inks(whole, (8, 8))


@pytest.mark.parametrize(("pixels", "wanted"), [(150, 150), (449, 449), (460, 300), (900, 300)])
def test_no_finer_than_needed_and_never_upsampled(
    pixels: int, wanted: int, pictures: PressPictures, tmp_path: Path
) -> None:
    path = tmp_path / "a.png"
    Image.linear_gradient("L").resize((pixels, pixels)).convert("RGB").save(path)
    assert opened(pictures.placed(block(path))).size == (wanted, wanted)


def test_a_picture_is_cut_round_its_focus(pictures: PressPictures, tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    image = Image.new("RGB", (600, 300), "white")
    image.paste((255, 0, 0), (450, 0, 600, 300))
    image.save(path)
    assert opened(pictures.placed(block(path, focus=(0, 0.5)))).mode == "L", "white alone is grey"
    right = opened(pictures.placed(block(path, focus=(1, 0.5))))
    assert right.size == (300, 300)
    assert inks(right, (140, 9))[1] < 10
    assert inks(right, (160, 9))[1] > 60


@pytest.mark.parametrize(
    ("focus", "box"),
    [
        ((0.5, 0.5), (50, 0, 150, 100)),
        ((0.0, 0.0), (0, 0, 100, 100)),
        ((0.3, 0.9), (10, 0, 110, 100)),
        ((1.0, 1.0), (100, 0, 200, 100)),
    ],
)
def test_the_cut_stays_inside(focus: tuple[float, float], box: tuple[int, ...]) -> None:
    assert cut((200, 100), Frame(INCH, INCH, focus)) == box


def test_black_only(newsprint: PressProfile, tmp_path: Path) -> None:
    how = PressPictures(newsprint, 220, black=True)
    red = converted(Image.new("RGB", (16, 16), (255, 0, 0)), tmp_path / "a.png", how)
    inked = converted(Image.new("CMYK", (16, 16), (255, 0, 0, 0)), tmp_path / "a.jpg", how)
    assert (red.mode, inked.mode) == ("L", "L")


def test_finished_pictures_are_kept_and_damage_is_mended(
    newsprint: PressProfile, tmp_path: Path
) -> None:
    path = tmp_path / "a.png"
    Image.new("RGB", (700, 700), (9, 99, 199)).save(path)
    how = PressPictures(newsprint, 220, shelf=Shelf(tmp_path / "shelf"))
    first = how.placed(block(path))
    (kept,) = (tmp_path / "shelf").iterdir()
    stored = kept.read_bytes()
    assert stored.endswith(first)
    kept.write_bytes(stored[:-9])
    assert how.placed(block(path)) == first
    assert kept.read_bytes() == stored
    for other in (block(path, 1.5), block(path, focus=(0, 0))):
        how.placed(other)
    PressPictures(newsprint, 200, shelf=how.shelf).placed(block(path))
    Image.new("RGB", (700, 700), (9, 99, 198)).save(path)
    how.placed(block(path))
    assert len(list((tmp_path / "shelf").iterdir())) == 5, "each is another picture"


def test_the_conversion_is_relative_with_black_point(
    pictures: PressPictures, tmp_path: Path
) -> None:
    """Paper white is no ink, and the darkest black is the press's own, not clipped."""
    ramp = Image.linear_gradient("L").convert("RGB")
    ramp.putpixel((0, 0), (1, 0, 0))  # a pixel that keeps it from being a grey
    picture = converted(ramp, tmp_path / "a.png", pictures)
    lab = ImageCms.createProfile("LAB")
    to_lab = ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(BytesIO(pictures.profile.data)), lab, "CMYK", "LAB"
    )
    seen = ImageCms.applyTransform(picture, to_lab)
    assert seen is not None
    column = np.asarray(seen)[:, 128, 0].astype(int)
    steps = np.diff(column[16:240:8])
    assert (steps >= 0).all(), "no step of the ramp turns back"
    assert (steps[:6] > 0).sum() >= 4, "the shadows keep their drawing"
