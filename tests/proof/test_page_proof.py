"""The proof of a page: what its layers say, and that the page under them is untouched."""

import json
import shutil
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from banmian.check.finding import Finding
from banmian.editorial.overrides import OverrideKind
from banmian.errors import Diagnostic
from banmian.geometry import Rect
from banmian.makeup.make_up import make_up
from banmian.makeup.page import Step, StoryFit
from banmian.pipeline.dump import dump
from banmian.pipeline.page import PageResult, load_job
from banmian.pipeline.proof import ProofResult, build_proof
from banmian.pipeline.settings import Settings
from banmian.progress import Silent
from banmian.proof.overlay import (
    RED,
    ProofPage,
    proof_layers,
    resolution,
    slug_words,
)
from banmian.proof.shapes import Box, Label, Layer, Stroke
from banmian.proof.words import fit_words, override_words, page_words
from banmian.units import ZERO, mm

NAMES = ["网格", "文框与走文", "图片精度", "排文松紧", "手工调整", "检查结果", "校样"]
BY_HAND = """---
headline: [第一行, 第二\u2060行]
fit: {looseness: -1, tracking: -0.01}
---
新\u200b年第一天，记者走进街头\u2060巷尾。
"""


@pytest.fixture(scope="module")
def front(project: Path, page_settings: Settings) -> ProofPage:
    job = load_job(project / "content" / "demo" / "2026-01-01" / "01", page_settings)
    page = make_up(job)
    return ProofPage(page, job.page, (), "0123abcd")


