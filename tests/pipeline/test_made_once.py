"""A page made once, as in a batch of a hundred thousand: the same bytes, and a cache that stays."""

from dataclasses import replace
from pathlib import Path

from banmian.pipeline.page import build_page
from banmian.pipeline.settings import Settings
from banmian.pipeline.words import KEPT, Words
from banmian.progress import Silent

REFERENCE = Path(__file__).resolve().parents[2] / "content" / "2024-11-13" / "05"


def test_it_leaves_nothing_of_its_own_in_the_cache(
    tmp_path: Path, page_settings: Settings, reference_pdf: Path
) -> None:
    once = replace(page_settings, output=tmp_path / "out", cache=tmp_path / "cache", once=True)
    made = build_page(REFERENCE, once, Silent())
    assert made.pdf is not None
    assert made.pdf.read_bytes() == reference_pdf.read_bytes()
    kept = {path.name for path in (tmp_path / "cache").iterdir()}
    assert kept <= {"font-digests.json", "fontconfig", "words"}
    assert not list((tmp_path / "cache").glob("words/words-*.json"))


def test_the_words_a_process_knows_are_bounded(tmp_path: Path) -> None:
    words = Words(tmp_path)
    for number in range(KEPT + 10):
        assert words(f"{number}") == [f"{number}"]
    assert words("守钟楼的人") == ["守", "钟楼", "的", "人"]
    words.keep()
    assert len(Words(tmp_path)._kept()) == 11
