"""What pages are made with: our own code, Python's packages, native libraries, the machine.

Inputs:  the installed program.
Outputs: `Engine`: names and versions; two machines with the same ones make the same bytes.
Units:   none.
Source:  batch.md, convention 1. Our own code counts by its contents and not by its release: a
         checkout changes between two releases. Packages that no page is made with are left out, so
         that a new version of them makes nothing again.
"""

import ctypes
import platform
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path

OURS = Path(__file__).resolve().parents[1]
NOT_OF_A_PAGE = frozenset({"batch", "cli", "data", "store", "workers"})
PACKAGES = (
    "cssselect2",
    "fonttools",
    "jieba",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "markupsafe",
    "numpy",
    "pikepdf",
    "pillow",
    "pydantic",
    "pydyf",
    "pypdf",
    "pypdfium2",
    "pyphen",
    "pyyaml",
    "regex",
    "reportlab",
    "tinycss2",
    "tinyhtml5",
    "uharfbuzz",
    "weasyprint",
    "webencodings",
)
_ABSENT = "absent"
_NATIVE = (  # as WeasyPrint looks for them on Linux and macOS
    ("pango", ("libpango-1.0.so.0", "libpango-1.0.dylib"), "pango_version_string"),
    ("harfbuzz", ("libharfbuzz.so.0", "libharfbuzz.0.dylib"), "hb_version_string"),
    (
        "harfbuzz-subset",
        ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
        "hb_version_string",
    ),
)
_FONTCONFIG = ("libfontconfig.so.1", "libfontconfig.1.dylib")


@dataclass(frozen=True, slots=True)
class Engine:
    """Names and versions, in order of the names."""

    parts: tuple[tuple[str, str], ...]

    def differences(self, other: "Engine") -> tuple[str, ...]:
        """What another machine has in another version, in words."""
        here, there = dict(self.parts), dict(other.parts)
        return tuple(
            f"{name} {here.get(name, _ABSENT)[:12]} / {there.get(name, _ABSENT)[:12]}"
            for name in sorted({*here, *there})
            if here.get(name) != there.get(name)
        )


@cache
def this_engine() -> Engine:
    """What this process would make a page with; it cannot change while it runs."""
    return Engine(tuple(sorted(_parts())))


def _parts() -> Iterator[tuple[str, str]]:
    yield "banmian", _our_code()
    yield "python", platform.python_version()
    yield "machine", f"{sys.platform} {platform.machine()}"
    yield "zlib", zlib.ZLIB_RUNTIME_VERSION
    for package in PACKAGES:
        yield package, _version(package)
    for name, files, question in _NATIVE:
        library = _library(files)
        yield name, _ABSENT if library is None else _answer(library, question)
    library = _library(_FONTCONFIG)
    yield "fontconfig", _ABSENT if library is None else str(library.FcGetVersion())


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return _ABSENT


def _library(files: tuple[str, ...]) -> ctypes.CDLL | None:
    for file in files:
        try:
            return ctypes.CDLL(file)
        except OSError:
            continue
    return None


def _answer(library: ctypes.CDLL, question: str) -> str:
    ask = getattr(library, question)
    ask.restype = ctypes.c_char_p
    return str(ask().decode("ascii"))


def _our_code() -> str:
    """A digest of every file of the program that a page may depend on."""
    digest = sha256()
    for path in sorted(OURS.rglob("*")):
        inside = path.relative_to(OURS)
        apart = inside.parts[0] in NOT_OF_A_PAGE or "__pycache__" in inside.parts
        if not apart and path.is_file():
            digest.update(f"{inside.as_posix()}\n".encode())
            digest.update(sha256(path.read_bytes()).digest())
    return digest.hexdigest()
