"""The self-test: one fault at a time is put into a good page, and the rule for it speaks.

Each line of a table is a bad PDF: the code that must be told, and what was done. Every rule has one
at least, and the good page is silent.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from banmian.errors import Severity
from banmian.preflight.order import PlantOrder
from banmian.preflight.run import RULES
from banmian.units import mm

Change = Callable[[Any], object]


def nothing(pdf: Any) -> None:
    """The page as it is."""


def page(pdf: Any) -> Any:
    return pdf.pages[0].obj


def resources(pdf: Any) -> Any:
    return page(pdf).Resources


def font(pdf: Any) -> Any:
    return resources(pdf).Font.F


def adding(content: str, **more: Any) -> Change:
    """Paint something more; `more` goes into the resources."""

    def change(pdf: Any) -> None:
        for kind, entries in more.items():
            if f"/{kind}" not in resources(pdf):
                resources(pdf)[f"/{kind}"] = Dictionary()
            for label, value in (entries(pdf) if callable(entries) else entries).items():
                resources(pdf)[f"/{kind}"][f"/{label}"] = value
        pdf.pages[0].contents_add(pdf.make_stream(f"\n/Artifact BMC q {content} Q EMC".encode()))

    return change


def replacing(old: str, new: str) -> Change:
    """Another word in the content."""

    def change(pdf: Any) -> None:
        data = page(pdf).Contents.read_bytes()
        assert old.encode() in data
        page(pdf).Contents = pdf.make_stream(data.replace(old.encode(), new.encode()))

    return change


def metadata(old: str, new: str) -> Change:
    """Another word in the XMP packet."""

    def change(pdf: Any) -> None:
        data = pdf.Root.Metadata.read_bytes().decode()
        assert old in data
        pdf.Root.Metadata.write(data.replace(old, new).encode())

    return change


def setting(*path: str | int, to: Any = None) -> Change:
    """Another value under the catalog or, from "page" on, the page; None deletes it."""

    def change(pdf: Any) -> None:
        first, *way = path
        place = {"root": pdf.Root, "page": page(pdf), "info": pdf.docinfo, "trailer": pdf.trailer}
        target = place[str(first)]
        for step in way[:-1]:
            target = target[step]
        value = to(pdf) if callable(to) else to
        if value is None:
            del target[way[-1]]
        else:
            target[way[-1]] = value

    return change


def image(width: int, space: Name, data: bytes, **more: Any) -> Callable[[Any], dict[str, Any]]:
    """An image XObject /Im of raw samples."""

    def make(pdf: Any) -> dict[str, Any]:
        stream = pdf.make_stream(data)
        keys = {"Width": width, "Height": width, "BitsPerComponent": 8, "ColorSpace": space}
        stream.update(Dictionary(Type=Name.XObject, Subtype=Name.Image, **keys, **more))
        return {"Im": stream}

    return make


def new_profile(change: Callable[[bytes], bytes]) -> Change:
    """Another ICC profile in the intents."""

    def do(pdf: Any) -> None:
        profile = pdf.Root.OutputIntents[0].DestOutputProfile
        profile.write(change(profile.read_bytes()))

    return do


def a_copy_of_the_profile(pdf: Any) -> None:
    data = pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes()
    pdf.Root.OutputIntents[1].DestOutputProfile = pdf.make_stream(data + b"\0", N=4)


def annotation(subtype: str, rect: list[float], **more: Any) -> Change:
    note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=Array(rect), **more)
    return setting("page", "/Annots", to=Array([note]))


def second_page(pdf: Any) -> None:
    pdf.pages.append(pdf.pages[0])
    pdf.pages[1].obj.TrimBox = Array([0, 0, 200, 300])


def script(pdf: Any) -> Any:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def attached(pdf: Any) -> None:
    pdf.attachments["notes.txt"] = pikepdf.AttachedFileSpec(pdf, b"notes", filename="notes.txt")


def type3(pdf: Any) -> dict[str, Any]:
    glyph = pdf.make_stream(b"1000 0 0 0 750 750 d1 0 0 750 750 re f")
    return {
        "T3": Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=[0, 0, 750, 750],
            FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
            CharProcs=Dictionary(a=glyph),
            Encoding=Dictionary(Type=Name.Encoding, Differences=[97, Name("/a")]),
            FirstChar=97,
            LastChar=97,
            Widths=[1000],
        )
    }


HELVETICA = Dictionary(
    Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
)
SPOT = Array(
    [
        Name.Separation,
        Name("/PANTONE 485 C"),
        Name.DeviceCMYK,
        Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 0.9, 1, 0], N=1),
    ]
)
ICC_RGB = b"\0" * 16 + b"RGB " + b"\0" * 108


def rgb_space(pdf: Any) -> dict[str, Any]:
    return {"Icc": Array([Name.ICCBased, pdf.make_stream(ICC_RGB, N=3)])}


def axial(space: Any) -> Dictionary:
    count = 3 if space == Name.DeviceRGB else 4
    blend = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0.0] * count, C1=[0.2] * count, N=1)
    return Dictionary(ShadingType=2, ColorSpace=space, Coords=[0, 0, 100, 0], Function=blend)


def rgb_form(pdf: Any) -> dict[str, Any]:
    form = pdf.make_stream(b"1 0 0 rg 0 0 10 10 re f")
    form.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 10, 10]))
    outer = pdf.make_stream(b"/In Do")
    outer.update(
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, 0, 50, 50],
            Resources=Dictionary(XObject=Dictionary(In=form)),
        )
    )
    return {"Fm": outer}


def rgb_pattern(pdf: Any) -> dict[str, Any]:
    cell = pdf.make_stream(b"1 0 0 rg 0 0 5 5 re f")
    cell.update(
        Dictionary(
            Type=Name.Pattern,
            PatternType=1,
            PaintType=1,
            TilingType=1,
            BBox=[0, 0, 10, 10],
            XStep=10,
            YStep=10,
            Resources=Dictionary(),
        )
    )
    return {"Pt": cell}


BAD: list[tuple[str, str, Change]] = [
    ("file-header", "a later version in the catalog", setting("root", "/Version", to=Name("/1.7"))),
    ("actions", "JavaScript when opened", setting("root", "/OpenAction", to=script)),
    (
        "actions",
        "JavaScript by name",
        setting(
            "root",
            "/Names",
            to=lambda pdf: Dictionary(JavaScript=Dictionary(Names=["a", script(pdf)])),
        ),
    ),
    (
        "actions",
        "a page's additional action",
        setting("page", "/AA", to=lambda pdf: Dictionary(O=script(pdf))),
    ),
    ("metadata", "no XMP", setting("root", "/Metadata")),
    ("metadata", "broken XML", metadata("</rdf:RDF>", "")),
    ("metadata", "entities in the XML", metadata("<x:xmpmeta", "<!DOCTYPE a><x:xmpmeta")),
    ("metadata", "no MetadataDate", metadata("MetadataDate", "OtherDate")),
    ("pdfx-version", "no claim", metadata("GTS_PDFXVersion", "Other")),
    ("pdfx-version", "PDF/X-3", metadata("PDF/X-4", "PDF/X-3:2002")),
    ("metadata-disagrees", "another title", setting("info", "/Title", to="另一题")),
    ("metadata-disagrees", "another date", setting("info", "/ModDate", to="D:20241114003000Z")),
    ("trapped", "not said", setting("info", "/Trapped")),
    ("trapped", "not known", setting("info", "/Trapped", to=Name.Unknown)),
    ("trapped", "two stories", setting("info", "/Trapped", to=Name("/True"))),
    ("output-intent", "no intents", setting("root", "/OutputIntents")),
    (
        "output-intent",
        "only PDF/A's",
        setting("root", "/OutputIntents", 0, "/S", to=Name.GTS_PDFA1),
    ),
    ("output-intent", "no profile", setting("root", "/OutputIntents", 0, "/DestOutputProfile")),
    (
        "output-intent",
        "no name",
        setting("root", "/OutputIntents", 0, "/OutputConditionIdentifier"),
    ),
    ("output-intent", "two profiles", a_copy_of_the_profile),
    ("output-profile", "not a profile", new_profile(lambda _: b"no profile" * 40)),
    ("output-profile", "cut short", new_profile(lambda data: data[:-100])),
    ("output-profile", "of a screen", new_profile(lambda d: d[:12] + b"mntrRGB " + d[20:])),
    (
        "output-profile",
        "N is 3",
        setting("root", "/OutputIntents", 0, "/DestOutputProfile", "/N", to=3),
    ),
    ("trim-box", "no TrimBox", setting("page", "/TrimBox")),
    ("trim-box", "an ArtBox too", setting("page", "/ArtBox", to=Array([0, 0, 100, 100]))),
    (
        "box-nesting",
        "bleed inside the trim",
        setting("page", "/BleedBox", to=Array([9, 9, 200, 300])),
    ),
    ("box-nesting", "media smaller", setting("page", "/MediaBox", to=Array([0, 0, 300, 300]))),
    ("box-nesting", "another unit", setting("page", "/UserUnit", to=2)),
    ("trim-size", "another size", setting("page", "/TrimBox", to=Array([0, 0, 283, 390]))),
    ("trim-size", "pages that differ", second_page),
    ("bleed-box", "none", setting("page", "/BleedBox")),
    ("bleed-box", "2 mm", setting("page", "/BleedBox", to=Array([-5.67, -5.67, 289.1, 402.5]))),
    ("bleed-missing", "an area to the trim", adding("0.2 0 0 0 k 0 50 40 40 re f")),
    (
        "bleed-missing",
        "a picture over half the bleed",
        adding(
            "q 40 0 0 40 247 60 cm /Im Do Q", XObject=image(120, Name.DeviceGray, b"\x80" * 14400)
        ),
    ),
    ("annotation-in-bleed", "a link", annotation("Link", [10, 10, 50, 20])),
    ("annotation-in-bleed", "a note in the bleed", annotation("Text", [-8, 10, -2, 20])),
    (
        "form-fields",
        "a field",
        setting("root", "/AcroForm", to=Dictionary(Fields=Array([Dictionary(FT=Name.Tx, T="a")]))),
    ),
    ("content-syntax", "no such operator", adding("1 2 foo")),
    ("content-syntax", "too few operands", adding("0 0 10 re f")),
    ("content-syntax", "no such font", adding("BT /Nope 9 Tf <0001> Tj ET")),
    ("content-syntax", "no such picture", adding("/Nope Do")),
    ("content-syntax", "no such graphics state", adding("/Nope gs")),
    ("content-syntax", "no such colour space", adding("/Nope cs")),
    ("content-syntax", "a state not restored", adding("q 1 0 0 1 0 0 cm")),
    ("content-syntax", "one restored too often", adding("Q Q Q")),
    (
        "font-not-embedded",
        "Helvetica",
        adding("0 g BT /H 12 Tf 10 20 Td (abc) Tj ET", Font={"H": HELVETICA}),
    ),
    ("font-not-embedded", "Helvetica, not used", adding("", Font={"H": HELVETICA})),
    ("font-type3", "drawn glyphs", adding("0 g BT /T3 12 Tf 10 20 Td (a) Tj ET", Font=type3)),
    (
        "font-not-subset",
        "no tag",
        setting("page", "/Resources", "/Font", "/F", "/BaseFont", to=Name.Test),
    ),
    ("font-without-text", "no map", lambda pdf: font(pdf).__delitem__("/ToUnicode")),
    (
        "font-without-text",
        "a code not in the map",
        lambda pdf: font(pdf).ToUnicode.write(b"1 beginbfchar <0001> <4E00> endbfchar"),
    ),
    ("notdef-glyph", "glyph 0", replacing("<0001000200010002>", "<00010000>")),
    ("notdef-glyph", "beyond the face", replacing("<0001000200010002>", "<00010063>")),
    ("colour-space", "RGB text", replacing("0 0 0 1 k BT /F 9", "0 0 0 rg BT /F 9")),
    ("colour-space", "an RGB area", adding("0.5 0.5 1 rg 20 20 40 40 re f")),
    ("colour-space", "an RGB line", adding("0 0 1 RG 1 w 20 20 m 90 20 l S")),
    (
        "colour-space",
        "an RGB profile",
        adding("/Icc cs 0 0 0 scn 20 20 9 9 re f", ColorSpace=rgb_space),
    ),
    (
        "colour-space",
        "Lab",
        adding(
            "/Lab cs 50 0 0 scn 20 20 9 9 re f",
            ColorSpace={"Lab": Array([Name.Lab, Dictionary(WhitePoint=[0.96, 1, 0.82])])},
        ),
    ),
    (
        "colour-space",
        "an RGB shading",
        adding("20 20 40 40 re W n /Sh sh", Shading={"Sh": axial(Name.DeviceRGB)}),
    ),
    ("colour-space", "RGB in a form in a form", adding("/Fm Do", XObject=rgb_form)),
    (
        "colour-space",
        "RGB in a pattern",
        adding("/Pattern cs /Pt scn 20 20 40 40 re f", Pattern=rgb_pattern),
    ),
    (
        "colour-space",
        "RGB where transparency mixes",
        setting("page", "/Group", to=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)),
    ),
    (
        "colour-space",
        "RGB in an annotation",
        lambda pdf: annotation("Stamp", [10, 10, 50, 20], AP=Dictionary(N=rgb_form(pdf)["Fm"]))(
            pdf
        ),
    ),
    (
        "image-colour-space",
        "an RGB picture",
        adding("q 20 0 0 20 20 20 cm /Im Do Q", XObject=image(80, Name.DeviceRGB, b"\x80" * 19200)),
    ),
    (
        "image-colour-space",
        "an RGB palette",
        adding(
            "q 20 0 0 20 20 20 cm /Im Do Q",
            XObject=image(
                80,
                Array([Name.Indexed, Name.DeviceRGB, 1, String(b"\0\0\0\xff\xff\xff")]),
                b"\1" * 6400,
            ),
        ),
    ),
    (
        "image-colour-space",
        "an inline RGB picture",
        adding("q 2 0 0 2 20 20 cm BI /W 8 /H 8 /BPC 8 /CS /RGB ID " + "a" * 192 + " EI Q"),
    ),
    (
        "image-resolution-low",
        "too few pixels",
        adding("q 60 0 0 60 20 20 cm /Im Do Q", XObject=image(80, Name.DeviceGray, b"\x80" * 6400)),
    ),
    (
        "image-resolution-low",
        "too few one way",
        adding("q 20 0 0 60 20 20 cm /Im Do Q", XObject=image(80, Name.DeviceGray, b"\x80" * 6400)),
    ),
    (
        "image-resolution-high",
        "too many pixels",
        adding("q 9 0 0 9 20 20 cm /Im Do Q", XObject=image(80, Name.DeviceGray, b"\x80" * 6400)),
    ),
    ("image-polarity", "no Decode", lambda pdf: resources(pdf).XObject.Cmyk.__delitem__("/Decode")),
    ("hairline", "a stroke", adding("0 0 0 1 K 0.1 w 20 20 m 90 20 l S")),
    ("hairline", "the machine's thinnest", adding("0 0 0 1 K 0 w 20 20 m 90 20 l S")),
    ("hairline", "by scaling", adding("0 0 0 1 K 0.1 0 0 0.1 0 0 cm 1 w 200 200 m 900 200 l S")),
    ("hairline", "a filled bar", adding("0 0 0 1 k 20 20 90 0.1 re f")),
    (
        "hairline",
        "a CSS border",
        adding(
            "20 20 m 20 80 l 20.1 80 l 20.1 20 l W* n "
            "0 0 0 1 k 20 20 60 60 re 20.1 20.1 59.8 59.8 re f*"
        ),
    ),
    ("hairline", "a ring", adding("0 0 0 1 k 20 20 60 60 re 20.1 20.1 59.8 59.8 re f*")),
    ("hairline", "a slanted bar", adding("0 0 0 1 k 20 20 m 80 60 l 80.1 59.9 l 20.1 19.9 l f")),
    ("rich-black-text", "four inks", replacing("0 0 0 1 k BT /F 9", "0.6 0.5 0.5 1 k BT /F 9")),
    (
        "rich-black-text",
        "three inks and no black",
        replacing("0 0 0 1 k BT /F 12", "1 1 1 0 k BT /F 12"),
    ),
    (
        "white-overprint",
        "white text",
        replacing("BDC /plain gs 0 0 0 0 k BT", "BDC /over gs 0 0 0 0 k BT"),
    ),
    ("registration-in-trim", "a rule", adding("/all CS 1 SCN 1 w 20 20 m 90 20 l S")),
    ("registration-in-trim", "all four inks", adding("1 1 1 1 K 1 w 20 20 m 90 20 l S")),
    ("marks-missing", "none", lambda pdf: page(pdf).__setitem__("/MediaBox", page(pdf).BleedBox)),
    (
        "spot-ink",
        "a house colour",
        adding("/Spot cs 1 scn 20 20 40 40 re f", ColorSpace={"Spot": SPOT}),
    ),
    (
        "black-text-knocks-out",
        "no overprint",
        replacing("/over gs 0 0 0 1 k BT /F 12", "/plain gs 0 0 0 1 k BT /F 12"),
    ),
    (
        "black-text-knocks-out",
        "mode 0",
        lambda pdf: resources(pdf).ExtGState.over.__setitem__("/OPM", 0),
    ),
    ("small-text-in-inks", "three inks", replacing("0 0 0 1 k BT /F 9", "0.3 0.3 0.3 0 k BT /F 9")),
    (
        "small-reversed-text",
        "8 pt in four inks",
        replacing("k BT /F 12 Tf 130", "k BT /F 8 Tf 130"),
    ),
    (
        "text-in-bleed",
        "over the edge",
        adding("/over gs 0 0 0 1 k BT /F 12 Tf -4 20 Td <0001> Tj ET"),
    ),
    (
        "transparency",
        "opacity",
        adding("/Half gs 0 0 0 1 k 20 20 40 40 re f", ExtGState={"Half": Dictionary(ca=0.5)}),
    ),
    (
        "transparency",
        "a blend mode",
        adding(
            "/Mul gs 0 0 0 1 k 20 20 40 40 re f", ExtGState={"Mul": Dictionary(BM=Name.Multiply)}
        ),
    ),
    ("ink-coverage", "300 % of ink", adding("0.8 0.7 0.7 0.8 k 20 20 40 40 re f")),
    (
        "optional-content",
        "a layer",
        setting("root", "/OCProperties", to=Dictionary(OCGs=Array([]), D=Dictionary())),
    ),
    ("embedded-files", "an attachment", attached),
    (
        "forbidden-object",
        "a PostScript XObject",
        adding(
            "/Ps Do",
            XObject=lambda pdf: {
                "Ps": pdf.make_stream(b"showpage", Type=Name.XObject, Subtype=Name.PS)
            },
        ),
    ),
    (
        "forbidden-object",
        "OPI",
        lambda pdf: resources(pdf).XObject.Grey.__setitem__("/OPI", Dictionary()),
    ),
    (
        "forbidden-object",
        "alternates",
        lambda pdf: resources(pdf).XObject.Grey.__setitem__("/Alternates", Array([])),
    ),
    (
        "device-settings",
        "a transfer function",
        adding(
            "/Tr gs",
            ExtGState={"Tr": Dictionary(TR=Dictionary(FunctionType=2, Domain=[0, 1], N=2))},
        ),
    ),
    ("tags-missing", "no tags", setting("root", "/StructTreeRoot")),
    ("tags-missing", "no language", setting("root", "/Lang")),
    ("tags-missing", "no title shown", setting("root", "/ViewerPreferences")),
    ("alt-missing", "no Alt", setting("root", "/StructTreeRoot", "/K", 0, "/K", 3, "/Alt")),
    ("empty-page", "nothing", lambda pdf: page(pdf).__setitem__("/Contents", pdf.make_stream(b""))),
]


def test_the_good_page_is_silent(good: bytes, found_in: Any) -> None:
    assert found_in(good) == {}


@pytest.mark.parametrize(("code", "what", "change"), BAD, ids=[f"{c}: {w}" for c, w, _ in BAD])
def test_a_fault_is_found(code: str, what: str, change: Change, spoil: Any, found_in: Any) -> None:
    found = found_in(spoil(change))
    assert code in found
    severity = next(rule.severity for rule in RULES if rule.code == code)
    assert {finding.severity for finding in found[code]} == {severity}


def test_encryption_with_and_without_a_password(spoil: Any, found_in: Any) -> None:
    owner = pikepdf.Encryption(owner="o", user="", R=4)
    assert "encryption" in found_in(spoil(nothing, encryption=owner, static_id=False))
    user = pikepdf.Encryption(owner="o", user="u", R=4)
    assert list(found_in(spoil(nothing, encryption=user, static_id=False))) == ["encryption"]


def test_header_and_end(good: bytes, spoil: Any, found_in: Any) -> None:
    assert "file-header" in found_in(spoil(nothing, force_version="1.7"))
    assert "file-header" in found_in(b"junk\n" + good)
    assert "file-header" in found_in(good + b"junk")


def test_no_identifier(good: bytes, found_in: Any) -> None:
    assert "file-id" in found_in(good.replace(b"/ID [", b"/Id ["))


def test_untagged_and_without_a_claim(spoil: Any, found_in: Any) -> None:
    def change(pdf: Any) -> None:
        metadata("<a:part>2</a:part><a:conformance>A</a:conformance><ua:part>1</ua:part>", "")(pdf)
        del pdf.Root.StructTreeRoot

    found = found_in(spoil(change))
    assert "untagged" in found
    assert "tags-missing" not in found


def test_damaged_streams(good: bytes, spoil: Any, found_in: Any) -> None:
    packed = spoil(nothing, compress_streams=True)
    assert found_in(packed) == {}
    start = packed.index(b"stream\n", packed.index(b"/FlateDecode")) + 7
    broken = packed[: start + 20] + b"\0" * 30 + packed[start + 50 :]
    assert "file-damaged" in found_in(broken)
    jpeg = good.index(b"\xff\xd8\xff")
    end = good.index(b"\xff\xd9\nendstream", jpeg)
    cut = good[: end - 40] + b"\0" * 42 + good[end + 2 :]
    assert "file-damaged" in found_in(cut)
    tables = good.index(b"\xff\xc4", jpeg)  # Huffman's, without which nothing can be decoded
    assert "file-damaged" in found_in(good[: tables + 4] + b"\xff" * 20 + good[tables + 24 :])


def test_what_unpacks_to_much_is_not_damaged(spoil: Any, found_in: Any) -> None:
    """Ten megabytes of one value: zlib gives them in pieces out of a few bytes."""

    def change(pdf: Any) -> None:
        pdf.Root.Extra = pdf.make_stream(b"\0" * 10_000_000)

    assert found_in(spoil(change, compress_streams=True)) == {}


def test_a_broken_cross_reference(good: bytes, found_in: Any) -> None:
    at = good.rindex(b"startxref")
    assert "file-damaged" in found_in(good[:at] + b"startxref\n7\n%%EOF\n")
    assert "file-damaged" in found_in(good[: at - 200])


def test_lzw_is_refused(spoil: Any, found_in: Any) -> None:
    def change(pdf: Any) -> None:
        page(pdf).Contents = pdf.make_stream(
            bytes.fromhex("800b6050220c0c8501"), Filter=Name.LZWDecode
        )

    assert "stream-filter" in found_in(spoil(change))


def test_the_page_again(good: bytes, spoil: Any, found_in: Any) -> None:
    assert found_in(good, twin=good) == {}
    other = spoil(setting("info", "/Title", to="另一题"))
    assert "not-the-same-again" in found_in(good, twin=other)


def test_a_soft_mask(spoil: Any, found_in: Any) -> None:
    def change(pdf: Any) -> None:
        resources(pdf).XObject.Grey.SMask = resources(pdf).XObject.Cmyk

    assert "transparency" in found_in(spoil(change))


def test_another_order(good: bytes, found_in: Any) -> None:
    assert "trim-size" in found_in(good, PlantOrder(trim=(mm(390), mm(540))))
    assert found_in(good, PlantOrder()) == {}
    assert "bleed-box" in found_in(good, PlantOrder(bleed=mm(5)))


def test_a_page_for_black_alone(good: bytes, spoil: Any, found_in: Any) -> None:
    """ "ink-not-black": a tint of cyan, a mixed panel, a picture in inks; marks may be."""
    order = PlantOrder(black=True)
    found = found_in(good, order)
    assert set(found) == {"ink-not-black"}

    def in_black(pdf: Any) -> None:
        replacing("0.2 0 0 0 scn", "0 0 0 0.2 scn")(pdf)
        replacing("0.6 0.4 0.1 0.2 k", "0 0 0 1 k")(pdf)
        resources(pdf).XObject.Cmyk = resources(pdf).XObject.Grey

    assert found_in(spoil(in_black), order) == {}


def test_every_rule_has_a_bad_pdf() -> None:
    told = Path(__file__).read_text(encoding="utf-8")
    assert [rule.code for rule in RULES if f'"{rule.code}"' not in told] == []
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert {rule.severity for rule in RULES} == {Severity.ERROR, Severity.WARNING}
