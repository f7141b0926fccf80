"""Finish painted pages: one file that is PDF/X-4, PDF/A-2a and PDF/UA-1, or PDF/X-4 alone.

Inputs:  PDFs of one page each as WeasyPrint has painted them, their facts, how they go to press.
Outputs: PDF bytes; without the printer's marks, which `sheet` adds.
Units:   none of its own.
Source:  docs/press.md; docs/decisions/0007-press.md.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

from banmian.errors import LayoutError
from banmian.house.setting import Overprint
from banmian.press.boxes import Boxes
from banmian.press.content import STATES, drawing_name, for_press
from banmian.press.drawing import form_of
from banmian.press.facts import PageFacts
from banmian.press.metadata import Conformance, describe, identity_of
from banmian.press.outline import add_outline
from banmian.press.profile import PressProfile
from banmian.press.resources import fit_resources
from banmian.press.tags import tag_pages

PDF_VERSION = "1.6"
_MARKED = frozenset({"BDC", "BMC", "EMC"})
# what WeasyPrint says of tags and bookmarks, which are made anew, or left out
_OF_THE_DOCUMENT = (Name.StructTreeRoot, Name.MarkInfo, Name.Outlines, Name.Names)
# links are against PDF/X inside the bleed; ArtBox is, beside TrimBox
_OF_THE_PAGE = (Name.Annots, Name.ArtBox, Name.CropBox, Name.StructParents, Name.Tabs)


@dataclass(frozen=True, slots=True)
class PressJob:
    """How a page goes to press; `ink` is the most in pictures, `black` the only ink if need be."""

    profile: PressProfile
    overprint: Overprint
    marks: bool
    ink: int
    black: bool


@dataclass(frozen=True, slots=True)
class PaintedPage:
    """One page as it was painted, what the press has to know of it, and how it goes to press.

    `drawings` are the PDFs that take the place of pieces, by digest.
    """

    pdf: bytes
    facts: PageFacts
    job: PressJob
    drawings: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def boxes(self) -> Boxes:
        """The boxes of the page."""
        facts = self.facts
        return Boxes.of(facts.width, facts.height, facts.bleed, marks=self.job.marks)


def version_of(pages: Iterable[PaintedPage]) -> str:
    """A digest of all that a press PDF is made from, in hex."""
    digest = sha256()
    for page in pages:
        job = page.job
        digest.update(f"{job.profile.digest} {job.overprint} {job.marks} {job.black}\n".encode())
        digest.update(page.pdf)
        digest.update("".join(page.facts.drawings.values()).encode())
    return digest.hexdigest()


def finish(
    pages: Sequence[PaintedPage], title: str, claims: Conformance = Conformance.ALL
) -> bytes:
    """Make one press PDF of painted pages, in their order.

    Tags and bookmarks are made only for a file that claims to be accessible.

    Raises:
        LayoutError: a page has other pieces than those made up, or pages differ in their profile.
    """
    profile = _profile(pages)
    facts = [page.facts for page in pages]
    pdf = pikepdf.open(BytesIO(pages[0].pdf))
    others = [pikepdf.open(BytesIO(page.pdf)) for page in pages[1:]]
    for other in others:
        pdf.pages.extend(other.pages)
    _drop(pdf.Root, _OF_THE_DOCUMENT)
    fit_resources(pdf)
    tagged = Conformance.UA1 in claims
    for sheet, page in zip(pdf.pages, pages, strict=True):
        _finish_page(pdf, sheet, page, tagged=tagged)
    if tagged:
        tag_pages(pdf, facts)
        add_outline(pdf, facts)
    producer = str(pdf.docinfo.get("/Producer", ""))
    describe(pdf, identity_of(facts[0], title, producer, version_of(pages)), profile, claims)
    return saved(pdf)


def saved(pdf: pikepdf.Pdf) -> bytes:
    """The file's bytes, the same for the same contents."""
    buffer = BytesIO()
    pdf.save(
        buffer,
        force_version=PDF_VERSION,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    return buffer.getvalue()


def _profile(pages: Sequence[PaintedPage]) -> PressProfile:
    """The profile of all pages: a file has one output intent."""
    first = pages[0]
    for page in pages[1:]:
        if page.job.profile != first.job.profile:
            raise LayoutError.of(
                "profiles-differ",
                f"page {page.facts.number} is made for {page.job.profile.title}, "
                f"page {first.facts.number} for {first.job.profile.title}",
                hint="give the layouts of an edition one press profile: press: {profile: …}",
            )
    return first.job.profile


def _finish_page(pdf: pikepdf.Pdf, sheet: Any, page: PaintedPage, *, tagged: bool) -> None:
    """Contents, colour and boxes of one page."""
    job = page.job
    parsed = pikepdf.parse_content_stream(sheet)
    operators = for_press(parsed, page.facts, job.overprint, black=job.black)
    if not tagged:
        operators = [one for one in operators if str(one.operator) not in _MARKED]
    sheet.Contents = pdf.make_stream(pikepdf.unparse_content_stream(operators))
    resources = sheet.obj.Resources
    states = resources.get("/ExtGState", Dictionary())
    for name, state in STATES.items():
        states[name] = Dictionary(state)
    resources.ExtGState = states
    if page.facts.drawings:
        _swap(pdf, resources, page, operators)
    _drop(resources, (Name.ColorSpace, Name.ProcSet))  # spaces of CSS that no ink is named in
    _drop(sheet.obj, _OF_THE_PAGE)
    boxes = page.boxes
    sheet.mediabox, sheet.bleedbox, sheet.trimbox = boxes.media, boxes.bled, boxes.trim


def _swap(pdf: pikepdf.Pdf, resources: Any, page: PaintedPage, operators: Iterable[Any]) -> None:
    """Put drawings in the place of the pictures that stood for them."""
    named = resources.XObject
    for piece, digest in page.facts.drawings.items():
        named[drawing_name(piece)] = form_of(page.drawings[digest], pdf)
    used = {str(one.operands[0]) for one in operators if str(one.operator) == "Do"}
    _drop(named, [key for key in list(named) if key not in used])


def _drop(dictionary: Any, keys: Iterable[Name | str]) -> None:
    for key in keys:
        if key in dictionary:
            del dictionary[key]
