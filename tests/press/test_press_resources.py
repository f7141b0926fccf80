"""Forms, pictures and gradients that a layout's CSS brings: fit for the press, or refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary, Name
from PIL import Image

from banmian.errors import LayoutError
from banmian.press.pictures import PressPictures
from banmian.press.profile import PressProfile
from banmian.press.resources import fit_resources
from banmian.render.fetch import BASE, PageFetcher


def form(pdf: pikepdf.Pdf, content: str, **more: Any) -> Any:
    return pdf.make_stream(content.encode(), Type=Name.XObject, Subtype=Name.Form, **more)


def test_a_group_is_blended_in_inks_and_no_picture_is_smoothed() -> None:
    pdf = pikepdf.new()
    resources = Dictionary(ColorSpace=Dictionary(), ExtGState=Dictionary())
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    group_form = form(pdf, "0 0 0 1 k 0 0 9 9 re f", Group=group, Resources=resources)
    picture = pdf.make_stream(
        b"0", Subtype=Name.Image, ColorSpace=Name.DeviceGray, Interpolate=True
    )
    fit_resources(pdf)
    assert Name.DeviceCMYK == group_form.Group.CS
    assert set(group_form.Resources.keys()) == {"/ExtGState"}
    assert "/Interpolate" not in picture


def rgb_form(pdf: pikepdf.Pdf) -> Any:
    return form(pdf, "q 1 0 0 rg 0 0 9 9 re f Q")


def rgb_tile(pdf: pikepdf.Pdf) -> Any:
    return pdf.make_stream(b"1 0 0 RG 0 0 9 9 re S", PatternType=1)


def rgb_picture(pdf: pikepdf.Pdf) -> Any:
    return pdf.make_stream(b"000", Subtype=Name.Image, ColorSpace=Name.DeviceRGB)


def rgb_gradient(pdf: pikepdf.Pdf) -> Any:
    return pdf.make_indirect(Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB))


@pytest.mark.parametrize("thing", [rgb_form, rgb_tile, rgb_picture, rgb_gradient])
def test_rgb_is_refused_wherever_it_hides(thing: Callable[[pikepdf.Pdf], Any]) -> None:
    pdf = pikepdf.new()
    thing(pdf)
    with pytest.raises(LayoutError, match="colour-rgb"):
        fit_resources(pdf)


def test_a_layouts_own_picture_is_converted(tmp_path: Path, project: Path) -> None:
    Image.new("RGB", (8, 8), "red").save(tmp_path / "dots.png")
    (tmp_path / "style.css").write_text(".a{}")
    data = (project / "press" / "newsprint26.icc").read_bytes()
    profile = PressProfile("", "", "", "", model=True, data=data)
    fetcher = PageFetcher({}, tmp_path, PressPictures(profile, 220).whole)
    assert fetcher.fetch(f"{BASE}dots.png").read().startswith(b"\xff\xd8\xff")
    assert fetcher.fetch(f"{BASE}style.css").read() == b".a{}"
