"""A sourced text, however it was cut and joined, points at its own characters in the file."""

from hypothesis import given
from hypothesis import strategies as st

from banmian.errors import Place
from banmian.source.sourced import SourcedBuilder, SourcedText, joined

FILE = tuple("".join(chr(0x4E00 + 40 * line + column) for column in range(30)) for line in range(6))


def pointed_at(place: Place) -> str:
    return FILE[place.line - 1][place.column - 1]


@st.composite
def pieces(draw: st.DrawFn) -> SourcedText:
    line = draw(st.integers(0, len(FILE) - 1))
    start = draw(st.integers(0, 28))
    end = draw(st.integers(start + 1, 30))
    return SourcedText.at(FILE[line][start:end], Place("f", line + 1, start + 1))


@st.composite
def texts(draw: st.DrawFn) -> SourcedText:
    text = joined(draw(st.lists(pieces(), min_size=1, max_size=5)))
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(text)))
        text = text.cut(start, draw(st.integers(start, len(text)))) + draw(pieces())
    return text


@given(texts())
def test_every_character_is_where_the_text_says(text: SourcedText) -> None:
    assert [pointed_at(text.place_of(at)) for at in range(len(text))] == list(text.text)


@given(texts(), st.integers(0, 60), st.integers(0, 60))
def test_a_cut_keeps_text_and_places(text: SourcedText, start: int, end: int) -> None:
    part = text.cut(start, end)
    assert part.text == text.text[start:end]
    assert all(
        part.place_of(at) == text.place_of(min(start, len(text)) + at) for at in range(len(part))
    )
    assert part.origins[0].offset == 0
    assert [o.offset for o in part.origins] == sorted({o.offset for o in part.origins})


def test_neighbouring_pieces_share_one_origin() -> None:
    builder = SourcedBuilder()
    builder.add("甲", Place("f", 1, 4))
    builder.add("乙", Place("f", 1, 5))
    builder.add("丙", Place("f", 1, 7))
    text = builder.done(Place("f"))
    assert [o.offset for o in text.origins] == [0, 2]


def test_stripping_moves_the_place() -> None:
    text = SourcedText.at("\u3000 甲 乙 ", Place("f", 3, 1)).stripped()
    assert (text.text, text.place) == ("甲 乙", Place("f", 3, 3))
    assert SourcedText.at("  ", Place("f", 3, 1)).stripped().text == ""


def test_a_place_without_columns_stays_as_it_is() -> None:
    text = SourcedText.at("图片说明", Place("photo.jpg"))
    assert text.place_of(3) == Place("photo.jpg")
