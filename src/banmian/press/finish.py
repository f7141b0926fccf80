"""Finish painted pages: one file that is PDF/X-4, PDF/A-2a and PDF/UA-1.

Inputs:  PDFs of one page each as WeasyPrint has painted them, their facts, a press profile.
Outputs: PDF bytes; without the printer's marks, which `sheet` adds.
Units:   none of its own.
Source:  docs/press.md; docs/decisions/0007-press.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

import pikepdf
from pikepdf import Dictionary, Name

from banmian.house.setting import Overprint
from banmian.press.boxes import Boxes
from banmian.press.content import STATES, for_press
from banmian.press.facts import PageFacts
from banmian.press.metadata import Conformance, describe, identity_of
from banmian.press.outline import add_outline
from banmian.press.profile import PressProfile
from banmian.press.tags import tag_pages

PDF_VERSION = "1.6"


@dataclass(frozen=True, slots=True)
class PaintedPage:
    """One page as it was painted, and what the press has to know of it."""

    pdf: bytes
    facts: PageFacts


@dataclass(frozen=True, slots=True)
class PressJob:
    """How pages go to press."""

    profile: PressProfile
    overprint: Overprint
    marks: bool

    def boxes(self, facts: PageFacts) -> Boxes:
        """The boxes of a page."""
        return Boxes.of(facts.width, facts.height, facts.bleed, marks=self.marks)


def version_of(pages: Sequence[PaintedPage], job: PressJob) -> str:
    """A digest of all that a press PDF is made from, in hex."""
    digest = sha256(f"{job.profile.digest} {job.overprint} {job.marks}".encode())
    for page in pages:
        digest.update(page.pdf)
    return digest.hexdigest()


def finish(pages: Sequence[PaintedPage], title: str, job: PressJob) -> bytes:
    """Make one press PDF of painted pages, in their order.

    Raises:
        LayoutError: a page has other pieces than those made up.
    """
    facts = [page.facts for page in pages]
    pdf = pikepdf.open(BytesIO(pages[0].pdf))
    others = [pikepdf.open(BytesIO(page.pdf)) for page in pages[1:]]
    for other in others:
        pdf.pages.extend(other.pages)
    producer = str(pdf.docinfo.get("/Producer", ""))
    for page, of_page in zip(pdf.pages, facts, strict=True):
        _finish_page(pdf, page, of_page, job)
    tag_pages(pdf, facts)
    add_outline(pdf, facts)
    identity = identity_of(facts[0], title, producer, version_of(pages, job))
    describe(pdf, identity, job.profile, Conformance.ALL)
    buffer = BytesIO()
    pdf.save(
        buffer,
        force_version=PDF_VERSION,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    return buffer.getvalue()


def _finish_page(pdf: pikepdf.Pdf, page: pikepdf.Page, facts: PageFacts, job: PressJob) -> None:
    """Contents, colour and boxes of one page."""
    operators = for_press(pikepdf.parse_content_stream(page), facts, job.overprint)
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(operators))
    resources = page.obj.Resources
    states = resources.get("/ExtGState", Dictionary())
    for name, state in STATES.items():
        states[name] = Dictionary(state)
    resources.ExtGState = states
    for key in (Name.ColorSpace, Name.ProcSet):  # spaces of CSS that no ink is named in
        if key in resources:
            del resources[key]
    for key in (Name.Annots, Name.ArtBox, Name.CropBox):  # no links: this edition is for the press
        if key in page.obj:
            del page.obj[key]
    boxes = job.boxes(facts)
    page.mediabox, page.bleedbox, page.trimbox = boxes.media, boxes.bled, boxes.trim
