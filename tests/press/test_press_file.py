"""The press PDF read by ISO 15930-7: what PDF/X-4 asks for and veraPDF does not look at."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
import pytest

NAMES = {
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}


@pytest.fixture
def pdf(reference_pdf: Path) -> Iterator[Any]:
    with pikepdf.open(reference_pdf) as opened:
        yield opened


@pytest.fixture
def xmp(pdf: Any) -> ElementTree.Element:
    assert "/Filter" not in pdf.Root.Metadata
    return ElementTree.fromstring(pdf.Root.Metadata.read_bytes())


def said(xmp: ElementTree.Element, name: str) -> str:
    found = xmp.findall(f".//{name}", NAMES)
    assert len(found) == 1, name
    return "".join(found[0].itertext()).strip()


def test_version_and_header(reference_pdf: Path) -> None:
    head = reference_pdf.read_bytes()[:16]
    assert head.startswith(b"%PDF-1.6\n%")
    assert all(byte > 127 for byte in head[10:14])


def test_both_intents_share_one_profile_as_it_lies_on_disk(pdf: Any, project: Path) -> None:
    intents = list(pdf.Root.OutputIntents)
    assert [str(intent.S) for intent in intents] == ["/GTS_PDFX", "/GTS_PDFA1"]
    assert len({intent.DestOutputProfile.objgen for intent in intents}) == 1
    profile = intents[0].DestOutputProfile
    assert profile.read_bytes() == (project / "press" / "newsprint26.icc").read_bytes()
    assert int(profile.N) == 4
    assert all(str(intent.OutputConditionIdentifier) for intent in intents)


def test_xmp_and_info_agree(pdf: Any, xmp: ElementTree.Element) -> None:
    info = pdf.docinfo
    assert said(xmp, "pdfxid:GTS_PDFXVersion") == "PDF/X-4"
    assert str(info["/Trapped"]) == "/False"
    assert said(xmp, "pdf:Trapped") == "False"
    assert str(info["/Title"]) == said(xmp, "dc:title")
    assert str(info["/Creator"]) == said(xmp, "xmp:CreatorTool")
    assert str(info["/Producer"]) == said(xmp, "pdf:Producer")
    assert said(xmp, "xmp:CreateDate") == "2024-11-13T00:00:00+08:00"
    assert said(xmp, "xmp:ModifyDate") == said(xmp, "xmp:MetadataDate")
    assert str(info["/CreationDate"]) == str(info["/ModDate"]) == "D:20241113000000+08'00'"
    assert re.fullmatch(r"uuid:[0-9a-f-]{36}", said(xmp, "xmpMM:DocumentID"))
    assert len(pdf.trailer.ID) == 2


def test_boxes_lie_in_each_other_with_the_trim_at_the_origin(pdf: Any) -> None:
    (page,) = pdf.pages
    media, bleed, trim = (
        [float(edge) for edge in page.obj[name]] for name in ("/MediaBox", "/BleedBox", "/TrimBox")
    )
    assert trim[:2] == [0, 0]
    for outer, inner in ((media, bleed), (bleed, trim)):
        assert outer[0] <= inner[0] < inner[2] <= outer[2]
        assert outer[1] <= inner[1] < inner[3] <= outer[3]
    assert not {"/ArtBox", "/CropBox", "/Annots"} & set(page.obj.keys())


def test_nothing_that_runs_or_asks(pdf: Any) -> None:
    assert not {"/OpenAction", "/AA", "/AcroForm", "/Names", "/AF"} & set(pdf.Root.keys())
    assert "/Encrypt" not in pdf.trailer


def test_page_labels_are_page_numbers(pdf: Any) -> None:
    assert [str(label.P) for label in pdf.Root.PageLabels.Nums[1::2]] == ["05"]


def test_pictures_are_grey_or_cmyk(pdf: Any) -> None:
    spaces = {str(image.ColorSpace) for image in pdf.pages[0].Resources.XObject.values()}
    assert spaces <= {"/DeviceGray", "/DeviceCMYK"}
