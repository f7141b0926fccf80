"""The ladder: frames give way rung by rung, as little as will do, and never beyond the limits."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from banmian.editorial.edition import Collection
from banmian.editorial.story import Emphasis, Paragraph, Run
from banmian.errors import OversetError
from banmian.makeup.make_up import PageJob, make_up
from banmian.makeup.page import MadeUpPage, StoryFit, TextBlock
from banmian.pipeline.page import load_job
from banmian.pipeline.settings import Settings
from banmian.source.sourced import SourcedText

SENTENCE = "代表们说，这样的做法好，群众看得见，也用得上。"
Make = Callable[..., MadeUpPage]


@pytest.fixture
def made(project: Path, tmp_path: Path, page_settings: Settings) -> Make:
    """Make the reference page up with a lead that is longer or shorter."""

    def make(more: int = 0, less: int = 0, fit: str = "", **limits: Any) -> MadeUpPage:
        folder = tmp_path / "2024-11-13"
        shutil.copytree(project / "content" / "2024-11-13", folder, dirs_exist_ok=True)
        lead = folder / "05" / "lead.md"
        text = lead.read_text(encoding="utf-8").rstrip()
        if fit:
            text = text.replace("---\n", f"---\nfit: {fit}\n", 1)
        text = text[:-less] + "。" if less else text
        words = SENTENCE * (more // len(SENTENCE) + 1)
        lead.write_text(f"{text}{words[:more]}\n", encoding="utf-8")
        job = load_job(folder / "05", page_settings)
        house = replace(job.house, ladder=replace(job.house.ladder, **limits))
        return make_up(replace(job, house=house))

    return make


def lead(page: MadeUpPage) -> StoryFit:
    return next(fit for fit in page.fits if fit.story == "lead")


def test_what_fits_is_left_alone(made: Make) -> None:
    assert lead(made()).steps == ()


@pytest.mark.parametrize("more", [90, 130])
def test_a_long_lead_is_made_to_fit(made: Make, more: int) -> None:
    fit = lead(made(more))
    assert fit.over == 0
    assert fit.steps, "the frames as they are cannot hold it"
    assert fit.steps[0].what in {"head", "tracking"}


def test_a_short_lead_ends_its_columns_early_before_its_head_grows(made: Make) -> None:
    fit = lead(made(less=70))
    assert (fit.over, fit.capacity - fit.lines <= 2) == (0, True)
    assert fit.steps[0].what == "feet"


def test_no_rung_is_climbed_that_the_house_has_not_got(made: Make) -> None:
    with pytest.raises(OversetError) as raised:
        made(120, heads=0, tracking=0.0)
    (fault,) = raised.value.diagnostics
    assert fault.code == "overset"
    assert fault.hint is not None
    assert "it fits up to" in fault.hint


def test_what_was_tried_in_vain_is_told_with_what_is_over(made: Make) -> None:
    with pytest.raises(OversetError) as raised:
        made(700, heads=1, tracking=0.0)
    (fault,) = raised.value.diagnostics
    assert re.search(r" in \d+ \(after: .*head -1.*\)$", fault.message), fault.message


def test_cutting_what_is_told_makes_it_fit(made: Make) -> None:
    with pytest.raises(OversetError) as raised:
        made(400)
    (fault,) = raised.value.diagnostics
    characters = int(fault.message.split("about ")[1].split()[0])
    assert lead(made(400 - characters)).over == 0


def test_type_gives_way_last(made: Make) -> None:
    fit = lead(made(220, bodies=("body-small",)))
    assert fit.over == 0
    assert fit.steps[0].what == "body"
    assert fit.steps[0].name == "body-small"


def test_a_moved_head_leaves_everything_on_the_grid(made: Make) -> None:
    page = made(120, tracking=0.0)
    assert [step.what for step in lead(page).steps] == ["head"]
    story = next(story for story in page.stories if story.name == "lead")
    for block in story.blocks:
        assert isinstance(block, TextBlock)
        lines = (block.rect.y - page.grid.top) / page.grid.leading
        assert lines == pytest.approx(round(lines), abs=1e-6)


def test_the_editor_has_the_last_word(made: Make) -> None:
    natural = lead(made())
    looser = lead(made(fit="{looseness: -1}"))
    assert looser.lines == natural.lines - 1 - sum(by for _, by in natural.adjusted)
    assert looser.steps[0].what == "looseness"
    tracked = lead(made(fit="{tracking: -0.01}"))
    assert [(step.what, step.by) for step in tracked.steps[:1]] == [("tracking", -0.01)]


def longer(job: PageJob, more: dict[int, int], cut: dict[str, int]) -> PageJob:
    """The reference page's speeches, some longer, some cut again at their ends."""
    slots = []
    for slot in job.page.slots:
        if isinstance(slot.content, Collection):
            items = []
            for number, item in enumerate(slot.content.items):
                last = item.body[-1]
                assert isinstance(last, Paragraph)
                place = last.place
                words = (SENTENCE * 90)[: more.get(number, 0)]
                text = last.text.text + words
                text = text[: len(text) - cut.get(item.name, 0)]
                run = Run(SourcedText.at(text, place), Emphasis.PLAIN)
                items.append(replace(item, body=(*item.body[:-1], Paragraph((run,), place))))
            slot = replace(slot, content=replace(slot.content, items=tuple(items)))  # noqa: PLW2901
        slots.append(slot)
    return replace(job, page=replace(job.page, slots=tuple(slots)))


def test_cutting_what_a_collection_asks_for_makes_it_fit(reference_job: PageJob) -> None:
    more = {0: 900, 2: 800, 4: 700}
    with pytest.raises(OversetError) as raised:
        make_up(longer(reference_job, more, {}))
    faults = raised.value.diagnostics
    assert {fault.code for fault in faults} == {"overset"}
    cut = {}
    for fault in faults:
        assert fault.hint is not None
        name = fault.message.split(":")[0]
        cut[name] = int(fault.hint.split("about ")[1].split()[0])
    page = make_up(longer(reference_job, more, cut))
    assert [fit.story for fit in page.fits if fit.over] == []
