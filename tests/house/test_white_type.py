"""Which selectors of a style.css set white text."""

from pathlib import Path

import pytest

from banmian.house.white_type import white_type


@pytest.mark.parametrize(
    ("css", "classes"),
    [
        (".a { color: device-cmyk(0 0 0 0); }", [{"a"}]),
        (".a { color: device-cmyk(0, 0, 0, 0) }", [{"a"}]),
        ("div .a.t-b, .c{font-weight:700;color:#FFF !important}", [{"a", "t-b"}, {"c"}]),
        (".a { color: white; }", [{"a"}]),
        (".a { color: device-cmyk(0 0 0 1); }", []),
        (".a { color: device-cmyk(0 0.5 0 0); }", []),
        (".a { background-color: white; border-color: #fff; }", []),
        ("/* .a { color: white; } */ .b { color: white }", [{"b"}]),
        ("p > *, h1 { color: white }", []),
        ("@page { size: A4 } .a { color: white", []),
    ],
)
def test_selectors_of_white_text(css: str, classes: list[set[str]], tmp_path: Path) -> None:
    file = tmp_path / "style.css"
    file.write_text(css, encoding="utf-8")
    assert [set(found) for found in white_type(file)] == classes


def test_a_layout_without_css_has_no_white_text(tmp_path: Path) -> None:
    assert white_type(tmp_path / "style.css") == ()
