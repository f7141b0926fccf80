"""The verbs of `snapshot`: exit codes, JSON, masks."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pikepdf
import pytest

Tell = Callable[..., Any]


def blank(title: str = "甲", *, box: bool = False) -> bytes:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 300))
    pdf.docinfo["/Title"] = pikepdf.String(title)
    if box:
        page.contents_add(b"40 40 20 20 re f")
    buffer = io.BytesIO()
    pdf.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    texts = {"old": blank(), "same": blank(), "title": blank("乙"), "box": blank(box=True)}
    for name, data in texts.items():
        (tmp_path / f"{name}.pdf").write_bytes(data)
    return {name: tmp_path / f"{name}.pdf" for name in (*texts, "none")}


def test_exit_codes_of_compare(tell: Tell, files: dict[str, Path], tmp_path: Path) -> None:
    def code(*words: str | Path) -> int:
        return int(tell("snapshot", "compare", *words).code)

    assert code(files["old"], files["same"]) == 0
    assert code(files["old"], files["title"]) == 1
    assert code(files["old"], files["none"]) == 2
    assert code(files["none"], files["old"]) == 3
    assert code(files["old"], files["title"], "--lang", "fr") == 2
    assert code(files["old"], files["title"], "--profile", "loose") == 2
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"no pdf")
    assert code(files["old"], broken) == 2
    masks = tmp_path / "masks.toml"
    masks.write_text('[[mask]]\nname="盒"\nreason="试"\nbox_mm=[0, 0, 100, 120]\n', "utf-8")
    assert code(files["old"], files["box"], "--masks", masks) == 0
    assert code(files["old"], files["box"], "--masks", masks, "--strict-masks") == 4
    assert code(files["old"], files["title"], "--masks", masks, "--strict-masks") == 1


def test_a_crash_is_not_a_difference(
    tell: Tell, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise AssertionError("broken")

    monkeypatch.setattr("banmian.snapshot.compare.compare_sources", crash)
    assert tell("snapshot", "compare", files["old"], files["title"]).code == 70


def test_words_and_json(tell: Tell, files: dict[str, Path], project: Path, tmp_path: Path) -> None:
    said = tell("snapshot", "compare", files["old"], files["title"]).out
    assert said.splitlines() == ["元数据 Title：甲 → 乙", "有改动：1 处"]
    said = tell("snapshot", "compare", files["old"], files["title"], "--lang", "en").out
    assert said.splitlines() == ["metadata, Title: 甲 → 乙", "changed: 1 findings"]
    report = tmp_path / "report"
    words = ("snapshot", "compare", files["old"], files["box"], "--json", "--report", report)
    facts = json.loads(tell(*words).out)
    schema = json.loads((project / "docs" / "snapshot.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(facts)
    assert (facts["ok"], facts["exit"], facts["verdict"]) == (False, 1, "changed")
    kinds = [(finding["layer"], finding["kind"]) for finding in facts["findings"]]
    assert kinds == [("drawing", "path-added"), ("raster", "pixels-changed")]
    assert facts["findings"][0]["box_mm"] == [14.11, 84.67, 7.06, 7.06]
    assert Path(facts["report"]).is_relative_to(report)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[[mask]]\nname='a'\nreason=''\nbox_mm=[1,2,3,4]", "mask.1.reason"),
        ("[[mask]]\nname='a'\nreason='b'\n", "box_mm or element"),
        ("[[mask]]\nname='a'\nreason='b'\nbox_mm=[1,2,3]", "mask.1.box_mm"),
        ("[[mask]]\nname='a'\nreason='b'\nelement='c'\nwhere=1", "mask.1.where"),
        ("[[mask]]\nname='a'\nreason='b'\nelement='c'\n" * 2, "two masks"),
        ("[[mask", ""),
    ],
)
def test_wrong_masks_are_told(
    tell: Tell, files: dict[str, Path], tmp_path: Path, text: str, fault: str
) -> None:
    masks = tmp_path / "masks.toml"
    masks.write_text(text, "utf-8")
    told = tell("snapshot", "compare", files["old"], files["same"], "--masks", masks)
    assert told.code == 2
    assert "[masks-file]" in told.err
    assert fault in told.err


def test_selftest_says_what_passed(tell: Tell, files: dict[str, Path]) -> None:
    told = tell("snapshot", "selftest", files["box"], "--json")
    facts = json.loads(told.out)
    assert [trial for trial in facts["trials"] if not trial["passed"]] == []
    assert told.code == 0
    assert {trial["category"] for trial in facts["trials"]} >= {"text", "print", "harmless"}
