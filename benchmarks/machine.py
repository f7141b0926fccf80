"""What a figure has to be read with: the machine and the versions.

Inputs:  this machine.
Outputs: names and values, in the order they are printed.
Units:   none.
Source:  our choice; no date and no host name, which say nothing about a figure.
"""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGES = ("weasyprint", "pydyf", "uharfbuzz", "fonttools", "typst")


def machine_facts() -> dict[str, str]:
    """The processor, its cores, the system, and the versions that matter."""
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
    return facts


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
