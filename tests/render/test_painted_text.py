"""The text a reader copies from the PDF is the copy that was written, character for character."""

from collections.abc import Callable
from pathlib import Path

import pytest

from banmian.editorial.read_page import load_page
from banmian.house.style import TypeStyle
from banmian.makeup.page import MadeUpPage, TextBlock
from banmian.typeface.catalogue import Catalogue

Glyphs = list[tuple[str, float, float, float]]
Read = Callable[[bytes], Glyphs]
PaintBlocks = Callable[..., tuple[MadeUpPage, bytes]]


@pytest.fixture(scope="module")
def painted(reference_pdf: Path, read_glyphs: Read) -> str:
    return "".join(char for char, *_ in read_glyphs(reference_pdf.read_bytes()))


def test_the_pdf_says_what_the_reference_says(painted: str, project: Path) -> None:
    path = project / "tests" / "data" / "reference" / "fayan-zhaibian.txt"
    reference = path.read_text(encoding="utf-8").replace("\n", "")
    furniture = len(painted) - len(reference)
    assert painted[furniture:] == reference
    assert painted[:furniture] == "05 要闻湖北日报2024年11月13日 星期三"


def test_typed_blanks_are_glyphs(painted: str, project: Path) -> None:
    page = load_page(project / "content" / "2024-11-13" / "05")
    assert "湖北日报全媒体记者 王婧 通讯员 仁轩" in painted
    for story in page.stories:
        if story.speaker is not None and story.speaker.title is not None:
            assert f"{story.speaker.title.text} {story.speaker.name.text}" in painted


def test_the_made_up_page_is_the_painted_text(painted: str, reference_page: MadeUpPage) -> None:
    blocks = [block for block in reference_page.blocks if isinstance(block, TextBlock)]
    lines = [placed.line for block in blocks for placed in block.lines]
    clusters = [cluster for line in lines for cluster in line.clusters]
    assert "".join(cluster.text + cluster.blank for cluster in clusters) == painted


@pytest.mark.parametrize(
    "text",
    [
        "据新华社电　记者从会上获悉，今年GDP增长5.2%，其中第一产业——农业增长3.5%……",
        "《人民日报》（海外版）：“‘一带一路’倡议”提出10年来，约200 km/h的高铁达4.5万公里。",
        "he said “OK”：3×4＝12，１２３ＡＢＣ；A/B、C-D，①②③，〇一二三、㈠、℃、％、№。",
        "学生们說：「你好！」『世界』？！————是的……好、",
        "爱德华·斯诺登（Edward Snowden）与列夫·尼古拉耶维奇·托尔斯泰 对谈",
        "cafe\u0301的か\u3099き与u\u0308ber",  # composed by HarfBuzz, read as it was typed
        "是／否；甲／乙　丙／丁",
        "一句 话 有 很 多 空 格",  # one by one: pdfium reads two blanks as one
    ],
)
@pytest.mark.parametrize("face", ["song", "song-black", "hei", "kai"])
def test_any_copy_extracts_as_typed(
    text: str,
    face: str,
    set_block: Callable[..., TextBlock],
    make_style: Callable[..., TypeStyle],
    paint_blocks: PaintBlocks,
    read_glyphs: Read,
) -> None:
    _, pdf = paint_blocks(set_block([(text, face, 1.0)], make_style(face=face), 11, 0))
    found = "".join(char for char, *_ in read_glyphs(pdf))
    assert found == text


def test_runs_in_several_faces_extract_as_typed(
    set_block: Callable[..., TextBlock],
    make_style: Callable[..., TypeStyle],
    paint_blocks: PaintBlocks,
    read_glyphs: Read,
) -> None:
    runs = [("本报讯 ", "hei", 1.0), ("（记者 ", "kai", 1.0), ("王婧", "hei", 1.2),
            ("）", "kai", 1.0), ("会议强调，", "song", 1.0), (" ", "hei", 1.0),
            ("　", "kai", 1.0), ("要——", "song-black", 0.8), ("——抓紧。", "song", 1.0)]  # fmt: skip
    _, pdf = paint_blocks(set_block(runs, make_style(), 7, 0))
    found = "".join(char for char, *_ in read_glyphs(pdf))
    assert found.replace("\u3000", "") == "".join(text for text, *_ in runs).replace("\u3000", "")


def test_characters_of_another_face_inside_words_and_lines(
    catalogue: Catalogue,
    set_block: Callable[..., TextBlock],
    make_style: Callable[..., TypeStyle],
    paint_blocks: PaintBlocks,
    read_glyphs: Read,
) -> None:
    """Song lacks ř and Ł, Kai steps in: each glyph in a face that has it, no text lost."""
    song, kai = catalogue.face("song"), catalogue.face("kai")
    assert not any(song.covers(char) for char in "řŁź")
    assert all(kai.covers(char) for char in "řŁź")
    text = "作曲家德沃夏克（Antonín Dvořák）在Łódź、ř城，řřř与Plzeň之间往返。"
    _, pdf = paint_blocks(set_block([(text, "song", 1.0)], make_style(), 9, 0))
    assert "".join(char for char, *_ in read_glyphs(pdf)) == text


def test_what_asks_for_emoji_is_painted_by_the_face_it_has(
    set_block: Callable[..., TextBlock],
    make_style: Callable[..., TypeStyle],
    paint_blocks: PaintBlocks,
    read_glyphs: Read,
) -> None:
    _, pdf = paint_blocks(set_block([("看©\ufe0f和1\ufe0f吧", "song", 1.0)], make_style(), 9, 0))
    assert "".join(char for char, *_ in read_glyphs(pdf)) == "看©和1吧"


@pytest.mark.parametrize("face", ["song", "kai"])
def test_a_hyphen_is_painted_where_a_word_is_divided(
    face: str,
    set_block: Callable[..., TextBlock],
    make_style: Callable[..., TypeStyle],
    paint_blocks: PaintBlocks,
    read_glyphs: Read,
) -> None:
    text = "这部inter\u00adna\u00adtion\u00adal标准"
    _, pdf = paint_blocks(set_block([(text, face, 1.0)], make_style(face=face), 7, 0))
    found = [char for char, *_ in read_glyphs(pdf)]
    # pdfium reads a hyphen at a line's end as U+0002, to join the word again
    assert "".join(found) == "这部interna\u0002tional标准"
