"""Let WeasyPrint find its libraries without asking a compiler where they are.

On Linux ctypes.util.find_library starts ldconfig, gcc and ld to turn a name into a soname, and
WeasyPrint asks it for the names of other systems before it tries the soname itself: some fifty
processes and a quarter of a second each time it is imported. Not answering costs nothing, because
what find_library gives is a soname, too, for the same loader to look up.

Inputs:  none.
Outputs: a context to import WeasyPrint in.
Units:   none.
Source:  measured: docs/performance.md. ld.so(8); cffi, FFI.dlopen.
"""

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def libraries_by_soname() -> Iterator[None]:
    """Answer no question for a library's place; elsewhere than on Linux, do nothing."""
    find_library = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _nowhere
    try:
        yield
    finally:
        ctypes.util.find_library = find_library


def _nowhere(name: str) -> None:
    """Say that there is no such library."""
