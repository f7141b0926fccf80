"""XMP and IPTC-IIM: read in any encoding, written in step, never a way in."""

import io
import logging
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin, TiffImagePlugin

from banmian.errors import ContentError
from banmian.picture.embed import embed_metadata
from banmian.picture.iptc import read_iptc, write_iptc
from banmian.picture.jpeg import APP0, APP1, APP13, Segment, parse_jpeg
from banmian.picture.metadata import ALGORITHMIC_MEDIA, PictureMetadata
from banmian.picture.photoshop import APP13_PREFIX, Resource, parse_resources
from banmian.picture.reader import read_picture
from banmian.picture.text import tidy
from banmian.picture.xmp import (
    XMP_APP1_PREFIX,
    BrokenXmpError,
    UnsafeXmpError,
    read_xmp,
    write_xmp,
)

FULL = PictureMetadata(
    caption="11月12日，全省人大代表工作会议在武汉举行。",
    credit="湖北日报全媒体记者 李溪 摄",
    creator="李溪",
    alt="会场全景",
    copyright="湖北日报",
    digital_source_type=ALGORITHMIC_MEDIA,
    date_created="2024-11-12",
)

CHINESE = st.text(
    st.one_of(
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF),
        st.sampled_from("，。“”‘’《》—…·𠮷𫖯 &<>\"'\r\n\t\x00\x0b{}%"),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)
A_FIELD = st.one_of(st.none(), CHINESE.map(lambda text: tidy(text) or None))
METADATA = st.builds(
    PictureMetadata,
    caption=A_FIELD,
    credit=A_FIELD,
    creator=A_FIELD,
    alt=A_FIELD,
    copyright=A_FIELD,
    digital_source_type=A_FIELD,
    date_created=st.one_of(st.none(), st.dates().map(str)),
)


def plain_jpeg() -> bytes:
    file = io.BytesIO()
    Image.linear_gradient("L").resize((60, 80)).save(file, "JPEG", dpi=(508, 508))
    return file.getvalue()


def with_segments(*segments: Segment) -> bytes:
    jpeg = parse_jpeg(plain_jpeg())
    return type(jpeg)((*jpeg.head[:1], *segments, *jpeg.head[1:]), jpeg.scans).as_bytes()


def xmp_segment(packet: bytes) -> Segment:
    return Segment(APP1, XMP_APP1_PREFIX + packet)


def iptc_segment(record: bytes) -> Segment:
    return Segment(APP13, APP13_PREFIX + Resource(0x0404, b"", record).as_bytes())


def dataset(number: int, value: bytes, record: int = 2) -> bytes:
    return bytes((0x1C, record, number)) + len(value).to_bytes(2, "big") + value


def metadata_of(folder: Path, data: bytes) -> PictureMetadata:
    path = folder / "a.jpg"
    path.write_bytes(data)
    return read_picture(path, shown_as="a.jpg").metadata


@given(METADATA)
def test_xmp_round_trip(metadata: PictureMetadata) -> None:
    assert read_xmp(write_xmp(metadata)) == metadata


@given(METADATA)
def test_iptc_keeps_whole_characters_within_its_limits(metadata: PictureMetadata) -> None:
    back = read_iptc(write_iptc(metadata))
    for name, octets in (("caption", 2000), ("credit", 32), ("creator", 32), ("copyright", 128)):
        written, read = getattr(metadata, name), getattr(back, name)
        if written is None or len(written.encode()) <= octets:
            assert read == written
        else:
            assert written.startswith(read or "")
            assert len((read or "").encode()) > octets - 8 or read != written
    assert back.date_created == metadata.date_created
    assert back.alt is None


def test_round_trip_through_a_file(tmp_path: Path) -> None:
    assert metadata_of(tmp_path, embed_metadata(plain_jpeg(), FULL)) == FULL


def test_pillow_finds_both_records_and_the_same_picture() -> None:
    before, after = plain_jpeg(), embed_metadata(plain_jpeg(), FULL)
    with Image.open(io.BytesIO(before)) as plain, Image.open(io.BytesIO(after)) as full:
        assert full.tobytes() == plain.tobytes()
        assert full.info["dpi"] == plain.info["dpi"]
        assert FULL.caption is not None
        assert FULL.caption in full.info["xmp"].decode()
        record = full.info["photoshop"][0x0404]
    assert record.startswith(b"\x1c\x01\x5a\x00\x03\x1b%G")
    assert FULL.caption.encode() in record


