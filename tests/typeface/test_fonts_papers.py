"""docs/fonts.md keeps up with the code."""

import ast
import re
from pathlib import Path

from banmian.typeface.catalogue import Catalogue

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src" / "banmian" / "typeface").glob("*.py"))
PAPER = (ROOT / "docs" / "fonts.md").read_text(encoding="utf-8")
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")


def _codes(path: Path) -> set[str]:
    """The first argument of every diagnostic, and of every error made of one."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=called, args=[ast.Constant(value=str(first)), *_]):
                name = ast.unparse(called)
                if name == "Diagnostic" or name.endswith(("Error.of", "Fault.of")):
                    found.add(first)
    return found


def test_every_code_is_explained() -> None:
    codes = set().union(*map(_codes, SOURCES))
    assert {"font-missing", "glyph-missing", "source-changed", "bad-toml"} <= codes
    assert all(CODE.fullmatch(code) for code in codes)
    assert {code for code in codes if f"`{code}`" not in PAPER} == set()


def test_every_shipped_face_is_listed(catalogue: Catalogue) -> None:
    for key in catalogue.keys:
        entry = catalogue.entry(key)
        assert f"| `{key}` | {entry.family} |" in PAPER
        assert str(entry.version) in PAPER
