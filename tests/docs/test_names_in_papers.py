"""Names the papers give to things are names the code has; numbers of rules lead to a rule."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from banmian.makeup import flow, running
from banmian.pipeline.settings import Stage

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src" / "banmian").rglob("*.py"))
LAYOUTS = [*sorted((ROOT / "layouts").rglob("*.css")), *sorted((ROOT / "layouts").rglob("*.yaml"))]


def paper(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def names_of(tree: ast.AST) -> Iterator[str]:
    """What a module defines or takes, and the plain words it knows."""
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.arg(arg=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.Constant(value=str(text)):
                yield text


@pytest.fixture(scope="module")
def known() -> set[str]:
    names = {n for path in SOURCES for n in names_of(ast.parse(path.read_text(encoding="utf-8")))}
    for path in LAYOUTS:
        names.update(re.findall(r"[a-z][\w-]*", path.read_text(encoding="utf-8")))
    return names


def test_names_of_the_glossary_are_in_the_code(known: set[str]) -> None:
    rows = re.findall(r"^\| [^|]+ \| [^|]+ \| (`[^|]+) \|", paper("glossary.md"), re.MULTILINE)
    assert len(rows) > 50
    names = [name for row in rows for name in re.findall(r"`([^`]+)`", row)]
    whole = [name for name in names if "." in name and not name[0].isupper()]
    parts = {part for name in names if name not in whole for part in name.split(".")}
    assert (parts | set(whole)) - known == set()


def test_each_term_of_the_glossary_stands_once() -> None:
    terms = re.findall(r"^\| ([^|]+?) \| [^|]+ \| `", paper("glossary.md"), re.MULTILINE)
    assert len(terms) == len(set(terms))


@pytest.mark.parametrize(("letter", "name"), [("R", "typography.md"), ("N", "newspaper.md")])
def test_rules_that_the_code_cites_are_in_the_papers(letter: str, name: str) -> None:
    listed = set(re.findall(rf"^\| ({letter}\d+) \|", paper(name), re.MULTILINE))
    cited = {
        number
        for path in SOURCES
        for number in re.findall(rf"\b{letter}\d{{1,2}}\b", path.read_text(encoding="utf-8"))
    }
    assert len(cited) > 5
    assert cited - listed == set()


def test_papers_that_the_code_cites_exist() -> None:
    for path in SOURCES:
        for name in re.findall(r"\bdocs/[\w/-]+\.md\b", path.read_text(encoding="utf-8")):
            assert (ROOT / name).exists(), (path, name)


def test_the_map_has_the_packages_of_the_import_contract() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    wanted = [package for layer in layers for package in layer.split(" : ")]
    section = paper("architecture.md").split("\n## Packages\n")[1].split("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == wanted
    there = {p.stem for p in (ROOT / "src" / "banmian").iterdir() if p.suffix in ("", ".py")}
    assert set(wanted) == there - {"__init__", "__pycache__", "py"}


def test_stages_are_those_of_the_settings() -> None:
    section = paper("architecture.md").split("\n## From copy to PDF\n")[1]
    assert re.findall(r"^\| `(\w+)` \|", section.split("\n### ")[0], re.MULTILINE) == list(Stage)


def test_prices_of_the_flow_are_those_of_the_decision() -> None:
    rows = re.findall(r"^\| .+ \| ([\d,]+)\b", paper("decisions/0004-exact-flow.md"), re.MULTILINE)
    prices = (
        flow.OVER, flow.HEAD_AT_FOOT, flow.WIDOW, flow.HOLE, flow.SHORT, flow.ORPHAN,
        flow.HEAD_ON_TOP, running.MORE_WHITE, flow.LOWERED, flow.ADJUSTED,
    )  # fmt: skip
    assert [float(row.replace(",", "")) for row in rows] == list(prices)
