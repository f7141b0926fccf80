"""The portraits we ship: drawn again to the byte, marked, and honest about what they are."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from banmian.errors import EnvironmentFault, FontError, UsageError
from banmian.picture.metadata import ALGORITHMIC_MEDIA
from banmian.picture.placeholder.drawing import (
    MARK_BOX,
    SHIPPED_SEED,
    draw_placeholders,
)
from banmian.picture.placeholder.figure import figures, paint
from banmian.picture.placeholder.outline import parse_outline
from banmian.picture.placeholder.scene import SCENE, paint_scene, scenes
from banmian.picture.placeholder.wardrobe import DRESS, HAIR
from banmian.picture.reader import PictureFile, read_picture

ROOT = Path(__file__).parents[2]
PHOTOS = ROOT / "content" / "2024-11-13" / "05" / "photos"
NAMES = (
    "zeng-xiangyang",
    "li-changhai",
    "zhang-shejiao",
    "he-yusheng",
    "he-yufeng",
    "xie-aie",
)


@pytest.fixture(scope="module")
def hei() -> Path:
    """The face of the mark, as fonts.toml names it."""
    fonts = ROOT / "fonts"
    named = tomllib.loads((fonts / "fonts.toml").read_text(encoding="utf-8"))
    return fonts / str(named["faces"]["hei"]["file"])


@pytest.fixture(scope="module")
def shipped() -> tuple[PictureFile, ...]:
    return tuple(read_picture(PHOTOS / f"{name}.jpg", shown_as=name) for name in NAMES)


def pixels(picture: PictureFile) -> Image.Image:
    with Image.open(picture.path) as image:
        image.load()
        return image


def test_shipped_portraits_are_what_the_program_draws(tmp_path: Path, hei: Path) -> None:
    drawn = draw_placeholders(tmp_path, NAMES, face_file=hei, seed=SHIPPED_SEED)
    assert [path.name for path in drawn] == [f"{name}.jpg" for name in NAMES]
    for path in drawn:
        assert path.read_bytes() == (PHOTOS / path.name).read_bytes(), path.name
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in drawn)


def test_shipped_portraits_fit_the_page(shipped: tuple[PictureFile, ...]) -> None:
    for picture in shipped:
        assert picture.width_px * 4 == picture.height_px * 3
        assert picture.width_px / (40 / 25.4) >= 300  # ppi at 40 mm wide
        assert (picture.mode, picture.has_alpha, picture.orientation) == ("L", False, 1)


def test_shipped_portraits_say_what_they_are(shipped: tuple[PictureFile, ...]) -> None:
    for picture in shipped:
        said = picture.metadata
        assert said.caption == "占位示意图：此处为人物肖像位置"
        assert said.alt == "占位示意图"
        assert said.credit == said.creator == "Banmian placeholder"
        assert said.digital_source_type == ALGORITHMIC_MEDIA
        assert said.copyright == "CC0 1.0"
        assert said.date_created is None


def test_shipped_portraits_carry_no_exif(shipped: tuple[PictureFile, ...]) -> None:
    for picture in shipped:
        assert b"Exif" not in picture.path.read_bytes()


def test_the_six_differ(shipped: tuple[PictureFile, ...]) -> None:
    assert len({picture.digest for picture in shipped}) == len(NAMES)
    shapes = {
        (figure.hair, figure.dress, figure.is_mirrored) for figure in figures(6, SHIPPED_SEED)
    }
    assert len(shapes) == len(NAMES)


def test_the_mark_stands_on_paper_in_its_corner(shipped: tuple[PictureFile, ...]) -> None:
    for picture in shipped:
        box = pixels(picture).crop(MARK_BOX)
        tones = box.histogram()
        area = box.width * box.height
        assert sum(tones[225:]) > 0.5 * area  # paper
        assert 0.1 * area < sum(tones[:120]) < 0.4 * area  # three characters of ink
        for third in range(3):  # one character in each third
            width = box.width // 3
            part = box.crop((third * width, 0, third * width + width, box.height))
            assert sum(part.histogram()[:120]) > 0.1 * part.width * part.height


def test_heads_hold_one_line(shipped: tuple[PictureFile, ...]) -> None:
    """On the line of the eyes every face lies in the middle and is equally wide."""
    for picture in shipped:
        line = pixels(picture).crop((0, 300, 600, 301)).tobytes()
        face = [x for x, tone in enumerate(line) if tone > 196 and 190 < x < 410]
        assert abs((face[0] + face[-1]) / 2 - 300) < 12
        assert 180 < face[-1] - face[0] < 222


@pytest.mark.parametrize("hair", HAIR)
@pytest.mark.parametrize("dress", DRESS)
def test_cuts_stay_in_the_frame(hair: str, dress: str) -> None:
    style = HAIR[hair]
    for cut in (*style.behind, *style.over, *DRESS[dress]):
        outline = parse_outline(cut.path)
        assert len(outline) >= 3
        assert all(0 <= x <= 600 and 60 <= y <= 800 for x, y in outline)


def test_lots_depend_on_the_seed_alone() -> None:
    assert figures(6, 1) == figures(6, 1)
    assert figures(6, 1) != figures(6, 2)
    assert paint(figures(6, 1)[0]).tobytes() == paint(figures(6, 1)[0]).tobytes()
    assert figures(0, 1) == ()
    assert len(figures(40, 1)) == 40


def test_scenes_are_marked_differ_and_say_what_they_are(tmp_path: Path, hei: Path) -> None:
    names = ("a", "b", "c", "d")
    drawn = draw_placeholders(tmp_path, names, face_file=hei, seed=3, scene=True)
    again = draw_placeholders(tmp_path / "again", names, face_file=hei, seed=3, scene=True)
    assert [path.read_bytes() for path in drawn] == [path.read_bytes() for path in again]
    pictures = [read_picture(path, shown_as=path.name) for path in drawn]
    assert len({picture.digest for picture in pictures}) == len(names)
    for picture in pictures:
        assert (picture.width_px, picture.height_px) == SCENE
        assert picture.metadata.caption == "占位示意图：此处为新闻图片位置"
        assert picture.metadata.digital_source_type == ALGORITHMIC_MEDIA
        box = pixels(picture).crop((SCENE[0] - 128, SCENE[1] - 50, *SCENE))
        assert sum(box.histogram()[225:]) > 0.5 * box.width * box.height


def test_neighbouring_scenes_are_of_different_kinds_and_keep_clear_of_solid_ink() -> None:
    drawn = scenes(6, 11)
    assert all(one.kind != other.kind for one, other in pairwise(drawn))
    assert {scene.kind for scene in drawn} == {"bridge", "village", "fields"}
    for scene in drawn[:3]:
        tones = set(paint_scene(scene).tobytes())
        assert min(tones) >= 38  # 15 % under solid ink
        assert max(tones) >= 230


@pytest.mark.parametrize("name", ["../a", "a/b", "", ".hidden", "/etc/a"])
def test_names_cannot_leave_the_folder(tmp_path: Path, name: str, hei: Path) -> None:
    with pytest.raises(UsageError):
        draw_placeholders(tmp_path / "out", [name], face_file=hei, seed=1)
    assert not list(tmp_path.iterdir())


def test_a_name_given_twice(tmp_path: Path, hei: Path) -> None:
    with pytest.raises(UsageError):
        draw_placeholders(tmp_path, ["a", "a"], face_file=hei, seed=1)


def test_faces_that_cannot_draw_the_mark(tmp_path: Path) -> None:
    face = tmp_path / "face.otf"
    for data in (None, b"no face"):
        if data is not None:
            face.write_bytes(data)
        with pytest.raises(FontError):
            draw_placeholders(tmp_path / "out", ["a"], face_file=face, seed=1)
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_a_file(tmp_path: Path, hei: Path) -> None:
    (tmp_path / "out").write_text("in the way", encoding="utf-8")
    with pytest.raises(EnvironmentFault):
        draw_placeholders(tmp_path / "out", ["a"], face_file=hei, seed=1)


def test_nothing_is_left_when_a_file_cannot_be_put_in_place(tmp_path: Path, hei: Path) -> None:
    (tmp_path / "b.jpg").mkdir()
    with pytest.raises(EnvironmentFault):
        draw_placeholders(tmp_path, ["b"], face_file=hei, seed=1)
    assert [path.name for path in tmp_path.iterdir()] == ["b.jpg"]


@pytest.mark.parametrize("path", ["C 1 2 3 4 5 6 Z", "M 1", "L 1 2 C 1 2", "5 5"])
def test_outlines_that_are_none(path: str) -> None:
    with pytest.raises(ValueError, match=r"outline|path data"):
        parse_outline(path)


def test_outline_of_a_curve() -> None:
    outline = parse_outline("M 0 0 C 0 10 10 10 10 0 L 10 20 Z")
    assert outline[0] == (0, 0)
    assert outline[-1] == (10, 20)
    assert outline[-2] == (10, 0)
    assert (5, 7.5) in outline
