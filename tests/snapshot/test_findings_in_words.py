"""What is said of differences people make, on pages made anew."""

import contextlib
import io
from collections.abc import Callable

import pikepdf
import pytest

from banmian.errors import UsageError
from banmian.geometry import Rect
from banmian.snapshot.compare import compare
from banmian.snapshot.comparison import Comparison, Verdict
from banmian.snapshot.finding import Finding, Gravity, Layer
from banmian.snapshot.look_alikes import kinship
from banmian.snapshot.options import CROSS_MACHINE, Mask, MaskScope, Options, Region
from banmian.snapshot.phrases import Kind
from banmian.snapshot.words import Language, phrase
from banmian.units import mm

Maker = Callable[..., bytes]


def story(change: tuple[str, str]) -> str:
    text = (
        "全省人大代表工作会议在武汉举行。会议总结分享我省代表工作及代表行动经验做法，己所不欲，勿施于人。"
        "每年政府工作报告的起草专班都会主动听取人大代表意见，去年办结率百分之百。"
    )
    assert change[0] in text
    return text.replace(*change)


@pytest.fixture(scope="module")
def before(make_page: Maker) -> bytes:
    return make_page(story(("己", "己")))


def told(comparison: Comparison, layer: Layer) -> list[Finding]:
    return [finding for finding in comparison.findings if finding.layer is layer]


def test_a_look_alike_is_named_with_its_place(before: bytes, make_page: Maker) -> None:
    comparison = compare(before, make_page(story(("己", "已"))))
    found = told(comparison, Layer.TEXT)
    assert [phrase(finding, Language.CHINESE) for finding in found] == ["己 → 已（形近字）"] * 3
    assert [finding.gravity for finding in found] == [Gravity.ERROR] * 3
    patches = [f.box for f in told(comparison, Layer.RASTER)]
    for finding in found:
        assert finding.box is not None
        assert finding.element.startswith("Document")
        assert any(patch is not None and patch.overlaps(finding.box) for patch in patches)


def test_what_an_insertion_pushes_on_is_one_finding(before: bytes, make_page: Maker) -> None:
    more = "认真地、全面地、深入地、生动地"
    comparison = compare(before, make_page(story(("会议总结", f"会议{more}总结"))))
    found = told(comparison, Layer.TEXT)
    assert [finding.kind for finding in found] == [Kind.TEXT_INSERTED] * 3
    assert {finding.after for finding in found} == {more}
    assert all(f"插入 15 字“{more}”；其后 " in phrase(f, Language.CHINESE) for f in found)
    assert any(" mm" in phrase(f, Language.ENGLISH) for f in found)


def test_other_programs_are_said_first(before: bytes) -> None:
    with pikepdf.open(io.BytesIO(before)) as pdf:
        pdf.docinfo["/Producer"] = pikepdf.String("WeasyPrint 1")
        buffer = io.BytesIO()
        pdf.save(buffer)
    comparison = compare(before, buffer.getvalue())
    assert comparison.verdict is Verdict.SAME
    assert [(n.kind, n.after) for n in comparison.notes] == [("producer-changed", "WeasyPrint 1")]


