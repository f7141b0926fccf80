"""Every character of a YAML scalar is found again in the file, in every way of writing it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ConfigDict

from banmian.errors import ContentError, Place
from banmian.source.model import FileModel
from banmian.source.yaml_file import Loaded, parse_yaml

TEXTS = st.text(alphabet="甲乙丙丁“”，、ab1 '\"\\/#:-", min_size=1, max_size=20).filter(
    lambda text: text == text.strip()
)


class Anything(FileModel):
    model_config = ConfigDict(extra="allow")


def parse(text: str) -> Loaded[Anything]:
    return parse_yaml(text, Anything, shown_as="f.yaml", error=ContentError)


def single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def escaped(text: str) -> str:
    return json.dumps(text)


def double(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


@given(TEXTS, st.sampled_from([single, escaped, double]), st.booleans())
def test_quoted_text_points_at_itself(text: str, quote: object, in_list: bool) -> None:
    assert callable(quote)
    written = quote(text)
    file = f"a: 1\nb: [x, {written}]\n" if in_list else f"a: 1\nb:   {written}  # 注\n"
    found = parse(file).places.text(*(("b", 1) if in_list else ("b",)))
    assert found.text == text
    line = file.split("\n")[1]
    for at, character in enumerate(text):
        place = found.place_of(at)
        assert place.line == 2
        there = line[place.column - 1]
        if quote is not single and there == "\\":
            start = place.column - 1
            length = 6 if line[start + 1] == "u" else 2
            assert json.loads(f'"{line[start : start + length]}"') == character
        else:
            assert there == character


@pytest.mark.parametrize(
    ("file", "text", "places"),
    [
        ("b: 甲 乙\n", "甲 乙", {0: (1, 4), 2: (1, 6)}),
        ("b: 甲\n  乙 丙\n", "甲 乙 丙", {0: (1, 4), 2: (2, 3), 4: (2, 5)}),
        ("b: '甲''乙\n\n   丙'\n", "甲'乙\n丙", {1: (1, 6), 2: (1, 8), 4: (3, 4)}),
        ('b: "甲\\\n   乙\\x41丙"\n', "甲乙A丙", {1: (2, 4), 2: (2, 5), 3: (2, 9)}),
        ("b: |\n  甲\n   乙\n", "甲\n 乙\n", {0: (2, 3), 3: (3, 4)}),
        ("b: >-  # 注\n  甲\n  乙\n", "甲 乙", {0: (2, 3), 2: (3, 3)}),
        ("a: &x 甲乙\nb: *x\n", "甲乙", {0: (1, 7), 1: (1, 8)}),
        ("b: &x '甲'\n", "甲", {0: (1, 8)}),
        ("b: 1.50\n", "1.50", {0: (1, 4)}),
        ("b: 2024-11-13\n", "2024-11-13", {9: (1, 13)}),
    ],
)
def test_folds_blocks_and_aliases(file: str, text: str, places: dict[int, tuple[int, int]]) -> None:
    found = parse(file).places.text("b")
    assert found.text == text
    where = {at: (found.place_of(at).line, found.place_of(at).column) for at in places}
    assert where == places


def test_first_line_shifts_every_place() -> None:
    loaded = parse_yaml(
        "a: 甲\nb:\n  c: 乙\n", Anything, shown_as="s.md", error=ContentError, first_line=2
    )
    assert loaded.places.of("b", "c") == Place("s.md", 4, 6)
    assert loaded.places.of_key("b", "c") == Place("s.md", 4, 3)
    assert loaded.places.of("b", "missing", 3) == Place("s.md", 4, 3)
    assert loaded.places.of("nothing") == Place("s.md", 2, 1)
