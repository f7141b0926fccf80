"""What a figure has to be read with: the machine and the versions.

Inputs:  this machine.
Outputs: names and values, in the order they are printed.
Units:   none.
Source:  our choice; no date and no host name, which say nothing about a figure.
"""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

_PACKAGES = ("weasyprint", "pydyf", "uharfbuzz", "fonttools", "typst")


def machine_facts() -> dict[str, str]:
    """The processor, its cores, the system, and the versions that matter.

    To be asked before a page is built, which takes the system's fonts out of this process's sight.
    """
    facts = {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }
    for package in _PACKAGES:
        try:
            facts[package] = version(package)
        except PackageNotFoundError:
            facts[package] = "not installed"
    if find_spec("typst"):
        facts["typst's fonts"] = f"{_fonts_typst_finds()} faces in the system and in Typst itself"
    return facts


def _fonts_typst_finds() -> int:
    """How many faces Typst looks through before it compiles: the more, the longer it takes."""
    import typst  # noqa: PLC0415  it need not be installed

    return len(typst.Fonts().fonts())


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:  # not Linux
        return platform.processor() or "unknown"
    for line in lines:
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return "unknown"
