"""A pipeline of straw, so that the command line is tested without setting a page."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from banmian.check.finding import Finding, Settled
from banmian.cli.main import main

Builder = Callable[..., object]


def checked(made: Any) -> SimpleNamespace:
    """What a check makes of a page of straw: its notes; those of no file are accepted."""
    notes = [Finding(note) for note in made.notes]
    told = tuple(note for note in notes if note.diagnostic.place)
    settled = Settled(told, tuple(note for note in notes if note not in told))
    return SimpleNamespace(number=made.number, settled=settled, fits=made.fits)


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Callable[[Builder], None]:
    """Put a function in the place of build_page, of build_edition and of check_folder."""

    def put(build: Builder) -> None:
        page = ModuleType("banmian.pipeline.page")
        page.build_page = build  # type: ignore[attr-defined]
        edition = ModuleType("banmian.pipeline.edition")
        edition.build_edition = lambda *given: SimpleNamespace(  # type: ignore[attr-defined]
            pages=(build(*given),), pdf=Path("o/edition.pdf")
        )
        check = ModuleType("banmian.pipeline.check_folder")
        check.check_folder = lambda *given: checked(build(*given))  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "banmian.pipeline.check_folder", check)
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
