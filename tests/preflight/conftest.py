"""A small press page that is good in everything, made by pikepdf alone, to be spoiled in tests.

It is 100 × 140 mm with 3 mm of bleed: a panel that bleeds, black text over it, white text, a CMYK
and a grey picture, crop marks in all inks, tags, XMP, one profile under two intents.
"""

import io
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from banmian.preflight.finding import Finding
from banmian.preflight.order import PlantOrder
from banmian.preflight.run import preflight
from banmian.units import mm

MM = 72 / 25.4
WIDTH, HEIGHT = 100 * MM, 140 * MM
BLEED, ROOM = 3 * MM, 12 * MM
ORDER = PlantOrder(trim=(mm(100), mm(140)))
PROFILE = Path(__file__).resolve().parents[2] / "press" / "newsprint26.icc"

XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:mm="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:x4="http://www.npes.org/pdfx/ns/id/"
 xmlns:a="http://www.aiim.org/pdfa/ns/id/" xmlns:ua="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">试版</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>2024-11-13T00:30:00Z</xmp:CreateDate>
<xmp:ModifyDate>2024-11-13T08:30:00+08:00</xmp:ModifyDate>
<xmp:MetadataDate>2024-11-13T00:30:00Z</xmp:MetadataDate>
<mm:DocumentID>uuid:1</mm:DocumentID><mm:VersionID>1</mm:VersionID>
<mm:RenditionClass>default</mm:RenditionClass><pdf:Trapped>False</pdf:Trapped>
<x4:GTS_PDFXVersion>PDF/X-4</x4:GTS_PDFXVersion>
<a:part>2</a:part><a:conformance>A</a:conformance><ua:part>1</ua:part>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""

CONTENT = """
/Artifact BMC /all cs /all CS 1 SCN 0.3 w {marks} EMC
/Artifact BMC /plain gs /DeviceCMYK cs 0.2 0 0 0 scn -9 300 100 60 re f EMC
/Artifact BMC 0.6 0.4 0.1 0.2 k 120 300 100 60 re f EMC
/H1 <</MCID 0>> BDC /over gs 0 0 0 1 k BT /F 12 Tf 10 320 Td <0001000200010002> Tj ET EMC
/P <</MCID 1>> BDC /plain gs 0 0 0 0 k BT /F 12 Tf 130 320 Td <00010002> Tj ET EMC
/P <</MCID 2>> BDC /over gs 0 0 0 1 k BT /F 9 Tf 10 250 Td [<00010002> -100 <0001>] TJ ET EMC
/Figure <</MCID 3>> BDC /plain gs q 60 0 0 45 20 100 cm /Cmyk Do Q EMC
/Figure <</MCID 4>> BDC q 60 0 0 45 120 100 cm /Grey Do Q EMC
/Artifact BMC 0 0 0 1 K 0.5 w 10 200 m 200 200 l S EMC
"""


def crop_marks() -> str:
    """Two lines at each corner, outside the bleed."""
    lines = []
    for x, out in ((0.0, -1), (WIDTH, 1)):
        for y, up in ((0.0, -1), (HEIGHT, 1)):
            near, far = BLEED + 3, BLEED + 20
            lines.append(f"{x:.3f} {y + up * near:.3f} m {x:.3f} {y + up * far:.3f} l S")
            lines.append(f"{x + out * near:.3f} {y:.3f} m {x + out * far:.3f} {y:.3f} l S")
    return " ".join(lines)


