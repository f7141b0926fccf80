"""One file for archive and screen reader, by veraPDF, which would see what is taken away."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Name

from banmian.pipeline.page import build_page
from banmian.pipeline.settings import Settings
from banmian.progress import Silent

Validate = Callable[..., list[str]]


@pytest.fixture
def annotated_pdf(project: Path, page_settings: Settings, tmp_path: Path) -> Path:
    """The reference page with dots, a name's line and pinyin in its lead."""
    folder = tmp_path / "2024-11-13"
    shutil.copytree(project / "content" / "2024-11-13", folder)
    lead = folder / "05" / "lead.md"
    text = lead.read_text("utf-8").replace("桥梁作用", "[桥**梁**]{着重}作[用]{yòng}", 1)
    lead.write_text(text.replace("武汉举行", "[武汉]{专名}举行", 1), "utf-8")
    settings = replace(page_settings, output=tmp_path / "output", png=False)
    result = build_page(folder / "05", settings, Silent())
    assert result.pdf is not None
    return result.pdf


def test_the_page_is_pdf_a_2a_and_pdf_ua_1(
    verapdf: Validate, reference_pdf: Path, annotated_pdf: Path
) -> None:
    assert verapdf(reference_pdf, annotated_pdf) == []
    with pikepdf.open(annotated_pdf) as pdf:
        stream = pdf.pages[0].Contents.read_bytes()
    pieces = [piece.partition(b"EMC")[0] for piece in stream.split(b"/Artifact BMC")]
    found = [piece for piece in pieces if b" c\n" in piece and b"TJ" in piece]
    assert len(found) == 1, "dots and pinyin are no part of the page's own text"


def test_it_would_be_told(verapdf: Validate, spoil: Callable[..., Path]) -> None:
    def without_archive_intent(pdf: Any) -> None:
        del pdf.Root.OutputIntents[1]

    def without_alternative_text(pdf: Any) -> None:
        for element in pdf.objects:
            if isinstance(element, type(pdf.Root)) and element.get("/S") == Name.Figure:
                del element.Alt

    def without_tags(pdf: Any) -> None:
        del pdf.Root.StructTreeRoot

    changes = (without_archive_intent, without_alternative_text, without_tags)
    found = verapdf(*map(spoil, changes))
    for change, rule in zip(changes, ("2a 6.2.4.3", "ua1 7.3-1", "ua1 7.1-11"), strict=True):
        assert any(line.startswith(f"{change.__name__}.pdf: {rule}") for line in found), rule
