"""What a press PDF says about itself: XMP, the information dictionary, output intents.

Inputs:  a PDF, the facts of its first page, a press profile, a digest of its contents.
Outputs: Metadata, Info and OutputIntents, changed in place.
Units:   none; the time is midnight in China of the date of issue, since nothing later is known.
Source:  ISO 15930-7, 6.2.2 and 6.16 (PDF/X-4); ISO 19005-2, 6.6.2.3.3 (extension schemas: XMP may
         use only properties that PDF/A knows or that the file itself describes) and 6.2.3 (both
         intents name the same profile object); ISO 14289-1, clause 5.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Flag, auto
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from banmian.press.facts import PageFacts
from banmian.press.profile import PressProfile

CREATOR = "Banmian 版面"


class Conformance(Flag):
    """The standards a file claims."""

    X4 = auto()
    A2A = auto()
    UA1 = auto()
    ALL = X4 | A2A | UA1


@dataclass(frozen=True, slots=True)
class Identity:
    """What is said in Info and in XMP alike; `digest` is of the contents, in hex."""

    title: str
    publisher: str
    time: str
    producer: str
    digest: str

    @property
    def pdf_time(self) -> str:
        """The time as PDF writes it: D:20241113000000+08'00'."""
        digits = "".join(sign for sign in self.time[:19] if sign.isdigit())
        return f"D:{digits}{self.time[19:22]}'{self.time[23:25]}'"


def identity_of(facts: PageFacts, title: str, producer: str, digest: str) -> Identity:
    """What the file says about itself."""
    time = f"{facts.date.isoformat()}T00:00:00+08:00"
    return Identity(title, facts.newspaper, time, producer, digest)


def describe(
    pdf: pikepdf.Pdf, identity: Identity, profile: PressProfile, claims: Conformance
) -> None:
    """Write what the file says about itself."""
    info = pdf.docinfo
    for key in list(info.keys()):
        del info[key]
    info.Title = String(identity.title)
    info.Creator = String(CREATOR)
    info.Producer = String(identity.producer)
    info.CreationDate = info.ModDate = String(identity.pdf_time)
    info.Trapped = Name("/False")
    metadata = pdf.make_stream(_xmp(identity, claims).encode("utf-8"))
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = metadata
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.OutputIntents = Array(list(_intents(pdf, profile, claims)))


def _intents(
    pdf: pikepdf.Pdf, profile: PressProfile, claims: Conformance
) -> Iterator[pikepdf.Object]:
    stream = pdf.make_stream(profile.data)
    stream.N = 4
    for claim, name in ((Conformance.X4, Name.GTS_PDFX), (Conformance.A2A, Name.GTS_PDFA1)):
        if claim in claims:
            intent = Dictionary(
                Type=Name.OutputIntent,
                S=name,
                OutputConditionIdentifier=String(profile.identifier),
                OutputCondition=String(profile.condition),
                Info=String(profile.condition),
                DestOutputProfile=stream,
            )
            if profile.registry:
                intent.RegistryName = String(profile.registry)
            yield pdf.make_indirect(intent)


_PREFIXES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}

_SCHEMAS = (  # prefix, its name, property, type, category, what it is
    ("pdfxid", "PDF/X ID Schema", "GTS_PDFXVersion", "Text", "internal", "PDF/X version"),
    ("pdfuaid", "PDF/UA ID Schema", "part", "Integer", "internal", "Part of PDF/UA"),
    ("pdf", "Adobe PDF Schema", "Trapped", "Text", "internal", "Whether the file is trapped"),
)


def _xmp(identity: Identity, claims: Conformance) -> str:
    names = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in _PREFIXES.items())
    body = "\n".join(_properties(identity, claims))
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'<rdf:Description rdf:about=""{names}>\n{body}\n</rdf:Description>\n'
        '</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="r"?>'
    )


def _properties(identity: Identity, claims: Conformance) -> Iterator[str]:
    title, publisher = escape(identity.title), escape(identity.publisher)
    yield "<dc:format>application/pdf</dc:format>"
    yield f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>'
    yield f"<dc:publisher><rdf:Bag><rdf:li>{publisher}</rdf:li></rdf:Bag></dc:publisher>"
    yield "<dc:language><rdf:Bag><rdf:li>zh-Hans</rdf:li></rdf:Bag></dc:language>"
    for name in ("CreateDate", "ModifyDate", "MetadataDate"):
        yield f"<xmp:{name}>{identity.time}</xmp:{name}>"
    yield f"<xmp:CreatorTool>{CREATOR}</xmp:CreatorTool>"
    yield f"<pdf:Producer>{escape(identity.producer)}</pdf:Producer>"
    yield "<pdf:Trapped>False</pdf:Trapped>"
    number = uuid.UUID(hex=identity.digest[:32], version=5)
    yield f"<xmpMM:DocumentID>uuid:{number}</xmpMM:DocumentID>"
    yield "<xmpMM:RenditionClass>default</xmpMM:RenditionClass>"
    yield "<xmpMM:VersionID>1</xmpMM:VersionID>"
    if Conformance.X4 in claims:
        yield "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"
    if Conformance.A2A in claims:
        yield "<pdfaid:part>2</pdfaid:part>"
        yield "<pdfaid:conformance>A</pdfaid:conformance>"
    if Conformance.UA1 in claims:
        yield "<pdfuaid:part>1</pdfuaid:part>"
    if Conformance.A2A in claims:
        yield "<pdfaExtension:schemas><rdf:Bag>"
        yield from map(_schema, _SCHEMAS)
        yield "</rdf:Bag></pdfaExtension:schemas>"


def _schema(row: tuple[str, ...]) -> str:
    prefix, schema, name, kind, category, what = row
    return (
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaSchema:schema>{schema}</pdfaSchema:schema>"
        f"<pdfaSchema:namespaceURI>{_PREFIXES[prefix]}</pdfaSchema:namespaceURI>"
        f"<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>"
        '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
        f"<pdfaProperty:name>{name}</pdfaProperty:name>"
        f"<pdfaProperty:valueType>{kind}</pdfaProperty:valueType>"
        f"<pdfaProperty:category>{category}</pdfaProperty:category>"
        f"<pdfaProperty:description>{what}</pdfaProperty:description>"
        "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>"
    )
