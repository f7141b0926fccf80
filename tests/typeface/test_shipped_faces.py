"""What the files in fonts/ must be: complete, embeddable, renamed, of one kind, not too large."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from banmian.typeface import charset
from banmian.typeface.catalogue import Catalogue
from banmian.typeface.check import check_fonts
from banmian.typeface.coverage import missing_characters
from banmian.typeface.face import Face

KEYS = ("song", "song-black", "hei", "kai")
SETS = {
    "gb2312": charset.gb2312(),
    "general-standard": charset.general_standard(),
    "big5-level-1": charset.big5_level1(),
    "marks": charset.marks(),
    "latin": charset.latin(),
    "vertical-brackets": frozenset("︵︶︹︺︻︼︽︾︿﹀﹁﹂﹃﹄︱"),
    "circled": frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
}
RESERVED = re.compile("lxgw|霞鹜|wenkai|文楷|klee|source|noto", re.IGNORECASE)


@pytest.fixture(scope="module", params=KEYS)
def face(request: pytest.FixtureRequest, catalogue: Catalogue) -> Face:
    return catalogue.face(request.param)


@pytest.fixture(scope="module")
def opened(face: Face) -> Iterator[TTFont]:
    with TTFont(face.path, lazy=True) as font:
        yield font


def test_the_sets_have_their_published_sizes() -> None:
    assert len(charset.general_standard()) == 8105
    assert len(charset.gb2312()) == 6763 + 682
    assert len(charset.big5_level1()) == 5401
    assert "學" in charset.big5_level1()
    assert "〇" in charset.marks()
    assert {"㑇", "𫔎", "𬭸"} <= charset.general_standard()


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("name", SETS)
def test_every_face_has_the_set_by_itself(catalogue: Catalogue, key: str, name: str) -> None:
    assert missing_characters("".join(sorted(SETS[name])), (catalogue.face(key),)) == ()


@pytest.mark.parametrize("key", KEYS)
def test_every_chain_has_latin_extended_and_the_vertical_forms(
    catalogue: Catalogue, key: str
) -> None:
    wished = charset.required() | charset.wished()
    assert {char for _, char in missing_characters("".join(wished), catalogue.chain(key))} <= {"∘"}


def test_a_character_of_the_set_is_drawn(opened: TTFont) -> None:
    cmap, outlines = opened.getBestCmap(), opened["glyf"]
    blank = "".join(
        char
        for char in sorted(charset.required())
        if outlines[cmap[ord(char)]].numberOfContours == 0
    )
    assert blank == " \u00a0\u3000"


def test_outlines_are_truetype_without_cids(opened: TTFont) -> None:
    assert {"glyf", "vhea", "vmtx", "GSUB", "GPOS"} <= set(opened.keys())
    assert not {"CFF ", "CFF2", "VORG", "fpgm", "prep"} & set(opened.keys())
    assert opened["head"].unitsPerEm == 1000


def test_names_are_private_and_credits_stay(opened: TTFont, face: Face) -> None:
    names = {record.nameID: record.toUnicode() for record in opened["name"].names}
    assert names[1] == names[4] == names[16] == face.family
    assert names[2] == names[17] == "Regular"
    assert names[6] == face.family.replace(" ", "") + "-Regular"
    assert {0, 13, 14} <= set(names)
    own = {number: name for number, name in names.items() if number not in {0, 7, 9, 10, 13, 14}}
    assert not [name for name in own.values() if RESERVED.search(name)]


def test_no_engine_will_embolden_or_shift_a_face(opened: TTFont) -> None:
    style, lines = opened["OS/2"], opened["hhea"]
    assert (style.usWeightClass, opened["head"].macStyle) == (400, 0)
    assert style.fsSelection & 0b0110_0001 == 0b0100_0000  # regular, neither italic nor bold
    assert (lines.ascent, lines.descent, lines.lineGap) == (880, -120, 0)
    assert (style.sTypoAscender, style.sTypoDescender, style.sTypoLineGap) == (880, -120, 0)


def test_files_are_those_on_record_and_may_be_embedded(catalogue: Catalogue) -> None:
    assert check_fonts(catalogue) == ()


def test_all_files_together_keep_to_the_budget(fonts_folder: Path) -> None:
    assert sum(path.stat().st_size for path in fonts_folder.iterdir()) <= 45_000_000


@pytest.mark.parametrize("key", KEYS)
def test_the_record_names_source_and_licence(
    catalogue: Catalogue, fonts_folder: Path, key: str
) -> None:
    entry = catalogue.entry(key)
    assert entry.source is not None
    assert entry.source.url
    assert entry.licence == "OFL-1.1"
    assert entry.licence_file is not None
    text = (fonts_folder / entry.licence_file).read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
    assert entry.file in text


def test_kept_features(opened: TTFont, face: Face) -> None:
    found = {
        record.FeatureTag
        for tag in ("GSUB", "GPOS")
        for record in opened[tag].table.FeatureList.FeatureRecord
    }
    assert {"vert", "halt", "vhal", "ccmp", "pwid"} <= found
    if face.key != "kai":  # its source has no others
        assert {"vrt2", "palt", "kern", "locl", "fwid", "hwid"} <= found


def test_the_interpunct_stands_in_the_middle_of_half_an_em(face: Face) -> None:
    """R13, and by a glyph that no other character shares: it is read as what was typed."""
    (glyph,) = face.shape("·")
    left, _, right, _ = face.ink(glyph.gid)
    assert (glyph.advance, glyph.x_offset) == (0.5, 0.0)
    assert abs((left + right) / 2 - 0.25) < 0.01
    assert glyph.gid not in {other.gid for other in face.shape("・‧")}
