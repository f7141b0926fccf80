"""The reference copy is set evenly: docs/typography.md, "Even colour", tells by how much."""

from pathlib import Path

import pytest

from banmian.compose.finalise import ComposedLine
from banmian.compose.paragraph import compose
from banmian.compose.style import Copy, Measure, Setting
from banmian.typeface.catalogue import Catalogue

REFERENCE = Path(__file__).resolve().parents[1] / "data" / "reference" / "fayan-zhaibian.txt"
INDENTED = Setting(indent=2)


@pytest.fixture(scope="module")
def copies(catalogue: Catalogue) -> list[Copy]:
    chain = catalogue.chain("song")
    text = REFERENCE.read_text(encoding="utf-8")
    return [Copy.plain(paragraph, chain) for paragraph in text.splitlines() if paragraph]


def loose(lines: list[ComposedLine]) -> float:
    """The share of lines whose gaps open by over 0.06 em."""
    return sum(line.squeeze.even > 0.06 for line in lines) / len(lines)


@pytest.mark.parametrize(
    ("measure", "share", "widest"), [(11, 0.06, 0.15), (13, 0.03, 0.12), (15, 0.045, 0.17)]
)
def test_few_lines_are_loose(
    copies: list[Copy], measure: float, share: float, widest: float
) -> None:
    lines = [
        line
        for copy in copies
        for line in compose(copy, Measure.of(measure), INDENTED).lines
        if not line.last
    ]
    assert loose(lines) <= share
    assert max(line.squeeze.even for line in lines) <= widest
