"""A pipeline of straw, so that the command line is tested without setting a page."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from banmian.cli.main import main

Builder = Callable[..., object]


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Callable[[Builder], None]:
    """Put a function in the place of build_page, and of build_edition for one page."""

    def put(build: Builder) -> None:
        page = ModuleType("banmian.pipeline.page")
        page.build_page = build  # type: ignore[attr-defined]
        edition = ModuleType("banmian.pipeline.edition")
        edition.build_edition = lambda *given: SimpleNamespace(  # type: ignore[attr-defined]
            pages=(build(*given),), pdf=Path("o/edition.pdf")
        )
        monkeypatch.setitem(sys.modules, "banmian.pipeline.page", page)
        monkeypatch.setitem(sys.modules, "banmian.pipeline.edition", edition)

    return put


@dataclass(frozen=True, slots=True)
class Told:
    """What a command line said and how it ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str]) -> Callable[..., Told]:
    """Run one command line in this process."""

    def run(*words: str | Path) -> Told:
        capsys.readouterr()
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return Told(code, said.out, said.err)

    return run
