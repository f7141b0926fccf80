"""docs/preflight.md lists the rules as they are, and each rule's file explains itself."""

import re
import sys
from pathlib import Path

from banmian.preflight.run import RULES

PAPER = Path(__file__).resolve().parents[2] / "docs" / "preflight.md"
HEADS = ("What it does:", "Why:", "Example:", "Source:")


def docstring(check: object) -> str:
    return " ".join((sys.modules[getattr(check, "__module__", "")].__doc__ or "").split())


def test_the_table_is_that_of_the_code() -> None:
    text = PAPER.read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| (failure|warning) \| \[(.+?)\]\(", text, re.MULTILINE)
    weights = {"error": "failure", "warning": "warning"}
    assert rows == [
        (rule.code, weights[rule.severity], docstring(rule.check).split(". What it does:")[0])
        for rule in RULES
    ]


def test_every_rule_says_what_why_by_example_and_whence() -> None:
    for rule in RULES:
        told = docstring(rule.check)
        places = [told.find(head) for head in HEADS]
        assert places == sorted(places), rule.code
        assert min(places) > 0, rule.code
