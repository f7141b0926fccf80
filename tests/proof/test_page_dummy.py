"""The empty page of a layout: what it counts, where it stands; its PDF is in black alone."""

import re
from collections import Counter
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from banmian.errors import LayoutError
from banmian.house.load import load_house
from banmian.house.style import HouseStyle, StorySlot
from banmian.pipeline.dummy import draw_dummy
from banmian.pipeline.settings import Settings
from banmian.proof.dummy import dummy_layers, room_of
from banmian.proof.shapes import Box, Label, Layer, Stroke

LAYOUTS = ("fayan-zhaibian", "neiye", "siban", "yaowen", "ziyou")


@pytest.fixture(scope="module")
def yaowen(project: Path) -> HouseStyle:
    return load_house(project / "layouts", "yaowen")


@pytest.fixture(scope="module")
def drawn(page_settings: Settings) -> bytes:
    return draw_dummy("yaowen", page_settings)


def labels(layer: Layer) -> list[str]:
    return [shape.text for shape in layer.shapes if isinstance(shape, Label)]


def test_a_text_s_room_is_counted(yaowen: HouseStyle) -> None:
    slot = yaowen.slots["commentary"]
    assert isinstance(slot, StorySlot)
    assert slot.frames.text is not None
    room = room_of(slot.frames.text, yaowen.grid, yaowen)
    # two columns of 11 em less 5 pt at both sides; 46 lines of which the head takes 11
    assert (room.frames, room.lines, room.characters) == (2, 70, 700)


def test_every_slot_and_part_is_named(yaowen: HouseStyle) -> None:
    layers = {layer.name: layer for layer in dummy_layers(yaowen)}
    named = [text.split("　")[0] for text in labels(layers["稿位"])]
    assert set(yaowen.slots) <= set(named)
    assert named.count("第 8 条") == 1
    parts = Counter(text.split("　")[0] for text in labels(layers["部件"]))
    assert (parts["主题"], parts["报名"], parts["图片说明"]) == (14, 1, 1)


def test_a_free_part_is_drawn_with_its_room(project: Path) -> None:
    house = load_house(project / "layouts", "ziyou")
    layers = {layer.name: layer for layer in dummy_layers(house)}
    (told,) = [text for text in labels(layers["稿位"]) if text.startswith("自由区")]
    assert told.split("　")[1:3] == ["8 栏×94 行", "350.0×474.2 mm"]
    assert f"{8 * 94} 行 {8 * 94 * 11} 字" in told  # the folio line takes three lines of 97
    assert house.free is not None
    area = house.grid.rect(house.free.area)
    outlines = [s.rect for s in layers["稿位"].shapes if isinstance(s, Box) and s.stroke]
    assert outlines == [area]
    columns = [text for text in labels(layers["部件"]) if "＝1034 字" in text]
    assert len(columns) == 8
    (sold,) = [text for text in labels(layers["部件"]) if "广告" in text]
    assert "3 栏 127.7" in sold  # what the shipped advertisement is made for


def test_every_fifth_line_is_numbered_at_both_sides(yaowen: HouseStyle) -> None:
    grid = dummy_layers(yaowen)[0]
    numbers = [int(text) for text in labels(grid) if text.isdigit()]
    columns = list(range(yaowen.grid.columns)) * 2
    lines = list(range(5, yaowen.grid.lines + 1, 5)) * 2
    assert sorted(numbers) == sorted(columns + lines)
    heads = {s.points[0].y for s in grid.shapes if isinstance(s, Stroke)}
    assert heads == {yaowen.grid.y_of(n) for n in range(1, yaowen.grid.lines + 1)}


@pytest.mark.parametrize("name", LAYOUTS)
def test_nothing_but_the_title_leaves_the_page(project: Path, name: str) -> None:
    house = load_house(project / "layouts", name)
    right, foot = house.grid.page_width, house.grid.page_height
    boxes = 0
    for layer in dummy_layers(house):
        for shape in layer.shapes:
            if isinstance(shape, Box):
                boxes += 1
                assert shape.rect.right <= right
                assert shape.rect.bottom <= foot
    assert boxes > 20


def test_the_pdf_is_black_alone_in_layers_with_our_face(drawn: bytes) -> None:
    with pikepdf.open(BytesIO(drawn)) as pdf:
        names = [str(group.Name) for group in pdf.Root.OCProperties.OCGs]
        assert names == ["网格", "部件", "线框", "稿位"]
        fonts, colours = set(), set()
        for form in pdf.pages[0].Resources.XObject.values():
            assert form.OC in list(pdf.Root.OCProperties.OCGs)
            for font in form.Resources.get("/Font", {}).values():
                assert "/FontFile2" in font.FontDescriptor
                fonts.add(re.sub(r"^/[A-Z0-9]+\+", "", str(font.BaseFont)))
            for operands, operator in pikepdf.parse_content_stream(form):
                if str(operator) in {"k", "K"}:
                    colours.add(tuple(float(ink) for ink in list(operands)[:3]))
                assert str(operator) not in {"rg", "RG", "g", "G", "Do"}
        assert fonts == {"BanmianHei-Regular"}
        assert colours == {(0.0, 0.0, 0.0)}
    document = pypdfium2.PdfDocument(drawn)
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert "版样纸" in text
    assert "350×490 mm" in text


def test_the_same_layout_gives_the_same_bytes(drawn: bytes, page_settings: Settings) -> None:
    assert draw_dummy("yaowen", page_settings) == drawn


def test_an_unknown_layout_is_told(page_settings: Settings) -> None:
    with pytest.raises(LayoutError, match="layout-unknown"):
        draw_dummy("nowhere", page_settings)
