"""WeasyPrint is imported without starting processes, and with all its libraries."""

import ctypes.util
import subprocess
import sys

import pytest

from banmian.render.libraries import libraries_by_soname

IMPORTS = """
import sys
started = []
sys.addaudithook(lambda event, _: started.append(event) if event == "subprocess.Popen" else None)
from banmian.render.libraries import libraries_by_soname
with libraries_by_soname():
    from weasyprint.text import ffi
assert ffi.pango and ffi.fontconfig and ffi.harfbuzz_subset is not None
assert not started, started
import ctypes.util
assert ctypes.util.find_library.__module__ == "ctypes.util"
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere finding a library starts no process")
def test_importing_weasyprint_starts_no_process() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTS], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_libraries_are_found_again_after_a_fault() -> None:
    before = ctypes.util.find_library
    with pytest.raises(ImportError), libraries_by_soname():
        raise ImportError
    assert ctypes.util.find_library is before
