"""What of a picture must stay in sight when it is cut: the regions its XMP marks.

A region that somebody marked as the focus goes first; else the middle of all faces; else the middle
of the main subject, or of the area proposed for cropping.

Inputs:  an XMP packet.
Outputs: a point in parts of width and height from the top left corner.
Units:   parts of 1.
Source:  Guidelines for Handling Image Metadata 2.0 (Metadata Working Group), 5.9 "Image regions":
         an area is its middle and its size, before the EXIF orientation. IPTC Photo Metadata
         Standard 2024.1, "Image Region": a rectangle is its corner and its size, a circle its
         middle; the roles are http://cv.iptc.org/newscodes/imageregionrole/.
"""

from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from banmian.picture.xmp import parsed

Point = tuple[float, float]
MIDDLE: Point = (0.5, 0.5)

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_MWG = "http://www.metadataworkinggroup.com/schemas/regions/"
_AREA = "http://ns.adobe.com/xmp/sType/Area#"
_IPTC = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
_ROLES = ("mainSubjectArea", "subjectArea", "cropping", "recomCropping", "landscapeCropping")
_FOCUS, _FACE, _SUBJECT = range(3)
_Region = tuple[int, float, float, float, float]  # its rank, left, top, right, bottom


def focus_of_xmp(packet: bytes) -> Point | None:
    """The point that a packet's regions are about.

    Raises:
        BrokenXmpError: the packet cannot be parsed.
        UnsafeXmpError: the packet carries a document type declaration.

    """
    root = parsed(packet)
    found = [*_mwg_regions(root), *_iptc_regions(root)]
    if not found:
        return None
    best = min(region[0] for region in found)
    first = [region for region in found if region[0] == best]
    left, top = min(region[1] for region in first), min(region[2] for region in first)
    right, bottom = max(region[3] for region in first), max(region[4] for region in first)
    return _inside((left + right) / 2), _inside((top + bottom) / 2)


def upright(point: Point | None, orientation: int) -> Point | None:
    """A point of the stored picture in the picture as its EXIF orientation turns it."""
    if point is None:
        return None
    x, y = point
    return {
        2: (1 - x, y), 3: (1 - x, 1 - y), 4: (x, 1 - y),
        5: (y, x), 6: (1 - y, x), 7: (1 - y, 1 - x), 8: (y, 1 - x),
    }.get(orientation, point)  # fmt: skip


def _mwg_regions(root: etree._Element) -> Iterator[_Region]:
    for area in root.iter(f"{{{_MWG}}}Area"):
        region = area.getparent()
        kind = _said(region, _MWG, "Type")
        numbers = [_number(area, _AREA, key) for key in ("x", "y", "w", "h")]
        x, y, width, height = (number or 0.0 for number in numbers)
        if kind in ("Focus", "Face") and None not in numbers[:2]:
            rank = _FOCUS if kind == "Focus" else _FACE
            yield rank, x - width / 2, y - height / 2, x + width / 2, y + height / 2


def _iptc_regions(root: etree._Element) -> Iterator[_Region]:
    for boundary in root.iter(f"{{{_IPTC}}}RegionBoundary"):
        if _said(boundary, _IPTC, "rbUnit") != "relative" or not _is_subject(boundary.getparent()):
            continue
        x, y = _number(boundary, _IPTC, "rbX"), _number(boundary, _IPTC, "rbY")
        if x is None or y is None:
            continue
        circle = _number(boundary, _IPTC, "rbRx") or 0.0
        width = _number(boundary, _IPTC, "rbW") or circle
        height = _number(boundary, _IPTC, "rbH") or circle
        yield _SUBJECT, x - circle, y - circle, x + width, y + height


def _is_subject(region: etree._Element | None) -> bool:
    """Whether a region has one of the roles that a cut goes by."""
    if region is None:
        return False
    said = " ".join([*region.itertext(), *_attributes(region)])
    return any(f"imageregionrole/{role}" in said for role in _ROLES)


def _attributes(element: etree._Element) -> Iterator[str]:
    for one in element.iter():
        yield from one.attrib.values()


def _said(element: etree._Element | None, namespace: str, name: str) -> str:
    """A property of a structure, as an attribute or an element of its own, nested or not."""
    if element is None:
        return ""
    key = f"{{{namespace}}}{name}"
    for holder in (element, *element.findall(f"{{{_RDF}}}Description")):
        if holder.get(key) is not None:
            return str(holder.get(key)).strip()
        child = holder.find(key)
        if child is not None:
            return (child.text or "").strip()
    return ""


def _number(element: etree._Element, namespace: str, name: str) -> float | None:
    """A share of width or height; None when it is absent, or none that makes sense."""
    try:
        number = float(_said(element, namespace, name))
    except ValueError:
        return None
    return number if 0.0 <= number <= 1.0 else None


def _inside(share: float) -> float:
    return round(min(max(share, 0.0), 1.0), 6)
