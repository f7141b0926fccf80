"""The report of a comparison, opened by a browser from the disk without a network."""

import json
import re
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect, sync_playwright

from banmian.geometry import Rect
from banmian.snapshot.compare import compare
from banmian.snapshot.comparison import Comparison
from banmian.snapshot.finding import Finding, Gravity, Layer
from banmian.snapshot.github import OF_A_KIND, annotations, append_summary
from banmian.snapshot.options import Mask, Options
from banmian.snapshot.phrases import Kind
from banmian.snapshot.report import write_report
from banmian.snapshot.shots import WINDOW_MAX, WINDOWS_MAX, windows_of
from banmian.snapshot.summaries import Compared, junit, markdown
from banmian.snapshot.surroundings import lines_at
from banmian.snapshot.viewer_page import viewer_page
from banmian.snapshot.words import Language
from banmian.units import mm

Maker = Callable[..., bytes]
CHROMIUM = shutil.which("chromium")
MASK = Mask("标题", "每天不同", box=Rect(mm(5), mm(5), mm(60), mm(16)))


@pytest.fixture(scope="module")
def pdfs(make_page: Maker) -> tuple[bytes, bytes]:
    story = "全省人大代表工作会议在武汉举行。己所不欲，勿施于人。" * 3
    return make_page(story), make_page(story.replace("己所", "已所"))


@pytest.fixture(scope="module")
def comparison(pdfs: tuple[bytes, bytes]) -> Comparison:
    return compare(*pdfs, Options(masks=(MASK,)))


@pytest.fixture(scope="module")
def folder(
    comparison: Comparison, pdfs: tuple[bytes, bytes], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp("report")
    assert write_report(comparison, pdfs, folder, Language.CHINESE).name == "report.html"
    return folder


@pytest.fixture
def opened(folder: Path) -> Iterator[Page]:
    """The report in a browser; fails when anything is asked of a network or complained about."""
    asked: list[str] = []
    said: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith(("file:", "data:")):
            asked.append(request.url)

    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800}, offline=True)
        page.on("request", note)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto((folder / "report.html").as_uri())
        yield page
        browser.close()
    assert asked == []
    assert said == []


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not there")
def test_a_browser_shows_every_finding(opened: Page, comparison: Comparison) -> None:
    entries = opened.locator("nav button")
    assert entries.count() == len(comparison.findings)
    assert "己 → 已" in entries.first.inner_text()
    images = opened.locator(".stage img")
    assert images.count() == 2
    for image in images.all():
        wide = image.evaluate("i => i.decode().then(() => i.naturalWidth)")
        assert wide > 300, "300 dpi"
    assert opened.locator(".mark.here").count() == 2
    assert "300 dpi" in opened.locator("output").inner_text()
    last = entries.nth(entries.count() - 1)
    last.click()
    assert last.get_attribute("aria-current") == "true"


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not there")
def test_keys_and_modes(opened: Page) -> None:
    current = opened.locator("nav [aria-current]")
    first = current.inner_text()
    opened.keyboard.press("j")
    assert current.inner_text() != first
    opened.keyboard.press("k")
    assert current.inner_text() == first
    top = opened.locator(".stage img.new")
    for number, mode in enumerate(("side", "slider", "onion", "blink", "difference"), 1):
        opened.keyboard.press(str(number))
        assert opened.locator(f".pair.{mode}").count() == 1
        style = top.evaluate(
            "i => [i.style.clipPath, i.style.opacity, getComputedStyle(i).mixBlendMode]"
        )
        assert bool(style[0]) == (mode == "slider")
        assert bool(style[1]) == (mode == "onion")
        assert (style[2] == "difference") == (mode == "difference")
        if mode == "slider":
            opened.keyboard.press("ArrowRight")
            assert top.evaluate("i => i.style.clipPath") == "inset(0px 0px 0px 55%)"
        if mode == "blink":
            expect(top).to_be_hidden()
            expect(top).to_be_visible()
    wide = "document.querySelector('.sheet').getBoundingClientRect().width"
    before = opened.evaluate(wide)
    opened.keyboard.press("+")
    assert opened.evaluate(wide) == pytest.approx(before * 1.25, abs=1)
    opened.keyboard.press("-")
    assert opened.evaluate(wide) == pytest.approx(before, abs=1)
    opened.keyboard.press("p")
    assert "72 dpi" in opened.locator("output").inner_text()
    assert opened.locator(".mask").count() == 1
    assert "repeating-linear-gradient" in opened.locator(".mask").evaluate(
        "m => getComputedStyle(m).backgroundImage"
    )


