"""fonts.toml as a newsroom edits it: swapped faces, mistakes, files that changed."""

import os
import shutil
from pathlib import Path

import pytest

from banmian.errors import Diagnostic, ExitCode, FontError
from banmian.typeface.catalogue import Catalogue, load_catalogue
from banmian.typeface.digests import MEMORY_FILE, DigestMemory

ENTRY = """[faces.{key}]
file = "{file}"
family = "{family}"
role = "body"
fallback = [{fallback}]
sha256 = "{sha256}"
"""


@pytest.fixture
def folder(tmp_path: Path, fonts_folder: Path) -> Path:
    shutil.copy(fonts_folder / "banmian-hei.ttf", tmp_path / "own.ttf")
    return tmp_path


@pytest.fixture
def hei_digest(catalogue: Catalogue) -> str:
    return catalogue.entry("hei").sha256


def _entry(**said: str) -> str:
    defaults = {"key": "song", "file": "own.ttf", "family": "Own", "fallback": ""}
    return ENTRY.format(**{**defaults, **said})


def _faults(folder: Path, text: str) -> tuple[Diagnostic, ...]:
    (folder / "fonts.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FontError) as caught:
        load_catalogue(folder)
    assert caught.value.exit_code is ExitCode.FONTS
    return caught.value.diagnostics


def test_a_newsroom_swaps_a_face_by_editing_fonts_toml_alone(
    folder: Path, fonts_folder: Path, hei_digest: str
) -> None:
    for key in ("song-black", "hei", "kai"):
        shutil.copy(fonts_folder / f"banmian-{key}.ttf", folder)
    text = (fonts_folder / "fonts.toml").read_text(encoding="utf-8")
    before, after = text.index("[faces.song]"), text.index("[faces.song-black]")
    own = _entry(sha256=hei_digest, fallback='"kai"')
    (folder / "fonts.toml").write_text(text[:before] + own + text[after:], encoding="utf-8")
    swapped = load_catalogue(folder)
    assert swapped.keys == ("song", "song-black", "hei", "kai")
    face, fallback = swapped.chain("song")
    assert (face.family, face.weight, face.digest) == ("Own", 400, hei_digest)
    assert fallback.family == "Banmian Kai"
    assert face.advance("国") == 1.0


def test_a_chain_is_the_face_then_its_fallbacks_opened_once(catalogue: Catalogue) -> None:
    song, kai = catalogue.chain("song")
    assert (song.key, kai.key) == ("song", "kai")
    assert catalogue.face("song") is song


def test_an_unknown_face_is_told_with_the_known_ones(catalogue: Catalogue) -> None:
    with pytest.raises(FontError) as caught:
        catalogue.chain("sung")
    assert caught.value.diagnostics[0].code == "unknown-face"
    assert "song, song-black, hei, kai" in str(caught.value)


def test_a_missing_and_a_changed_file_are_told_where_fonts_toml_names_them(
    folder: Path, hei_digest: str
) -> None:
    gone = _entry(key="gone", file="gone.ttf", family="Gone", sha256=hei_digest)
    changed = _entry(sha256="0" * 64)
    (folder / "fonts.toml").write_text(gone + changed, encoding="utf-8")
    catalogue = load_catalogue(folder)
    with pytest.raises(FontError) as missing:
        catalogue.face("gone")
    with pytest.raises(FontError) as differing:
        catalogue.face("song")
    (first,), (second,) = missing.value.diagnostics, differing.value.diagnostics
    assert (first.code, second.code) == ("font-missing", "font-changed")
    assert str(first.place).endswith("fonts.toml:2:8")
    assert str(second.place).endswith("fonts.toml:12:10")
    assert hei_digest in second.message
    assert second.hint


def test_all_mistakes_are_told_at_once_with_their_lines(folder: Path, hei_digest: str) -> None:
    text = _entry(sha256=hei_digest).replace("role", "rolle").replace('"Own"', "7.5")
    faults = _faults(folder, text + 'weight = "heavy"\n')
    assert {(fault.code, fault.place.line if fault.place else 0) for fault in faults} == {
        ("unknown-key", 4),
        ("missing-key", 1),
        ("wrong-type", 3),
        ("wrong-type", 7),
    }


@pytest.mark.parametrize(
    ("said", "code", "line"),
    [
        ({"fallback": '"nobody"'}, "unknown-face", 5),
        ({"fallback": '"song"'}, "unknown-face", 5),
        ({"file": "../own.ttf"}, "outside-folder", 2),
        ({"file": "/etc/hostname"}, "outside-folder", 2),
        ({"sha256": "abc"}, "bad-value", 6),
    ],
)
def test_a_wrong_value_is_told_at_its_line(
    folder: Path, hei_digest: str, said: dict[str, str], code: str, line: int
) -> None:
    (fault,) = _faults(folder, _entry(**{"sha256": hei_digest, **said}))
    assert (fault.code, fault.place.line if fault.place else 0) == (code, line)


def test_two_faces_must_not_share_family_and_weight(folder: Path, hei_digest: str) -> None:
    shutil.copy(folder / "own.ttf", folder / "other.ttf")
    first = _entry(sha256=hei_digest)
    second = _entry(key="hei", file="other.ttf", family="OWN", sha256=hei_digest)
    (fault,) = _faults(folder, first + second)
    assert (fault.code, fault.place.line if fault.place else 0) == ("same-family", 9)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"[faces.song\n", "bad-toml"),
        (b"faces = {}\n", "bad-value"),
        (b"[faces.\xff]\n", "not-utf-8"),
        (b"#" * 1_000_001, "file-too-large"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "fonts.toml").write_bytes(data)
    with pytest.raises(FontError) as caught:
        load_catalogue(tmp_path)
    assert [fault.code for fault in caught.value.diagnostics] == [code]


def test_no_fonts_toml(tmp_path: Path) -> None:
    with pytest.raises(FontError) as caught:
        load_catalogue(tmp_path)
    assert caught.value.diagnostics[0].code == "file-missing"


def test_a_digest_is_remembered_until_the_file_changes(tmp_path: Path) -> None:
    font, cache = tmp_path / "a.ttf", tmp_path / "cache"
    font.write_bytes(b"first")
    status = font.stat()
    first = DigestMemory(cache).digest(font)
    font.write_bytes(b"other")  # the same length, and made to look as old
    os.utime(font, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert DigestMemory(cache).digest(font) == first
    os.utime(font, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    assert DigestMemory(cache).digest(font) != first
    assert [path.name for path in cache.iterdir()] == [MEMORY_FILE]


def test_without_a_cache_every_file_is_read_and_nothing_written(tmp_path: Path) -> None:
    font = tmp_path / "a.ttf"
    font.write_bytes(b"first")
    status = font.stat()
    first = DigestMemory(None).digest(font)
    font.write_bytes(b"other")
    os.utime(font, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert DigestMemory(None).digest(font) != first
    assert [path.name for path in tmp_path.iterdir()] == ["a.ttf"]


@pytest.mark.parametrize("torn", ["{", "[]", '{"x": 3}', "\x00"])
def test_a_torn_memory_is_forgotten(tmp_path: Path, torn: str) -> None:
    font = tmp_path / "a.ttf"
    font.write_bytes(b"first")
    (tmp_path / MEMORY_FILE).write_text(torn.replace("x", str(font.resolve())), encoding="utf-8")
    assert DigestMemory(tmp_path).digest(font) == DigestMemory(None).digest(font)
