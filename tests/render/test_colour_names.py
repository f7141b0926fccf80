"""Names of colours in a style sheet are those of the palette."""

from dataclasses import replace
from pathlib import Path

import pytest

from banmian.errors import LayoutError
from banmian.house.load import load_house
from banmian.render.colour_names import check_colour_names


def test_a_misspelt_name_is_told(project: Path, tmp_path: Path) -> None:
    house = replace(load_house(project / "layouts", "neiye"), folder=tmp_path)
    check_colour_names(house)  # a layout without a style sheet
    css = (
        "/* var(--rde)\n*/ :root{--mine:var(--red)}\n.a{color:var(--mine)}\n.b{color:var( --rde )}"
    )
    (tmp_path / "style.css").write_text(css, "utf-8")
    with pytest.raises(LayoutError) as caught:
        check_colour_names(house)
    (told,) = caught.value.diagnostics
    assert str(told.place) == "layouts/neiye/style.css:4:10"
    assert told.code == "colour-unknown"
    assert told.hint == "names of the palette: mine, red"
