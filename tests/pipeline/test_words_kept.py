"""Words found once need no dictionary again; a cache that is not ours to trust is not used."""

import json
from pathlib import Path

import pytest

from banmian.pipeline.words import Words

TEXT = "丰富和拓展全过程人民民主"


def test_what_was_found_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Words(tmp_path)
    words = first(TEXT)
    first.keep()
    monkeypatch.setattr(Words, "_open", lambda _: pytest.fail("opened the dictionary"))
    assert Words(tmp_path)(TEXT) == words


@pytest.mark.parametrize("kept", ['{"甲乙": ["甲", "丙"]}', '["甲"]', "no json", '{"甲乙": 3}'])
def test_a_cache_that_does_not_say_the_text_is_not_believed(tmp_path: Path, kept: str) -> None:
    words = Words(tmp_path)
    words("甲乙")
    words.keep()
    (file,) = tmp_path.glob("words-*.json")
    assert json.loads(file.read_text(encoding="utf-8"))["甲乙"]
    file.write_text(kept, encoding="utf-8")
    assert "".join(Words(tmp_path)("甲乙")) == "甲乙"


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    words = Words(blocked / "cache")
    words._known = {TEXT: [TEXT]}
    words._found = True
    words.keep()
    assert words(TEXT) == [TEXT]
