"""Take marked content out of the tag tree, because it has become an artifact.

Inputs:  a pydyf PDF that WeasyPrint has tagged, a page, the numbers of its marked contents.
Outputs: the tag tree without them, changed in place.
Units:   none.
Source:  ISO 32000-2, 14.7.2 (structure hierarchy), 14.7.5.4 (the parent tree), 14.8.2.2
         (artifacts).
"""

from collections.abc import Collection
from typing import Any


def untag(pdf: Any, page_number: int, page: Any, contents: Collection[int]) -> None:
    """Remove the elements that hold only these contents, and what is empty without them."""
    if not contents:
        return
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    numbers = _object(pdf, root["ParentTree"])["Nums"]
    parents = numbers[numbers.index(page_number) + 1]
    for content in contents:
        parents[content] = "null"
    for element in pdf.objects:
        holds = _kids(element)
        if len(holds) == 1 and holds[0] in contents and element.get("Pg") == page.reference:
            _remove(pdf, element)


def _remove(pdf: Any, element: Any) -> None:
    parent = _object(pdf, element["P"])
    parent["K"].remove(element.reference)
    if not parent["K"] and parent.get("S") == "/Span":
        _remove(pdf, parent)


def _kids(element: Any) -> list[Any]:
    """The kids of a structure element; none for any other object."""
    if isinstance(element, dict) and element.get("Type") == "/StructElem":
        return list(element["K"])
    return []


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]
