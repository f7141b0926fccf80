"""docs/layouts.md tells all that layout.yaml, template and style sheet may hold, and no more."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from enum import Enum
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from banmian.errors import LayoutError
from banmian.house import layout_file
from banmian.house.load import load_house
from banmian.house.punctuation import MARK_STYLES, Marks
from banmian.makeup.page import Role
from banmian.render.view import BlockView, PageView, RuleView, RunView, StoryView
from banmian.source.model import FileModel
from banmian.units import Length

ROOT = Path(__file__).resolve().parents[2]
PAPER = (ROOT / "docs" / "layouts.md").read_text(encoding="utf-8")
MODELS = {
    name: model
    for name, model in vars(layout_file).items()
    if isinstance(model, type) and issubclass(model, FileModel) and model is not FileModel
}
ROW = re.compile(r"^\| (.+?) \| (.+) \| (.+?) \|$", re.MULTILINE)
SMALLEST = """
title: t
page: {width: 100mm, height: 100mm}
type_area: {left: 10mm, top: 10mm, width: 80mm, height: 80mm}
grid: {columns: 2, measure: 10, body: 9pt, leading: 13pt, lines: 10}
styles: {plain: {}}
slots: {}
"""


def table_of(model: str) -> dict[str, str]:
    """What a model's table says about each key that is left out."""
    rows: dict[str, str] = {}
    after = PAPER.split(f"<!-- model: {model} -->\n\n")[1].split("\n\n")[0]
    for keys, _, left_out in ROW.findall(after):
        rows.update(dict.fromkeys(re.findall(r"`(\w+)`", keys), left_out))
    return rows


def written(value: Any) -> str | None:
    """A default as a designer would write it; None for "nothing"."""
    if value is None or value == ():
        return None
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(str, value))}]"
    return f"{value:g}" if isinstance(value, float) else str(value)


def test_every_model_has_its_table() -> None:
    assert len(MODELS) > 10
    assert set(re.findall(r"<!-- model: (\w+) -->", PAPER)) == set(MODELS)


@pytest.mark.parametrize("name", sorted(MODELS))
def test_the_keys_are_those_of_the_model(name: str) -> None:
    model: type[BaseModel] = MODELS[name]
    rows = table_of(name)
    assert set(rows) == set(model.model_fields)
    for key, field in model.model_fields.items():
        assert (rows[key] == "required") == field.is_required(), key
        default = None if field.is_required() else written(field.default)
        assert default is None or rows[key] == f"`{default}`", (key, default)


def choices(annotation: Any) -> Iterator[str]:
    """The words a field may hold, of literals and of enums, inside unions too."""
    if isinstance(annotation, str):
        yield annotation
    elif isinstance(annotation, type) and issubclass(annotation, Enum):
        yield from (str(member.value) for member in annotation)
    else:
        for part in get_args(annotation):
            yield from choices(part)


def test_the_words_of_a_choice_are_listed() -> None:
    for name, model in MODELS.items():
        for key, field in model.model_fields.items():
            missing = [word for word in choices(field.annotation) if f"`{word}`" not in PAPER]
            assert not missing, (name, key)


def layouts_with(folder: Path, text: str) -> Path:
    (folder / "small").mkdir(parents=True)
    (folder / "small" / "layout.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_style_has_the_values_said_when_they_are_left_out(tmp_path: Path) -> None:
    house = load_house(layouts_with(tmp_path, SMALLEST), "small")
    style, rows = house.style("plain"), table_of("StyleFile")
    assert style.marks == MARK_STYLES[Marks(rows["marks"].strip("`"))]
    for key in ("face", "strong", "kai", "align", "indent", "tracking"):
        assert rows[key] == f"`{written(getattr(style, key))}`", key
    assert (style.size, style.inset) == (house.grid.body, Length(0))
    assert (style.pitch, style.blank) == (None, None)


def test_the_limits_of_numbers_are_those_said(tmp_path: Path) -> None:
    for number, wrong in enumerate(
        ("columns: 25", "pitch: 0.9", "pitch: 4", "tracking: 1.1", "tracking: -0.2")
    ):
        text = SMALLEST.replace("plain: {}", f"plain: {{{wrong}}}")
        if wrong.startswith("columns"):
            text = SMALLEST.replace("columns: 2", wrong)
        with pytest.raises(LayoutError, match="bad-value"):
            load_house(layouts_with(tmp_path / str(number), text), "small")


def test_roles_are_listed_as_classes() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \| .+ \| .*(?:`|level).*\|$", PAPER, re.MULTILINE)
    assert {role.value for role in Role} <= set(rows)


def test_a_template_sees_what_the_paper_says() -> None:
    told = {
        subject: set(re.findall(r"`(\w+)`", has))
        for subject, has in re.findall(r"^\| (`page`|an? \w+) \| (.+) \|$", PAPER, re.MULTILINE)
    }
    for subject, view in (
        ("`page`", PageView),
        ("a story", StoryView),
        ("a block", BlockView),
        ("a run", RunView),
        ("a rule", RuleView),
    ):
        names = {field.name for field in fields(view)}
        assert told[subject] - {"text", "picture"} == names - {"text", "picture"}, subject


def test_every_code_of_a_layout_is_explained() -> None:
    codes: set[str] = set()
    for package in ("house", "makeup", "render", "press"):
        for path in (ROOT / "src" / "banmian" / package).glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                match node:
                    case ast.Call(func=called, args=[ast.Constant(value=str(first)), *_]):
                        name = ast.unparse(called)
                        if name.endswith(("Diagnostic", "_fault", "Error.of", "CustomError")):
                            codes.add(first)
    assert {"overset", "outside", "weasyprint"} <= codes
    assert {code for code in codes if f"| `{code}` |" not in PAPER} == set()
