"""XMP: the newer record of a press picture, read with a parser that fetches and expands nothing.

Inputs:  an XMP packet; or `PictureMetadata`.
Outputs: `PictureMetadata`; or a packet.
Units:   none.
Source:  ISO 16684-1 (XMP part 1) for the RDF, part 3 for the JPEG packet; property names of the
         IPTC Photo Metadata Standard. A packet with a DTD is refused: XMP needs none, attacks do.
"""

import codecs
from collections.abc import Iterable
from xml.sax.saxutils import escape

from lxml import etree  # type: ignore[import-untyped]

from banmian.picture.metadata import PictureMetadata
from banmian.picture.text import tidy

XMP_APP1_PREFIX = b"http://ns.adobe.com/xap/1.0/\x00"
PACKET_LIMIT = 4 * 2**20

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DC = "http://purl.org/dc/elements/1.1/"
_PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
_IPTC_CORE = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
_IPTC_EXT = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NAMESPACES = {
    "rdf": _RDF,
    "dc": _DC,
    "photoshop": _PHOTOSHOP,
    "Iptc4xmpCore": _IPTC_CORE,
    "Iptc4xmpExt": _IPTC_EXT,
}
_PACKET_ID = "W5M0MpCehiHzreSzNTczkc9d"  # fixed by the standard
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_IN_DEFAULT_LANGUAGE = '<rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>'


class BrokenXmpError(ValueError):
    """The packet is not well-formed XML, or far too long to be about a picture."""


class UnsafeXmpError(ValueError):
    """The packet declares a DTD, with which XML reads files and grows without bound."""


def read_xmp(packet: bytes) -> PictureMetadata:
    """Read the fields a newsroom uses.

    Raises:
        BrokenXmpError: the packet cannot be parsed.
        UnsafeXmpError: the packet carries a document type declaration.

    """
    root = parsed(packet)
    descriptions = tuple(root.iter(f"{{{_RDF}}}Description"))

    def values(namespace: str, name: str) -> tuple[str, ...]:
        return _values(descriptions, f"{{{namespace}}}{name}")

    def first(namespace: str, name: str) -> str | None:
        return next(iter(values(namespace, name)), None)

    return PictureMetadata(
        caption=first(_DC, "description"),
        credit=first(_PHOTOSHOP, "Credit"),
        creator="、".join(values(_DC, "creator")) or None,
        alt=first(_IPTC_CORE, "AltTextAccessibility"),
        copyright=first(_DC, "rights"),
        digital_source_type=first(_IPTC_EXT, "DigitalSourceType"),
        date_created=first(_PHOTOSHOP, "DateCreated"),
    )


def write_xmp(metadata: PictureMetadata) -> bytes:
    """Write a packet, the same bytes for the same fields."""
    properties = (
        ("dc:creator", metadata.creator, "<rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq>"),
        ("dc:description", metadata.caption, _IN_DEFAULT_LANGUAGE),
        ("dc:rights", metadata.copyright, _IN_DEFAULT_LANGUAGE),
        ("photoshop:Credit", metadata.credit, "{}"),
        ("photoshop:DateCreated", metadata.date_created, "{}"),
        ("Iptc4xmpCore:AltTextAccessibility", metadata.alt, _IN_DEFAULT_LANGUAGE),
        ("Iptc4xmpExt:DigitalSourceType", metadata.digital_source_type, "{}"),
    )
    lines = [
        f"   <{name}>{shape.format(escape(tidy(value)))}</{name}>"
        for name, value, shape in properties
        if value
    ]
    namespaces = "".join(f'\n    xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
    return "\n".join(
        (
            f'<?xpacket begin="\ufeff" id="{_PACKET_ID}"?>',
            '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
            f" <rdf:RDF{namespaces}>",
            '  <rdf:Description rdf:about="">',
            *lines,
            "  </rdf:Description>",
            " </rdf:RDF>",
            "</x:xmpmeta>",
            '<?xpacket end="w"?>',
        )
    ).encode()


def parsed(packet: bytes) -> etree._Element:
    """Parse a packet.

    Raises:
        BrokenXmpError: the packet cannot be parsed.
        UnsafeXmpError: the packet carries a document type declaration.

    """
    if len(packet) > PACKET_LIMIT:
        raise BrokenXmpError(f"{len(packet)} bytes")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(_without_padding(packet), parser)
    except etree.XMLSyntaxError as error:
        raise BrokenXmpError(str(error)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnsafeXmpError("a document type declaration")
    return root


def _without_padding(packet: bytes) -> bytes:
    """Take off the NULs some programs fill up with; in UTF-16 they belong to the text."""
    return packet if b"\x00" in packet[:4] or packet[:2] in _UTF_16 else packet.rstrip(b"\x00")


def _values(descriptions: Iterable[etree._Element], name: str) -> tuple[str, ...]:
    """All values of a property, in whichever of RDF's three spellings; the best language first."""
    for description in descriptions:
        attribute = description.get(name)
        if attribute is not None and tidy(attribute):
            return (tidy(attribute),)
        element = description.find(name)
        if element is None:
            continue
        items = sorted(element.iter(f"{{{_RDF}}}li"), key=_language_rank) or [element]
        found = tuple(text for item in items if (text := tidy(item.text or "")))
        if found:
            return found
    return ()


def _language_rank(item: etree._Element) -> int:
    language = (item.get(_LANG) or "").lower()
    if language == "x-default":
        return 0
    return 1 if language.startswith("zh") else 2
