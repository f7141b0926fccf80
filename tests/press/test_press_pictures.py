"""Pictures in the inks of the press."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from banmian.house.load import load_house
from banmian.press.pictures import press_picture
from banmian.press.profile import PressProfile, load_profile


@pytest.fixture(scope="module")
def newsprint(project: Path) -> PressProfile:
    return load_profile(load_house(project / "layouts", "fayan-zhaibian"), project / "press")


def converted(image: Image.Image, path: Path, profile: PressProfile, **save: object) -> Image.Image:
    image.save(path, **save)  # type: ignore[arg-type]
    result = press_picture(path, profile)
    assert isinstance(result, bytes)
    picture = Image.open(BytesIO(result))
    picture.load()
    return picture


def inks(picture: Image.Image, at: tuple[int, int]) -> list[int]:
    """Amounts of ink in percent; Pillow reads Adobe's inverted CMYK as it is meant."""
    assert picture.mode == "CMYK"
    value = picture.getpixel(at)
    assert isinstance(value, tuple)
    return [round(ink / 2.55) for ink in value]


def test_rgb_becomes_inks_and_no_more_than_newsprint_takes(
    newsprint: PressProfile, tmp_path: Path
) -> None:
    image = Image.new("RGB", (48, 16), "black")
    image.paste((255, 0, 0), (16, 0, 32, 16))
    image.paste((255, 255, 255), (32, 0, 48, 16))
    picture = converted(image, tmp_path / "a.png", newsprint)
    black, red, white = (inks(picture, (x, 8)) for x in (8, 24, 40))
    assert sum(black) <= 240
    assert black[3] > 80
    assert red[0] < 15
    assert min(red[1:3]) > 70
    assert max(white) <= 1


def test_what_lets_through_shows_paper(newsprint: PressProfile, tmp_path: Path) -> None:
    image = Image.new("RGBA", (16, 16), (0, 0, 255, 0))
    assert max(inks(converted(image, tmp_path / "a.png", newsprint), (8, 8))) <= 1


@pytest.mark.parametrize(("mode", "suffix"), [("L", "png"), ("L", "jpg"), ("CMYK", "jpg")])
def test_greys_and_inks_stay_as_they_are(
    mode: str, suffix: str, newsprint: PressProfile, tmp_path: Path
) -> None:
    path = tmp_path / f"a.{suffix}"
    Image.new(mode, (16, 16)).save(path)
    assert press_picture(path, newsprint) == path


def test_a_picture_taken_upright_stands_upright(newsprint: PressProfile, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90° clockwise
    image = Image.new("L", (40, 20), 0)
    picture = converted(image, tmp_path / "a.jpg", newsprint, exif=exif)
    assert picture.size == (20, 40)
    assert picture.mode == "L"


def test_a_damaged_profile_in_a_picture_is_passed_over(
    newsprint: PressProfile, tmp_path: Path
) -> None:
    image = Image.new("RGB", (16, 16), "white")
    picture = converted(image, tmp_path / "a.png", newsprint, icc_profile=b"no profile at all")
    assert max(inks(picture, (8, 8))) <= 1
