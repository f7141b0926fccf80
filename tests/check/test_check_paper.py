"""docs/check.md has a section for every rule, in the words of the rule's own file."""

import re
import sys
from pathlib import Path

from banmian.check.rule import Rule
from banmian.check.run import RULES

PAPER = Path(__file__).resolve().parents[2] / "docs" / "check.md"
HEADS = ("What it does", "Why", "Example", "Source")


def section(rule: Rule) -> str:
    """What the paper should say of a rule."""
    module = sys.modules[rule.check.__module__]
    flat = " ".join((module.__doc__ or "").split())
    title, *parts = re.split(rf" ({'|'.join(HEADS)}): ", flat)
    assert tuple(parts[::2]) == HEADS, rule.code
    name = rule.check.__module__.rpartition(".")[2]
    told = f"**{title}** ({rule.severity.value}, [{name}.py](../src/banmian/check/rules/{name}.py))"
    listed = "\n".join(f"- {head}: {text}" for head, text in zip(HEADS, parts[1::2], strict=True))
    return f"### `{rule.code}`\n\n{told}\n\n{listed}\n"


def test_the_paper_says_what_the_files_say() -> None:
    text = PAPER.read_text(encoding="utf-8")
    rules = text[text.index("\n### ") + 1 :]
    assert rules == "\n".join(section(rule) for rule in RULES)


def test_every_file_of_rules_is_listed_once() -> None:
    files = Path(sys.modules[RULES[0].check.__module__].__file__ or "").parent.glob("*.py")
    names = sorted(file.stem for file in files if file.stem != "__init__")
    assert sorted(rule.check.__module__.rpartition(".")[2] for rule in RULES) == names
    codes = [rule.code for rule in RULES]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in codes)