def test_nothing_is_loaded_and_no_words_become_markup(
    comparison: Comparison, pdfs: tuple[bytes, bytes]
) -> None:
    rude = replace(comparison.findings[0], after="</script><img src=x onerror=alert(1)>")
    html = viewer_page(replace(comparison, findings=(rude,)), pdfs, Language.ENGLISH)
    assert "<img" not in html
    assert html.count("</script>") == 2
    assert "default-src 'none'; img-src data:" in html
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", html)
    assert html == viewer_page(replace(comparison, findings=(rude,)), pdfs, Language.ENGLISH)


def test_programs_read_the_rest(folder: Path, comparison: Comparison) -> None:
    facts = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert facts["verdict"] == "changed"
    suite = ET.parse(folder / "junit.xml").getroot()[0]
    failures = [case.get("name") for case in suite if case.find("failure") is not None]
    assert failures == [v.layer for v in comparison.verdicts if v.findings]
    assert suite.get("failures") == str(len(failures))
    assert "己 → 已" in (folder / "summary.md").read_text(encoding="utf-8")


def finding(number: int, words: str = "甲", gravity: Gravity = Gravity.ERROR) -> Finding:
    box = Rect(mm(number * 3 % 280), mm(number * 37 % 400), mm(3), mm(3))
    return Finding(Layer.TEXT, Kind.ALT, gravity, 1, box, words, words + "乙", story="lead.md")


def test_windows_hold_their_findings_and_are_capped() -> None:
    found = [finding(number) for number in range(400)]
    paper = Rect(mm(0), mm(0), mm(300), mm(420))
    windows, numbers = windows_of(found, {1: paper})
    assert 3 < len(windows) <= WINDOWS_MAX
    assert numbers[0] == 0
    for one, number in zip(found, numbers, strict=True):
        if number is not None and one.box is not None:
            assert windows[number].place.contains(one.box)
            assert windows[number].dpi == 300
    assert all(max(w.place.width, w.place.height) <= WINDOW_MAX for w in windows)
    wide = replace(found[0], box=paper)
    assert windows_of([wide], {1: paper})[0][0].dpi < 100
    assert windows_of([replace(found[0], page=7)], {1: paper}) == ([], [None])


def test_annotations_are_capped_and_point_at_the_line(
    comparison: Comparison, tmp_path: Path
) -> None:
    story = tmp_path / "lead.md"
    story.write_text("---\n---\n\n第一段\n\n第二段的，字%\n", encoding="utf-8")
    found = tuple(finding(number) for number in range(30))
    placed = finding(1, "第二段的，字%", Gravity.WARNING)
    many = replace(comparison, findings=(placed, *found))
    lines = list(annotations([Compared("05:a", many)], {"lead.md": story}, Language.CHINESE))
    assert len(lines) == OF_A_KIND + 2
    assert lines[0].startswith("::error file=")
    assert ",line=6,title=05%3Aa::" in lines[OF_A_KIND]
    assert "字%25" in lines[OF_A_KIND]
    assert lines[-1] == "::notice title=banmian::还有 20 处改动，见报告"


def test_a_character_is_found_by_the_line_it_stands_in(
    comparison: Comparison, pdfs: tuple[bytes, bytes], tmp_path: Path
) -> None:
    wrong = [f for f in comparison.findings if f.kind == Kind.CHARACTER]
    line = lines_at(pdfs[1], wrong)[0]
    assert "已" in line
    story = tmp_path / "lead.md"
    story.write_text(f"已\n\n前面**的字**{line}后面的字\n\n已\n", encoding="utf-8")
    one = replace(comparison, findings=(replace(wrong[0], story="lead"),))
    told = [*annotations([Compared("a", one, (line,))], {"lead": story}, Language.CHINESE)]
    assert ",line=3,title=a::" in told[0]
    assert lines_at(pdfs[1], [replace(wrong[0], page=9), replace(wrong[0], box=None)]) == ("", "")


def test_markdown_and_xml_hold_any_text(comparison: Comparison, tmp_path: Path) -> None:
    rude = replace(comparison, findings=(finding(1, "a|b<i>`*\x00\x1b\ufffe\n]]>"),))
    compared = [Compared('x"<&>', rude)]
    row = markdown(compared, Language.ENGLISH).splitlines()[-1]
    assert row.count("|") == 4
    assert "<" not in row
    assert ET.fromstring(junit(compared, Language.ENGLISH))[0].get("name") == 'x"<&>'
    path = tmp_path / "summary"
    append_summary(path, "一" * 400_000)
    append_summary(path, "end")
    text = path.read_text(encoding="utf-8")
    assert len(text.encode()) < (1 << 20) + 10
    assert text.endswith("…\nend\n")
