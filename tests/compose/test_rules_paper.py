"""docs/typography.md lists every rule, and the tests it names are there and try that rule."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests"
ROW = re.compile(r"^\| (R\d+) \| (.*) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def rows() -> dict[str, list[str]]:
    text = (ROOT / "docs" / "typography.md").read_text(encoding="utf-8")
    return {rule: re.split(r" \| ?", rest) for rule, rest in ROW.findall(text)}


def test_every_rule_is_listed_once_with_its_state(rows: dict[str, list[str]]) -> None:
    assert list(rows) == [f"R{number}" for number in range(1, 40)]
    states = ("done", "house", "part", "not yet", "not used")
    for rule, (_, state, _) in rows.items():
        assert state.startswith(states), rule


def test_rules_that_are_done_are_held_by_tests(rows: dict[str, list[str]]) -> None:
    functions = {
        name
        for path in TESTS.rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    files = {path.name for path in TESTS.rglob("test_*.py")}
    cases = "".join(path.read_text(encoding="utf-8") for path in TESTS.rglob("*.cases"))
    for rule, (_, state, tests) in rows.items():
        assert tests or not state.startswith(("done", "part")), rule
        assert {*re.findall(r"`(test_[\w.]+)`", tests)} <= functions | files, rule
        for folder in re.findall(r"tests/(\w+)", tests):
            assert (TESTS / folder).is_dir(), rule
        if "cases" in tests:
            assert re.search(rf"^{rule} \| ", cases, re.MULTILINE), rule