@pytest.fixture(scope="module")
def overset(
    project: Path, page_settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> ProofResult:
    """A page whose vertical story is twice as long, and whose public notice is cut by hand."""
    folder = tmp_path_factory.mktemp("long") / "2026-01-01"
    shutil.copytree(project / "content" / "demo" / "2026-01-01", folder)
    story = folder / "01" / "night-school.md"
    _, matter, body = story.read_text("utf-8").split("---\n")
    story.write_text(f"---\n{matter}---\n{body}\n{body}", "utf-8")
    (folder / "01" / "brief-bus.md").write_text(BY_HAND, "utf-8")
    return build_proof(folder / "01", page_settings, Silent())


def layer(layers: tuple[Layer, ...], name: str) -> Layer:
    return next(one for one in layers if one.name == name)


def texts(one: Layer) -> list[str]:
    return [shape.text for shape in one.shapes if isinstance(shape, Label)]


def test_threads_join_every_frame_to_the_next(front: ProofPage) -> None:
    shapes = layer(proof_layers(front), "文框与走文").shapes
    boxes = [shape.rect for shape in shapes if isinstance(shape, Box)]
    assert boxes == [frame for story in front.page.stories for frame in story.frames]
    threads = [shape for shape in shapes if isinstance(shape, Stroke)]
    wanted = [pair for story in front.page.stories for pair in pairwise(story.frames)]
    assert len(wanted) > 8
    for thread, (one, following) in zip(threads, wanted, strict=True):
        assert thread.arrow
        start, end = thread.points[0], thread.points[-1]
        assert one.y <= start.y <= one.bottom
        assert one.x <= start.x <= one.right
        assert following.y <= end.y <= following.bottom
        assert following.x <= end.x <= following.right


def test_every_text_says_how_it_fits(front: ProofPage) -> None:
    said = texts(layer(proof_layers(front), "排文松紧"))
    assert said == [fit_words(fit) for fit in front.page.fits]
    assert all("行，可容" in one for one in said)


def test_steps_of_the_ladder_are_told_in_words() -> None:
    steps = (Step("head", -1), Step("tracking", 0.005), Step("body", 0, "body-small"))
    fit = StoryFit("lead", 10, 12, 2, 0, 11.0, ((3, -1),), steps)
    assert fit_words(fit) == (
        "lead：12 行，可容 10 行　超 2 行（约 22 字）　调：第 4 段 -1 行　"
        "题 -1 行　字距 +0.005 em　字号改用 body-small"
    )


def test_a_page_tells_what_was_done_and_sums_up_the_rest() -> None:
    def fit(
        story: str, lines: int, *steps: Step, over: int = 0, by: tuple[int, ...] = ()
    ) -> StoryFit:
        adjusted = tuple((at, change) for at, change in enumerate(by) if change)
        return StoryFit(story, 10, lines, over, 10 - min(lines, 10), 11.0, adjusted, steps)

    fits = [
        fit("lead", 10, by=(1, 0, -1, 1)),
        fit("full", 10),
        fit("long", 12, Step("head", -1), over=2),
    ]
    fits += [
        fit("white", 7),
        fit("tea", 9),
        fit("bus", 9),
        fit("bees", 8),
        fit("held", 10, Step("feet", 2)),
    ]
    assert list(page_words(fits)) == [
        "　 lead：10 行，可容 10 行　正好　调：第 3 段 -1 行，第 1、4 段各 +1 行",
        "！ long：12 行，可容 10 行　超 2 行（约 22 字）　题 -1 行",
        "　 white：7 行，可容 10 行　余 3 行（约 33 字）",
        "　 held：10 行，可容 10 行　正好　2 栏短一行",
        "　 其余 4 篇没有调整，1 篇正好；余 1 行：tea、bus；余 2 行：bees",
    ]
    assert list(page_words([fit("one", 10), fit("two", 10)])) == ["　 共 2 篇没有调整，2 篇正好"]
    assert list(page_words([fit("lead", 10, by=(1,))])) == [
        "　 lead：10 行，可容 10 行　正好　调：第 1 段 +1 行"
    ]
    assert list(page_words([])) == []


def test_pictures_say_their_resolution(front: ProofPage) -> None:
    (one,) = texts(layer(proof_layers(front), "图片精度"))  # an advertisement in PDF has none
    assert "ppi" in one
    assert one.endswith("像素")


def test_resolution_is_that_of_the_side_that_is_not_cut() -> None:
    inch = mm(25.4)
    assert resolution(Rect(ZERO, ZERO, inch * 4, inch * 2), 800, 800) == 200
    assert resolution(Rect(ZERO, ZERO, inch * 2, inch * 4), 800, 800) == 200


def test_copy_that_does_not_fit_is_shown_where_it_ends(
    overset: ProofResult, front: ProofPage
) -> None:
    fit = next(fit for fit in overset.page.fits if fit.over)
    story = next(story for story in overset.page.stories if story.name == fit.story)
    assert fit.story == "night-school"
    words = fit_words(fit)
    assert f"超 {fit.over} 行（约 {round(fit.over * fit.measure)} 字）" in words
    told = [one.diagnostic.message for one in overset.findings if one.code == "overset"]
    assert any(one.startswith("night-school: ") for one in told)
    proof = ProofPage(overset.page, front.copy, (), "")
    shapes = layer(proof_layers(proof), "排文松紧").shapes
    (mark,) = [shape.rect for shape in shapes if isinstance(shape, Box) and shape.fill == RED]
    assert mark.x == story.frames[-1].x
    assert mark.y < story.frames[-1].bottom < mark.bottom
    assert f"超 {fit.over} 行" in slug_words(proof)


def test_decisions_by_hand_are_listed(overset: ProofResult) -> None:
    found = [one for one in overset.page.overrides if one.story == "brief-bus"]
    assert [(one.kind, one.value, one.around) for one in found] == [
        (OverrideKind.LOOSENESS, -1, ""),
        (OverrideKind.TRACKING, -0.01, ""),
        (OverrideKind.HEAD_LINES, 2, "第一行第二行"),
        (OverrideKind.BREAK_FORBIDDEN, 0, "第二|行"),
        (OverrideKind.BREAK_ALLOWED, 0, "新|年第一天"),
        (OverrideKind.BREAK_FORBIDDEN, 0, "走进街头|巷尾。"),
    ]
    assert [(one.place.line, one.place.column) for one in found[-2:]] == [(5, 2), (5, 14)]
    assert override_words(found[0]) == "-1 行"
    listed = json.loads(dump(overset.page))["overrides"]
    assert {"story", "kind", "value", "around", "place"} == set(listed[0])


def test_findings_stand_at_their_place_or_at_their_story(front: ProofPage) -> None:
    area = next(one.area for one in front.page.stories if one.name == "lead")
    spot = Rect(mm(10), mm(20), mm(30), mm(40))
    found = (
        Finding(Diagnostic("hole", "white"), spot, "lead"),
        Finding(Diagnostic("underset", "short"), None, "lead"),
        Finding(Diagnostic("page", "all of it")),
    )
    one = layer(proof_layers(ProofPage(front.page, front.copy, found, "")), "检查结果")
    assert [shape.rect for shape in one.shapes if isinstance(shape, Box)] == [spot, area]
    listed = ["1 hole　white", "2 underset　short", "3 page　all of it"]
    assert texts(one) == ["1 hole", "2 underset", *listed]


def test_layers_can_be_switched_and_only_the_grid_is_off(overset: ProofResult) -> None:
    with pikepdf.open(overset.pdf) as pdf:
        options = pdf.Root.OCProperties
        assert [str(group.Name) for group in options.OCGs] == NAMES
        assert [str(group.Name) for group in options.D.OFF] == ["网格"]
        assert options.D.Order == options.OCGs
        groups = [form.get("/OC") for form in pdf.pages[0].Resources.XObject.values()]
        assert [group for group in groups if group is not None] == list(options.OCGs)


def test_a_proof_claims_no_standard(overset: ProofResult) -> None:
    data = overset.pdf.read_bytes()
    assert b"pdfaid" not in data
    with pikepdf.open(BytesIO(data)) as pdf:
        assert "/OutputIntents" not in pdf.Root
        assert "/Metadata" not in pdf.Root


def test_the_page_lies_unchanged_under_its_proof(
    reference_result: PageResult, page_settings: Settings, project: Path
) -> None:
    folder = project / "content" / "2024-11-13" / "05"
    assert reference_result.pdf is not None
    before = reference_result.pdf.read_bytes()
    proof = build_proof(folder, page_settings, Silent())
    again = proof.pdf.read_bytes()
    assert reference_result.pdf.read_bytes() == before
    assert text_of(again).startswith(text_of(before)[:4000])
    assert proof.png is not None
    assert proof.png.read_bytes().startswith(b"\x89PNG")
    build_proof(folder, page_settings, Silent())
    assert proof.pdf.read_bytes() == again


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage().get_text_range()
    document.close()
    return str(text)
