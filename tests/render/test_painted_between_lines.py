"""R35, R36 in the PDF: pinyin over its character, dots and lines in place, the copy undisturbed."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from banmian.errors import Place
from banmian.pipeline.markup import marked_copies
from banmian.pipeline.sample_pdf import MARGIN, PITCH, SIZE, paint_samples
from banmian.pipeline.samples import (
    ComposedSample,
    Sample,
    SampleSetting,
    compose_samples,
)
from banmian.pipeline.settings import Settings
from banmian.typeface.catalogue import Catalogue

Glyphs = list[tuple[str, float, float, float]]
Read = Callable[[bytes], Glyphs]

MARKED = (
    "本报讯（记者[王婧]{专名}）会议要[压实**责任**，[何裕生]{专名}[曾向阳]{专名}]{着重}。"
    "[镕基]{róng jī}、[绿女庄]{lǜ nǚ zhuāng}说GDP增长5%，国国国国国国国国国。"
)
COPY = (
    "本报讯（记者王婧）会议要压实责任，何裕生曾向阳。镕基、绿女庄说GDP增长5%，国国国国国国国国国。"
)
PINYIN = "róngjīlǜnǚzhuāng"
SIZE_PT, MARGIN_PT = SIZE.pt, MARGIN.pt


def painted(
    catalogue: Catalogue, settings: Settings, text: str = MARKED, *, vertical: bool = False
) -> tuple[ComposedSample, bytes]:
    setting = SampleSetting(vertical=vertical)
    samples = [Sample("1", text, 16, 0, Place("s", 1, 1), text)]
    copies = marked_copies(samples, "song", catalogue).copies
    (composed,) = compose_samples(samples, copies, setting)
    return composed, paint_samples([composed], setting, catalogue, settings)


def paths(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """The boxes of everything drawn on the page, in points from the trim's top left corner."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    trim, _, _, top = page.get_trimbox()
    found = []
    for thing in page.get_objects():
        if thing.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH:
            left, bottom, right, upper = thing.get_bounds()
            found.append((left - trim, top - upper, right - trim, top - bottom))
    document.close()
    return found


@pytest.mark.parametrize("vertical", [False, True])
def test_the_copy_is_read_first_and_pinyin_after_it(
    catalogue: Catalogue, page_settings: Settings, read_glyphs: Read, vertical: bool
) -> None:
    _, pdf = painted(catalogue, page_settings, vertical=vertical)
    assert "".join(char for char, *_ in read_glyphs(pdf)) == COPY + PINYIN


def test_pinyin_stands_centred_over_its_character(
    catalogue: Catalogue, page_settings: Settings, read_glyphs: Read
) -> None:
    composed, pdf = painted(catalogue, page_settings)
    glyphs = read_glyphs(pdf)
    base = {char: (x, y) for char, x, y, _ in glyphs if char in "镕基绿女庄"}
    hei = catalogue.face("hei")
    at = len(COPY)
    for line in composed.composed.lines:
        for reading in line.interlinear.readings:
            text = reading.cluster.text
            spelt = glyphs[at : at + len(text)]
            at += len(text)
            assert "".join(char for char, *_ in spelt) == text
            size = spelt[0][3]
            x, y = base[reading.over]
            end = spelt[-1][1] + hei.advance(text[-1]) * size
            assert (spelt[0][1] + end) / 2 == pytest.approx(x + SIZE_PT / 2, abs=0.02 * SIZE_PT)
            assert size <= SIZE_PT / 2 + 1e-3
            assert 0.88 * SIZE_PT < y - spelt[0][2] < PITCH.pt
    assert at == len(glyphs)


def test_dots_and_lines_stand_under_the_text(catalogue: Catalogue, page_settings: Settings) -> None:
    composed, pdf = painted(catalogue, page_settings)
    found = paths(pdf)
    wanted = []
    for row, line in enumerate(composed.composed.lines):
        foot = MARGIN_PT + PITCH.pt * row + (PITCH.pt + SIZE_PT) / 2  # of the em box
        for dot in line.interlinear.dots:
            middle = MARGIN_PT + dot.middle * SIZE_PT
            wanted.append((middle - 0.9, foot + (dot.depth - 0.09) * 10, middle + 0.9))
        for name in line.interlinear.names:
            x = [MARGIN_PT + end * SIZE_PT for end in (name.begin, name.end)]
            wanted.append((x[0], foot + 0.3, x[1]))
    assert len(found) == len(wanted) == 13
    for box, place in zip(found, wanted, strict=True):
        assert box[:3] == pytest.approx(place, abs=0.06)


def test_on_columns_dots_are_right_and_lines_left(
    catalogue: Catalogue, page_settings: Settings
) -> None:
    composed, pdf = painted(catalogue, page_settings, "国[甲]{着重}[乙]{专名}", vertical=True)
    dot, line = paths(pdf)
    width = PITCH.pt * len(composed.composed.lines) + 2 * MARGIN_PT
    axis = width - MARGIN_PT - PITCH.pt / 2
    assert composed.composed.lines[0].interlinear.names[0].text == "乙"
    assert (dot[0] + dot[2]) / 2 == pytest.approx(axis + 5 + 1.5, abs=0.06)
    assert (line[0] + line[2]) / 2 == pytest.approx(axis - 5 - 0.55, abs=0.06)
    assert dot[3] < line[1]


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    for kid in node.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary):
            yield kid
            yield from elements(kid)


def test_pinyin_dots_and_lines_are_artifacts(catalogue: Catalogue, page_settings: Settings) -> None:
    _, pdf = painted(catalogue, page_settings)
    with pikepdf.open(BytesIO(pdf)) as document:
        root = document.Root.StructTreeRoot
        tagged = [kid for e in elements(root) for kid in e.K if isinstance(kid, int)]
        assert all(len(e.K) for e in elements(root)), "no element is left empty"
        stream = document.pages[0].Contents.read_bytes()
        marked = [int(number) for number in re.findall(rb"/MCID (\d+)", stream)]
        assert tagged == marked
        parents = root.ParentTree.Nums[1]
        assert [n for n, parent in enumerate(parents) if parent is not None] == marked
        (artifact,) = re.findall(rb"/Artifact BMC(.*?)EMC", stream, re.DOTALL)
        assert artifact.count(b" re f") == 3
        assert artifact.count(b" Tf") == artifact.count(b"BT") > 0
        assert set(re.findall(rb"[\d. ]+ (?:k|g|rg|scn)\b", artifact)) == {b"0 0 0 1 scn"}


def test_text_without_annotations_is_painted_as_before(
    catalogue: Catalogue, page_settings: Settings
) -> None:
    _, pdf = painted(catalogue, page_settings, "国国国")
    with pikepdf.open(BytesIO(pdf)) as document:
        assert b"Artifact" not in document.pages[0].Contents.read_bytes()
