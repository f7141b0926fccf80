"""Only our faces can be embedded, whatever the page asks for."""

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from banmian.errors import EnvironmentFault
from banmian.typeface.fontconfig import private_fontconfig

PAINT = """
import io, sys
import pypdf, weasyprint
html = '''<html lang="zh-Hans"><body style="font-family: 'Banmian Song', Arial, serif">
国家 <b>粗体</b> <i>斜体</i> <code>code</code> \U0001f600\u0e01\u05d0
<span style="font-family:sans-serif">黑</span>'''
pdf = pypdf.PdfReader(io.BytesIO(weasyprint.HTML(string=html).write_pdf()))
for font in pdf.pages[0]["/Resources"]["/Font"].values():
    print(font.get_object()["/BaseFont"].split("+")[1])
"""


def test_the_set_up_names_our_folders_and_cache_only(tmp_path: Path) -> None:
    fonts = tmp_path / "a & b"
    fonts.mkdir()
    path = private_fontconfig(tmp_path / "set-up", fonts)
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    assert [element.text for element in root.iter("dir")] == [str(fonts.resolve())]
    (cache,) = root.iter("cachedir")
    assert Path(str(cache.text)) == (tmp_path / "set-up" / "cache").resolve()
    assert not list(root.iter("include"))
    before = path.stat().st_mtime_ns
    assert private_fontconfig(tmp_path / "set-up", fonts) == path
    assert path.stat().st_mtime_ns == before


def test_an_unwritable_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(EnvironmentFault):
        private_fontconfig(tmp_path / "taken", tmp_path)


def test_no_system_font_and_no_fake_bold_or_slant_is_embedded(
    fonts_folder: Path, tmp_path: Path
) -> None:
    conf = private_fontconfig(tmp_path, fonts_folder)
    painted = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PAINT],
        env={**os.environ, "FONTCONFIG_FILE": str(conf)},
        check=True,
        capture_output=True,
        text=True,
    )
    names = painted.stdout.split()
    assert names
    assert all(name.startswith("Banmian-") for name in names)
    assert not [name for name in names if "Bold" in name or "Oblique" in name or "Italic" in name]
