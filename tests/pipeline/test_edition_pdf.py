"""An edition in one PDF: its pages as they are alone, tagged and conforming; its spreads."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

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
def two_pages(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An edition of the reference page, and of it once more as page 6."""
    folder = tmp_path_factory.mktemp("two") / "2024-11-13"
    shutil.copytree(project / "content" / "2024-11-13", folder)
    shutil.copytree(folder / "05", folder / "06")
    page = folder / "06" / "page.yaml"
    page.write_text(page.read_text(encoding="utf-8").replace("number: 5", "number: 6"))
    return folder


@pytest.fixture(scope="module")
def settings(page_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return replace(page_settings, output=tmp_path_factory.mktemp("edition"), png=False)


@pytest.fixture(scope="module")
def built(two_pages: Path, settings: Settings) -> EditionResult:
    return build_edition(two_pages, settings, Silent())


def test_the_edition_is_pdf_a_2a_and_pdf_ua_1(
    verapdf: Callable[..., list[str]], built: EditionResult
) -> None:
    assert verapdf(built.pdf) == []


def test_bookmarks_lead_from_page_to_story(built: EditionResult) -> None:
    with pikepdf.open(built.pdf) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["第05版 要闻", "第06版 要闻"]
        for number, item in enumerate(outline.root):
            assert [len(story.children) for story in item.children] == [0, 6]
            for story in item.children:
                assert story.destination[0].objgen == pdf.pages[number].obj.objgen
        assert [str(label.P) for label in pdf.Root.PageLabels.Nums[1::2]] == ["05", "06"]
        assert len({i.DestOutputProfile.objgen for i in pdf.Root.OutputIntents}) == 1
        assert str(pdf.docinfo["/Title"]) == "湖北日报 2024-11-13"


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


def test_each_page_has_its_own_tags(built: EditionResult) -> None:
    with pikepdf.open(built.pdf) as pdf:
        (document,) = pdf.Root.StructTreeRoot.K
        assert [str(part.T)[-6:] for part in document.K] == ["05版 要闻", "06版 要闻"]
        owners = pdf.Root.StructTreeRoot.ParentTree.Nums
        assert [int(number) for number in owners[::2]] == [0, 1]
        for number, page in enumerate(pdf.pages):
            assert int(page.obj.StructParents) == number
            assert {owner.Pg.objgen for owner in owners[2 * number + 1]} == {page.obj.objgen}


def test_spreads_are_for_the_press_alone(two_pages: Path, settings: Settings) -> None:
    path = impose_edition(two_pages, settings, Silent(), mm(8))
    assert path.name == "spreads.pdf"
    first = path.read_bytes()
    with pikepdf.open(path) as pdf:
        assert first.startswith(b"%PDF-1.6")
        assert [str(label.P) for label in pdf.Root.PageLabels.Nums[1::2]] == ["– | 05", "06 | –"]
        assert not {"/StructTreeRoot", "/MarkInfo", "/Outlines"} & set(pdf.Root.keys())
        xmp = pdf.Root.Metadata.read_bytes()
        assert b"PDF/X-4" in xmp
        assert b"pdfaid:conformance" not in xmp
        assert b"pdfuaid:part>" not in xmp
        assert [str(intent.S) for intent in pdf.Root.OutputIntents] == ["/GTS_PDFX"]
        for page in pdf.pages:
            trim = [float(edge) / mm(1).pt for edge in page.TrimBox]
            assert trim == pytest.approx([0, 0, 788, 540], abs=0.001)
    assert impose_edition(two_pages, settings, Silent(), mm(8)).read_bytes() == first


@pytest.fixture
def painted(reference_page: Any) -> PaintedPage:
    """A page of which nothing but its facts is right."""
    profile = PressProfile("甲", "a", "a", "", model=True, data=b"a")
    pdf = pikepdf.new()
    pdf.add_blank_page()
    buffer = BytesIO()
    pdf.save(buffer)
    job = PressJob(profile, Overprint.TEXT, marks=True)
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
