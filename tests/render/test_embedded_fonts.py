"""What is embedded are our four faces, subset, with their text; nothing is imitated or borrowed."""

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from banmian.errors import LayoutError
from banmian.house.style import TypeStyle
from banmian.makeup.page import MadeUpPage, TextBlock
from banmian.pipeline.settings import Settings
from banmian.typeface.catalogue import Catalogue

_BF_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_BF_CHAR = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]+)>")


@pytest.fixture(scope="module")
def fonts(reference_pdf: Path) -> list[Any]:
    with pikepdf.open(reference_pdf) as pdf:
        found = []
        for font in pdf.pages[0].Resources.Font.values():
            if "/DescendantFonts" not in font:
                continue  # the slug line's, which ReportLab has embedded
            descriptor = font.DescendantFonts[0].FontDescriptor
            texts = {
                int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
                for part in _BF_CHARS.findall(font.ToUnicode.read_bytes())
                for glyph, text in _BF_CHAR.findall(part)
            }
            found.append(
                {
                    "name": str(font.BaseFont).lstrip("/"),
                    "kind": str(font.DescendantFonts[0].Subtype),
                    "encoding": str(font.Encoding),
                    "gids": str(font.DescendantFonts[0].CIDToGIDMap),
                    "italic": float(descriptor.ItalicAngle),
                    "data": descriptor.FontFile2.read_bytes(),
                    "texts": texts,
                }
            )
        return found


def family_in_pdf(catalogue: Catalogue, key: str) -> str:
    return catalogue.entry(key).family.replace(" ", "-")


def outline(font: TTFont, name: str) -> Any:
    glyph = font["glyf"][name]
    points, ends, flags = glyph.getCoordinates(font["glyf"])
    return list(points), list(ends), list(flags)


def test_the_four_faces_are_embedded(fonts: list[Any], catalogue: Catalogue) -> None:
    assert len(fonts) == 4
    ours = sorted(family_in_pdf(catalogue, key) for key in catalogue.keys)
    assert sorted(font["name"][7:] for font in fonts) == ours


def test_every_embedded_glyph_is_that_of_our_face(fonts: list[Any], catalogue: Catalogue) -> None:
    """Outline by outline: a system face, or an emboldened or slanted copy, has others."""
    for font in fonts:
        family = font["name"][7:]
        key = next(k for k in catalogue.keys if family_in_pdf(catalogue, k) == family)
        with (
            TTFont(catalogue.folder / catalogue.entry(key).file, lazy=True) as ours,
            TTFont(io.BytesIO(font["data"])) as embedded,
        ):
            names = embedded.getGlyphOrder()
            characters = ours.getBestCmap()
            checked = 0
            for gid, text in font["texts"].items():
                if len(text) == 1:
                    wanted = outline(ours, characters[ord(text)])
                    assert outline(embedded, names[gid]) == wanted, (family, text)
                    checked += 1
            assert checked > 60, family


def test_fonts_are_subset_and_say_their_text(fonts: list[Any]) -> None:
    for font in fonts:
        assert re.match(r"[A-Z]{6}\+", font["name"])
        assert (font["kind"], font["encoding"], font["gids"]) == (
            "/CIDFontType2",
            "/Identity-H",
            "/Identity",
        )
        assert font["italic"] == 0
        with TTFont(io.BytesIO(font["data"])) as embedded:
            drawn = {
                gid
                for gid, name in enumerate(embedded.getGlyphOrder())
                if embedded["glyf"][name].numberOfContours
            }
        texts = font["texts"]
        assert drawn - {0} <= set(texts), "a glyph that the page does not print"
        assert all(texts.values())


def test_no_text_is_emboldened_or_slanted(reference_pdf: Path) -> None:
    with pikepdf.open(reference_pdf) as pdf:
        scaled = []
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0]):
            name = str(operator)
            if name == "CS":
                break  # the printer's marks: the page is done
            assert name not in {"Tr", "Tz", "Ts"}, "a stroked, stretched or raised text"
            if name == "Tm":
                a, b, c, d, *_ = (float(number) for number in operands)
                assert (a, b, c, d) == (1, 0, 0, -1)
            if name == "cm":
                scaled.append([float(number) for number in operands][:4])
        assert all(b == 0 == c and abs(a) == abs(d) for a, b, c, d in scaled[:2])


