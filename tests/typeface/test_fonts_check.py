"""`fonts check`: permission bits, changed files, characters the faces lack."""

import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection, TTFont

from banmian.errors import Place, Severity
from banmian.source.sourced import SourcedText
from banmian.typeface.catalogue import Catalogue, load_catalogue
from banmian.typeface.check import check_fonts


def _one_face(folder: Path, font: Path, role: str = "other") -> Catalogue:
    digest = sha256(font.read_bytes()).hexdigest()
    (folder / "fonts.toml").write_text(
        f'[faces.own]\nfile = "{font.name}"\nfamily = "Own"\nrole = "{role}"\nfallback = []\n'
        f'sha256 = "{digest}"\n',
        encoding="utf-8",
    )
    return load_catalogue(folder)


@pytest.mark.parametrize(
    ("bits", "codes"),
    [
        (0x0000, []),
        (0x0004, []),
        (0x0008, []),
        (0x0002, ["embedding-forbidden"]),
        (0x000A, []),  # an old font that also grants editing: the lesser restriction holds
        (0x0100, ["subsetting-forbidden"]),
        (0x0208, ["outlines-forbidden"]),
        (0x0302, ["embedding-forbidden", "outlines-forbidden", "subsetting-forbidden"]),
    ],
)
def test_permission_bits(small_font: Path, tmp_path: Path, bits: int, codes: list[str]) -> None:
    path = tmp_path / "own.ttf"
    with TTFont(small_font) as font:
        font["OS/2"].fsType = bits
        font.save(path)
    found = check_fonts(_one_face(tmp_path, path))
    assert [fault.code for fault in found] == codes
    assert all(fault.place is not None and fault.place.line == 2 for fault in found)


def test_a_font_without_os2_has_no_known_permission(small_font: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.ttf"
    with TTFont(small_font) as font:
        del font["OS/2"]
        font.save(path)
    found = check_fonts(_one_face(tmp_path, path))
    assert [fault.code for fault in found] == ["permission-unknown"]


def test_every_faulty_file_is_told(small_font: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.ttf"
    shutil.copy(small_font, path)
    catalogue = _one_face(tmp_path, path)
    path.write_bytes(path.read_bytes() + b"\0")
    assert [fault.code for fault in check_fonts(catalogue)] == ["font-changed"]
    path.write_bytes(b"no font")
    assert [fault.code for fault in check_fonts(_one_face(tmp_path, path))] == ["font-damaged"]
    path.unlink()
    assert [fault.code for fault in check_fonts(catalogue)] == ["font-missing"]


def test_a_character_no_face_has_is_an_error_at_its_place(catalogue: Catalogue) -> None:
    text = SourcedText.at("国\U0001f600", Place("content/a/lead.md", 7, 3))
    (found,) = check_fonts(catalogue, [text])
    assert (found.code, found.severity) == ("glyph-missing", Severity.ERROR)
    assert str(found).startswith("content/a/lead.md:7:4: ")
    assert "U+1F600 (GRINNING FACE)" in found.message


def test_a_character_that_some_chains_lack_is_a_warning(
    catalogue: Catalogue, fonts_folder: Path, tmp_path: Path
) -> None:
    for path in fonts_folder.glob("banmian-*.ttf"):
        shutil.copy(path, tmp_path)
    text = (fonts_folder / "fonts.toml").read_text(encoding="utf-8")
    lonely = text.replace('role = "hei"\nfallback = ["kai"]', 'role = "hei"\nfallback = []')
    assert lonely != text
    (tmp_path / "fonts.toml").write_text(lonely, encoding="utf-8")
    name = SourcedText.at("čapek", Place("lead.md", 1, 1))
    assert check_fonts(catalogue, [name]) == ()
    (found,) = check_fonts(load_catalogue(tmp_path), [name])
    assert (found.code, found.severity) == ("glyph-missing-in-chain", Severity.WARNING)
    assert "set in hei," in found.message


def test_a_collection_is_refused_and_one_face_of_it_can_be_taken_out(
    small_font: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "own.ttc"
    collection = TTCollection()
    collection.fonts = [TTFont(small_font), TTFont(small_font)]
    collection.save(path)
    (fault,) = check_fonts(_one_face(tmp_path, path))
    assert (fault.code, fault.place and fault.place.line) == ("font-collection", 2)
    _, _, command = str(fault.hint).partition("-c ")
    monkeypatch.chdir(tmp_path)
    subprocess.run([sys.executable, "-c", command.strip('"')], check=True)
    assert check_fonts(_one_face(tmp_path, tmp_path / "own.otf")) == ()


def test_marks_that_stand_in_the_middle_are_a_warning(small_font: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.ttf"
    assert check_fonts(_one_face(tmp_path, Path(shutil.copy(small_font, path)), "body")) == ()
    with TTFont(path) as font:
        comma = font["glyf"]["comma"]
        comma.coordinates.translate((310, 0))
        comma.recalcBounds(font["glyf"])
        font["hmtx"]["comma"] = (1000, comma.xMin)
        font.save(path)
    (fault,) = check_fonts(_one_face(tmp_path, path, "body"))
    assert (fault.code, fault.severity) == ("marks-not-squeezable", Severity.WARNING)
    assert fault.message.startswith("， of own.ttf ")
    assert check_fonts(_one_face(tmp_path, path, "other")) == ()


def test_borrowed_characters_are_counted(
    small_font: Path, fonts_folder: Path, tmp_path: Path
) -> None:
    for font in (small_font, fonts_folder / "banmian-kai.ttf"):
        shutil.copy(font, tmp_path)
    text = ""
    for key, name, chain in (("song", "small.ttf", '["kai"]'), ("kai", "banmian-kai.ttf", "[]")):
        digest = sha256((tmp_path / name).read_bytes()).hexdigest()
        text += f'[faces.{key}]\nfile = "{name}"\nfamily = "{key}"\nrole = "body"\n'
        text += f'fallback = {chain}\nsha256 = "{digest}"\n'
    (tmp_path / "fonts.toml").write_text(text, encoding="utf-8")
    catalogue = load_catalogue(tmp_path)
    place = Place("lead.md", 1, 1)
    assert check_fonts(catalogue, [SourcedText.at("一，A", place)]) == ()
    copy = [SourcedText.at("一二三四五六", place), SourcedText.at("六七八九十百千万", place)]
    (fault,) = check_fonts(catalogue, copy)
    assert (fault.code, fault.severity) == ("glyphs-borrowed", Severity.WARNING)
    assert fault.message == (
        "song lacks 12 of the copy's 13 Han characters, lent by kai 12: 七万三九二五八六十千…"
    )
    assert fault.place == catalogue.read.places.of("faces", "song", "file")
