"""What the tests of the press share: the tag tree as pdfium reads it, spoiled copies, facts."""

import ctypes
import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from banmian.press.facts import Element, PageFacts, StoryFacts
from banmian.units import mm


class Spoken(NamedTuple):
    """An element that holds content: its tag, what it says, its alternative text."""

    tag: str
    text: str
    alt: str
    depth: int


def _words(call: Callable[..., int], *arguments: Any) -> str:
    size = call(*arguments, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 2))
    call(*arguments, buffer, size)
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le")


def _texts(page: Any) -> dict[int, str]:
    """What each numbered piece of a page says."""
    texts: dict[int, str] = {}
    textpage = page.get_textpage()
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        found = pdfium.FPDFPage_GetObject(page.raw, index)
        number = pdfium.FPDFPageObj_GetMarkedContentID(found)
        if number >= 0 and pdfium.FPDFPageObj_GetType(found) == pdfium.FPDF_PAGEOBJ_TEXT:
            size = pdfium.FPDFTextObj_GetText(found, textpage.raw, None, 0)
            buffer = (ctypes.c_ushort * (size // 2 + 1))()
            pdfium.FPDFTextObj_GetText(found, textpage.raw, buffer, size)
            said = bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le")
            texts[number] = texts.get(number, "") + said
    return texts


def _walk(element: Any, texts: dict[int, str], depth: int) -> Iterator[Spoken]:
    count = pdfium.FPDF_StructElement_GetMarkedContentIdCount(element)
    numbers = [
        pdfium.FPDF_StructElement_GetMarkedContentIdAtIndex(element, i) for i in range(count)
    ]
    if any(number >= 0 for number in numbers):
        yield Spoken(
            _words(pdfium.FPDF_StructElement_GetType, element),
            "".join(texts.get(number, "") for number in numbers if number >= 0),
            _words(pdfium.FPDF_StructElement_GetAltText, element),
            depth,
        )
    for index in range(max(pdfium.FPDF_StructElement_CountChildren(element), 0)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
        if child:
            yield from _walk(child, texts, depth + 1)


@pytest.fixture(scope="session")
def read_aloud() -> Callable[[bytes, int], list[Spoken]]:
    """A page as a screen reader has it: pdfium's walk of the tag tree."""

    def read(pdf: bytes, number: int = 0) -> list[Spoken]:
        document = pypdfium2.PdfDocument(pdf)
        page = document[number]
        tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
        texts = _texts(page)
        spoken = [
            one
            for index in range(pdfium.FPDF_StructTree_CountChildren(tree))
            for one in _walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, index), texts, 0)
        ]
        pdfium.FPDF_StructTree_Close(tree)
        document.close()
        return spoken

    return read


@pytest.fixture
def spoil(reference_pdf: Path, tmp_path: Path) -> Callable[[Callable[[Any], None]], Path]:
    """A copy of the reference page that something was done to."""

    def make(change: Callable[[Any], None]) -> Path:
        path = tmp_path / f"{change.__name__}.pdf"
        with pikepdf.open(reference_pdf) as pdf:
            change(pdf)
            pdf.save(path, deterministic_id=True)
        return path

    return make


@pytest.fixture(scope="session")
def small_facts() -> Callable[..., PageFacts]:
    """A page of 100 × 100 mm with pieces of the given tags, an empty one for furniture."""

    def make(*tags: str) -> PageFacts:
        furniture = sum(1 for tag in tags if not tag)
        assert not any(tags[:furniture])
        elements = tuple(
            Element(tag, (furniture + number,)) for number, tag in enumerate(tags[furniture:])
        )
        story = StoryFacts("题", 1, (mm(0), mm(0)), elements)
        day = datetime.date(2024, 11, 13)
        return PageFacts(
            "报", day, 5, "要闻", "报 05", mm(100), mm(100), mm(3), furniture, (story,)
        )

    return make
