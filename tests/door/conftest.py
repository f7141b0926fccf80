"""Loads the door's two programs, which are files and not modules of the package."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _load(name: str, path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def install() -> ModuleType:
    return _load("door_install", ROOT / "requirements" / "install.py")


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The door of a checkout of its own, with small locks and no .venv."""
    module = _load("door_build", ROOT / "build.py")
    (tmp_path / "requirements").mkdir()
    for lock in ("build", "run", "cluster", "test", "bench"):
        (tmp_path / "requirements" / f"{lock}.txt").write_text(f"{lock}==1\n")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    return module


@pytest.fixture
def repository() -> Path:
    return ROOT