def a_font() -> bytes:
    """A TrueType font of three glyphs: .notdef, and two squares."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "a", "b"])
    builder.setupCharacterMap({0x4E00: "a", 0x4E8C: "b"})
    pen = TTGlyphPen(None)
    for i, point in enumerate([(100, 0), (100, 800), (900, 800), (900, 0)]):
        (pen.lineTo if i else pen.moveTo)(point)
    pen.closePath()
    square = pen.glyph()
    builder.setupGlyf(dict.fromkeys((".notdef", "a", "b"), square))
    builder.setupHorizontalMetrics(dict.fromkeys((".notdef", "a", "b"), (1000, 100)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Test", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.font["head"].modified = builder.font["head"].created = 0
    buffer = io.BytesIO()
    builder.font.recalcTimestamp = False
    builder.save(buffer)
    return buffer.getvalue()


def jpeg(mode: str, size: tuple[int, int], fill: tuple[int, ...]) -> bytes:
    """A JPEG of one colour with some grain."""
    pixels = np.zeros((size[1], size[0], len(fill)), np.uint8) + np.array(fill, np.uint8)
    pixels[::2, ::2] = np.minimum(pixels[::2, ::2] + 8, 255)
    image = Image.fromarray(pixels if len(fill) > 1 else pixels[:, :, 0], mode)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=92, subsampling=0)
    return buffer.getvalue()


def picture(pdf: Any, data: bytes, space: Name, size: tuple[int, int], **more: Any) -> Any:
    """An image XObject."""
    stream = pdf.make_stream(data)
    stream.update(
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=size[0],
            Height=size[1],
            BitsPerComponent=8,
            ColorSpace=space,
            Filter=Name.DCTDecode,
            **more,
        )
    )
    return stream


def font_object(pdf: Any) -> Any:
    """The font, composite, with a ToUnicode map."""
    program = pdf.make_stream(a_font())
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/ABCDEF+Test"),
        Flags=4,
        FontBBox=Array([0, -120, 1000, 880]),
        ItalicAngle=0,
        Ascent=880,
        Descent=-120,
        CapHeight=800,
        StemV=80,
        FontFile2=program,
    )
    inner = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/ABCDEF+Test"),
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        CIDToGIDMap=Name.Identity,
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=1000,
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/ABCDEF+Test"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(inner)]),
            ToUnicode=pdf.make_stream(
                b"1 begincodespacerange <0000><FFFF> endcodespacerange\n"
                b"1 beginbfchar <0001> <4E00> endbfchar\n"
                b"1 beginbfrange <0002> <0002> <4E8C> endbfrange"
            ),
        )
    )


def add_tags(pdf: Any, page: Any) -> None:
    """One story with a head, two paragraphs and two pictures."""
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    parts = []
    for mcid, role in enumerate(("H1", "P", "P", "Figure", "Figure")):
        part = Dictionary(Type=Name.StructElem, S=Name(f"/{role}"), P=document, Pg=page.obj, K=mcid)
        if role == "Figure":
            part.Alt = String(f"画{mcid}")
        parts.append(pdf.make_indirect(part))
    document.K, root.K = Array(parts), Array([document])
    root.ParentTree = Dictionary(Nums=Array([0, Array(parts)]))
    pdf.Root.StructTreeRoot = root
    page.obj.StructParents = 0
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.Lang = String("zh-Hans")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def make_good() -> Any:
    """The good page, open."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
    page.obj.MediaBox = Array([-ROOM, -ROOM, WIDTH + ROOM, HEIGHT + ROOM])
    page.obj.TrimBox = Array([0, 0, WIDTH, HEIGHT])
    page.obj.BleedBox = Array([-BLEED, -BLEED, WIDTH + BLEED, HEIGHT + BLEED])
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    inks = (120, 90, 60, 30)
    page.obj.Resources = Dictionary(
        Font=Dictionary(F=font_object(pdf)),
        ExtGState=Dictionary(
            over=Dictionary(op=True, OP=True, OPM=1), plain=Dictionary(op=False, OP=False)
        ),
        ColorSpace=Dictionary(
            all=Array([Name.Separation, Name.All, Name.DeviceCMYK, pdf.make_indirect(tint)])
        ),
        XObject=Dictionary(
            Cmyk=picture(
                pdf, jpeg("CMYK", (250, 188), inks), Name.DeviceCMYK, (250, 188),
                Decode=Array([1, 0] * 4),
            ),
            Grey=picture(pdf, jpeg("L", (250, 188), (90,)), Name.DeviceGray, (250, 188)),
        ),
    )  # fmt: skip
    page.obj.Contents = pdf.make_stream(CONTENT.replace("{marks}", crop_marks()).encode())
    add_tags(pdf, page)
    profile = pdf.make_stream(PROFILE.read_bytes())
    profile.N = 4
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name(f"/{kind}"),
                OutputConditionIdentifier="newsprint",
                DestOutputProfile=profile,
            )
            for kind in ("GTS_PDFX", "GTS_PDFA1")
        ]
    )
    metadata = pdf.make_stream(XMP.encode())
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = metadata
    pdf.docinfo["/Title"] = "试版"
    pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = "D:20241113003000Z"
    pdf.docinfo["/Trapped"] = Name("/False")
    return pdf


def saved(pdf: Any, **how: Any) -> bytes:
    """The file's bytes, streams left as they are."""
    buffer = io.BytesIO()
    usual = {"force_version": "1.6", "compress_streams": False, "static_id": True}
    pdf.save(buffer, fix_metadata_version=False, **{**usual, **how})
    return buffer.getvalue()


@pytest.fixture(scope="session")
def good() -> bytes:
    """The good page."""
    return saved(make_good())


@pytest.fixture(scope="session")
def spoil(good: bytes) -> Callable[..., bytes]:
    """The good page after a change."""

    def change(by: Callable[[Any], object], **how: Any) -> bytes:
        with pikepdf.open(io.BytesIO(good)) as pdf:
            by(pdf)
            return saved(pdf, **how)

    return change


@pytest.fixture(scope="session")
def found_in() -> Callable[..., dict[str, list[Finding]]]:
    """What the preflight finds in a file, by code."""

    def look(data: bytes, order: PlantOrder = ORDER, **more: Any) -> dict[str, list[Finding]]:
        found = defaultdict(list)
        for finding in preflight(data, order, **more):
            found[finding.code].append(finding)
        return dict(found)

    return look
