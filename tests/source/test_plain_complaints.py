"""What is wrong with a value is said in plain words, never in pydantic's."""

from enum import StrEnum
from typing import Annotated, Any, Literal

import pytest
from pydantic import BeforeValidator, Field

from banmian.errors import ContentError
from banmian.source.model import FileModel
from banmian.source.yaml_file import parse_yaml


class Style(StrEnum):
    FULL = "full"
    HALF = "half"


class StorySlot(FileModel):
    kind: Literal["story"]


class CollectionSlot(FileModel):
    kind: Literal["collection"]


def _refuse(value: Any) -> Any:
    raise ValueError(f"{value!r} is not one of ours")


class Sample(FileModel):
    names: Annotated[tuple[str, ...], Field(min_length=1, max_length=2)] = ("a",)
    slot: Annotated[StorySlot | CollectionSlot | None, Field(discriminator="kind")] = None
    edge: Literal["top", "bottom"] = "top"
    style: Style = Style.FULL
    count: Annotated[int, Field(ge=1, lt=9)] = 1
    key: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")] = "a"
    own: Annotated[str, BeforeValidator(_refuse), Field(examples=["mine"])] = ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("names: []", "f:1:8: names must have at least 1 entry, not 0 [bad-value]"),
        ("names: [a, b, c]", "f:1:8: names must have at most 2 entries, not 3 [bad-value]"),
        (
            "slot: {kind: stry}",
            "f:1:8: slot.kind cannot be 'stry' [bad-value]\n"
            "  hint: did you mean story? accepted: story, collection",
        ),
        (
            "slot: {}",
            "f:1:7: the key 'kind' is missing [missing-key]\n  hint: add a line `kind: …`",
        ),
        (
            "edge: botom",
            "f:1:7: edge cannot be 'botom' [bad-value]\n"
            "  hint: did you mean bottom? accepted: top, bottom",
        ),
        ("style: open", "f:1:8: style cannot be 'open' [bad-value]\n  hint: accepted: full, half"),
        (
            "count: 0",
            "f:1:8: count must be at least 1, not 0 [bad-value]\n"
            "  hint: the nearest accepted value is 1",
        ),
        (
            "count: 9",
            "f:1:8: count must be less than 9, not 9 [bad-value]\n  hint: accepted: less than 9",
        ),
        (
            "key: Ab",
            "f:1:6: key: 'Ab' is not accepted [bad-value]\n"
            "  hint: accepted: small letters, figures and hyphens, beginning with a letter",
        ),
        ("own: x", "f:1:6: own: 'x' is not one of ours [bad-value]\n  hint: write own: mine"),
    ],
)
def test_a_plain_sentence_and_a_hint(text: str, expected: str) -> None:
    with pytest.raises(ContentError) as caught:
        parse_yaml(text, Sample, shown_as="f", error=ContentError)
    (fault,) = caught.value.diagnostics
    assert str(fault) == expected
