"""Lay drawn layers over a page, or over an empty sheet, as optional content.

Inputs:  a PDF to lie underneath, or only the boxes; the layers and the PDF that `draw` made.
Outputs: PDF bytes; each layer can be shown and hidden in a viewer, under its Chinese name.
Units:   points.
Source:  ISO 32000-1, 8.11: optional content; a form XObject belongs to a group by its /OC. A proof
         claims no standard: who prints from it by mistake should not be told that he may.
"""

from collections.abc import Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from banmian.press.boxes import Boxes
from banmian.press.finish import saved
from banmian.proof.shapes import Layer


def stack(page: bytes | None, layers: Sequence[Layer], drawn: bytes, boxes: Boxes) -> bytes:
    """Lay the layers over the first page of a PDF; without one, over an empty sheet."""
    with pikepdf.open(BytesIO(drawn)) as sheets:
        pdf = pikepdf.new() if page is None else pikepdf.open(BytesIO(page))
        if page is None:
            pdf.add_blank_page()
        base = pdf.pages[0]
        base.mediabox, base.bleedbox, base.trimbox = boxes.media, boxes.bled, boxes.trim
        left, foot = boxes.media[:2]
        groups, content = [], []
        for number, (layer, sheet) in enumerate(zip(layers, sheets.pages, strict=True)):
            group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(layer.name)))
            form = pdf.copy_foreign(sheet.as_form_xobject())
            form.OC = group
            name = base.add_resource(form, Name.XObject, Name(f"/Proof{number}"))
            content.append(f"q 1 0 0 1 {left} {foot} cm {name} Do Q")
            groups.append(group)
        _add(base, "\n".join(content))
        hidden = [group for group, layer in zip(groups, layers, strict=True) if not layer.shown]
        pdf.Root.OCProperties = Dictionary(
            OCGs=Array(groups),
            D=Dictionary(Name=String("校样"), Order=Array(groups), OFF=Array(hidden)),
        )
        pdf.Root.PageMode = Name.UseOC
        _claim_nothing(pdf)
        return saved(pdf)


def _add(page: pikepdf.Page, content: str) -> None:
    """Put content after the page's own, which may have left any matrix behind."""
    page.contents_add(b"q", prepend=True)
    page.contents_add(f"Q\n/Artifact BMC\n{content}\nEMC".encode())


def _claim_nothing(pdf: pikepdf.Pdf) -> None:
    """Take out what says the file is fit for press or archive."""
    for key in (Name.Metadata, Name.OutputIntents):
        if key in pdf.Root:
            del pdf.Root[key]
    for key in ("/GTS_PDFXVersion", "/GTS_PDFXConformance"):
        if key in pdf.docinfo:
            del pdf.docinfo[key]
