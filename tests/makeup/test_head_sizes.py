"""Heads take the largest size that suits; what stands over and under them keeps its distance."""

import json
from dataclasses import replace
from itertools import pairwise

import pytest

from banmian.compose.names import AFTER_TITLE
from banmian.editorial.heads import read_head
from banmian.editorial.story import Byline, Speaker
from banmian.errors import Diagnostic, Place
from banmian.geometry import Rect
from banmian.house.setting import Align
from banmian.house.style import HouseStyle, TypeStyle
from banmian.makeup.fitting import FittedCopy, fit_copy, head_fits
from banmian.makeup.heads import Wanted
from banmian.makeup.make_up import PageJob
from banmian.makeup.notes import notes
from banmian.makeup.page import MadeUpPage, TextBlock
from banmian.makeup.parts import byline_lines, head_lines, speaker_lines
from banmian.makeup.setter import Setter
from banmian.makeup.story import FIRST, SetStory, StorySetter
from banmian.pipeline.dump import dump
from banmian.source.sourced import SourcedText
from banmian.units import ZERO, Length, mm, pt

HERE = Place("heads")


def text(words: str) -> SourcedText:
    return SourcedText.at(words, HERE)


@pytest.fixture(scope="module")
def setter(reference_job: PageJob) -> Setter:
    grid = reference_job.house.grid
    return Setter(
        reference_job.catalogue, reference_job.segment, grid.leading, whole=frozenset({"李昌海"})
    )


@pytest.fixture(scope="module")
def style(reference_job: PageJob) -> TypeStyle:
    return replace(
        reference_job.house.style("item-headline"),
        sizes=tuple(map(pt, (40, 32, 26, 20))),
        pitch=1.2,
    )


def fitted(
    words: str, style: TypeStyle, setter: Setter, place: tuple[int, int], wanted: int | None = None
) -> FittedCopy:
    head = read_head([text(words)])
    copies = [setter.copy(pieces, style) for pieces in head_lines(head, style)]
    return fit_copy(copies, style, Rect(ZERO, ZERO, mm(place[0]), mm(place[1])), wanted, setter)


@pytest.mark.parametrize(
    ("words", "place", "wanted", "comes_out"),
    [
        ("灰鹤飞临湿地", (90, 16), 1, (40, 1)),
        ("灰鹤再次飞临湿地", (92, 16), 1, (32, 1)),
        ("灰鹤再次飞临湿地", (75, 16), 1, (26, 1)),
        ("灰鹤再次飞临湿地", (75, 35), None, (40, 2)),  # high enough for two lines
        ("灰鹤再次飞临湿地", (75, 35), 1, (26, 1)),  # … which are not wanted
        ("社区办起“睡前故事会”", (105, 35), None, (40, 2)),
        ("“睡前故事会”", (72, 35), None, (32, 1)),  # 40 pt would divide the quoted phrase
        ("白石河大桥/昨日建成通车", (86, 35), 2, (40, 2)),
        ("白石河大桥/昨日建成通车", (80, 35), 2, (32, 2)),
    ],
)
def test_the_largest_size_that_suits_is_taken(
    words: str,
    place: tuple[int, int],
    wanted: int | None,
    comes_out: tuple[int, int],
    style: TypeStyle,
    setter: Setter,
) -> None:
    found = fitted(words, style, setter, place, wanted)
    assert (found.style.size.pt, found.lines) == comes_out
    assert found.is_in_place


def test_what_fits_in_no_size_is_not_in_place(style: TypeStyle, setter: Setter) -> None:
    found = fitted("灰鹤再次飞临湿地", style, setter, (20, 10))
    assert not found.is_in_place


def lead(job: PageJob, headline: str, house: HouseStyle | None = None) -> SetStory:
    """The reference page's lead under another head."""
    house = house or job.house
    (story,) = (story for story in job.page.stories if story.name == "lead")
    story = replace(story, headline=read_head([text(headline)]))
    frames = house.slots["lead"].frames  # type: ignore[union-attr]
    setter = StorySetter(house, Setter(job.catalogue, job.segment, house.grid.leading))
    return setter.set(story, frames, FIRST)


def sizes(made: SetStory) -> dict[str, Length]:
    return {
        block.role.value: block.style.size
        for block in made.story.blocks
        if isinstance(block, TextBlock) and block.style.sizes
    }


def test_the_reference_head_has_its_size(reference_page: MadeUpPage) -> None:
    chosen = {(head.story, head.role.value): head for head in reference_page.heads}
    assert chosen["lead", "headline"].size == pt(58)
    assert chosen["lead", "headline"].lines == ("“当人大代表，成就感满满”",)
    assert 0.7 < chosen["lead", "headline"].filled <= 1
    assert chosen["lead", "deck"].size == pt(22)


