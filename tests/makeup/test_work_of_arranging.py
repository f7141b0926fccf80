"""Twelve speeches are arranged with few searches and few texts poured, on every machine alike."""

from pathlib import Path

import pytest
from benchmarks.arranging import work_of
from benchmarks.dealt import Deal, dealt

from banmian.house.style import MOST_ITEMS
from banmian.pipeline.page import load_job
from banmian.pipeline.settings import Settings

DEMO = Path(__file__).resolve().parents[2] / "content" / "demo" / "2026-01-01" / "03"
DRESSES = 24  # six divisions, four heights of portraits
SEARCHES = 3 * DRESSES  # each for two bars, half of them for the third; some again
POURED = 6 * MOST_ITEMS  # each may stand in thousands of modules


@pytest.mark.parametrize("ratio", [0.9, 1.0])
def test_few_searches_and_few_texts_poured(ratio: float, page_settings: Settings) -> None:
    job, lengths = dealt(load_job(DEMO, page_settings), Deal(MOST_ITEMS, 1, ratio))
    assert len(lengths) == MOST_ITEMS
    work = work_of(job)
    assert 0 < work.searches <= SEARCHES
    assert MOST_ITEMS <= work.poured <= POURED
