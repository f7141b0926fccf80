"""Every stage's result dumps to JSON that a program can read."""

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from banmian.makeup.page import MadeUpPage
from banmian.pipeline.dump import dump
from banmian.pipeline.page import PageResult
from banmian.pipeline.settings import Stage
from banmian.units import mm


@pytest.fixture
def dumped(build: Callable[..., PageResult]) -> Callable[[Stage], Any]:
    def make(stage: Stage) -> Any:
        result = build(until=stage)
        assert (result.pdf, result.png) == (None, None)
        assert result.stage_dump is not None
        return json.loads(result.stage_dump)

    return make


def test_the_content_stage(dumped: Callable[[Stage], Any], tmp_path: Path) -> None:
    page = dumped(Stage.CONTENT)
    assert (page["number"], page["section"]["text"]) == (5, "要闻")
    assert [slot["name"] for slot in page["slots"]] == ["lead", "excerpts"]
    assert not (tmp_path / "output").exists()


def test_the_make_up_stage(dumped: Callable[[Stage], Any], reference_page: MadeUpPage) -> None:
    page = dumped(Stage.MAKEUP)
    assert (page["newspaper"], page["date"]) == ("湖北日报", "2024-11-13")
    assert [story["name"] for story in page["stories"]] == [s.name for s in reference_page.stories]
    assert page["grid"]["page_width"] == 390
    body = page["stories"][0]["blocks"][3]
    assert body["role"] == "body"
    clusters = body["lines"][0]["line"]["clusters"]
    assert clusters[:2] == [["“", 2.0, 1.0], ["我", 3.0, 1.0]]  # text, x, advance in em


def test_the_render_stage_writes_the_pdf_alone(
    build: Callable[..., PageResult], tmp_path: Path
) -> None:
    result = build(until=Stage.RENDER)
    assert result.png is None
    written = [path.name for path in (tmp_path / "output").rglob("*") if path.is_file()]
    assert written == ["page.pdf"]


def test_the_press_stage_makes_the_page_without_its_picture(
    build: Callable[..., PageResult], reference_pdf: Path
) -> None:
    result = build(until=Stage.PRESS)
    assert result.png is None
    assert result.pdf is not None
    assert result.pdf.read_bytes() == reference_pdf.read_bytes()


def test_what_was_built_is_told_to_programs(reference_result: PageResult) -> None:
    facts = json.loads(json.dumps(reference_result.as_json()))
    assert facts["number"] == 5
    assert Path(facts["pdf"]).name == "page.pdf"
    assert facts["plant"] is None
    assert list(facts["seconds"]) == ["content", "makeup", "render", "press", "preflight", "page"]


class Colour(StrEnum):
    RED = "red"


class Pair(NamedTuple):
    left: int
    right: float


@dataclass(frozen=True, slots=True)
class Thing:
    pair: Pair
    colours: tuple[Colour, ...]
    day: datetime.date
    file: Path
    none: None


def test_every_kind_of_value() -> None:
    day = datetime.date(2024, 11, 13)
    thing = Thing(Pair(1, 1 / 3), (Colour.RED,), day, Path("/secret/photos/a.jpg"), None)
    assert json.loads(dump({"thing": [thing], "wide": mm(12.5)})) == {
        "thing": [
            {
                "pair": {"left": 1, "right": 0.333333},
                "colours": ["red"],
                "day": "2024-11-13",
                "file": "a.jpg",
                "none": None,
            }
        ],
        "wide": 12.5,
    }


def test_a_dump_names_no_folder_of_the_machine(
    dumped: Callable[[Stage], Any], tmp_path: Path
) -> None:
    assert str(tmp_path) not in json.dumps(dumped(Stage.MAKEUP))


def test_sets_are_dumped_in_one_order() -> None:
    assert dump((frozenset({"b", "a", "c"}), frozenset({Stage.PAGE, Stage.CONTENT}))) == (
        '[["a","b","c"],["content","page"]]'
    )
