"""The metadata packet: what the file says about itself in XML.

Inputs:  the catalog's Metadata stream.
Outputs: `Xmp`: simple values by namespace and name.
Units:   none.
Source:  ISO 16684-1; ISO 15930-7, 6.7 (PDF/X-4 is claimed here, not in Info).
"""

from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from banmian.preflight.read import entry, stream_bytes

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PDFX = "http://www.npes.org/pdfx/ns/id/"
PDFA = "http://www.aiim.org/pdfa/ns/id/"
PDFUA = "http://www.aiim.org/pdfua/ns/id/"
XMP = "http://ns.adobe.com/xap/1.0/"
XMP_MM = "http://ns.adobe.com/xap/1.0/mm/"
PDF = "http://ns.adobe.com/pdf/1.3/"
DC = "http://purl.org/dc/elements/1.1/"
_MOST_BYTES = 16 << 20


@dataclass(frozen=True, slots=True)
class Xmp:
    """The packet's simple values, `{namespace}name` to text; `fault` when it cannot be read."""

    values: dict[str, str]
    packed: bool
    fault: str = ""

    def get(self, namespace: str, name: str) -> str:
        """A value; empty when it is not there."""
        return self.values.get(f"{{{namespace}}}{name}", "")


def read_xmp(stream: Any) -> Xmp | None:
    """The packet; None when there is none."""
    if stream is None:
        return None
    packed = entry(stream, "/Filter") is not None
    data = stream_bytes(stream)
    if data is None or len(data) > _MOST_BYTES:
        return Xmp({}, packed, "its stream cannot be read")
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return Xmp({}, packed, "it declares entities")  # which could multiply without end
    try:
        root = ET.fromstring(data.strip(b"\0 \t\r\n"))
    except (ET.ParseError, ValueError, LookupError) as error:
        return Xmp({}, packed, str(error))
    values: dict[str, str] = {}
    for description in root.iter(f"{{{RDF}}}Description"):
        for key, value in description.attrib.items():
            values.setdefault(key, value)
        for child in description:
            text = " ".join("".join(child.itertext()).split())
            values.setdefault(str(child.tag), text)
    return Xmp(values, packed)
