"""An edition in one PDF: its pages as they are alone, tagged and conforming; its spreads."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from banmian.editorial.edition import PageCopy
from banmian.editorial.read_edition import load_edition
from banmian.editorial.read_page import load_page
from banmian.errors import LayoutError
from banmian.house.setting import Overprint
from banmian.pipeline.edition import EditionResult, build_edition, impose_edition
from banmian.pipeline.settings import Settings
from banmian.pipeline.to_press import press_spreads
from banmian.press.facts import facts_of
from banmian.press.finish import PaintedPage, PressJob, finish
from banmian.press.profile import PressProfile
from banmian.progress import Silent
from banmian.typeface.catalogue import load_catalogue
from banmian.units import ZERO, mm


@pytest.fixture(scope="module")
def demo(project: Path) -> Path:
    """The demonstration edition: four pages of several layouts."""
    return project / "content" / "demo" / "2026-01-01"


@pytest.fixture(scope="module")
def copies(demo: Path) -> list[PageCopy]:
    return [load_page(folder) for folder in load_edition(demo).pages]


@pytest.fixture(scope="module")
def settings(page_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return replace(page_settings, output=tmp_path_factory.mktemp("edition"), png=False)


@pytest.fixture(scope="module")
def built(demo: Path, settings: Settings) -> EditionResult:
    return build_edition(demo, settings, Silent())


def test_the_edition_is_pdf_a_2a_and_pdf_ua_1(
    verapdf: Callable[..., list[str]], built: EditionResult
) -> None:
    pages = [page.pdf for page in built.pages if page.pdf]
    assert len(pages) == 4
    assert verapdf(built.pdf, *pages) == []


def test_nothing_is_found_fault_with(built: EditionResult) -> None:
    assert built.notes == ()
    assert [page.notes for page in built.pages] == [()] * len(built.pages)


def test_bookmarks_lead_from_page_to_story(built: EditionResult, copies: list[PageCopy]) -> None:
    with pikepdf.open(built.pdf) as pdf, pdf.open_outline() as outline:
        for number, (page, copy) in enumerate(zip(outline.root, copies, strict=True)):
            assert page.title == f"第{copy.number:02d}版 {copy.section.text}"
            stories = [one for top in page.children for one in (top, *top.children)]
            wanted = [story.headline.plain for story in copy.stories]
            assert [one.title for one in stories] == wanted
            for one in (page, *stories):
                assert one.destination[0].objgen == pdf.pages[number].obj.objgen
        labels = [str(label.P) for label in pdf.Root.PageLabels.Nums[1::2]]
        assert labels == [f"{copy.number:02d}" for copy in copies]
        assert len({i.DestOutputProfile.objgen for i in pdf.Root.OutputIntents}) == 1
        assert str(pdf.docinfo["/Title"]) == "示例日报 2026-01-01"


def test_a_page_is_painted_as_it_is_alone(built: EditionResult) -> None:
    with pikepdf.open(built.pdf) as edition:
        for number, page in enumerate(built.pages):
            assert page.pdf is not None
            with pikepdf.open(page.pdf) as alone:
                ours, theirs = (
                    pikepdf.unparse_content_stream(pikepdf.parse_content_stream(one))
                    for one in (edition.pages[number], alone.pages[0])
                )
                assert ours == theirs


def test_each_page_has_its_own_tags(built: EditionResult, copies: list[PageCopy]) -> None:
    with pikepdf.open(built.pdf) as pdf:
        (document,) = pdf.Root.StructTreeRoot.K
        for part, copy in zip(document.K, copies, strict=True):
            assert str(part.T).endswith(f"第{copy.number:02d}版 {copy.section.text}")
            assert str(part.Lang) == "zh-Hans"
        owners = pdf.Root.StructTreeRoot.ParentTree.Nums
        assert [int(number) for number in owners[::2]] == list(range(len(copies)))
        for number, page in enumerate(pdf.pages):
            assert int(page.obj.StructParents) == number
            assert {owner.Pg.objgen for owner in owners[2 * number + 1]} == {page.obj.objgen}


def test_spreads_are_for_the_press_alone(demo: Path, settings: Settings) -> None:
    path = impose_edition(demo, settings, Silent(), mm(8))
    assert path.name == "spreads.pdf"
    first = path.read_bytes()
    with pikepdf.open(path) as pdf:
        assert first.startswith(b"%PDF-1.6")
        assert [str(label.P) for label in pdf.Root.PageLabels.Nums[1::2]] == ["04 | 01", "02 | 03"]
        assert not {"/StructTreeRoot", "/MarkInfo", "/Outlines"} & set(pdf.Root.keys())
        xmp = pdf.Root.Metadata.read_bytes()
        assert b"PDF/X-4" in xmp
        assert b"pdfaid:conformance" not in xmp
        assert b"pdfuaid:part>" not in xmp
        assert [str(intent.S) for intent in pdf.Root.OutputIntents] == ["/GTS_PDFX"]
        for page in pdf.pages:
            trim = [float(edge) / mm(1).pt for edge in page.TrimBox]
            assert trim == pytest.approx([0, 0, 788, 540], abs=0.001)
    assert impose_edition(demo, settings, Silent(), mm(8)).read_bytes() == first


@pytest.fixture
def painted(reference_page: Any) -> PaintedPage:
    """A page of which nothing but its facts is right."""
    profile = PressProfile("甲", "a", "a", "", model=True, data=b"a")
    pdf = pikepdf.new()
    pdf.add_blank_page()
    buffer = BytesIO()
    pdf.save(buffer)
    job = PressJob(profile, Overprint.TEXT, marks=True, ink=220, black=False)
    return PaintedPage(buffer.getvalue(), facts_of(reference_page), job)


def test_one_file_has_one_profile(painted: PaintedPage) -> None:
    other = replace(painted.job.profile, title="乙")
    pages = [painted, replace(painted, job=replace(painted.job, profile=other))]
    with pytest.raises(LayoutError, match="profiles-differ"):
        finish(pages, "t")


def test_a_plate_has_pages_of_one_size(painted: PaintedPage, project: Path) -> None:
    pages = [painted, replace(painted, facts=replace(painted.facts, height=mm(100)))]
    with pytest.raises(LayoutError, match="pages-differ"):
        press_spreads(pages, "t", load_catalogue(project / "fonts"), ZERO)
