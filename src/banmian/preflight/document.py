"""A PDF opened for the preflight: pages with their boxes and what they paint, metadata, tags.

Inputs:  the bytes of any PDF.
Outputs: `PressFile`, `PressPage`.
Units:   points in each page's own axes.
Source:  ISO 32000-1, 7.5 and 14.11.2.
"""

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pikepdf

from banmian.errors import UsageError
from banmian.preflight.interpreter import Interpreter, PageContent, Shared, Within
from banmian.preflight.naming import Naming, read_naming
from banmian.preflight.plane import EVERYWHERE, UPRIGHT, Box
from banmian.preflight.read import DAMAGE, box, entries, entry, is_dict, items, key_of, text
from banmian.preflight.xmp import Xmp, read_xmp

MOST_BYTES = 1 << 30
_OWN_NAME = re.compile(r"stream <[^>]*>(?: \(|: )")


class PasswordNeeded(UsageError):
    """The file is locked: nothing can be said about what is inside."""


@dataclass(frozen=True, slots=True)
class PressPage:
    """One page.

    Attributes:
        number: from 1.
        obj: the page's dictionary.
        media, crop, bleed, trim, art: its boxes as written; None when missing.
        content: what it paints.
    """

    number: int
    obj: Any
    media: Box | None
    crop: Box | None
    bleed: Box | None
    trim: Box | None
    art: Box | None
    content: PageContent

    @property
    def sheet(self) -> Box:
        """The trim, or the best there is in its place: all places are told from its corner."""
        return self.trim or self.art or self.crop or self.media or Box(0, 0, 612, 792)

    @property
    def bled(self) -> Box:
        """The bleed box, or the trim where there is none."""
        return self.bleed or self.sheet

    @property
    def printed(self) -> "list[Any]":
        """What is painted and not only a mask, in order."""
        return [thing for thing in self.content.painted if not thing.source.mask]

    @property
    def inside(self) -> "list[Any]":
        """What is printed within the bleed, without marks and slug."""
        return [thing for thing in self.printed if thing.box.overlaps(self.bled)]


@dataclass(frozen=True, slots=True)
class PressFile:
    """A PDF, opened.

    Attributes:
        data: its bytes.
        pdf: pikepdf's own object.
        complaints: what had to be mended to open it.
        info: the Info dictionary's texts.
        xmp: the metadata; None when there is none.
    """

    data: bytes
    pdf: Any
    complaints: tuple[str, ...]
    info: dict[str, str]
    xmp: Xmp | None
    pages: tuple[PressPage, ...]
    naming: Naming

    @property
    def root(self) -> Any:
        """The catalog."""
        return self.pdf.Root


@contextmanager
def open_press_file(data: bytes) -> Iterator[PressFile]:
    """Open a PDF and run all its pages.

    Raises:
        PasswordNeeded: it is locked with a password.
        UsageError: it is no PDF, or damaged beyond reading.
    """
    if len(data) > MOST_BYTES:
        raise UsageError.of("pdf-too-large", f"{len(data):,} bytes are more than can be looked at")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pdf = pikepdf.open(io.BytesIO(data), suppress_warnings=True)
    except pikepdf.PasswordError as error:
        message = "the file is encrypted and needs a password to be read"
        raise PasswordNeeded.of("encryption", message) from error
    except DAMAGE as error:
        hint = "make the file again; if it was sent, send it again as binary data"
        message = f"this is no PDF, or it is damaged beyond reading: {_said(error)}"
        raise UsageError.of("pdf-unreadable", message, hint=hint) from error
    with pdf:
        try:
            yield _read(data, pdf)
        except pikepdf.PdfError as error:
            message = f"the PDF is damaged beyond reading: {_said(error)}"
            raise UsageError.of("pdf-unreadable", message) from error


def _said(complaint: object) -> str:
    """Qpdf's words without the name it gave to the bytes, and on one line."""
    return " ".join(_OWN_NAME.sub("", str(complaint)).split())


def _read(data: bytes, pdf: Any) -> PressFile:
    shared = Shared()
    pages = tuple(_page(number, page, shared) for number, page in enumerate(pdf.pages, 1))
    if not pages:
        raise UsageError.of("pdf-unreadable", "the PDF has no pages that could be read")
    info = {
        key[1:]: text(value) or str(value) for key, value in entries(entry(pdf.trailer, "/Info"))
    }
    xmp = read_xmp(entry(pdf.Root, "/Metadata"))
    naming = read_naming(pdf.Root, pages)
    complaints = tuple(_said(warning) for warning in pdf.get_warnings())
    return PressFile(data, pdf, complaints, info, xmp, pages, naming)


def _page(number: int, page: Any, shared: Shared) -> PressPage:
    obj = page.obj
    media = box(inherited(obj, "/MediaBox"))
    run = Interpreter(shared, media or EVERYWHERE)
    resources = inherited(obj, "/Resources")
    run.run(obj, Within(resources, key_of(obj) or (0, 0), UPRIGHT))
    for note in items(entry(obj, "/Annots")):
        _appearance(run, note)
    boxes = {key: box(entry(obj, key)) for key in ("/BleedBox", "/TrimBox", "/ArtBox")}
    return PressPage(
        number,
        obj,
        media,
        box(inherited(obj, "/CropBox")),
        boxes["/BleedBox"],
        boxes["/TrimBox"],
        boxes["/ArtBox"],
        run.content,
    )


def _appearance(run: Interpreter, note: Any) -> None:
    form = entry(note, "/AP", "/N")
    if is_dict(form) and not isinstance(form, pikepdf.Stream):
        form = entry(form, str(entry(note, "/AS") or "/Off"))
    rect = box(entry(note, "/Rect"))
    if isinstance(form, pikepdf.Stream) and rect is not None:
        run.run_appearance(form, rect)


def inherited(obj: Any, key: str) -> Any:
    """A page's entry, or its parents'."""
    for _ in range(64):
        if entry(obj, key) is not None:
            return entry(obj, key)
        obj = entry(obj, "/Parent")
        if obj is None:
            return None
    return None