def test_records_stand_behind_jfif_and_come_once() -> None:
    once = embed_metadata(plain_jpeg(), FULL)
    assert embed_metadata(once, FULL) == once
    assert embed_metadata(embed_metadata(plain_jpeg(), PictureMetadata(caption="旧")), FULL) == once
    markers = [segment.marker for segment in parse_jpeg(once).head]
    assert markers[:3] == [APP0, APP1, APP13]
    assert markers.count(APP1) == markers.count(APP13) == 1


def test_exif_and_other_photoshop_blocks_survive() -> None:
    exif = Segment(APP1, b"Exif\x00\x00II*\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00\x00")
    resolution = Resource(0x03ED, b"abc", b"\x01" * 17)
    stale = Resource(0x0425, b"", b"\x00" * 16)
    blocks = Segment(APP13, APP13_PREFIX + resolution.as_bytes() + stale.as_bytes())
    head = parse_jpeg(embed_metadata(with_segments(exif, blocks), FULL)).head
    assert head[1] == exif
    kept = parse_resources(head[3].payload.removeprefix(APP13_PREFIX))
    assert kept[0] == resolution
    assert [block.number for block in kept] == [0x03ED, 0x0404]


def test_fields_too_long_for_a_segment_are_refused() -> None:
    with pytest.raises(ValueError, match="65533"):
        embed_metadata(plain_jpeg(), PictureMetadata(caption="长" * 30_000))


def test_xmp_wins_field_by_field(tmp_path: Path) -> None:
    data = with_segments(
        iptc_segment(write_iptc(PictureMetadata(caption="旧说明", credit="李溪 摄"))),
        xmp_segment(write_xmp(PictureMetadata(caption="新说明", alt="替代"))),
    )
    assert metadata_of(tmp_path, data) == PictureMetadata(
        caption="新说明", credit="李溪 摄", alt="替代"
    )


def test_record_in_two_app13_segments(tmp_path: Path) -> None:
    block = Resource(0x0404, b"", write_iptc(FULL)).as_bytes()
    halves = (Segment(APP13, APP13_PREFIX + part) for part in (block[:50], block[50:]))
    assert metadata_of(tmp_path, with_segments(*halves)).caption == FULL.caption


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=3, max_size=10))
def test_gb18030_without_a_declared_character_set(name: str) -> None:
    record = dataset(80, "李溪".encode("gb18030")) + dataset(120, f"{name}。".encode("gb18030"))
    back = read_iptc(record)
    assert (back.creator, back.caption) == ("李溪", f"{name}。")


def test_one_encoding_serves_the_whole_record() -> None:
    # In GBK 隆 is C2 A1: alone it would pass as UTF-8 and read "¡".
    record = dataset(80, "隆".encode("gb18030")) + dataset(120, "张隆发言".encode("gb18030"))
    assert read_iptc(record).creator == "隆"


def test_utf_8_without_a_declared_character_set() -> None:
    assert read_iptc(dataset(120, "说明".encode())).caption == "说明"


def test_declared_character_sets_are_honoured() -> None:
    utf_8 = dataset(90, b"\x1b%G", record=1)
    latin = dataset(90, b"\x1b.A", record=1)
    assert read_iptc(utf_8 + dataset(120, "说明".encode())).caption == "说明"
    assert read_iptc(latin + dataset(80, b"Andr\xe9")).creator == "André"
    # A declaration that cannot be true: programs write GBK under a UTF-8 flag.
    assert read_iptc(utf_8 + dataset(120, "说明".encode("gbk"))).caption == "说明"


def test_several_creators_and_the_date() -> None:
    record = dataset(80, "李溪".encode()) + dataset(80, "仁轩".encode()) + dataset(55, b"20241112")
    back = read_iptc(record)
    assert back.creator == "李溪、仁轩"
    assert back.date_created == "2024-11-12"


@given(st.binary(max_size=80))
def test_any_bytes_are_read_as_a_record(tail: bytes) -> None:
    good = dataset(90, b"\x1b%G", record=1) + dataset(116, b"CC0")
    assert "CC0" in (read_iptc(good + b"\x00" + tail).copyright or "")
    read_iptc(tail)
    parse_resources(b"8BIM" + tail)