def test_what_was_chosen_is_in_the_page_as_json(reference_page: MadeUpPage) -> None:
    heads = json.loads(dump(reference_page))["heads"]
    (head,) = (one for one in heads if one["paragraph"] == "lead-headline")
    assert head["size"] == round(pt(58).mm, 4)
    assert head["sizes"][0] == head["size"] > head["sizes"][-1]


def test_a_longer_head_is_smaller_and_the_deck_keeps_its_distance(reference_job: PageJob) -> None:
    assert sizes(lead(reference_job, "代表履职一年间"))["headline"] == pt(58)
    assert sizes(lead(reference_job, "全省人大代表工作会议在武汉隆重举行"))["headline"] == pt(54)
    house = reference_job.house
    deck = replace(house.style("lead-deck"), sizes=tuple(map(pt, (48, 36, 30))))
    near = replace(house, styles={**house.styles, "lead-deck": deck})
    for words, headline, under in (
        ("代表履职", 58, 48),
        ("全省人大代表工作会议在武汉隆重举行", 54, 36),
    ):
        # 58 54 48 42 36: two steps down are 48, and 42, which the deck does not have
        made = sizes(lead(reference_job, words, near))
        assert (made["headline"], made["deck"]) == (pt(headline), pt(under))


def test_the_smallest_size_is_told(reference_job: PageJob, reference_page: MadeUpPage) -> None:
    made = lead(reference_job, "全省人大代表工作会议昨日上午在武汉洪山礼堂开")
    page = replace(reference_page, heads=tuple(head_fits([made.story])))
    told = [note for note in notes(page, reference_job.page, reference_job.house) if is_small(note)]
    assert [note.message for note in told] == [
        "lead: the headline had to go to its smallest size, 42 pt"
    ]
    assert not [note for note in reference_page.notes if is_small(note)]


def is_small(note: Diagnostic) -> bool:
    return note.code == "head-smallest"


TITLES = (
    ("十堰市郧阳区刘洞镇第五代表小组组长、镇党委书记", "何玉锋"),
    ("省人大城乡建设与环境保护委员会主任委员", "李昌海"),
    ("湖北省、荆州市人大代表，洪湖市滨湖街道滨湖村村医", "谢爱娥"),
)


@pytest.mark.parametrize("measure", range(9, 30, 2))
def test_a_name_is_whole_and_not_away_from_its_title(
    measure: int, reference_job: PageJob, setter: Setter
) -> None:
    style = reference_job.house.style("speaker")
    for title, name in TITLES:
        copies = speaker_lines(Speaker(text(name), text(title)), style)
        copy = setter.copy(copies[0], style)
        composed = setter.set_one(copy, style, style.size * measure)
        lines = ["".join(c.text for c in line.clusters) for line in composed.lines]
        assert "".join(lines) == title + name
        (at,) = (line for line in lines if name in line)
        assert len(at) > len(name), lines  # the title's end stands before it
        assert all(line.width <= line.measure + 0.001 for line in composed.lines)


@pytest.mark.parametrize("measure", range(14, 24))
def test_a_byline_of_two_lines_is_balanced(
    measure: int, reference_job: PageJob, setter: Setter
) -> None:
    style = replace(reference_job.house.style("lead-byline"), align=Align.LEFT)
    people = (("湖北日报全媒体记者", ("王婧", "江以宁")), ("通讯员", ("仁轩", "白舟", "石原")))
    bylines = [Byline(text(role), tuple(map(text, names))) for role, names in people]
    copy = setter.copy(byline_lines(bylines, style)[0], style)
    found = setter.broken(copy, style, style.size * measure, Wanted())
    assert found.worst < AFTER_TITLE
    composed = setter.set_one(copy, style, style.size * measure)
    lines = ["".join(c.text for c in line.clusters) for line in composed.lines]
    whole = ("王婧", "江以宁", "仁轩", "白舟", "石原", "通讯员仁轩", "湖北日报全媒体记者王婧")
    assert [word for word in whole if not any(word in line for line in lines)] == []
    if len(lines) == 2:
        widths = [line.width for line in composed.lines]
        assert min(widths) > 0.6 * max(widths), lines
    assert all(len(line) > 2 for line in lines)


def test_sizes_of_the_layouts_go_down(reference_job: PageJob) -> None:
    house = reference_job.house
    assert all(larger > smaller for larger, smaller in pairwise(house.scale))
    assert "全过程人民民主" in house.terms
