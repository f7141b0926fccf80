"""A page's subset: exactly the characters, the same bytes anywhere, made once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from banmian.errors import EnvironmentFault
from banmian.typeface.catalogue import Catalogue
from banmian.typeface.face import Face, FaceIdentity
from banmian.typeface.subset import subset_face

TEXT = "全省人大代表，“學習”——王婧（通讯员）2024年……。"
KEYS = ("song", "song-black", "hei", "kai")
IN_A_PROCESS = """
import sys
from pathlib import Path
from banmian.typeface.catalogue import load_catalogue
from banmian.typeface.subset import subset_face
catalogue = load_catalogue(Path(sys.argv[1]))
for key in catalogue.keys:
    print(subset_face(catalogue.face(key), frozenset(sys.argv[2]), None).digest)
"""


def _subset_of(face: Face, text: str, folder: Path) -> Face:
    made = subset_face(face, frozenset(text), folder)
    assert made.path is not None
    return Face(FaceIdentity(face.key, made.family, made.weight, made.path, made.digest))


@pytest.mark.parametrize("key", KEYS)
def test_a_subset_has_exactly_the_characters(
    catalogue: Catalogue, key: str, tmp_path: Path
) -> None:
    made = subset_face(catalogue.face(key), frozenset(TEXT), tmp_path)
    assert made.path is not None
    with TTFont(made.path) as font:
        assert {chr(code) for code in font.getBestCmap()} == set(TEXT)
        assert font["name"].getDebugName(1) == catalogue.face(key).family
        assert font["name"].getDebugName(13)
        assert font["glyf"][".notdef"].numberOfContours
        assert len(font.getGlyphOrder()) < 3 * len(set(TEXT))


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("vertical", [False, True])
def test_a_subset_sets_the_text_as_the_whole_face_does(
    catalogue: Catalogue, key: str, vertical: bool, tmp_path: Path
) -> None:
    face = catalogue.face(key)
    part = _subset_of(face, TEXT, tmp_path)
    for features in ((), (("halt", 1), ("vhal", 1)), (("pwid", 1),)):
        whole_glyphs = face.shape(TEXT, features=features, vertical=vertical)
        part_glyphs = part.shape(TEXT, features=features, vertical=vertical)
        assert [g._replace(gid=0) for g in part_glyphs] == [g._replace(gid=0) for g in whole_glyphs]
        assert [part.ink(g.gid) for g in part_glyphs] == [face.ink(g.gid) for g in whole_glyphs]


def test_two_processes_make_the_same_bytes(fonts_folder: Path) -> None:
    said = [
        subprocess.run(
            [sys.executable, "-c", IN_A_PROCESS, str(fonts_folder), TEXT],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout.split()
        for seed in ("1", "2")
    ]
    assert len(set(said[0])) == len(KEYS)
    assert said[0] == said[1]


def test_a_subset_is_made_once_and_then_read(catalogue: Catalogue, tmp_path: Path) -> None:
    face = catalogue.face("song")
    first = subset_face(face, frozenset("国家"), tmp_path)
    assert first.path is not None
    first.path.write_bytes(first.data + b"mark")  # only a read of this file can tell
    assert subset_face(face, frozenset("家国"), tmp_path).data == first.data + b"mark"
    assert subset_face(face, frozenset("家园"), tmp_path).path != first.path
    other = subset_face(catalogue.face("kai"), frozenset("国家"), tmp_path)
    assert other.path != first.path


def test_a_damaged_cache_entry_is_made_again(catalogue: Catalogue, tmp_path: Path) -> None:
    first = subset_face(catalogue.face("song"), frozenset("国家"), tmp_path)
    assert first.path is not None
    first.path.write_bytes(b"")
    assert subset_face(catalogue.face("song"), frozenset("国家"), tmp_path) == first
    assert first.path.read_bytes() == first.data
    assert [path.suffix for path in tmp_path.iterdir()] == [".ttf"]


def test_an_unusable_cache_is_told(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(EnvironmentFault) as caught:
        subset_face(catalogue.face("song"), frozenset("国"), tmp_path / "cache")
    assert caught.value.diagnostics[0].code == "cache-unusable"