def test_extended_dataset_length() -> None:
    text = ("长" * 700).encode()
    record = b"\x1c\x02\x78\x80\x04" + len(text).to_bytes(4, "big") + text
    assert read_iptc(record).caption == "长" * 700


def test_rdf_as_attributes_and_in_several_languages() -> None:
    packet = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
      xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns:dc="http://purl.org/dc/elements/1.1/"
      xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">
      <rdf:Description photoshop:Credit=" 新华社 "
        photoshop:DateCreated="2024-11-12T09:30:00+08:00"/>
      <rdf:Description><dc:description><rdf:Alt>
        <rdf:li xml:lang="en">A meeting</rdf:li><rdf:li xml:lang="zh-CN">会议</rdf:li>
      </rdf:Alt></dc:description>
      <dc:creator><rdf:Seq><rdf:li>李溪</rdf:li><rdf:li>仁轩</rdf:li></rdf:Seq></dc:creator>
      </rdf:Description></rdf:RDF></x:xmpmeta>"""
    assert read_xmp(packet.encode()) == PictureMetadata(
        caption="会议",
        credit="新华社",
        creator="李溪、仁轩",
        date_created="2024-11-12T09:30:00+08:00",
    )
    assert read_xmp(packet.encode("utf-16")).caption == "会议"


def hostile(declarations: str) -> bytes:
    body = write_xmp(PictureMetadata(caption="CAPTION")).decode()
    body = body.partition("?>")[2].replace("CAPTION", "&bomb;")
    return f"<!DOCTYPE x [{declarations}]>{body}".encode()


def hostile_packets(secret: Path) -> tuple[bytes, ...]:
    lines = ['<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)]
    return (
        hostile("".join(lines) + '<!ENTITY bomb "&a11;">'),
        hostile(f'<!ENTITY bomb SYSTEM "{secret.as_uri()}">'),
        hostile('<!ENTITY bomb SYSTEM "http://127.0.0.1:9/caption">'),
        hostile(f'<!ENTITY % more SYSTEM "{secret.as_uri()}"> %more; <!ENTITY bomb "x">'),
    )


def test_hostile_xmp_is_refused_and_nothing_leaks(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", encoding="utf-8")
    for packet in hostile_packets(secret):
        with pytest.raises((UnsafeXmpError, BrokenXmpError)) as refused:
            read_xmp(packet)
        assert "机密" not in str(refused.value)


def test_picture_with_hostile_xmp_is_refused_with_its_place(tmp_path: Path) -> None:
    packet = hostile(f'<!ENTITY bomb SYSTEM "{(tmp_path / "x").as_uri()}">')
    with pytest.raises(ContentError) as caught:
        metadata_of(tmp_path, with_segments(xmp_segment(packet)))
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "picture-damaged"
    assert "document type" in diagnostic.message


def test_broken_xmp_falls_back_to_iptc_and_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    data = with_segments(xmp_segment(b"<x:xmpmeta"), iptc_segment(write_iptc(FULL)))
    with caplog.at_level(logging.WARNING):
        metadata = metadata_of(tmp_path, data)
    assert metadata.caption == FULL.caption
    assert "a.jpg" in caplog.text


@given(st.binary(max_size=200))
def test_any_bytes_are_xmp_or_refused(packet: bytes) -> None:
    try:
        metadata = read_xmp(packet)
    except (BrokenXmpError, UnsafeXmpError):
        return
    assert all(getattr(metadata, field.name) is None for field in fields(metadata))


def test_png_and_tiff_carry_xmp_and_iptc_too(tmp_path: Path) -> None:
    image = Image.linear_gradient("L").resize((60, 80))
    for is_packed in (False, True):
        text = PngImagePlugin.PngInfo()
        packet = write_xmp(FULL).decode()
        text.add_itxt("XML:com.adobe.xmp", packet, zip=is_packed)
        path = tmp_path / "a.png"
        image.save(path, pnginfo=text)
        assert read_picture(path, shown_as="a.png").metadata == FULL

    record = write_iptc(FULL)
    as_longs = TiffImagePlugin.ImageFileDirectory_v2()
    as_longs[33723] = record + bytes(-len(record) % 4)
    as_longs[700] = write_xmp(PictureMetadata(alt="会场"))
    path = tmp_path / "a.tif"
    image.save(path, tiffinfo=as_longs)
    metadata = read_picture(path, shown_as="a.tif").metadata
    assert (metadata.alt, metadata.caption) == ("会场", FULL.caption)
