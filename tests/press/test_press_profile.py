"""Which profile a layout gets, and how it is told when there is none."""

import shutil
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from banmian.errors import LayoutError, Place
from banmian.house.load import load_house
from banmian.house.style import HouseStyle, PressStyle
from banmian.press.profile import load_profile


@pytest.fixture
def house(project: Path, tmp_path: Path) -> HouseStyle:
    shutil.copytree(project / "layouts" / "fayan-zhaibian", tmp_path / "layouts" / "mine")
    return load_house(tmp_path / "layouts", "mine")


def asking(house: HouseStyle, profile: str) -> HouseStyle:
    return replace(house, press=PressStyle(profile, place=Place("layout.yaml", 3, 4)))


@pytest.mark.parametrize("name", ["newsprint", "coated"])
def test_shipped_profiles_are_the_files_named(name: str, house: HouseStyle, project: Path) -> None:
    profile = load_profile(asking(house, name), project / "press")
    assert profile.model == (name == "newsprint")
    assert profile.digest == sha256(profile.data).hexdigest()


def test_a_plants_own_profile_lies_beside_the_layout(house: HouseStyle, project: Path) -> None:
    shutil.copy(project / "press" / "fogra39l-coated.icc", house.folder / "Plant 3.icc")
    profile = load_profile(asking(house, "Plant 3.icc"), project / "press")
    assert (profile.identifier, profile.model) == ("FOGRA39L Coated", False)


def test_faults_are_told_with_their_place(house: HouseStyle, project: Path) -> None:
    (house.folder / "grey.icc").write_bytes(b"\0" * 12 + b"mntrRGB " + b"\0" * 16 + b"acsp")
    (house.folder / "cut.icc").write_bytes(b"\0" * 12 + b"prtrCMYK" + b"\0" * 16 + b"acsp")
    outside = house.folder.parent / "outside.icc"
    shutil.copy(project / "press" / "newsprint26.icc", outside)
    (house.folder / "link.icc").symlink_to(outside)
    for asked, code in (
        ("newsprnt", "profile-unknown"),
        ("none.icc", "profile-missing"),
        ("grey.icc", "profile-unsuitable"),
        ("cut.icc", "profile-unsuitable"),
        ("../outside.icc", "outside-folder"),
        ("link.icc", "outside-folder"),
    ):
        with pytest.raises(LayoutError) as caught:
            load_profile(asking(house, asked), project / "press")
        (found,) = caught.value.diagnostics
        assert (found.code, found.place) == (code, Place("layout.yaml", 3, 4)), asked


def test_another_file_under_the_old_name_is_refused(
    house: HouseStyle, project: Path, tmp_path: Path
) -> None:
    shutil.copytree(project / "press", tmp_path / "press")
    path = tmp_path / "press" / "newsprint26.icc"
    path.write_bytes(path.read_bytes() + b"\0")
    with pytest.raises(LayoutError, match="profile-changed"):
        load_profile(house, tmp_path / "press")


@pytest.mark.parametrize(
    "pattern", ["{paper}_{date}_{page}_{version}.pdf", "HB{date}-A{page}.pdf", "版.{page}.pdf"]
)
def test_names_a_plant_may_ask_for(pattern: str, house: HouseStyle) -> None:
    assert read_with(house, pattern).press.file_name == pattern


@pytest.mark.parametrize(
    "pattern", ["../{page}.pdf", "a/b.pdf", ".pdf", "{pages}.pdf", "x.png", "a..pdf"]
)
def test_names_that_lead_elsewhere_are_refused(pattern: str, house: HouseStyle) -> None:
    with pytest.raises(LayoutError, match="bad-file-name"):
        read_with(house, pattern)


def read_with(house: HouseStyle, pattern: str) -> HouseStyle:
    path = house.folder / "layout.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f'{text}\npress: {{file_name: "{pattern}"}}\n', encoding="utf-8")
    return load_house(house.folder.parent, "mine")
