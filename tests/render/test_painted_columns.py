"""R37 read back from the PDF: columns are painted where they were composed, and read in order."""

import ctypes
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pypdf
import pypdfium2
import pytest
from pypdfium2 import raw

from banmian.compose.cluster import Cluster
from banmian.compose.turn import Turn
from banmian.errors import Place
from banmian.pipeline.sample_pdf import paint_samples
from banmian.pipeline.samples import (
    ComposedSample,
    Sample,
    SampleSetting,
    compose_samples,
    plain_copies,
)
from banmian.pipeline.settings import Settings
from banmian.typeface.catalogue import load_catalogue

TEXTS = (
    "“国家‘十四五’规划”提出，到2025年，GDP增长5.5%——这是A+级、2B类；何为“新质生产力”？！",
    "……要坚持问题导向……要坚持系统观念。",
    "5G、6G、AI、VR、U盘、Wi-Fi 6E、iPhone 15 Pro Max亮相。",
    "COVID-19疫情、UNESCO、UNICEF、BRICS之间，北京–上海、和/或。",
    "“好！”“好！！”他连声说：“真好？！”",
    "好。",
    "“当人大代表，成就感满满！”",
)
CLOSE = 0.02  # em
TOP, SIZE = 20.0, 10.0  # pt; where samples stand, and their size
ASCENT = 0.88


class Painted(NamedTuple):
    text: str
    down: float  # em from the column's head to the glyph's origin
    across: float
    upright: bool


def composed(catalogue_key: str, project: Path) -> list[ComposedSample]:
    catalogue = load_catalogue(project / "fonts")
    samples = [
        Sample(f"{number}-{width}", text, width, indent, Place("x"))
        for number, text in enumerate(TEXTS)
        for width, indent in ((7.0, 2.0), (11.0, 0.0), (24.0, 2.0))
    ]
    setting = SampleSetting(face=catalogue_key, vertical=True)
    copies = plain_copies(samples, catalogue_key, catalogue).copies
    return list(compose_samples(samples, copies, setting))


def painted(pdf: Path) -> Iterator[Painted]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            text = page.get_textpage()
            top = page.get_trimbox()[3] - TOP
            for index in range(text.count_chars()):
                char = chr(raw.FPDFText_GetUnicode(text, index))
                if raw.FPDFText_IsGenerated(text, index) or not char.strip():
                    continue
                x, y, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_MATRIX()
                raw.FPDFText_GetCharOrigin(text, index, x, y)
                raw.FPDFText_GetMatrix(text, index, matrix)
                yield Painted(char, (top - y.value) / SIZE, x.value, matrix.a > 0)
    finally:
        document.close()


@pytest.fixture(scope="module", params=["song", "kai"])
def both(
    request: pytest.FixtureRequest, project: Path, page_settings: Settings
) -> tuple[list[ComposedSample], Path]:
    """Samples, and the PDF they were painted to."""
    samples = composed(request.param, project)
    catalogue = load_catalogue(project / "fonts")
    setting = SampleSetting(face=request.param, vertical=True)
    page_settings.output.mkdir(parents=True, exist_ok=True)
    pdf = page_settings.output / f"columns-{request.param}.pdf"
    pdf.write_bytes(paint_samples(samples, setting, catalogue, page_settings))
    return samples, pdf


def clusters(samples: list[ComposedSample]) -> Iterator[Cluster]:
    for sample in samples:
        for line in sample.composed.lines:
            yield from line.clusters


def test_columns_are_read_in_order(both: tuple[list[ComposedSample], Path]) -> None:
    samples, pdf = both
    printed = "".join(glyph.text for glyph in painted(pdf))
    assert printed == re.sub(r"\s", "", "".join(cluster.text for cluster in clusters(samples)))


def test_glyphs_stand_where_they_were_composed(both: tuple[list[ComposedSample], Path]) -> None:
    samples, pdf = both
    glyphs = painted(pdf)
    for cluster in clusters(samples):
        mine = [next(glyphs) for char in cluster.text if char.strip()]
        assert all(glyph.upright is (cluster.turn is not Turn.TURNED) for glyph in mine)
        if cluster.turn is Turn.TURNED:
            assert mine[0].down == pytest.approx(cluster.pens[0], abs=CLOSE)
        elif len(mine) == len(cluster.pens):
            for glyph, pen in zip(mine, cluster.pens, strict=True):
                assert glyph.down == pytest.approx(pen + ASCENT, abs=CLOSE)


def test_a_column_is_a_stroke_or_two(both: tuple[list[ComposedSample], Path]) -> None:
    """Not a stroke a character: readers would take each for a line."""
    samples, pdf = both
    page = pypdf.PdfReader(pdf).pages[0]
    fonts = page["/Resources"]["/Font"]  # type: ignore[index]
    encodings = {font.get_object()["/Encoding"] for font in fonts.values()}
    assert encodings == {"/Identity-H", "/Identity-V"}
    contents = page.get_contents()
    assert contents is not None
    characters = sum(len(cluster.text) for cluster in clusters(samples))
    assert contents.get_data().count(b" TJ") < characters / 2
