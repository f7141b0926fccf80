"""One file for archive and screen reader, by veraPDF, which would see what is taken away."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pikepdf import Name

Validate = Callable[..., list[str]]


def test_the_page_is_pdf_a_2a_and_pdf_ua_1(verapdf: Validate, reference_pdf: Path) -> None:
    assert verapdf(reference_pdf) == []


def test_it_would_be_told(verapdf: Validate, spoil: Callable[..., Path]) -> None:
    def without_archive_intent(pdf: Any) -> None:
        del pdf.Root.OutputIntents[1]

    def without_alternative_text(pdf: Any) -> None:
        for element in pdf.objects:
            if isinstance(element, type(pdf.Root)) and element.get("/S") == Name.Figure:
                del element.Alt

    def without_tags(pdf: Any) -> None:
        del pdf.Root.StructTreeRoot

    changes = (without_archive_intent, without_alternative_text, without_tags)
    found = verapdf(*map(spoil, changes))
    for change, rule in zip(changes, ("2a 6.2.4.3", "ua1 7.3-1", "ua1 7.1-11"), strict=True):
        assert any(line.startswith(f"{change.__name__}.pdf: {rule}") for line in found), rule
