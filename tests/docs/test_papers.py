"""The papers, every Markdown file here: links lead somewhere, and what is named is there."""

import re
import shlex
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import typer

from banmian.cli.main import app

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
NOT_OURS = {"output", "dist", "build", "node_modules"}
LINK = re.compile(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"")
HEADING = re.compile(r"^#{1,6} (.+?) *$", re.MULTILINE)
CODE_FILE = re.compile(r"^[\w.]+(?:/[\w.]+)+\.(?:py|txt|toml|sh|yaml)$")
DOOR_VERBS = {"test", "bench"}
DOOR_OPTIONS = {"--offline"}


@dataclass(frozen=True)
class Paper:
    path: Path
    text: str

    @property
    def prose(self) -> str:
        """The text without its blocks of code."""
        return FENCE.sub("", self.text)

    def blocks(self, language: str) -> list[str]:
        """Blocks of code in one language, in order."""
        return [match[3] for match in FENCE.finditer(self.text) if match[2] == language]

    @property
    def code(self) -> list[str]:
        """What stands between backticks in the prose."""
        return re.findall(r"`([^`\n]+)`", self.prose)


@pytest.fixture(scope="module")
def papers() -> dict[str, Paper]:
    """Papers by their path from the root."""
    found = {}
    for path in sorted(ROOT.rglob("*.md")):
        name = path.relative_to(ROOT)
        first = name.parts[0]
        if first.startswith(".") or first in NOT_OURS or (path.parent / "page.yaml").exists():
            continue  # stories are copy, not papers
        found[name.as_posix()] = Paper(path, path.read_text(encoding="utf-8"))
    return found


def anchors(paper: Paper) -> set[str]:
    """The headings' anchors as GitHub makes them."""
    seen: Counter[str] = Counter()
    found = set()
    for heading in HEADING.findall(paper.prose):
        slug = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        found.add(f"{slug}-{seen[slug]}" if seen[slug] else slug)
        seen[slug] += 1
    return found


def test_relative_links_resolve(papers: dict[str, Paper]) -> None:
    broken = []
    for name, paper in papers.items():
        for link in ("".join(match) for match in LINK.findall(paper.prose)):
            if re.match(r"[a-z]+:", link):
                continue
            file, _, anchor = link.partition("#")
            target = (paper.path.parent / file).resolve() if file else paper.path
            inside = target.exists() and target.is_relative_to(ROOT)
            there = papers.get(target.relative_to(ROOT).as_posix()) if inside else None
            if not inside or (anchor and (there is None or anchor not in anchors(there))):
                broken.append((name, link))
    assert broken == []


def test_files_that_are_named_exist(papers: dict[str, Paper]) -> None:
    package = ROOT / "src" / "banmian"
    missing = []
    for name, paper in papers.items():
        for code in filter(CODE_FILE.match, paper.code):
            homes = (ROOT, paper.path.parent, package, package / "cli")
            if not any((home / code).exists() for home in homes):
                missing.append((name, code))
    made_by_the_reader = {"layouts/extra/layout.yaml", "output/try/2024-11-13/01/page.yaml"}
    assert {code for _, code in missing} <= made_by_the_reader, missing


def command_lines(paper: Paper) -> list[list[str]]:
    """The words of every call of the door, in blocks and in the prose."""
    lines = [line for block in paper.blocks("sh") for line in block.splitlines()]
    lines += [code for code in paper.code if re.match(r"(python3 )?build\.py\b", code)]
    found = []
    for line in lines:
        for part in re.split(r"[|;]|&&", re.sub(r"\s#\s.*", "", line)):
            match = re.search(r"\bbuild\.py\b(.*)", part)
            if match and "VERB" not in match[1] and "…" not in match[1]:
                found.append(shlex.split(match[1].replace("[", "").replace("]", "")))
    return found


def command_of(words: list[str]) -> tuple[Any, list[str]]:
    """The command that words call, and the words left over."""
    command: Any = typer.main.get_command(app)
    rest = list(words)
    while rest and not rest[0].startswith("-") and getattr(command, "commands", None):
        if rest[0] not in command.commands:  # `batch CONTENT` is `batch run CONTENT`
            rest.insert(0, command.default)
        command = command.commands[rest.pop(0)]
    return command, rest


def test_commands_are_those_of_the_program(papers: dict[str, Paper]) -> None:
    calls = [(name, words) for name, paper in papers.items() for words in command_lines(paper)]
    assert len(calls) > 20
    for name, words in calls:
        plain = [word for word in words if word not in DOOR_OPTIONS]
        if not plain or plain[0] in DOOR_VERBS:
            continue
        command, rest = command_of(plain)
        known = {option for parameter in command.params for option in parameter.opts}
        known |= {o for p in command.params for o in p.secondary_opts} | {"--help", "-h"}
        options = {word.partition("=")[0] for word in rest if re.match(r"-.*[a-z]", word)}
        assert options <= known, (name, words)
        for word in rest:
            if word.startswith("content/"):
                assert (ROOT / word).is_dir(), (name, words)


def test_both_readmes_name_the_same_things(papers: dict[str, Paper]) -> None:
    english, chinese = papers["README.md"], papers["README.zh-CN.md"]
    assert command_lines(english) == command_lines(chinese)

    def targets(paper: Paper) -> set[str]:
        return {"".join(match).partition("#")[0] for match in LINK.findall(paper.prose)}

    assert targets(english) ^ targets(chinese) <= {"README.md", "README.zh-CN.md", "layouts/"}


def test_pictures_are_small_enough_to_load() -> None:
    pictures = list((ROOT / "docs" / "images").glob("*.png"))
    assert {picture.name for picture in pictures} >= {"page.png", "grid.png", "extra.png"}
    assert [p.name for p in pictures if p.stat().st_size > 400_000] == []


def test_papers_name_no_machine_and_no_index(papers: dict[str, Paper]) -> None:
    machine = re.compile(r"(?<![\w./])/(?:home|root|tmp|work|mnt|Users|private|var)/")
    index = re.compile(r"pypi\.|pythonhosted|index[-_]url|simple/?\s*$|anaconda\.org", re.MULTILINE)
    for name, paper in papers.items():
        assert not machine.search(paper.text), name
        assert not index.search(paper.text), name


def test_every_document_can_be_found(papers: dict[str, Paper]) -> None:
    """Whoever starts at README.md reaches every paper by links."""
    reached: set[str] = set()
    waiting = ["README.md"]
    while waiting:
        name = waiting.pop()
        if name in reached or name not in papers:
            continue
        reached.add(name)
        for link in ("".join(match) for match in LINK.findall(papers[name].prose)):
            target = (papers[name].path.parent / link.partition("#")[0]).resolve()
            if target.is_relative_to(ROOT):
                inside: list[Path] = list(target.glob("*.md")) if target.is_dir() else [target]
                waiting += [path.relative_to(ROOT).as_posix() for path in inside]
    assert set(papers) - reached == set()
