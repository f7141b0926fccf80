"""How much memory a process holds.

Inputs:  a process.
Outputs: its resident memory.
Units:   bytes.
Source:  proc(5), statm: the second number counts resident pages; getrusage(2) elsewhere, whose
         ru_maxrss is the most a process ever held, in bytes on macOS and in KiB on other systems.
"""

import os
import resource
import sys
from pathlib import Path


def resident_of(process: int) -> int:
    """What another process holds; 0 where that cannot be seen."""
    try:
        pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):  # no such system, or the process has just gone
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def resident_here() -> int:
    """What this process holds; the most it ever held where that is all one can know."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return resident_of(os.getpid()) or most * (1 if sys.platform == "darwin" else 1024)
