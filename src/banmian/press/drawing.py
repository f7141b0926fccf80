"""A page of another PDF, as a form that is painted like a picture.

Inputs:  the bytes of a PDF that `banmian.ad` has looked into, the PDF it goes into.
Outputs: a form XObject: its TrimBox fills the unit square, as a picture's pixels do.
Units:   PDF points.
Source:  ISO 32000-1, 8.10 and 8.9.5; 14.6 and ISO 14289-1, 7.1: its own marked content would stand
         in our tag tree, so it is taken out. ISO 32000-1, 8.4.1: a page begins with the initial
         graphics state, a form with that of whoever paints it.
"""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

_MARKING = frozenset({"BDC", "BMC", "EMC", "MP", "DP"})
# keys that lead out of a drawing: tags, layers, metadata, an application's own
_OUTWARD = ("/StructParent", "/StructParents", "/OC", "/Metadata", "/PieceInfo", "/LastModified")
_INITIAL = b"0 g 0 G 1 w 0 J 0 j 10 M [] 0 d 0 Tc 0 Tw 100 Tz 0 TL 0 Tr 0 Ts\n"


def form_of(data: bytes, pdf: pikepdf.Pdf) -> Any:
    """The first page of a PDF as a form of another."""
    source = pikepdf.open(BytesIO(data))
    page = source.pages[0]
    _tidy(source)
    content = _INITIAL + _unmarked(pikepdf.parse_content_stream(page))
    left, foot, right, top = _corners(page.obj.get("/TrimBox", page.mediabox))
    across, up = 1 / (right - left), 1 / (top - foot)
    form = source.make_stream(content)
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array([left, foot, right, top])
    form.Matrix = Array([_exact(one) for one in (across, 0, 0, up, -left * across, -foot * up)])
    form.Resources = page.resources
    if "/Group" in page.obj:
        form.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK, I=True)
    return pdf.copy_foreign(form)


def _tidy(source: pikepdf.Pdf) -> None:
    """Take out of all streams what leads out of the drawing."""
    for found in source.objects:
        if not isinstance(found, pikepdf.Stream):
            continue
        for key in _OUTWARD:
            if key in found:
                del found[key]
        if found.get("/Subtype") == Name.Image and "/Interpolate" in found:
            del found["/Interpolate"]
        if found.get("/Subtype") == Name.Form or found.get("/PatternType") == 1:
            found.write(_unmarked(pikepdf.parse_content_stream(found)))


def _unmarked(operators: Iterable[Any]) -> bytes:
    kept = [one for one in operators if str(one.operator) not in _MARKING]
    content: bytes = pikepdf.unparse_content_stream(kept)
    return content


def _corners(box: Any) -> tuple[float, float, float, float]:
    x, y, to_x, to_y = (float(side) for side in box)
    return min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)


def _exact(number: float) -> Any:
    """A number as PDF writes it, with more digits than a float gets: a page is long."""
    return pikepdf.Object.parse(f"{number:.12f}".encode())
