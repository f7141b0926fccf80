"""What lies in a PDF beside its pages' own operators: pictures, forms, tiles. Made fit, or refused.

Inputs:  a PDF that WeasyPrint has painted.
Outputs: the same, changed in place.
Units:   none.
Source:  ISO 19005-2, 6.2.8.1 (no Interpolate) and 6.2.4.3 (a group is blended in inks, too);
         ISO 15930-7, 6.2: nothing in RGB.
"""

from typing import Any

import pikepdf
from pikepdf import Name

from banmian.errors import LayoutError

_RGB = frozenset({"rg", "RG"})
_HINT = "name colours by ink, device-cmyk(0 0 0 1); draw with borders, or bring a JPEG or PNG"


def fit_resources(pdf: pikepdf.Pdf) -> None:
    """Make every picture and form of the file fit for the press.

    Raises:
        LayoutError: one of them paints in RGB.
    """
    for found in pdf.objects:
        if isinstance(found, pikepdf.Stream):
            _fit(found)
        elif (
            isinstance(found, pikepdf.Dictionary)
            and "/ShadingType" in found
            and found.get("/ColorSpace") == Name.DeviceRGB
        ):
            raise _in_rgb("a gradient")


def _fit(found: Any) -> None:
    if found.get("/Group", {}).get("/CS") == Name.DeviceRGB:
        found.Group.CS = Name.DeviceCMYK
    if found.get("/Subtype") == Name.Image:
        if "/Interpolate" in found:
            del found["/Interpolate"]
        if found.get("/ColorSpace") == Name.DeviceRGB:
            raise _in_rgb("a picture within a drawing")
    elif found.get("/Subtype") == Name.Form or "/PatternType" in found:
        names = {str(operator) for _, operator in pikepdf.parse_content_stream(found)}
        if names & _RGB:
            raise _in_rgb("a drawing")
        if "/Resources" in found and "/ColorSpace" in found.Resources:
            del found.Resources["/ColorSpace"]  # CSS's own, in which nothing is painted


def _in_rgb(what: str) -> LayoutError:
    return LayoutError.of("colour-rgb", f"{what} of the layout is painted in RGB", hint=_HINT)
