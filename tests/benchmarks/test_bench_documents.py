"""The rivals of the benchmark set what we set: the reference, at our sizes, with our pictures."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from benchmarks.page_text import RivalPage, rival_page
from benchmarks.plain_page import plain_html
from benchmarks.typst_page import TypstJob, font_copies, typst_source
from fontTools.ttLib import TTFont

from banmian.makeup.make_up import make_up
from banmian.pipeline.page import load_job
from banmian.pipeline.settings import Settings

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "content" / "2024-11-13" / "05"
REFERENCE = ROOT / "tests" / "data" / "reference" / "fayan-zhaibian.txt"
FACES = ("Song", "Black", "Hei", "Kai")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> RivalPage:
    folder = tmp_path_factory.mktemp("rivals")
    job = load_job(PAGE, Settings(folder / "output", ROOT, folder / "cache"))
    return rival_page(make_up(job))


def without_white(text: str) -> str:
    return "".join(text.split())


def reference() -> str:
    return without_white(REFERENCE.read_text(encoding="utf-8"))


class Reader(HTMLParser):
    """Gathers the text of the body, the sizes of the styles, the pictures."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.pictures: list[Path] = []
        self._body = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._body = self._body or tag == "body"
        if tag == "img":
            self.pictures.append(Path(unquote(urlsplit(dict(attrs)["src"] or "").path)))

    def handle_data(self, data: str) -> None:
        if self._body:
            self.text += data


def typst_text(source: str) -> str:
    """The text of the passages: what stands in brackets, without marks of Typst."""
    lines = re.findall(r"^#[\w-]+\(\(.*?\)\)\[(.*)\]$", source, re.MULTILINE)
    plain = re.sub(r"(?<!\\)#text\([^\[]*\)\[((?:\\.|[^\]\\])*)\]", r"\1", "".join(lines))
    return re.sub(r"\\(.)", r"\1", plain)


@pytest.mark.parametrize("balanced", [True, False])
def test_plain_page_holds_the_reference_in_order(page: RivalPage, *, balanced: bool) -> None:
    text = without_white(Reader(plain_html(page, balanced=balanced)).text)
    folio, found, rest = text.partition(reference())
    assert found
    assert not rest
    assert folio == "05要闻湖北日报2024年11月13日星期三"


def test_typst_page_holds_the_same_text_as_the_plain_page(page: RivalPage) -> None:
    families = {family for one in page.passages for words in one.words for family in words.families}
    source = typst_source(TypstJob(page, ROOT, {family: family for family in families}))
    plain = Reader(plain_html(page, balanced=True)).text
    assert without_white(typst_text(source)) == without_white(plain)


def test_both_show_the_six_pictures(page: RivalPage) -> None:
    pictures = Reader(plain_html(page, balanced=True)).pictures
    assert len({picture.name for picture in pictures}) == 6
    assert all(picture.is_file() for picture in pictures)
    families = {family for one in page.passages for words in one.words for family in words.families}
    source = typst_source(TypstJob(page, ROOT, {family: family for family in families}))
    assert [ROOT / name[1:] for name in re.findall(r'image\("(.*?)"', source)] == pictures


def test_columns_and_body_size_are_the_layouts(page: RivalPage) -> None:
    body, pitch = next(pair for pair in page.styles if pair[0].name == "body")
    html = plain_html(page, balanced=True)
    assert f".columns{{columns:{page.grid.columns};" in html
    size = f"font-size:{body.size.pt:g}pt;text-align:justify;text-indent:2em;letter-spacing:0em"
    assert f".body{{{size};line-height:{pitch.pt:g}pt}}" in html
    longest = max(page.passages, key=lambda passage: len(passage.text))
    assert longest.style.name == "body"


def test_marks_of_typst_are_escaped() -> None:
    assert typst_text(r"#body((0,))[a\#b\[c\]#text(font: (0,), size: 1em)[d\]e]f]") == "a#b[c]d]ef"


def test_every_font_copy_has_a_family_of_its_own(tmp_path: Path) -> None:
    with TTFont(ROOT / "fonts" / "banmian-song.ttf", lazy=True) as font:
        glyphs = len(font.getGlyphOrder())
    files = dict.fromkeys(("A Song", "A Song Black"), ROOT / "fonts" / "banmian-song.ttf")
    names = font_copies(files, tmp_path)
    assert len(set(names.values())) == 2
    for family in names.values():
        with TTFont(tmp_path / f"{family}.ttf", lazy=True) as font:
            assert font["name"].getDebugName(1) == font["name"].getDebugName(16) == family
            assert len(font.getGlyphOrder()) == glyphs
