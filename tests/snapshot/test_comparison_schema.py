"""The JSON of a comparison is the one docs/snapshot.schema.json promises."""

import json
import string
from pathlib import Path
from typing import Any

import jsonschema
import pikepdf
import pytest

from banmian.errors import BaselineMissing, UsageError
from banmian.geometry import Rect
from banmian.snapshot.compare import compare
from banmian.snapshot.comparison import (
    Comparison,
    LayerVerdict,
    MaskedFinding,
    MaskUse,
    Note,
    PagePair,
    Side,
    Verdict,
)
from banmian.snapshot.finding import Finding, Gravity, Layer
from banmian.snapshot.options import Mask
from banmian.snapshot.phrases import PHRASES, Kind
from banmian.snapshot.words import Language, sentence
from banmian.units import mm

BOX = Rect(mm(1), mm(2), mm(30.004), mm(4))
FACTS = tuple(
    sorted(
        {
            (name, 1)
            for pair in PHRASES.values()
            for phrase in pair
            for _, name, _, _ in string.Formatter().parse(phrase)
            if name not in (None, "before", "after", "count")
        }
    )
)


@pytest.fixture(scope="module")
def schema(project: Path) -> Any:
    return json.loads((project / "docs" / "snapshot.schema.json").read_text(encoding="utf-8"))


def full() -> Comparison:
    found = tuple(
        Finding(layer, kind, gravity, 1, BOX, "a", "b", 2, FACTS, "lead", "Document/P")
        for layer, gravity in zip(Layer, (*Gravity, *Gravity), strict=False)
        for kind in Kind
    )
    side = Side("a.pdf", "0" * 64, "f" * 64, 1, ("WeasyPrint",), ("Song",))
    mask = Mask("天气", "每天不同", page=1, box=BOX)
    return Comparison(
        old=side,
        new=side,
        profile="exact",
        verdicts=tuple(LayerVerdict(layer, Verdict.CHANGED, 1, 1) for layer in Layer),
        pages=(PagePair(1, 1, mm(390), mm(540), Verdict.CHANGED),),
        findings=found,
        masked=(MaskedFinding(found[0], "天气"),),
        masks=(MaskUse(mask, ((1, BOX),), 1),),
        notes=(Note("mask-unused", "天气"),),
    )


def test_json_has_the_shape_of_the_schema(schema: Any) -> None:
    facts = json.loads(json.dumps(full().as_json()))
    jsonschema.Draft202012Validator(schema).validate(facts)
    assert facts["findings"][0]["box_mm"] == [1, 2, 30, 4]
    assert facts["schema"] == schema["properties"]["schema"]["const"]
    assert {layer.value for layer in Layer} == set(schema["$defs"]["layer"]["enum"])


@pytest.mark.parametrize("language", Language)
def test_every_kind_has_words(language: Language) -> None:
    assert set(PHRASES) == set(Kind)
    for kind in Kind:
        finding = Finding(Layer.TEXT, kind, Gravity.ERROR, 3, BOX, "甲", "乙", 2, FACTS)
        words = sentence(finding, language)
        assert words.startswith(
            {"zh": "第 3 页 1.0,2.0 mm：", "en": "page 3 1.0,2.0 mm: "}[language]
        )


def test_a_document_wide_finding_has_no_place() -> None:
    finding = Finding(Layer.DOCUMENT, Kind.LANGUAGE, Gravity.ERROR, 0, None, "zh", "")
    assert sentence(finding, Language.CHINESE) == "语言 zh → 无"


def test_the_same_file_is_the_same(reference_pdf: Path, schema: Any) -> None:
    comparison = compare(reference_pdf, reference_pdf.read_bytes())
    assert comparison.verdict is Verdict.SAME
    assert [v.verdict for v in comparison.verdicts] == [Verdict.SAME] * 5
    page = comparison.pages[0]
    assert (round(page.width.mm, 2), round(page.height.mm, 2)) == (390, 540)
    jsonschema.Draft202012Validator(schema).validate(comparison.as_json())


def test_what_cannot_be_read_is_said(reference_pdf: Path, tmp_path: Path) -> None:
    with pytest.raises(BaselineMissing, match="no-such-pdf"):
        compare(tmp_path / "a.pdf", reference_pdf)
    with pytest.raises(UsageError, match="no-such-pdf"):
        compare(reference_pdf, tmp_path / "a.pdf")
    with pytest.raises(UsageError, match="unreadable-pdf"):
        compare(reference_pdf, b"%PDF-1.7 nothing follows")
    locked = tmp_path / "locked.pdf"
    with pikepdf.open(reference_pdf) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(user="u", owner="o"))
    with pytest.raises(UsageError, match="password"):
        compare(locked, reference_pdf)
