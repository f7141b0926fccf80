"""The demonstration pages are full: all of their copy stands, and hardly a line stays white."""

from itertools import combinations
from pathlib import Path

import pytest

from banmian.editorial.read_edition import load_edition
from banmian.makeup.make_up import make_up
from banmian.makeup.page import MadeUpPage, Role, TextBlock
from banmian.pipeline.page import load_job
from banmian.pipeline.settings import Settings
from banmian.units import mm

DEMO = Path(__file__).parents[2] / "content" / "demo"
FULL = (
    "2026-01-01/01",
    "2026-01-01/02",
    "2026-01-01/03",
    "2026-01-01/04",
    "2026-01-02/01",
    "2026-01-03/01",
)


@pytest.fixture(params=FULL)
def made_up(request: pytest.FixtureRequest, page_settings: Settings) -> MadeUpPage:
    return make_up(load_job(DEMO / request.param, page_settings))


def test_nothing_is_found_wrong(made_up: MadeUpPage) -> None:
    assert [str(note) for note in made_up.notes] == []


def test_no_story_leaves_more_than_two_lines_white(made_up: MadeUpPage) -> None:
    assert len(made_up.fits) > 3
    assert {fit.story: fit.over for fit in made_up.fits if fit.over} == {}
    white = {fit.story: fit.capacity - fit.lines for fit in made_up.fits}
    assert {story: lines for story, lines in white.items() if lines > 2} == {}


def test_no_text_or_picture_lies_over_another(made_up: MadeUpPage) -> None:
    placed = [
        (block.paragraph if isinstance(block, TextBlock) else block.file.name, block.rect)
        for block in made_up.blocks
    ]
    over = [
        (one, other)
        for (one, a), (other, b) in combinations(placed, 2)
        if min(a.right, b.right) - max(a.x, b.x) > mm(0.01)
        and min(a.bottom, b.bottom) - max(a.y, b.y) > mm(0.01)
    ]
    assert over == []


def test_the_front_page_has_a_nameplate(page_settings: Settings) -> None:
    page = make_up(load_job(DEMO / "2026-01-01" / "01", page_settings))
    pages = len(load_edition(DEMO / "2026-01-01").pages)
    plate = {
        block.paragraph: "".join(c.text for line in block.lines for c in line.line.clusters)
        for block in page.furniture
        if isinstance(block, TextBlock) and block.role is Role.FOLIO
    }
    assert plate == {
        "newspaper": "示例日报",
        "date": "2026年1月1日星期四",
        "lunar-date": "农历乙巳年十一月十三",
        "weather": "云泽晴零下2℃至9℃偏北风2至3级",
        "publisher": "示例日报社出版",
        "cn-number": "CN00-0000",
        "issue-number": "第0001期",
        "pages-today": f"今日{pages}版",
        "price": "每份1.00元",
    }
