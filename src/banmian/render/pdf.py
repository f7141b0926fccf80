"""HTML into PDF by WeasyPrint, with our fonts only and every glyph in its place.

Inputs:  HTML, the fetcher, the painter.
Outputs: PDF bytes.
Units:   none of its own.
Source:  WeasyPrint's warnings are errors here: it goes on where a press would stop.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageFile
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.text.fonts import FontConfiguration

from banmian.errors import Diagnostic, LayoutError
from banmian.picture.reader import MAX_PIXELS
from banmian.render.fetch import BASE, PageFetcher, Refused
from banmian.render.paint import Painter, brief

_LOGGER = logging.getLogger("weasyprint")

# WeasyPrint, when imported, tells Pillow to make do with half pictures, for the whole process: our
# own reader, which has refused those, would then take them on the next page of an edition.
ImageFile.LOAD_TRUNCATED_IMAGES = False
Image.MAX_IMAGE_PIXELS = MAX_PIXELS  # what the reader has let through must also be painted


@dataclass(frozen=True, slots=True)
class PdfJob:
    """What one PDF is rendered from; `html` holds as many pages as `painter` has.

    `faces` are the families the HTML may use; `shown_as` is the template's name in messages.
    """

    html: str
    faces: frozenset[str]
    fetcher: PageFetcher
    painter: Painter
    shown_as: str


def render_pdf(job: PdfJob) -> bytes:
    """Render the PDF.

    Raises:
        LayoutError: WeasyPrint complained, or the page asked for a file that is not its own.
    """
    with _complaints(job.shown_as):
        try:
            document = HTML(string=job.html, base_url=BASE, url_fetcher=job.fetcher).render(
                font_config=FontConfiguration()
            )
            _check_pages(len(document.pages), len(job.painter.pages), job.shown_as)
            _check_faces(document, job)
            pdf: bytes = document.write_pdf(finisher=job.painter, pdf_tags=True)
        except Refused as fault:
            raise LayoutError.of("refused", f"{job.shown_as}: {fault}") from fault
    return pdf


def _check_pages(found: int, wanted: int, shown_as: str) -> None:
    if found != wanted:
        raise LayoutError.of(
            "page-count",
            f"{shown_as}: the template makes {found} pages, not {wanted}",
            hint="everything on a page stands in position: absolute",
        )


def _check_faces(document: Any, job: PdfJob) -> None:
    """No family but ours, and no weight or slant a face does not have: none is ever imitated."""
    wrong: dict[str, str] = {}
    for page in document.pages:
        for box in page._page_box.descendants(placeholders=True):
            if isinstance(box, TextBox) and box.text.strip():
                asked = _strange_type(box.style, job.faces)
                if asked:
                    wrong.setdefault(asked, box.text)
    if wrong:
        hint = f"the page's faces are {', '.join(sorted(job.faces))}; each has one weight, no slant"
        raise LayoutError(
            Diagnostic(
                "template-type", f"{job.shown_as}: {brief(text)} is to be set in {asked}", hint=hint
            )
            for asked, text in wrong.items()
        )


def _strange_type(style: Any, faces: frozenset[str]) -> str:
    """What a text asks for that our faces are not; empty when all is well."""
    if style["font_family"][0] not in faces:
        return f"the unknown face {style['font_family'][0]!r}"
    if style["font_weight"] != 400:
        return f"weight {style['font_weight']}"
    if style["font_style"] != "normal":
        return str(style["font_style"])
    return "" if style["font_stretch"] == "normal" else str(style["font_stretch"])


class _Collector(logging.Handler):
    """Keeps what WeasyPrint complains about."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one complaint."""
        self.messages.append(record.getMessage())


@contextmanager
def _complaints(shown_as: str) -> Iterator[None]:
    """Make errors of the warnings WeasyPrint logs meanwhile."""
    collector = _Collector()
    before = _LOGGER.handlers[:], _LOGGER.propagate, _LOGGER.level
    _LOGGER.handlers, _LOGGER.propagate = [collector], False
    _LOGGER.setLevel(logging.WARNING)  # whatever somebody else has silenced
    try:
        yield
    finally:
        _LOGGER.handlers, _LOGGER.propagate, level = before
        _LOGGER.setLevel(level)
    if collector.messages:
        raise LayoutError(
            Diagnostic("weasyprint", f"{shown_as}: {message}")
            for message in dict.fromkeys(collector.messages)
        )
