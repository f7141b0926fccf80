"""What of a picture must stay in sight, as its XMP marks it."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from banmian.picture.reader import read_picture
from banmian.picture.regions import focus_of_xmp, upright

NAMESPACES = """xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/"
 xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#"
 xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" """


def packet(*items: str) -> bytes:
    listed = "".join(f"<rdf:li>{item}</rdf:li>" for item in items)
    return (
        f'<rdf:RDF {NAMESPACES}><rdf:Description rdf:about=""><mwg-rs:Regions>'
        f"<rdf:Bag>{listed}</rdf:Bag></mwg-rs:Regions></rdf:Description></rdf:RDF>"
    ).encode()


def area(kind: str, x: object, y: object, w: object = 0.2, h: object = 0.2) -> str:
    """A region as Lightroom and digiKam write it."""
    return (
        f'<rdf:Description mwg-rs:Type="{kind}"><mwg-rs:Area stArea:x="{x}" stArea:y="{y}" '
        f'stArea:w="{w}" stArea:h="{h}" stArea:unit="normalized"/></rdf:Description>'
    )


def boundary(role: str, **numbers: object) -> str:
    """A region of the IPTC, everything an element of its own."""
    said = "".join(f"<Iptc4xmpExt:{k}>{v}</Iptc4xmpExt:{k}>" for k, v in numbers.items())
    return (
        '<Iptc4xmpExt:RegionBoundary rdf:parseType="Resource">'
        f"<Iptc4xmpExt:rbUnit>relative</Iptc4xmpExt:rbUnit>{said}</Iptc4xmpExt:RegionBoundary>"
        "<Iptc4xmpExt:rRole><rdf:Bag><rdf:li><Iptc4xmpExt:Name>a</Iptc4xmpExt:Name>"
        f"<xmp>http://cv.iptc.org/newscodes/imageregionrole/{role}</xmp>"
        "</rdf:li></rdf:Bag></Iptc4xmpExt:rRole>"
    )


@pytest.mark.parametrize(
    ("regions", "focus"),
    [
        ((), None),
        ((area("Face", 0.3, 0.4),), (0.3, 0.4)),
        ((area("Face", 0.2, 0.4), area("Face", 0.6, 0.8)), (0.4, 0.6)),
        ((area("Face", 0.2, 0.4), area("Focus", 0.7, 0.1)), (0.7, 0.1)),
        ((area("Pet", 0.2, 0.4), area("BarCode", 0.7, 0.1)), None),
        ((area("Face", "nan", 0.4),), None),
        ((area("Face", 7, 0.4),), None),
        ((area("Face", "here", 0.4),), None),
        ((area("Face", 0.3, 0.4, "wide", ""),), (0.3, 0.4)),
        ((boundary("mainSubjectArea", rbX=0.5, rbY=0.1, rbW=0.4, rbH=0.2),), (0.7, 0.2)),
        ((boundary("cropping", rbX=0.5, rbY=0.1, rbRx=0.1),), (0.5, 0.1)),
        ((boundary("unknown", rbX=0.5, rbY=0.1, rbRx=0.1),), None),
    ],
)
def test_the_focus(regions: tuple[str, ...], focus: tuple[float, float] | None) -> None:
    found = focus_of_xmp(packet(*regions))
    assert found == (None if focus is None else pytest.approx(focus))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_point_turns_with_its_picture(orientation: int, tmp_path: Path) -> None:
    """Pillow turns a picture with one white spot; the point of the spot follows it."""
    image = Image.new("L", (40, 20))
    image.paste(255, (4, 2, 12, 6))
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / "a.jpg"
    image.save(path, exif=exif, quality=95, xmp=packet(area("Focus", 0.2, 0.2)))
    picture = read_picture(path, shown_as="a.jpg")
    assert picture.focus is not None
    with Image.open(BytesIO(path.read_bytes())) as opened:
        turned = ImageOps.exif_transpose(opened)
    x, y = picture.focus
    value = turned.getpixel((int(x * turned.width), int(y * turned.height)))
    assert isinstance(value, int)
    assert value > 200
    assert upright(None, orientation) is None
