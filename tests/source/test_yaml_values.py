"""What plain YAML values mean, and that no text whatever gets past the checks as a crash."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, ValidationError

from banmian.errors import BanmianError, ContentError, LayoutError
from banmian.source.model import CalendarDate, FileModel, Printed, Whole
from banmian.source.places import plain_value
from banmian.source.yaml_file import parse_yaml


class Inner(FileModel):
    role: Printed
    names: tuple[Printed, ...] = ()


class Sample(FileModel):
    number: Whole = 1
    share: float = 0.0
    day: CalendarDate = date(2024, 11, 13)
    head: Printed | tuple[Printed, ...] = "题"
    slots: dict[str, str | Inner] = Field(default_factory=dict)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5),
        ("-0.01", -0.01),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("true", True),
        ("no", "no"),
        ("", None),
        ("~", None),
        ("010", 10),
        ("0x10", "0x10"),
        (".nan", ".nan"),
        ("9" * 30, "9" * 30),
        ("2024-11-13", date(2024, 11, 13)),
        ("2024-02-30", "2024-02-30"),
        ("12:30", "12:30"),
    ],
)
def test_plain_values(text: str, value: object) -> None:
    found = plain_value(text)
    assert found == value
    assert type(found) is type(value)


@given(
    st.one_of(
        st.text(max_size=60),
        st.text(alphabet="ab:-?,[]{}#&*!|>'\"%@`\\ \n\t“0.~<xU", max_size=60),
    )
)
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    try:
        parse_yaml(text, Sample, shown_as="f.yaml", error=ContentError)
    except ContentError as error:
        last_line = text.count("\n") + 1
        for diagnostic in error.diagnostics:
            assert diagnostic.hint
            assert diagnostic.place is not None
            assert 1 <= diagnostic.place.line <= last_line + text.count("\r")
            assert diagnostic.place.column >= 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("slots: {a: {rule: x}}", ["unknown-key", "missing-key"]),
        ("slots: {a: [x]}", ["wrong-type"]),
        ("head: [甲, {b: c}]", ["wrong-type"]),
        ("head: ''", ["empty-text"]),
        ("number: 1\nnumber: x\nday: 13", ["bad-date", "duplicate-key"]),
        ("share: .inf", ["wrong-type"]),
    ],
)
def test_a_union_is_complained_of_once(text: str, expected: list[str]) -> None:
    with pytest.raises(LayoutError) as caught:
        parse_yaml(text, Sample, shown_as="f.yaml", error=LayoutError)
    assert sorted(d.code for d in caught.value.diagnostics) == sorted(expected)


def test_the_hint_of_an_unknown_key_follows_the_models() -> None:
    with pytest.raises(BanmianError) as caught:
        parse_yaml("slots: {a: {role: x, name: y}}", Sample, shown_as="f", error=ContentError)
    assert [d.hint for d in caught.value.diagnostics] == [
        "did you mean 'names'? accepted here: names, role"
    ]


def test_an_empty_file_is_an_empty_mapping() -> None:
    loaded = parse_yaml("# nothing\n", Sample, shown_as="f", error=ContentError)
    assert loaded.value == Sample()


def test_models_are_frozen() -> None:
    with pytest.raises(ValidationError):
        Sample().number = 3
