"""The house's colours: names for CSS, in per cent, within the limit of ink."""

from pathlib import Path

import pytest

from banmian.errors import LayoutError
from banmian.house.load import load_house
from banmian.render.type_css import type_css


@pytest.fixture
def layouts(project: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "layouts" / "mine"
    folder.mkdir(parents=True)
    text = (project / "layouts" / "neiye" / "layout.yaml").read_text("utf-8")
    (folder / "layout.yaml").write_text(text, "utf-8")
    return folder.parent


def change(layouts: Path, old: str, new: str) -> None:
    path = layouts / "mine" / "layout.yaml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def test_css_knows_the_colours(layouts: Path) -> None:
    change(layouts, "[0, 100, 90, 10]}", "[0, 100, 90, 10], pale-blue: [12.5, 0, 0, 0]}")
    house = load_house(layouts, "mine")
    css = type_css(house, (), dict.fromkeys((key for key, _ in house.faces), "f"))
    assert ":root{--red:device-cmyk(0 1 0.9 0.1);--pale-blue:device-cmyk(0.125 0 0 0);}" in css


def test_too_much_ink(layouts: Path) -> None:
    change(layouts, "[0, 100, 90, 10]}", "[60, 100, 90, 10]}")
    with pytest.raises(LayoutError, match="the colour red has 260 % ink") as caught:
        load_house(layouts, "mine")
    (told,) = caught.value.diagnostics
    assert told.code == "ink-limit"
    assert told.place is not None
    assert told.place.line > 1
    with (layouts / "mine" / "layout.yaml").open("a", encoding="utf-8") as file:
        file.write("\npress: {ink: 300, ink_ceiling: 320}\n")
    assert load_house(layouts, "mine").palette[0][0] == "red"


def test_an_aim_over_the_ceiling(layouts: Path) -> None:
    with (layouts / "mine" / "layout.yaml").open("a", encoding="utf-8") as file:
        file.write("\npress: {ink: 260}\n")
    with pytest.raises(LayoutError, match="ink-limit"):
        load_house(layouts, "mine")
