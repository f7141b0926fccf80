"""Editions for a benchmark: as many as wanted, no two pages alike, none of them too long."""

from pathlib import Path

import pytest
from benchmarks.editions import MODEL, break_story, make_editions

from banmian.errors import ContentError
from banmian.makeup.make_up import make_up
from banmian.pipeline.page import load_job
from banmian.pipeline.settings import Settings


def read(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.md")}


def test_they_are_the_same_every_time_and_all_their_pages_differ(tmp_path: Path) -> None:
    made = make_editions(tmp_path / "one", 6)
    again = make_editions(tmp_path / "two", 4)
    assert [path.name for path in made[:2]] == ["2031-01-01", "2031-01-02"]
    for one, other in zip(made, again, strict=False):
        assert read(one) == read(other)
    for page in ("01", "02", "03", "04"):
        assert len({tuple(sorted(read(edition / page).items())) for edition in made}) == 6


def test_the_persons_of_the_model_do_not_appear(tmp_path: Path) -> None:
    (made,) = make_editions(tmp_path, 1)
    text = "".join(data.decode() for data in read(made).values())
    for name in ("江以宁", "段思远", "白石河", "云泽"):
        assert name in "".join(data.decode() for data in read(MODEL).values())
        assert name not in text


def test_a_page_of_other_words_fits(tmp_path: Path, page_settings: Settings) -> None:
    edition = make_editions(tmp_path, 12)[-1]
    for page in ("01", "03"):
        make_up(load_job(edition / page, page_settings))


def test_a_broken_story_is_a_fault_of_its_page(tmp_path: Path, page_settings: Settings) -> None:
    (edition,) = make_editions(tmp_path, 1)
    assert break_story(edition) == "2031-01-01/04"
    with pytest.raises(ContentError):
        load_job(edition / "04", page_settings)
    load_job(edition / "03", page_settings)
