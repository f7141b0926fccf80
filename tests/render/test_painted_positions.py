"""Every glyph stands in the PDF where the made-up page has it; justified lines end on the measure.

The measuring is pdfium's, not ours: it reads the font's widths and the content stream as any
viewer does.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from banmian.compose.classes import BLANK_AFTER, BLANK_BEFORE, class_of
from banmian.house.style import TypeStyle
from banmian.makeup.page import MadeUpPage, PlacedLine, TextBlock
from banmian.typeface.face import Face
from banmian.units import mm, pt

Glyphs = list[tuple[str, float, float, float]]
Read = Callable[[bytes], Glyphs]
PaintBlocks = Callable[..., tuple[MadeUpPage, bytes]]
SetBlock = Callable[..., TextBlock]

EM = 0.002  # ten times sharper than the 0.02 em that are asked for
ON_THE_GRID = mm(0.01).pt
SIZES = {11: pt(10), 20: pt(10), 35: pt(16), 70: pt(9)}  # by the measure, to fit the page

TEXT = (
    "11月12日，全省人大代表工作会议在武汉举行。会议强调：“代表工作”是人大工作的基础——也是活力所在……"
    "今年以来，办理代表建议735件，办结率100%，GDP增长5.2%；《关于“双联”的意见》（试行）共3章21条，"
    "“‘一老一小’、‘急难愁盼’”，样样要管！怎么管？湖北省十四届人大代表、联络员（Liaison Officer）"
    "说：「每季度走访30户」，把约200 km/h的高铁、2024年度的数字ABC-123都写进记事本里。"
)
MIXED = (
    ("本报讯（记者", "hei", 1.0),
    ("王婧 通讯员仁轩", "kai", 1.0),
    ("）", "hei", 1.0),
    (TEXT, "song", 1.0),
    ("重点：“压实责任”，", "hei", 0.85),
    ("《规划》（2024—2030年）提出……", "kai", 1.25),
    (TEXT[:90], "song-black", 1.0),
)


def expected(page: MadeUpPage) -> Glyphs:
    """Every glyph that the made-up page wants: character, pen, baseline, size."""
    glyphs: Glyphs = []
    for block in page.blocks:
        if not isinstance(block, TextBlock):
            continue
        size = block.style.size.pt
        for placed in block.lines:
            x, y = placed.x.pt, placed.baseline.pt
            for cluster in placed.line.clusters:
                one = len(cluster.pens) == 1  # —— may be one glyph: both characters stand there
                assert one or len(cluster.pens) == len(cluster.text)
                pens = cluster.pens * len(cluster.text) if one else cluster.pens
                for char, pen in zip(cluster.text, pens, strict=True):
                    glyphs.append((char, x + pen * size, y, size * cluster.scale))
                blank = x + (cluster.x + cluster.advance) * size
                glyphs.extend((char, blank, y, size * cluster.scale) for char in cluster.blank)
    return glyphs


def assert_same(found: Glyphs, wanted: Glyphs) -> None:
    assert "".join(char for char, *_ in found) == "".join(char for char, *_ in wanted)
    for (char, x, y, size), (_, wanted_x, wanted_y, wanted_size) in zip(found, wanted, strict=True):
        assert size == pytest.approx(wanted_size, abs=0.002), char
        assert x == pytest.approx(wanted_x, abs=EM * wanted_size), char
        assert y == pytest.approx(wanted_y, abs=ON_THE_GRID), char


def test_every_glyph_of_the_reference_page_stands_where_it_was_composed(
    reference_page: MadeUpPage, reference_pdf: Path, read_glyphs: Read
) -> None:
    pdf = reference_pdf.read_bytes()
    assert_same(read_glyphs(pdf), expected(reference_page))


def test_body_baselines_lie_on_the_grid(reference_page: MadeUpPage) -> None:
    grid = reference_page.grid
    first = grid.top + grid.baseline_in_slot(grid.body, grid.leading)
    for block in reference_page.blocks:
        if isinstance(block, TextBlock) and block.style.pitch is None:
            for placed in block.lines:
                rows = (placed.baseline - first) / grid.leading
                assert abs(rows - round(rows)) * grid.leading.mm < 0.01


def line_end(placed: PlacedLine, block: TextBlock, glyphs: Glyphs) -> float:
    """Where a painted line's last box ends, in em from the line's left edge.

    From the last glyph's place in the PDF and what the face says of it, not from the composer's
    sums: a mark trimmed at the line's end has a box of half an em.
    """
    cluster = placed.line.clusters[-1]
    _, x, _, size = glyphs[-1 - len(cluster.blank)]
    char = cluster.text[-1]
    box = ink_box(char, cluster.face) * size / block.style.size.pt
    return (x - placed.x.pt) / block.style.size.pt + box


def ink_box(char: str, face: Face) -> float:
    if class_of(char) in BLANK_AFTER:
        return 0.5
    assert class_of(char) not in BLANK_BEFORE, "a line may not end with an opening mark"
    return face.advance(char)


def glyphs_by_line(block: TextBlock, glyphs: Glyphs) -> list[Glyphs]:
    lines = []
    at = 0
    for placed in block.lines:
        count = sum(len(cluster.text + cluster.blank) for cluster in placed.line.clusters)
        lines.append(glyphs[at : at + count])
        at += count
    assert at == len(glyphs)
    return lines


def assert_justified(block: TextBlock, glyphs: Glyphs, em: float) -> int:
    """Assert that all lines but the last end on the measure; give how many were looked at."""
    checked = 0
    for placed, line in zip(block.lines, glyphs_by_line(block, glyphs), strict=True):
        if not placed.line.last:
            assert line_end(placed, block, line) == pytest.approx(em, abs=0.02), line
            checked += 1
    return checked


@pytest.mark.parametrize("em", [11, 20, 35, 70])
@pytest.mark.parametrize("face", ["song", "song-black", "hei", "kai"])
def test_justified_lines_end_on_the_measure(
    face: str,
    em: int,
    set_block: SetBlock,
    make_style: Callable[..., TypeStyle],
    paint_blocks: PaintBlocks,
    read_glyphs: Read,
) -> None:
    style = make_style(face=face, size=SIZES[em])
    block = set_block([(TEXT * (1 + em // 35), face, 1.0)], style, em, 0)
    page, pdf = paint_blocks(block)
    glyphs = read_glyphs(pdf)
    assert_same(glyphs, expected(page))
    assert assert_justified(block, glyphs, em) == len(block.lines) - 1 > 3


@pytest.mark.parametrize("em", [11, 20, 35, 70])
def test_mixed_faces_and_sizes_neither_drift_nor_leave_the_grid(
    em: int,
    set_block: SetBlock,
    make_style: Callable[..., TypeStyle],
    paint_blocks: PaintBlocks,
    read_glyphs: Read,
) -> None:
    style = make_style(size=SIZES[em], indent=2.0)
    block = set_block(MIXED * (1 + em // 70), style, em, 0)
    page, pdf = paint_blocks(block)
    glyphs = read_glyphs(pdf)
    assert_same(glyphs, expected(page))
    assert assert_justified(block, glyphs, em) == len(block.lines) - 1 > 5
    baselines = [line[0][2] for line in glyphs_by_line(block, glyphs)]
    step = 32 if SIZES[em] > pt(12) else 16
    for number, baseline in enumerate(baselines):
        assert baseline == pytest.approx(baselines[0] + step * number, abs=ON_THE_GRID)


@pytest.mark.parametrize("em", [7, 20, 70])
@pytest.mark.parametrize("face", ["song", "song-black", "hei", "kai"])
def test_marks_of_half_an_em_begin_where_their_boxes_do(
    face: str,
    em: int,
    set_block: SetBlock,
    make_style: Callable[..., TypeStyle],
    paint_blocks: PaintBlocks,
    read_glyphs: Read,
) -> None:
    """R13: the place a program is told is the glyph's in the PDF; the dot is in the middle."""
    style = make_style(face=face, size=pt(9))
    text = "会议由阿·布代表和/或委员主持，北京–上海、京-沪两地列席，工作／生活都在谈。" * (
        1 + em // 20
    )
    block = set_block([(text, face, 1.0)], style, em, 0)
    _, pdf = paint_blocks(block)
    found = glyphs_by_line(block, read_glyphs(pdf))
    for placed, line in zip(block.lines, found, strict=True):
        for cluster, (char, x, _, size) in zip(placed.line.clusters, line, strict=True):
            if char in "·/–-／":
                assert cluster.advance == pytest.approx(0.5)
                assert x == pytest.approx(placed.x.pt + cluster.x * size, abs=EM * size), char
            if char == "·":
                (glyph,) = cluster.face.shape(char)
                left, _, right, _ = cluster.face.ink(glyph.gid)
                assert (left + right) / 2 == pytest.approx(0.25, abs=0.01)
    assert {char for line in found for char, *_ in line} >= set("·/–-／")


def test_a_shifted_glyph_would_be_seen(reference_page: MadeUpPage) -> None:
    """The comparison itself: a fifth of what is allowed is too much, and it fails."""
    wanted = expected(reference_page)
    char, x, y, size = wanted[700]
    moved = [*wanted]
    moved[700] = (char, x + 0.004 * size, y, size)
    with pytest.raises(AssertionError):
        assert_same(moved, wanted)
    moved[700] = (char, x, y + 0.05, size)
    with pytest.raises(AssertionError):
        assert_same(moved, wanted)