def moved(data: bytes, by: float) -> bytes:
    """The page with everything set lower."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.pages[0].contents_add(f"1 0 0 1 0 {-by} cm".encode(), prepend=True)
        buffer = io.BytesIO()
        pdf.save(buffer)
        return buffer.getvalue()


def test_profiles_differ_in_how_far_things_may_move(before: bytes) -> None:
    near, far = moved(before, 0.2), moved(before, 1.0)
    assert told(compare(before, near), Layer.TEXT)
    tolerant = Options(CROSS_MACHINE)
    assert not told(compare(before, near, tolerant), Layer.TEXT)
    shifts = {f.fact("down_mm") for f in told(compare(before, far, tolerant), Layer.TEXT)}
    assert shifts == {0.35}


WHOLE = Rect(mm(-5), mm(-5), mm(140), mm(180))


def test_a_mask_hides_counts_and_says_why(before: bytes, make_page: Maker) -> None:
    after = make_page(story(("己", "已")))
    found = told(compare(before, after), Layer.TEXT)
    boxes = [f.box.inset(mm(-1)) for f in found if f.box is not None]
    masks = tuple(Mask(f"字{n}", "待定", box=box) for n, box in enumerate(boxes))
    comparison = compare(before, after, Options(masks=masks))
    assert comparison.verdict is Verdict.MASKED
    assert [use.hidden for use in comparison.masks] == [2, 2, 2]  # the word and its pixels
    partly = compare(before, after, Options(masks=masks[:2]))
    assert partly.verdict is Verdict.CHANGED
    assert [f.layer for f in partly.findings] == [Layer.TEXT, Layer.RASTER]


def test_masks_of_pixels_and_of_text_are_apart(before: bytes, make_page: Maker) -> None:
    after = make_page(story(("己", "已")))
    for scope, left in ((MaskScope.RASTER, Layer.TEXT), (MaskScope.TEXT, Layer.RASTER)):
        options = Options(masks=(Mask("全版", "试", scope, box=WHOLE),))
        assert {f.layer for f in compare(before, after, options).findings} == {left}


def test_a_mask_does_not_hide_what_leaves_it(before: bytes, make_page: Maker) -> None:
    after = make_page(story(("会议总结", "会议认真地总结")))
    first = told(compare(before, after), Layer.TEXT)[0]
    assert first.box is not None
    masks = (Mask("一处", "试", MaskScope.TEXT, box=first.box.inset(mm(-1))),)
    comparison = compare(before, after, Options(masks=masks))
    assert not comparison.masked
    assert ("mask-unused", "一处") in [(note.kind, note.before) for note in comparison.notes]


def test_masks_and_stories_go_by_name(before: bytes, make_page: Maker) -> None:
    after = make_page(story(("己", "已")))
    regions = (Region("头条", 1, WHOLE),)
    masks = (Mask("头条", "试", element="头条"), Mask("无此稿", "试", element="nowhere"))
    comparison = compare(before, after, Options(masks=masks, regions=regions))
    assert comparison.verdict is Verdict.MASKED
    assert {hidden.finding.story for hidden in comparison.masked} == {"头条"}
    assert [note.kind for note in comparison.notes] == ["mask-not-found"]
    element = told(compare(before, after), Layer.TEXT)[0].element
    by_tag = compare(before, after, Options(masks=(Mask("段", "试", element=element),)))
    assert by_tag.masks[0].hidden == 2


def pages(*documents: bytes) -> bytes:
    """Documents one after the other."""
    with pikepdf.new() as pdf:
        for data in documents:
            with pikepdf.open(io.BytesIO(data)) as one:
                pdf.add_pages_from(one)
        buffer = io.BytesIO()
        pdf.save(buffer)
    return buffer.getvalue()


def test_pages_added_gone_moved(make_page: Maker) -> None:
    one, two, three = (make_page(story(("武汉", place))) for place in ("宜昌", "荆州", "襄阳"))
    added = compare(pages(one, three), pages(one, two, three))
    assert on_pages(added) == [(Kind.PAGE_ADDED, 2, "")]
    assert [(pair.old, pair.new) for pair in added.pages] == [(1, 1), (0, 2), (2, 3)]
    gone = compare(pages(one, two, three), pages(one, three))
    assert on_pages(gone) == [(Kind.PAGE_REMOVED, 2, "2")]
    shuffled = compare(pages(one, two, three), pages(two, three, one))
    assert on_pages(shuffled) == [(Kind.PAGE_MOVED, 3, "1")]


def on_pages(comparison: Comparison) -> list[tuple[str, int, str]]:
    """Findings of pages; bookmarks and names of places change along with them."""
    return [(f.kind, f.page, f.before) for f in comparison.findings if f.page]


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ("己已", "（形近字）"), ("日曰", "（形近字）"), ("的地", "（音近字）"),
        ("１1", "（同字异码或全角半角）"), ("天地", ""), ("己己", ""),
    ],
)  # fmt: skip
def test_kinship_of_characters(pair: str, said: str) -> None:
    assert kinship(pair[0], pair[1])[0] == said


def test_damaged_files_never_crash(before: bytes) -> None:
    """Bytes lost anywhere end in a comparison or in a usage error, and in nothing else."""
    for cut in range(200, len(before), len(before) // 25):
        with contextlib.suppress(UsageError):
            compare(before, before[:cut] + before[cut + 97 :])