PaintBlocks = Callable[..., tuple[MadeUpPage, bytes]]


@pytest.fixture
def paint_with(
    set_block: Callable[..., TextBlock],
    make_style: Callable[..., TypeStyle],
    paint_blocks: PaintBlocks,
) -> Callable[..., bytes]:
    """Paint a paragraph with CSS of the layout's own."""

    def make(css: str) -> bytes:
        block = set_block([("当人大代表，成就感满满", "song", 1.0)], make_style(), 30, 0)
        return paint_blocks(block, css=css)[1]

    return make


@pytest.mark.parametrize(
    ("css", "complaint"),
    [
        (".body{font-family:'Noto Serif CJK SC'}", "the unknown face 'Noto Serif CJK SC'"),
        (".body{font-family:serif}", "the unknown face 'serif'"),
        (".body{font-family:Foo,'Banmian Song'}", "the unknown face 'Foo'"),
        (".body{font-weight:bold}", "weight 700"),
        (".body{font-weight:900}", "weight 900"),
        (".body{font-style:italic}", "italic"),
        (".body{font-style:oblique}", "oblique"),
        (".body{font-stretch:condensed}", "condensed"),
        (".body{font-size:12pt}", "at 12.00 pt, not in 'Banmian Song' at 10.00 pt"),
        (".body::first-letter{font-size:30pt}", "where '当人大代表，成就感满满' belongs"),
        (".body::after{content:'完'}", "paints '完' where no text belongs"),
    ],
)
def test_css_may_not_ask_for_type_we_do_not_have(
    css: str, complaint: str, paint_with: Callable[..., bytes]
) -> None:
    with pytest.raises(LayoutError) as raised:
        paint_with(css)
    assert complaint in str(raised.value)
    assert raised.value.diagnostics[0].code in {"template-type", "template-order"}


def test_another_of_our_faces_is_not_the_one_composed(paint_with: Callable[..., bytes]) -> None:
    css = "@font-face{font-family:Kai;src:url(fonts/song)}.body{font-family:Kai}"
    with pytest.raises(LayoutError, match="unknown face 'Kai'"):
        paint_with(css)


def test_a_layout_may_not_bring_a_font_of_its_own(paint_with: Callable[..., bytes]) -> None:
    css = "@font-face{font-family:'Banmian Song';src:url(other.ttf)}"
    with pytest.raises(LayoutError, match=r"the layout has no file other\.ttf|cannot be loaded"):
        paint_with(css)


def test_no_face_of_the_machine_is_known_to_fontconfig(
    project: Path, page_settings: Settings
) -> None:
    """In a process of its own: what WeasyPrint may fall back to, asked of fontconfig itself."""
    code = """
import os, sys
from pathlib import Path
from banmian.pipeline.paint_pages import use_our_fonts_only
from banmian.pipeline.settings import Settings
from banmian.typeface.catalogue import load_catalogue
project, cache = Path(sys.argv[1]), Path(sys.argv[2])
assert not any(name.startswith("weasyprint") for name in sys.modules)
use_our_fonts_only(Settings(cache, project, cache), load_catalogue(project / "fonts"))
from weasyprint.text.ffi import ffi, fontconfig
config = fontconfig.FcInitLoadConfigAndFonts()
fonts = fontconfig.FcConfigGetFonts(config, fontconfig.FcSetSystem)
value = ffi.new("FcChar8 **")
for number in range(fonts.nfont):
    fontconfig.FcPatternGetString(fonts.fonts[number], b"file", 0, value)
    print(ffi.string(value[0]).decode())
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(project), str(page_settings.cache / "asked")],
        env=os.environ | {"FONTCONFIG_FILE": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    files = [Path(line) for line in done.stdout.splitlines()]
    assert all(path.is_relative_to(project / "fonts") for path in files), files
